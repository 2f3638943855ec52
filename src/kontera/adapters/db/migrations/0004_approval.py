"""Who an invoice waits for, and since when."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def ask_any_approver(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    """What waited for approval before there were flows waits for any approver, since it was received."""
    rows = apps.get_model("db", "CaseRow")._default_manager.using(schema.connection.alias)  # noqa: SLF001 - Django's public API
    rows.filter(state="approve").update(waits_for=" role:approver ", waits_since=models.F("received"))


class Migration(migrations.Migration):
    """Two new columns of the rows that lists read, and an index over whom they wait for."""

    dependencies = [
        ("db", "0003_products"),
    ]

    operations = [
        migrations.AddField("CaseRow", "waits_for", models.TextField(blank=True, default="")),
        migrations.AddField("CaseRow", "waits_since", models.DateTimeField(null=True)),
        migrations.RunPython(ask_any_approver, migrations.RunPython.noop),
        migrations.AddIndex("CaseRow", models.Index(fields=["company", "waits_for"], name="case_waits")),
    ]

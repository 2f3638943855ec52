"""The supplier register as lists read it, and the cases of payee accounts."""

from __future__ import annotations

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    """Write the new columns of suppliers that are there already."""
    from kontera.adapters.db.rows import supplier_columns  # noqa: PLC0415 - models are not loaded yet when this file is
    from kontera.core.party import Supplier  # noqa: PLC0415 - as above
    from kontera.core.serial import from_json  # noqa: PLC0415 - as above

    rows = apps.get_model("db", "SupplierRow").objects.using(schema.connection.alias)
    for kept in rows.iterator():
        columns = supplier_columns(from_json(Supplier, kept.record))
        rows.filter(pk=kept.pk).update(**{name: value for name, value in columns.items() if name != "record"})


class Migration(migrations.Migration):
    """Columns to search and sort suppliers by; one table."""

    dependencies = [
        ("db", "0005_reports"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountChangeRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("change", models.CharField(max_length=64)),
                ("supplier", models.CharField(max_length=64)),
                ("standing", models.CharField(max_length=16)),
                ("record", models.TextField()),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="db.company"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["company", "standing"], name="account_change_open"),
                    models.Index(fields=["company", "supplier"], name="account_change_of"),
                ],
                "constraints": [models.UniqueConstraint(fields=("company", "change"), name="account_change_once")],
            },
        ),
        migrations.AddField("supplierrow", "number_key", models.CharField(blank=True, default="", max_length=80)),
        migrations.AddField("supplierrow", "organisation", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("supplierrow", "search", models.TextField(blank=True, default="")),
        migrations.AddField("supplierrow", "merged", models.BooleanField(default=False)),
        migrations.AddIndex(
            "supplierrow", models.Index(fields=["company", "merged", "name_key"], name="supplier_name")
        ),
        migrations.AddIndex(
            "supplierrow", models.Index(fields=["company", "merged", "number_key"], name="supplier_number")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

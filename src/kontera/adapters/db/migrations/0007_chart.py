"""The day of a voucher as a column, for handing over a period; people who are switched off in a company."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    """Write the day of vouchers that are there already, from their record."""
    from kontera.core.entry import Voucher  # noqa: PLC0415 - nothing else of ours is needed to migrate
    from kontera.core.serial import from_json  # noqa: PLC0415 - as above

    rows = apps.get_model("db", "VoucherRow").objects.using(schema.connection.alias)
    for kept in rows.iterator():
        rows.filter(pk=kept.pk).update(on=from_json(Voucher, kept.record).entry.on)


class Migration(migrations.Migration):
    """Two columns, one index."""

    dependencies = [
        ("db", "0006_register"),
    ]

    operations = [
        migrations.AddField("voucherrow", "on", models.DateField(null=True)),
        migrations.AddIndex("voucherrow", models.Index(fields=["company", "on"], name="voucher_on")),
        migrations.AddField("membership", "active", models.BooleanField(default=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

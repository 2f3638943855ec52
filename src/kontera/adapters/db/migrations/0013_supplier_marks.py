"""What the suppliers of the register are found by, filled from the records that are there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_AT_ONCE: Final = 2000


def _fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The marks of all suppliers that were not merged into others."""
    alias = editor.connection.alias
    table = apps.get_model("db", "SupplierMark")
    made = _marks(table, apps.get_model("db", "SupplierRow").objects.using(alias).order_by("pk").iterator())
    while some := list(islice(made, _AT_ONCE)):
        table.objects.using(alias).bulk_create(some)


def _marks(table: Any, kept: Iterator[Any]) -> Iterator[Any]:  # noqa: ANN401 - models of the time of this migration
    from kontera.core.party import Supplier  # noqa: PLC0415 - a migration is read before all models are
    from kontera.core.sender import supplier_marks  # noqa: PLC0415 - as above
    from kontera.core.serial import from_json  # noqa: PLC0415 - as above

    for row in kept:
        if not row.merged:
            for kind, key in sorted(supplier_marks(from_json(Supplier, row.record))):
                yield table(company_id=row.company_id, supplier=row.supplier, kind=kind, key=key)


class Migration(migrations.Migration):
    """A table beside the register: an invoice finds its supplier without going through them all."""

    dependencies = [
        ("db", "0012_years"),
    ]

    operations = [
        migrations.CreateModel(
            "SupplierMark",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="db.company"
                    ),
                ),
                ("supplier", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=24)),
                ("key", models.CharField(max_length=255)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["company", "kind", "key", "supplier"], name="supplier_mark"),
                    models.Index(fields=["company", "supplier"], name="supplier_marks"),
                ],
            },
        ),
        migrations.RunPython(_fill, migrations.RunPython.noop),
    ]

"""The product register, the prices that earlier invoices asked, and what people have laid out."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


def _id() -> tuple[str, models.Field]:
    return (
        "id",
        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
    )


def _company() -> tuple[str, models.Field]:
    return (
        "company",
        models.ForeignKey(
            db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="db.company"
        ),
    )


class Migration(migrations.Migration):
    """Four new tables; they fill as products are kept and invoices booked."""

    dependencies = [
        ("db", "0002_memory"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProductRow",
            fields=[
                _id(),
                ("product", models.CharField(max_length=128)),
                ("name_key", models.CharField(max_length=128)),
                ("search", models.TextField()),
                ("retired", models.BooleanField(default=False)),
                ("record", models.TextField()),
                _company(),
            ],
            options={
                "indexes": [models.Index(fields=["company", "name_key"], name="product_name")],
                "constraints": [models.UniqueConstraint(fields=("company", "product"), name="product_once")],
            },
        ),
        migrations.CreateModel(
            name="ProductMark",
            fields=[
                _id(),
                ("product", models.CharField(max_length=128)),
                ("mark", models.CharField(max_length=255)),
                _company(),
            ],
            options={
                "indexes": [
                    models.Index(fields=["company", "mark"], name="product_mark"),
                    models.Index(fields=["company", "product"], name="product_marks"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticlePriceRow",
            fields=[
                _id(),
                ("case", models.CharField(max_length=128)),
                ("supplier", models.CharField(max_length=128)),
                ("key", models.CharField(max_length=128)),
                ("on", models.DateField()),
                ("record", models.TextField()),
                _company(),
            ],
            options={
                "indexes": [
                    models.Index(fields=["company", "supplier", "key", "on"], name="article_price"),
                    models.Index(fields=["company", "case"], name="article_price_case"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutlayRow",
            fields=[
                _id(),
                ("case", models.CharField(max_length=128)),
                ("person_key", models.CharField(max_length=255)),
                ("repaid", models.BooleanField(default=False)),
                ("record", models.TextField()),
                _company(),
            ],
            options={
                "indexes": [models.Index(fields=["company", "repaid"], name="outlay_open")],
                "constraints": [models.UniqueConstraint(fields=("company", "case"), name="outlay_once")],
            },
        ),
    ]

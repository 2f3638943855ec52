"""What reports add up, and the indexes that keep a large book quick."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Four new tables; they fill as invoices are booked, and `kontera rebuild` fills them from what was booked before."""

    dependencies = [
        ("db", "0004_approval"),
    ]

    operations = [
        migrations.CreateModel(
            name="FigureRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.CharField(max_length=128)),
                ("supplier", models.CharField(blank=True, max_length=64)),
                ("origin", models.CharField(max_length=16)),
                ("on", models.DateField()),
                ("by_hand", models.BooleanField()),
                ("seconds", models.PositiveIntegerField(null=True)),
                ("read", models.BigIntegerField()),
                ("corrected", models.BigIntegerField()),
                ("currency", models.CharField(blank=True, max_length=8)),
                ("issued", models.DateField(null=True)),
                ("terms", models.IntegerField(null=True)),
                ("due", models.DateField(null=True)),
                ("paid", models.DateField(null=True)),
                ("days", models.IntegerField(null=True)),
                ("late", models.IntegerField(null=True)),
                ("discount", models.BigIntegerField()),
                ("missed", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="db.company"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("company", "case"), name="figure_once")],
                "indexes": [
                    models.Index(
                        fields=["company", "on", "supplier", "origin", "corrected", "by_hand", "seconds", "read"],
                        name="figure_on",
                    ),
                    models.Index(
                        fields=[
                            "company",
                            "paid",
                            "supplier",
                            "currency",
                            "days",
                            "late",
                            "terms",
                            "discount",
                            "missed",
                        ],
                        name="figure_paid",
                    ),
                    models.Index(fields=["company", "supplier", "issued", "case", "terms"], name="figure_terms"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayableRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.CharField(max_length=128)),
                ("supplier", models.CharField(blank=True, max_length=64)),
                ("currency", models.CharField(blank=True, max_length=8)),
                ("amount", models.BigIntegerField()),
                ("booked", models.BigIntegerField()),
                ("due", models.DateField(null=True)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="db.company"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["company", "case"], name="payable_case"),
                    models.Index(
                        fields=["company", "until", "since", "supplier", "due", "currency", "amount", "booked"],
                        name="payable_until",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.CharField(max_length=128)),
                ("supplier", models.CharField(max_length=64)),
                ("item", models.CharField(max_length=128)),
                ("name", models.CharField(max_length=160)),
                ("unit", models.CharField(blank=True, max_length=16)),
                ("currency", models.CharField(blank=True, max_length=8)),
                ("on", models.DateField()),
                ("price", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="db.company"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["company", "case"], name="price_of_case"),
                    models.Index(
                        fields=["company", "supplier", "item", "unit", "currency", "on", "case", "price"],
                        name="price_item",
                    ),
                    models.Index(fields=["company", "on"], name="price_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TurnoverRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.CharField(max_length=32)),
                ("on", models.DateField()),
                ("amount", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="db.company"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("company", "account", "on"), name="turnover_once"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="postingrow",
            index=models.Index(fields=["company", "on", "supplier", "account", "amount"], name="posting_spend"),
        ),
    ]

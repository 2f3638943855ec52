"""What verified invoices taught about their suppliers' layouts, and the marks by which it is found."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two new tables; they fill as invoices are verified."""

    dependencies = [
        ("db", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MemoryMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.CharField(max_length=128)),
                ("mark", models.CharField(max_length=48)),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="db.company"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["company", "mark"], name="memory_mark"),
                    models.Index(fields=["company", "case"], name="memory_case"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MemoryRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.CharField(max_length=128)),
                ("record", models.TextField()),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="db.company"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("company", "case"), name="memory_once")],
            },
        ),
    ]

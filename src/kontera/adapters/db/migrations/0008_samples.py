"""How an invoice stands as a sample of what passed without a person, as a column."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column, one index."""

    dependencies = [
        ("db", "0007_chart"),
    ]

    operations = [
        migrations.AddField("caserow", "sample", models.CharField(blank=True, default="", max_length=8)),
        migrations.AddIndex("caserow", models.Index(fields=["company", "sample", "supplier"], name="case_sample")),
    ]

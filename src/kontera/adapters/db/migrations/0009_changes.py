"""What a price and the terms were on the invoice before, as columns: a report on changes need not look at all years."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Empty until the next invoice of an article; `kontera rebuild` fills them from what was booked before."""

    dependencies = [
        ("db", "0008_samples"),
    ]

    operations = [
        migrations.AddField("pricerow", "before", models.BigIntegerField(null=True)),
        migrations.AddField("pricerow", "moved", models.DateField(null=True)),
        migrations.AddField("figurerow", "terms_before", models.IntegerField(null=True)),
        migrations.AddField("figurerow", "terms_moved", models.DateField(null=True)),
        migrations.AddIndex("pricerow", models.Index(fields=["company", "moved"], name="price_moved")),
        migrations.AddIndex("figurerow", models.Index(fields=["company", "terms_moved"], name="figure_terms_moved")),
    ]

"""Who an invoice waits for."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Who an invoice waits for."""

    dependencies = [
        ("db", "0003_products"),
    ]

    operations = []

"""The product register."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """The product register."""

    dependencies = [
        ("db", "0002_memory"),
    ]

    operations = []

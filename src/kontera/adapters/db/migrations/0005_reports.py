"""What reports read."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """What reports read."""

    dependencies = [
        ("db", "0004_approval"),
    ]

    operations = []

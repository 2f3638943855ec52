"""Tells Django of the database room."""

from __future__ import annotations

from django.apps import AppConfig


class DbConfig(AppConfig):
    """Kontera's tables, under the label "db"."""

    name = "kontera.adapters.db"
    label = "db"
    default_auto_field = "django.db.models.BigAutoField"

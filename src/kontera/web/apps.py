"""The web application as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig

from kontera.web.catalogues import compile_missing


class WebConfig(AppConfig):
    """Views, templates, static files and catalogues."""

    name = "kontera.web"
    label = "web"
    verbose_name = "Kontera"

    def ready(self) -> None:
        """See to it that the translations are compiled before the first page is shown."""
        compile_missing()

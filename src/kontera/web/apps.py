"""The web application as Django knows it."""

from __future__ import annotations

from types import ModuleType

from django.apps import AppConfig

from kontera.web.catalogues import compile_missing


class WebConfig(AppConfig):
    """Views, templates, static files and catalogues."""

    name = "kontera.web"
    label = "web"
    verbose_name = "Kontera"

    def __init__(self, app_name: str, app_module: ModuleType) -> None:
        """See to it that the translations are compiled before any model is loaded.

        Django's own models look a word up while they load, and what is not compiled then stays English until the next
        start: the first one on a fresh machine would speak the wrong language.
        """
        super().__init__(app_name, app_module)
        compile_missing()

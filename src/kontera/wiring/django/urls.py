"""The top-level addresses: the API under /api/, everything else is the web application."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/", include("kontera.api.urls")),
    path("", include("kontera.web.urls")),
]

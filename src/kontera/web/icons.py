"""The template tag for Lucide icons: each is drawn once and then kept, for a list shows the same few in every row."""

from __future__ import annotations

from functools import lru_cache

from django import template
from lucide.templatetags.lucide import lucide as drawn

register = template.Library()


@register.simple_tag
def lucide(name: str, *, size: int = 24, **attributes: str) -> str:
    """The icon of this name as inline SVG with these attributes; an underscore stands for a hyphen."""
    return _kept(name, size, tuple(attributes.items()))


@lru_cache(1024)
def _kept(name: str, size: int, attributes: tuple[tuple[str, str], ...]) -> str:
    made: str = drawn(name, size=size, **dict(attributes))
    return made

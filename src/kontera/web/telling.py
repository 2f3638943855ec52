"""Short messages that survive one redirect: what was done, and what could not be."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

_KEY = "told"


@dataclass(frozen=True, slots=True)
class Notice:
    """One message; `kind` is "done" or "error"; `link` leads to what it speaks of."""

    text: str
    kind: str = "done"
    link: str = ""
    link_text: str = ""


def tell(request: HttpRequest, text: str, kind: str = "done", link: str = "", link_text: str = "") -> None:
    """Say something on the next page shown."""
    request.session[_KEY] = [*request.session.get(_KEY, []), [text, kind, link, link_text]][-5:]


def notices(request: HttpRequest) -> tuple[Notice, ...]:
    """What is to be said, once."""
    kept: list[list[str]] = request.session.pop(_KEY, [])
    return tuple(Notice(*one) for one in kept)

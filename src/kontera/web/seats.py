"""Whom an invoice waits for, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from kontera.core.approving import HELD, NOBODY
from kontera.web import words


def seat_words(seats: Iterable[str], names: Mapping[str, str]) -> str:
    """Whom an invoice waits for, in words."""
    told = []
    for seat in seats:
        if seat.startswith("-"):
            continue
        if seat == HELD:
            told.append(_("held"))
        elif seat == NOBODY:
            told.append(_("nobody whose limit suffices"))
        elif seat.startswith("role:"):
            told.append(_("any {role}").format(role=str(words.ROLE[seat.removeprefix("role:")]).lower()))
        else:
            told.append(names.get(seat.removeprefix("answer:"), _("somebody who has left")))
    return ", ".join(dict.fromkeys(told))


def mentioned(people: Iterable[str], names: Mapping[str, str]) -> str:
    """The people (ids) a remark is meant for."""
    return ", ".join(f"@{names.get(f'person:{one}', one)}" for one in people)

"""Words of people: their roles, their rights, and what was changed about them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from kontera.web.words.shape import Words

ROLE: Final[Words] = {
    "clerk": _("Accountant"),
    "approver": _("Approver"),
    "payer": _("Payer"),
    "admin": _("Administrator"),
    "auditor": _("Auditor"),
}

ROLE_HINT: Final[Words] = {
    "clerk": _("reviews, corrects, codes and registers"),
    "approver": _("approves for payment"),
    "payer": _("proposes and releases payments"),
    "admin": _("keeps people and settings"),
    "auditor": _("reads everything, changes nothing"),
}

PERSON_ACT: Final[Words] = {
    "added": _("Added"),
    "roles": _("Roles changed"),
    "off": _("Switched off"),
    "on": _("Switched on"),
    "second_factor": _("One-time code reset"),
    "link": _("Sign-in link made"),
    "token": _("Token made"),
    "token_revoked": _("Token revoked"),
}

RIGHT: Final[Words] = {
    "see": _("see"),
    "receive": _("take in documents"),
    "verify": _("review"),
    "approve": _("approve"),
    "pay": _("pay"),
    "suppliers": _("keep the supplier register"),
    "settle": _("note payments"),
    "manage": _("manage"),
}


def right(value: str) -> str:
    """A right in words."""
    return str(RIGHT.get(value, value))

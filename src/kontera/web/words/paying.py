"""Words of what is owed and paid, and of the accounts paid to."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from kontera.web.words.shape import Words

BATCH_STATE: Final[Words] = {
    "proposed": _("proposed"),
    "released": _("released"),
    "settled": _("settled"),
    "cancelled": _("cancelled"),
}

TRUST: Final[Words] = {
    "new": _("new, not confirmed"),
    "confirmed": _("confirmed"),
    "blocked": _("blocked"),
}

PAID_WITH: Final[Words] = {
    "account": _("the company's account"),
    "card": _("the company's card"),
    "person": _("somebody's own money"),
}

AGEING: Final[Words] = {
    "not_due": _("not due"),
    "0": _("1–29 days late"),
    "30": _("30–59 days late"),
    "60": _("60–89 days late"),
    "90": _("90 days late or more"),
}

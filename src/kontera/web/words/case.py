"""Words of a case: its state, its queue, and why it is held or closed."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kontera.web.words.paying import BATCH_STATE
from kontera.web.words.shape import Words

STATE: Final[Words] = {
    "working": _("being read"),
    "verify": _("to be reviewed"),
    "approve": _("waiting for approval"),
    "disputed": _("disputed"),
    "pay": _("to be paid"),
    "paying": _("in a payment"),
    "paid": _("paid"),
    "archived": _("archived"),
    "closed": _("closed"),
}

QUEUE: Final[Words] = {
    "ready": pgettext_lazy("queue", "Ready"),
    "doubt": pgettext_lazy("queue", "Doubt"),
    "stopped": pgettext_lazy("queue", "Stopped"),
    "duplicate": pgettext_lazy("queue", "Duplicate"),
    "not_invoice": pgettext_lazy("queue", "Not an invoice"),
    "waiting": pgettext_lazy("queue", "Waiting for somebody"),
}

QUEUE_HINT: Final[Words] = {
    "ready": _("Everything adds up and is known. Review and go on."),
    "doubt": _("Something could not be read for certain or does not agree."),
    "stopped": _("Payment is held until a person has resolved the stop."),
    "duplicate": _("Looks like an invoice that is already here."),
    "not_invoice": _("Reminders, statements, delivery notes and the like."),
    "waiting": _("Booked; waits for approval or is disputed."),
}

QUEUE_ICON: Final = {
    "ready": "circle-check",
    "doubt": "circle-alert",
    "stopped": "octagon-alert",
    "duplicate": "copy-x",
    "not_invoice": "file-x",
    "waiting": "hourglass",
}

SEVERITY: Final[Words] = {"note": _("Note"), "doubt": _("Doubt"), "stop": _("Stop")}

SEVERITY_ICON: Final = {"note": "info", "doubt": "circle-alert", "stop": "octagon-alert"}

CLOSED: Final[Words] = {
    "not_invoice": _("not an invoice"),
    "duplicate": _("duplicate"),
    "rejected": _("rejected"),
    "taken_back": _("taken back"),
    "joined": _("joined with another"),
    "unpacked": _("the files in it were taken in"),
    "received_only": _("received and kept, not coded"),
}

GROUND: Final[Words] = {
    "unreadable": _("could not be read"),
    "price": _("wrong price"),
    "quantity": _("wrong quantity"),
    "not_ordered": _("not ordered"),
    "not_delivered": _("not delivered"),
    "reference": _("reference missing"),
    "buyer": _("wrong recipient"),
    "vat": _("wrong VAT"),
    "duplicate": _("received before"),
    "other": _("in own words"),
}

LETTER_LANGUAGE: Final[Words] = {
    "sv": "Svenska",
    "en": "English",
    "fi": "Suomi",
    "nb": "Norsk",
    "da": "Dansk",
    "de": "Deutsch",
}

COMPARED: Final[Words] = {
    "picture": _("picture against lines"),
    "account": _("payment account"),
    "totals": _("totals"),
}


def state(value: str) -> str:
    """A case's or a batch's state in words."""
    return str(STATE.get(value) or BATCH_STATE.get(value, value))

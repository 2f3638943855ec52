"""The words of the chart page: what Kontera books on by itself, and where something is named that the books lack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kontera.actions.fits import Broken
from kontera.core.chart import Chart
from kontera.core.misfit import refusal
from kontera.web.said import error_words

USE: Final[dict[str, str | Promise]] = {
    "payables": _("Debts to suppliers"),
    "disputed_payables": _("Disputed debts"),
    "input_vat": _("VAT that suppliers charge"),
    "bank": _("The bank account"),
    "card": _("Debt for the company card"),
    "paid_by_employee": _("Outlays, owed to people"),
    "rounding": _("Rounding"),
    "currency_gain": _("Exchange gains"),
    "currency_loss": _("Exchange losses"),
    "late_interest": _("Interest on late payment"),
    "prepaid": _("Paid in advance"),
}
PLACE: Final[dict[str, str | Promise]] = {
    "supplier": _("Supplier"),
    "product": _("Product"),
    "case": _("Invoice to review"),
    "flow": _("Approval flow"),
    "use": _("Booked on by itself"),
}
_FIRST: Final = 3  # as many as a message holds
_LEADS_TO: Final = {"supplier": "web:supplier", "product": "web:product", "case": "web:desk"}


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """One place as the page shows it."""

    place: str
    name: str
    link: str
    said: str


def told(found: Iterable[Broken], chart: Chart) -> tuple[BrokenRow, ...]:
    """The places that name what the books do not have, with what is wrong and what may be meant."""
    return tuple(_row(one, chart) for one in found)


def _row(one: Broken, chart: Chart) -> BrokenRow:
    name = str(USE.get(one.name, one.name)) if one.place == "use" else one.name
    link = reverse(_LEADS_TO[one.place], args=[one.id]) if one.place in _LEADS_TO else ""
    link = reverse("web:arrangement") if one.place == "flow" else link
    return BrokenRow(str(PLACE[one.place]), name, link or "#uses", error_words(refusal(one.misfit, chart)))


def broke(found: Iterable[Broken]) -> str:
    """What a change of the chart has broken, in one sentence."""
    names = list(dict.fromkeys(one.name if one.place != "use" else str(USE.get(one.name, one.name)) for one in found))
    listed = ", ".join(names[:_FIRST]) + ("…" if len(names) > _FIRST else "")
    return _now("Not in the chart any more, and named by: {names}").format(names=listed)

"""A file of InvoiceCenter under judgement: its invoices and their parts, as the structure rules ask for them."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from kontera.formats.rules.own import at, number
from kontera.formats.rules.rule import Judged
from kontera.formats.taking import local
from kontera.formats.xml import Element


class Teapps(Judged):
    """A file of InvoiceCenter, which may hold several invoices: each rule judges all of them."""

    @cached_property
    def invoices(self) -> tuple[Element, ...]:
        """Every INVOICE."""
        return at(self.root, "CONTENT_FRAME/INVOICES/INVOICE")

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element of the invoices."""
        return tuple(element for invoice in self.invoices for element in invoice.iter("*"))

    def parts(self, path: str) -> tuple[Element, ...]:
        """Every element at the path below an INVOICE."""
        return tuple(element for invoice in self.invoices for element in at(invoice, path))

    def named(self, *names: str) -> tuple[Element, ...]:
        """Every element of an invoice with one of these names."""
        return tuple(element for element in self.elements if local(element) in names)


def amount(context: Element, path: str, vat: str = "EXCLUDED") -> Decimal | None:
    """The signed AMOUNT under the path that is with or without VAT, or does not say; None where it is absent."""
    stated = at(context, f"{path}/AMOUNT")
    fit = next((part for part in stated if part.get("VAT") == vat), None)
    fit = fit if fit is not None else next((part for part in stated if not part.get("VAT")), None)
    value = number(fit) if fit is not None else None
    return -value if value is not None and fit is not None and fit.get("SIGN") == "-" else value

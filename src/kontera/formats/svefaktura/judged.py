"""A Svefaktura under judgement: its elements by name, as the structure rules ask for them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from kontera.formats.rules.own import at, text
from kontera.formats.rules.rule import Judged
from kontera.formats.taking import local
from kontera.formats.xml import Element


class Svefaktura(Judged):
    """A Svefaktura under judgement."""

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element."""
        return tuple(self.root.iter("*"))

    @cached_property
    def lines(self) -> tuple[Element, ...]:
        """The invoice lines."""
        return at(self.root, "InvoiceLine")

    @cached_property
    def groups(self) -> tuple[Element, ...]:
        """The VAT groups."""
        return at(self.root, "TaxTotal/TaxSubTotal")

    @cached_property
    def accounts(self) -> tuple[Element, ...]:
        """The accounts to pay to."""
        return at(self.root, "PaymentMeans/PayeeFinancialAccount")

    @cached_property
    def tax_schemes(self) -> tuple[Element, ...]:
        """Both parties' tax schemes."""
        path = "Party/PartyTaxScheme"
        return (*at(self.root, f"SellerParty/{path}"), *at(self.root, f"BuyerParty/{path}"))

    def named(self, names: Iterable[str]) -> tuple[Element, ...]:
        """Every element with one of these local names."""
        wanted = frozenset(names)
        return tuple(element for element in self.elements if local(element) in wanted)

    def accounts_at(self, bank: str) -> tuple[Element, ...]:
        """The account numbers at the institution of this id."""
        path = "FinancialInstitutionBranch/FinancialInstitution/ID"
        return tuple(one for part in self.accounts if text(part, path).upper() == bank for one in at(part, "ID"))

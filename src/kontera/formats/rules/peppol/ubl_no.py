"""Peppol's Norwegian rules on a UBL document; they hold for a Norwegian seller."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.document import SUPPLIER, UblDocument, below, first, says, vat_schemes
from kontera.formats.rules.peppol.numbers import is_norwegian
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

NORWEGIAN: Final = re.compile("NO([0-9]{9})MVA")


def _sellers(doc: UblDocument) -> Iterator[Element]:
    return doc.under(SUPPLIER) if doc.supplier_country == "NO" else iter(())


def r001(doc: UblDocument) -> Iterator[Hit]:
    """NO-R-001: a Norwegian VAT number is NO, a right organisation number and MVA."""
    for seller in _sellers(doc):
        for number in (first(scheme, "cbc:CompanyID") for scheme in vat_schemes(seller)):
            written = NORWEGIAN.fullmatch(number)
            if number.startswith("NO") and not (written and is_norwegian(written[1])):
                yield Hit(seller, number)
                break


def r002(doc: UblDocument) -> Iterator[Hit]:
    """NO-R-002: the seller's tax registration reads Foretaksregisteret (foretaksregisterloven § 10-2)."""
    for seller in _sellers(doc):
        schemes = [tax for tax in below(seller, "cac:PartyTaxScheme") if says(tax, "cac:TaxScheme/cbc:ID") == "TAX"]
        stated = [says(tax, "cbc:CompanyID") for tax in schemes]
        if stated[:1] != ["Foretaksregisteret"]:
            yield Hit(seller, "".join(stated[:1]))


RULES: Final = (
    Rule("NO-R-001", Weight.FATAL, r001),
    Rule("NO-R-002", Weight.WARNING, r002),
)

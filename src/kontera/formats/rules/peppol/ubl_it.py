"""Peppol's Italian rules on a UBL document; they hold for an Italian seller."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.document import SUPPLIER, UblDocument, below, lacking, says, sole
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

REGISTRATION: Final = re.compile("[A-Z0-9]{11,16}")


def _sellers(doc: UblDocument) -> Iterator[Element]:
    return doc.under(SUPPLIER) if doc.supplier_country == "IT" else iter(())


def r001(doc: UblDocument) -> Iterator[Hit]:
    """IT-R-001: the seller's tax registration (BT-32) has 11 to 16 capitals or digits."""
    for scheme in (scheme for seller in _sellers(doc) for scheme in below(seller, "cac:PartyTaxScheme")):
        stated = says(scheme, "cbc:CompanyID")
        if sole(scheme, "cac:TaxScheme/cbc:ID") not in {"VAT", None} and not REGISTRATION.fullmatch(stated):
            yield Hit(scheme, stated)


def r002(doc: UblDocument) -> Iterator[Hit]:
    """IT-R-002: the seller's street (BT-35) is stated."""
    return lacking(_sellers(doc), "cac:PostalAddress/cbc:StreetName")


def r003(doc: UblDocument) -> Iterator[Hit]:
    """IT-R-003: the seller's city (BT-37) is stated."""
    return lacking(_sellers(doc), "cac:PostalAddress/cbc:CityName")


def r004(doc: UblDocument) -> Iterator[Hit]:
    """IT-R-004: the seller's postal code (BT-38) is stated."""
    return lacking(_sellers(doc), "cac:PostalAddress/cbc:PostalZone")


RULES: Final = (
    Rule("IT-R-001", Weight.FATAL, r001),
    Rule("IT-R-002", Weight.FATAL, r002),
    Rule("IT-R-003", Weight.FATAL, r003),
    Rule("IT-R-004", Weight.FATAL, r004),
)

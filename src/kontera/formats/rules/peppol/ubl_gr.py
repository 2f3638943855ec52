"""Peppol's Greek rules on a UBL document; they hold where the seller, or its tax representative, is Greek."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.document import (
    COUNTRY,
    CUSTOMER,
    SUPPLIER,
    UblDocument,
    below,
    first,
    hits,
    says,
    strict_vat_schemes,
    value,
    values,
    vat_schemes,
)
from kontera.formats.rules.peppol.values import is_digits, is_integer, normal, number
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

GREEK: Final = frozenset({"GR", "EL"})
ENDPOINT_SCHEME: Final = "9933"
SEGMENTS: Final = 6
TIN_LENGTH: Final = 9
TYPES: Final = frozenset({"1.1", "1.6", "2.1", "2.4", "5.1", "5.2"})
MARK: Final = "##M.AR.K##"
LINK: Final = "##INVOICE|URL##"
FURTHER: Final = "cac:AdditionalDocumentReference"
DAY: Final = re.compile(r"(0?[1-9]|[12][0-9]|3[01])[-\\/ ]?(0?[1-9]|1[0-2])[-\\/ ]?(19|20)[0-9]{2}")


def is_tin(text: str) -> bool:
    """Whether a Greek tax number begins the text: nine digits, the last a check over powers of two."""
    digits = text[:TIN_LENGTH]
    if len(digits) < TIN_LENGTH or not is_digits(digits):
        return False
    total = sum(int(digit) << place for place, digit in enumerate(reversed(digits[:-1]), start=1))
    return total % 11 % 10 == int(digits[-1])


def _is_greek(doc: UblDocument) -> bool:
    return doc.supplier_country in GREEK


def _is_domestic(doc: UblDocument) -> bool:
    return _is_greek(doc) and doc.customer_country in GREEK


def _numbers(doc: UblDocument) -> Iterator[tuple[Element, list[str]]]:
    """The document's number with its parts, of a Greek seller."""
    if not _is_greek(doc) or not (doc.is_invoice or doc.is_credit_note):
        return
    for element in below(doc.root, "cbc:ID"):
        text = value(element)
        yield element, text.split("|") if text else []


def _part(parts: list[str], place: int) -> str:
    return parts[place - 1] if len(parts) >= place else ""


def r001_1(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-001-1: the invoice number has six parts."""
    return (Hit(element, value(element)) for element, parts in _numbers(doc) if len(parts) != SEGMENTS)


def r001_2(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-001-2: its first part is the tax number of the seller or of its tax representative."""
    for element, parts in _numbers(doc):
        tin = _part(parts, 1)
        if len(normal(tin)) != TIN_LENGTH or not is_tin(tin) or tin not in _tins(doc):
            yield Hit(element, tin)


def _tins(doc: UblDocument) -> set[str]:
    parties = [*below(doc.root, SUPPLIER), *below(doc.root, "cac:TaxRepresentativeParty")]
    schemes = [scheme for party in parties for scheme in strict_vat_schemes(party)]
    return {first(scheme, "cbc:CompanyID")[2 : 2 + TIN_LENGTH] for scheme in schemes}


def r001_3(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-001-3: its second part is the invoice date (BT-2) as day, month and year parted by strokes."""
    issued = first(doc.root, "cbc:IssueDate").split("-")
    for element, parts in _numbers(doc):
        written = _part(parts, 2)
        day = written.split("/")
        is_same = len(day) >= 3 and len(issued) >= 3 and day[:3] == issued[2::-1]  # noqa: PLR2004 - day, month, year
        if not normal(written) or not DAY.match(written) or not is_same:
            yield Hit(element, written)


def r001_4(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-001-4: its third part is the branch, a whole number from 0."""
    for element, parts in _numbers(doc):
        branch = _part(parts, 3)
        if not is_integer(branch) or number(branch) < 0:
            yield Hit(element, branch)


def r001_5(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-001-5: its fourth part is a Greek document type."""
    return (Hit(element, _part(parts, 4)) for element, parts in _numbers(doc) if _part(parts, 4) not in TYPES)


def r001_6(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-001-6: its fifth part, the series, is not empty."""
    return (Hit(element, value(element)) for element, parts in _numbers(doc) if not _part(parts, 5))


def r001_7(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-001-7: its sixth part, the running number, is not empty."""
    return (Hit(element, value(element)) for element, parts in _numbers(doc) if not _part(parts, 6))


def _sellers(doc: UblDocument) -> Iterator[Element]:
    return doc.under(SUPPLIER) if _is_greek(doc) else iter(())


def r002(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-002: the seller's full name is stated (BT-28)."""
    return hits(party for party in _sellers(doc) if not first(party, "cac:PartyName/cbc:Name"))


def r003(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-003: the seller's VAT number (BT-31) is EL and a right tax number."""
    for scheme in (scheme for party in _sellers(doc) for scheme in vat_schemes(party)):
        for stated in below(scheme, "cbc:CompanyID"):
            if not _is_greek_vat(value(stated)):
                yield Hit(stated, value(stated))


def _is_greek_vat(text: str) -> bool:
    return text.startswith("EL") and is_tin(text[2:])


def _documents(doc: UblDocument) -> tuple[Element, ...]:
    """The document, where the seller's address is in Greece too."""
    is_there = "GR" in values(doc.root, f"{SUPPLIER}/{COUNTRY}") and (doc.is_invoice or doc.is_credit_note)
    return (doc.root,) if _is_greek(doc) and is_there else ()


def _marked(root: Element, mark: str) -> list[Element]:
    return [each for each in below(root, FURTHER) if mark in values(each, "cbc:DocumentDescription")]


def r004_1(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-004-1: one M.AR.K number of the Greek tax authority is stated."""
    return hits(root for root in _documents(doc) if len(_marked(root, MARK)) != 1)


def r004_2(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-004-2: the M.AR.K number is a whole number above zero."""
    if not _documents(doc):
        return
    for document in doc.all(FURTHER):
        for stated in below(document, "cbc:ID") if MARK in values(document, "cbc:DocumentDescription") else ():
            if value(stated)[:1] not in set("123456789"):
                yield Hit(stated, value(stated))


def r005(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-005: the buyer's full name is stated (BT-45)."""
    buyers = doc.under(CUSTOMER) if _is_greek(doc) else iter(())
    return hits(party for party in buyers if not first(party, "cac:PartyName/cbc:Name"))


def r006(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-006: a Greek buyer's VAT number (BT-48) is stated once, EL and a right tax number."""
    return _untaxed(doc.under(CUSTOMER) if _is_domestic(doc) else iter(()))


def s011(doc: UblDocument) -> Iterator[Hit]:
    """GR-S-011: the seller's VAT number (BT-31) is stated once, EL and a right tax number."""
    return _untaxed(_sellers(doc))


def _untaxed(parties: Iterator[Element]) -> Iterator[Hit]:
    for party in parties:
        numbers = [number for scheme in vat_schemes(party) for number in values(scheme, "cbc:CompanyID")]
        if len(numbers) != 1 or not _is_greek_vat(numbers[0]):
            yield Hit(party, "".join(numbers[:1]))


def s008_1(doc: UblDocument) -> Iterator[Hit]:
    """GR-S-008-1: one link to the invoice is stated."""
    return hits(root for root in _documents(doc) if len(_marked(root, LINK)) != 1)


def r008_2(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-008-2: no more than one link to the invoice is stated."""
    return hits(root for root in _documents(doc) if len(_marked(root, LINK)) > 1)


def r008_3(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-008-3: the link to the invoice has an address (BT-124)."""
    if not _is_greek(doc):
        return
    for document in doc.all(FURTHER):
        is_link = LINK in values(document, "cbc:DocumentDescription")
        if is_link and not says(document, "cac:Attachment/cac:ExternalReference/cbc:URI"):
            yield Hit(document)


def r009(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-009: a Greek seller's electronic address (BT-34) is its tax number with the scheme 9933."""
    is_greek = doc.own_supplier_country in GREEK
    return _addresses(doc.under(f"{SUPPLIER}/cbc:EndpointID") if is_greek else iter(()))


def r010(doc: UblDocument) -> Iterator[Hit]:
    """GR-R-010: a Greek buyer's electronic address (BT-49) is its tax number with the scheme 9933."""
    return _addresses(doc.under(f"{CUSTOMER}/cbc:EndpointID") if _is_domestic(doc) else iter(()))


def _addresses(endpoints: Iterator[Element]) -> Iterator[Hit]:
    for endpoint in endpoints:
        if endpoint.get("schemeID") != ENDPOINT_SCHEME or not is_tin(value(endpoint)):
            yield Hit(endpoint, value(endpoint))


RULES: Final = (
    Rule("GR-R-001-1", Weight.FATAL, r001_1),
    Rule("GR-R-001-2", Weight.FATAL, r001_2),
    Rule("GR-R-001-3", Weight.FATAL, r001_3),
    Rule("GR-R-001-4", Weight.FATAL, r001_4),
    Rule("GR-R-001-5", Weight.FATAL, r001_5),
    Rule("GR-R-001-6", Weight.FATAL, r001_6),
    Rule("GR-R-001-7", Weight.FATAL, r001_7),
    Rule("GR-R-002", Weight.FATAL, r002),
    Rule("GR-R-003", Weight.FATAL, r003),
    Rule("GR-R-004-1", Weight.FATAL, r004_1),
    Rule("GR-R-004-2", Weight.FATAL, r004_2),
    Rule("GR-R-005", Weight.FATAL, r005),
    Rule("GR-R-006", Weight.FATAL, r006),
    Rule("GR-R-008-2", Weight.FATAL, r008_2),
    Rule("GR-R-008-3", Weight.FATAL, r008_3),
    Rule("GR-R-009", Weight.FATAL, r009),
    Rule("GR-R-010", Weight.FATAL, r010),
    Rule("GR-S-008-1", Weight.WARNING, s008_1),
    Rule("GR-S-011", Weight.WARNING, s011),
)

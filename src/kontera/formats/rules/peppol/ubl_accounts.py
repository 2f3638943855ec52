"""Peppol's rules on the numbers by which parties are known in a UBL document (endpoints, identifiers, company ids)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.document import UblDocument, inside, sole, value
from kontera.formats.rules.peppol.numbers import (
    has_digits,
    is_abn,
    is_belgian,
    is_codice_fiscale,
    is_cvr,
    is_danish_tax,
    is_danish_unit,
    is_dutch_vat,
    is_gln,
    is_ipa_code,
    is_norwegian,
    is_partita_iva,
    is_swedish,
)
from kontera.formats.rules.peppol.values import normal
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

SWEDISH_DIGITS: Final = 10
ABN_DIGITS: Final = 11
KVK_DIGITS: Final = 8
OIN_DIGITS: Final = 20
ESTABLISHMENT_DIGITS: Final = 12
EARLIER_DUTCH: Final = frozenset({"0106", "0190", "9944"})  # whose own rules are asked before that of the VAT number


def _wrong(doc: UblDocument, scheme: str, is_right: Callable[[str], bool]) -> Iterator[Hit]:
    """The numbers of the scheme, blanks aside, that are not right."""
    for element in _numbers(doc, scheme):
        if not is_right(normal(value(element))):
            yield Hit(element, value(element))


def _numbers(doc: UblDocument, scheme: str) -> Sequence[Element]:
    return doc.numbers.get(scheme, ())


def r040(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R040: a GLN (0088) has GS1's check digit."""
    return _wrong(doc, "0088", is_gln)


def r041(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R041: a Norwegian organisation number (0192) has nine digits and a right check digit."""
    return _wrong(doc, "0192", is_norwegian)


def r042(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R042: a Danish CVR number (0184) has eight digits, with or without DK, and no blanks."""
    for element in _numbers(doc, "0184"):
        if not is_cvr(value(element)):
            yield Hit(element, value(element))


def r043(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R043: a Belgian enterprise number (0208) has ten digits, the last two its check."""
    return _wrong(doc, "0208", is_belgian)


def r044(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R044: an Italian IPA code (0201) has six letters and digits."""
    return _wrong(doc, "0201", is_ipa_code)


def r045(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R045: an Italian tax code (0210) has the form of a person's or of a company's."""
    return _wrong(doc, "0210", is_codice_fiscale)


def r046(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R046: an Italian tax code as electronic address (9907) has such a form too."""
    for element in doc.all("cbc:EndpointID"):
        if element.get("schemeID") == "9907" and not is_codice_fiscale(normal(value(element))):
            yield Hit(element, value(element))


def r047(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R047: an Italian VAT number (0211) has eleven digits and a right check digit behind IT."""
    return _wrong(doc, "0211", is_partita_iva)


def r049(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R049: a Swedish organisation number (0007) has ten digits and a right check digit."""
    return _wrong(doc, "0007", lambda text: has_digits(text, SWEDISH_DIGITS) and is_swedish(text))


def r050(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R050: an Australian business number (0151) has eleven digits and a right check."""
    return _wrong(doc, "0151", lambda text: has_digits(text, ABN_DIGITS) and is_abn(text))


def r052(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R052 since 3.0.20: a Danish P number (0096) has ten digits and no blanks."""
    return (Hit(each, value(each)) for each in _numbers(doc, "0096") if not is_danish_unit(value(each)))


def r053(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R053 since 3.0.20: a Danish SE number (0198) is DK and eight digits."""
    return (Hit(each, value(each)) for each in _numbers(doc, "0198") if not is_danish_tax(value(each)))


def r054(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R054 since 3.0.21: a Dutch KVK number (0106) has eight digits."""
    return _wrong(doc, "0106", lambda text: has_digits(text, KVK_DIGITS))


def r055(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R055 since 3.0.21: a Dutch OIN number (0190) has twenty digits."""
    return _wrong(doc, "0190", lambda text: has_digits(text, OIN_DIGITS))


def r056_address(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R056-1 since 3.0.21: a Dutch VAT number (9944) is NL, nine digits, B and two digits."""
    return _wrong(doc, "9944", is_dutch_vat)


def r056_tax(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R056-2 since 3.0.21: a party's VAT number that begins with NL has that form too."""
    for element in doc.all("cbc:CompanyID"):
        if _is_dutch_vat(element) and _is_asked_there(element) and not is_dutch_vat(normal(value(element))):
            yield Hit(element, value(element))


def r057(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R057 since 3.0.21: a Dutch establishment number (0217) has twelve digits."""
    for element in _numbers(doc, "0217"):
        if not _is_dutch_vat(element) and not has_digits(normal(value(element)), ESTABLISHMENT_DIGITS):
            yield Hit(element, value(element))


def _is_dutch_vat(element: Element) -> bool:
    above = element.getparent()
    if above is None or not inside(element, "cac:PartyTaxScheme"):
        return False
    is_vat = sole(above, "cac:TaxScheme/cbc:ID") == "VAT"
    return is_vat and element.tag.endswith("CompanyID") and normal(value(element)).startswith("NL")


def _is_asked_there(element: Element) -> bool:
    """The published rules ask one thing of a number: where its scheme has a rule of its own, only that."""
    return element.get("schemeID") not in SCHEMES_WITH_RULES


SCHEMES_WITH_RULES: Final = EARLIER_DUTCH | {
    "0088", "0192", "0184", "0096", "0198", "0208", "0201", "0210", "0211", "0007", "0151",
}  # fmt: skip

RULES: Final = (
    Rule("PEPPOL-COMMON-R040", Weight.FATAL, r040),
    Rule("PEPPOL-COMMON-R041", Weight.FATAL, r041),
    Rule("PEPPOL-COMMON-R042", Weight.FATAL, r042),
    Rule("PEPPOL-COMMON-R043", Weight.FATAL, r043),
    Rule("PEPPOL-COMMON-R044", Weight.WARNING, r044),
    Rule("PEPPOL-COMMON-R045", Weight.WARNING, r045),
    Rule("PEPPOL-COMMON-R046", Weight.WARNING, r046),
    Rule("PEPPOL-COMMON-R047", Weight.WARNING, r047),
    Rule("PEPPOL-COMMON-R049", Weight.FATAL, r049),
    Rule("PEPPOL-COMMON-R050", Weight.FATAL, r050),
    Rule("PEPPOL-COMMON-R052", Weight.WARNING, r052, since="3.0.20", until="3.0.21"),
    Rule("PEPPOL-COMMON-R052", Weight.FATAL, r052, since="3.0.21"),
    Rule("PEPPOL-COMMON-R053", Weight.WARNING, r053, since="3.0.20", until="3.0.21"),
    Rule("PEPPOL-COMMON-R053", Weight.FATAL, r053, since="3.0.21"),
    Rule("PEPPOL-COMMON-R054", Weight.WARNING, r054, since="3.0.21"),
    Rule("PEPPOL-COMMON-R055", Weight.WARNING, r055, since="3.0.21"),
    Rule("PEPPOL-COMMON-R056-1", Weight.WARNING, r056_address, since="3.0.21"),
    Rule("PEPPOL-COMMON-R056-2", Weight.WARNING, r056_tax, since="3.0.21"),
    Rule("PEPPOL-COMMON-R057", Weight.WARNING, r057, since="3.0.21"),
)

"""Peppol's rules on registration numbers in CII: each scheme has a form, most have check digits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol import numbers
from kontera.formats.rules.peppol.cii_document import CiiDocument, clark, marked, value
from kontera.formats.rules.peppol.values import normal
from kontera.formats.rules.rule import Hit, Rule

ADDRESS: Final = clark("ram:URIID")


def _wrong(document: CiiDocument, scheme: str, right: Callable[[str], bool]) -> Iterator[Hit]:
    """The identifiers of a scheme that have not its form, blanks aside."""
    for at in document.by_scheme.get(scheme, ()):
        if not right(found := normal(value(at))):
            yield Hit(at, found)


def _wrong_as_written(document: CiiDocument, scheme: str, right: Callable[[str], bool]) -> Iterator[Hit]:
    """The same, but a blank counts as wrong."""
    for at in document.by_scheme.get(scheme, ()):
        if not right(found := value(at)):
            yield Hit(at, found)


def _wrong_address(document: CiiDocument, scheme: str, right: Callable[[str], bool]) -> Iterator[Hit]:
    """The same among electronic addresses alone."""
    return (hit for hit in _wrong(document, scheme, right) if hit.element.tag == ADDRESS)


def gln(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R040: a GLN (0088) has GS1's check digit."""
    return _wrong(document, "0088", numbers.is_gln)


def norwegian(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R041: a Norwegian organisation number (0192) has nine digits and its check digit."""
    return _wrong(document, "0192", numbers.is_norwegian)


def danish(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R042: a Danish CVR number (0184) has eight digits; DK before them is still let through."""
    return _wrong_as_written(document, "0184", numbers.is_cvr)


def danish_unit(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R052: a Danish P number (0096) has ten digits."""
    return _wrong_as_written(document, "0096", numbers.is_danish_unit)


def danish_tax(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R053: a Danish SE number (0198) is DK and eight digits."""
    return _wrong_as_written(document, "0198", numbers.is_danish_tax)


def belgian(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R043: a Belgian enterprise number (0208) has ten digits, the last two a check."""
    return _wrong(document, "0208", numbers.is_belgian)


def italian_office(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R044: an Italian office code (0201) has six letters or digits."""
    return _wrong(document, "0201", numbers.is_ipa_code)


def italian_tax_code(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R045: an Italian tax code (0210) has eleven digits or a person's sixteen places."""
    return _wrong(document, "0210", numbers.is_codice_fiscale)


def italian_tax_address(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R046: an Italian tax code as address (9907) has the form of a tax code."""
    return _wrong_address(document, "9907", numbers.is_codice_fiscale)


def italian_vat(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R047: an Italian VAT number (0211) has eleven digits and its check digit."""
    return _wrong(document, "0211", numbers.is_partita_iva)


def italian_vat_address(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R048, gone in 3.0.20: an Italian VAT number as address (9906) has its check digit."""
    return _wrong_address(document, "9906", numbers.is_partita_iva)


def swedish(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R049: a Swedish organisation number (0007) has ten digits and Luhn's check digit."""
    return _wrong(document, "0007", numbers.is_swedish_in_full)


def australian(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R050: an Australian business number (0151) passes its check."""
    return _wrong(document, "0151", numbers.is_abn)


def dutch_company(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R054: a Dutch chamber of commerce number (0106) has eight digits."""
    return _wrong(document, "0106", lambda text: numbers.has_digits(text, 8))


def dutch_authority(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R055: a Dutch government number (0190) has twenty digits."""
    return _wrong(document, "0190", lambda text: numbers.has_digits(text, 20))


def dutch_vat_scheme(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R056-1: a Dutch VAT number as identifier (9944) is NL, nine digits, B, two digits."""
    return _wrong(document, "9944", numbers.is_dutch_vat)


def dutch_vat(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R056-2: a VAT number that begins with NL has the Dutch form."""
    for at in document.all("ram:SpecifiedTaxRegistration"):
        found = normal(value(at))
        if marked(at, "ram:ID", schemeID="VA") and found.startswith("NL") and not numbers.is_dutch_vat(found):
            yield Hit(at, found)


def dutch_branch(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-COMMON-R057: a Dutch branch number (0217) has twelve digits."""
    return _wrong(document, "0217", lambda text: numbers.has_digits(text, 12))


FATAL: Final = Weight.FATAL
WARNING: Final = Weight.WARNING
IDENTIFIER_RULES: Final[tuple[Rule[CiiDocument], ...]] = (
    Rule("PEPPOL-COMMON-R040", FATAL, gln),
    Rule("PEPPOL-COMMON-R041", FATAL, norwegian),
    Rule("PEPPOL-COMMON-R042", FATAL, danish),
    Rule("PEPPOL-COMMON-R052", WARNING, danish_unit, since="3.0.20", until="3.0.21"),
    Rule("PEPPOL-COMMON-R052", FATAL, danish_unit, since="3.0.21"),
    Rule("PEPPOL-COMMON-R053", WARNING, danish_tax, since="3.0.20", until="3.0.21"),
    Rule("PEPPOL-COMMON-R053", FATAL, danish_tax, since="3.0.21"),
    Rule("PEPPOL-COMMON-R043", FATAL, belgian),
    Rule("PEPPOL-COMMON-R044", WARNING, italian_office),
    Rule("PEPPOL-COMMON-R045", WARNING, italian_tax_code),
    Rule("PEPPOL-COMMON-R046", WARNING, italian_tax_address),
    Rule("PEPPOL-COMMON-R047", WARNING, italian_vat),
    Rule("PEPPOL-COMMON-R048", WARNING, italian_vat_address, until="3.0.20"),
    Rule("PEPPOL-COMMON-R049", FATAL, swedish),
    Rule("PEPPOL-COMMON-R050", FATAL, australian),
    Rule("PEPPOL-COMMON-R054", WARNING, dutch_company, since="3.0.21"),
    Rule("PEPPOL-COMMON-R055", WARNING, dutch_authority, since="3.0.21"),
    Rule("PEPPOL-COMMON-R056-1", WARNING, dutch_vat_scheme, since="3.0.21"),
    Rule("PEPPOL-COMMON-R056-2", WARNING, dutch_vat, since="3.0.21"),
    Rule("PEPPOL-COMMON-R057", WARNING, dutch_branch, since="3.0.21"),
)

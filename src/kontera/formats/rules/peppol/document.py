"""A UBL invoice as Peppol's rules ask of it: elements by name, and what many rules ask for again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import Final

from kontera.formats.rules.peppol.values import BLANKS, decimal, normal
from kontera.formats.rules.rule import Hit, Judged
from kontera.formats.xml import Element

UBL: Final = "urn:oasis:names:specification:ubl:schema:xsd:"
PREFIXES: Final = {"cac": UBL + "CommonAggregateComponents-2", "cbc": UBL + "CommonBasicComponents-2"}
INVOICE: Final = f"{{{UBL}Invoice-2}}Invoice"
CREDIT_NOTE: Final = f"{{{UBL}CreditNote-2}}CreditNote"
SUPPLIER: Final = "cac:AccountingSupplierParty/cac:Party"
CUSTOMER: Final = "cac:AccountingCustomerParty/cac:Party"
COUNTRY: Final = "cac:PostalAddress/cac:Country/cbc:IdentificationCode"
BILLING: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
SELF_BILLING: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0"
UNKNOWN: Final = "Unknown"
APPROVED: Final = {  # since 3.0.21
    "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0": "01",
    "urn:peppol:france:billing:regulated": "01",
    "urn:peppol:france:billing:non-regulated": "01",
    "urn:peppol:bis:billing_with_response": "02",
}
_NUMBERED: Final = re.compile("urn:fdc:peppol.eu:2017:poacc:(billing|selfbilling):[0-9]{2}:1.0")
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")


@cache
def steps(path: str) -> tuple[str, ...]:
    """The tags along a path that is written with the prefixes cac and cbc."""
    names = (name.partition(":") for name in path.split("/"))
    return tuple(f"{{{PREFIXES[prefix]}}}{plain}" for prefix, _, plain in names)


def below(element: Element, path: str) -> list[Element]:
    """Every element at the path, in document order."""
    found = [element]
    for tag in steps(path):
        found = [child for parent in found for child in parent.iterchildren(tag)]
    return found


def has(element: Element, path: str) -> bool:
    """Whether there is an element at the path."""
    return bool(below(element, path))


def value(element: Element) -> str:
    """The element's whole text."""
    return "".join(str(text) for text in element.itertext("*")) if len(element) else element.text or ""


def values(element: Element, path: str) -> list[str]:
    """The text of every element at the path."""
    return [value(found) for found in below(element, path)]


def first(element: Element, path: str) -> str:
    """The text of the first element at the path, or none; XPath gives up where there are several."""
    found = below(element, path)
    return value(found[0]) if found else ""


def says(element: Element, path: str) -> str:
    """The first text at the path without needless blanks."""
    return normal(first(element, path))


def sole(element: Element, path: str) -> str | None:
    """The text at the path without needless blanks; nothing where there are several, as no published rule applies."""
    found = below(element, path)
    return normal(value(found[0])) if len(found) == 1 else None if found else ""


def is_filled(element: Element, path: str) -> bool:
    """Whether something other than blanks stands at the path."""
    return any(text.strip(BLANKS) for text in values(element, path))


def schemes_at(element: Element, path: str) -> list[str]:
    """The schemes that are stated of the identifiers at the path."""
    return [scheme for found in below(element, path) if (scheme := found.get("schemeID")) is not None]


def amount(element: Element, path: str, default: Decimal) -> Decimal | None:
    """The decimal at the path, `default` where there is no element, nothing where it cannot be read."""
    found = below(element, path)
    return decimal(value(found[0])) if found else default


def a_date(text: str) -> date | None:
    """A calendar date as XML writes it, without its time zone; nothing for anything else."""
    written = _DATE.fullmatch(text.strip(BLANKS))
    try:
        return date(*map(int, written.groups())) if written else None
    except ValueError:
        return None


def inside(element: Element, path: str) -> bool:
    """Whether the element is a child of the parents that the path names, the nearest last."""
    above: Element | None = element.getparent()
    for tag in reversed(steps(path)):
        if above is None or above.tag != tag:
            return False
        above = above.getparent()
    return True


def hits(elements: Iterable[Element], found: str = "") -> Iterator[Hit]:
    """A hit at each element, with the value at the path `found` below it or, where that is empty, nothing."""
    for element in elements:
        yield Hit(element, first(element, found) if found else "")


def unfilled(elements: Iterable[Element], path: str) -> Iterator[Hit]:
    """A hit at each element that has nothing but blanks at the path."""
    return hits(element for element in elements if not is_filled(element, path))


def lacking(elements: Iterable[Element], *paths: str) -> Iterator[Hit]:
    """A hit at each element that lacks an element at one of the paths."""
    return hits(element for element in elements if not all(has(element, path) for path in paths))


def vat_schemes(party: Element) -> list[Element]:
    """The party's tax schemes that are VAT, blanks aside."""
    return [tax for tax in below(party, "cac:PartyTaxScheme") if sole(tax, "cac:TaxScheme/cbc:ID") == "VAT"]


def strict_vat_schemes(party: Element) -> list[Element]:
    """The party's tax schemes that are VAT to the letter."""
    return [tax for tax in below(party, "cac:PartyTaxScheme") if "VAT" in values(tax, "cac:TaxScheme/cbc:ID")]


class UblDocument(Judged):
    """An invoice or credit note under one release of the rules; every element is looked up once."""

    def __init__(self, root: Element, release: str = "3.0.21") -> None:
        super().__init__(root)
        self.release = release
        self._named: dict[str, list[Element]] = {}
        self._under: dict[str, list[Element]] = {}
        for element in root.iter("*"):
            self._named.setdefault(element.tag, []).append(element)

    def all(self, *names: str) -> Iterator[Element]:
        """Every element of these names anywhere in the document."""
        for name in names:
            yield from self._named.get(steps(name)[0], ())

    def each(self) -> Iterator[Element]:
        """Every element."""
        for elements in self._named.values():
            yield from elements

    def under(self, path: str) -> Iterator[Element]:
        """Every element whose last steps are the path, anywhere in the document."""
        if path not in self._under:
            parents, _, name = path.rpartition("/")
            self._under[path] = [element for element in self.all(name) if inside(element, parents)]
        return iter(self._under[path])

    @cached_property
    def numbers(self) -> Mapping[str, list[Element]]:
        """Endpoints, company ids and party identifiers by the scheme that they state."""
        by_scheme: dict[str, list[Element]] = {}
        known = (*self.all("cbc:EndpointID", "cbc:CompanyID"), *self.under("cac:PartyIdentification/cbc:ID"))
        for element in known:
            by_scheme.setdefault(element.get("schemeID", ""), []).append(element)
        return by_scheme

    @cached_property
    def is_invoice(self) -> bool:
        """Whether it is an Invoice."""
        return self.root.tag == INVOICE

    @cached_property
    def is_credit_note(self) -> bool:
        """Whether it is a CreditNote."""
        return self.root.tag == CREDIT_NOTE

    @cached_property
    def specification(self) -> str:
        """BT-24, what the document claims to follow."""
        return says(self.root, "cbc:CustomizationID")

    @cached_property
    def is_self_billed(self) -> bool:
        """Whether it claims to follow Peppol's self-billing, which has fewer rules."""
        return self.specification.startswith(SELF_BILLING)

    @cached_property
    def profile(self) -> str:
        """The number of its business process, as the rules of the release find it."""
        stated = says(self.root, "cbc:ProfileID")
        if self.release >= "3.0.21" and not self.is_self_billed:
            return APPROVED.get(stated, UNKNOWN)
        numbered = _NUMBERED.search(stated)
        kind = "selfbilling" if self.is_self_billed else "billing"
        return stated.split(":")[6] if numbered and numbered[1] == kind else UNKNOWN

    @cached_property
    def currencies(self) -> frozenset[str]:
        """BT-5 as written; a set, since it may be missing."""
        return frozenset(values(self.root, "cbc:DocumentCurrencyCode"))

    @cached_property
    def supplier_country(self) -> str:
        """The country of the seller's VAT number, else of the tax representative's, else of the address, else XX."""
        return self._country(SUPPLIER, "cac:TaxRepresentativeParty")

    @cached_property
    def customer_country(self) -> str:
        """The country of the buyer's VAT number, else of the address, else XX."""
        return self._country(CUSTOMER)

    @cached_property
    def own_supplier_country(self) -> str:
        """The seller's country without regard to a tax representative."""
        return self._country(SUPPLIER)

    def _country(self, party: str, *others: str) -> str:
        """The country by VAT number or address; empty where several are stated, so that no national rule applies."""
        for holder in (party, *others):
            schemes = [scheme for at in below(self.root, holder) for scheme in strict_vat_schemes(at)]
            if len(schemes) > 1 or any(len(below(scheme, "cbc:CompanyID")) > 1 for scheme in schemes):
                return ""
            if schemes and (prefix := first(schemes[0], "cbc:CompanyID")[:2]):
                return normal(prefix).upper()
        country = sole(self.root, f"{party}/{COUNTRY}")
        is_stated = has(self.root, f"{party}/{COUNTRY}")
        return (country or "").upper() if is_stated else "XX"

    @cached_property
    def seller_country(self) -> str:
        """BT-40 as written; empty where several are."""
        stated = values(self.root, f"{SUPPLIER}/{COUNTRY}")
        return stated[0] if len(stated) == 1 else ""

    @cached_property
    def buyer_country(self) -> str:
        """BT-55 as written; empty where several are."""
        stated = values(self.root, f"{CUSTOMER}/{COUNTRY}")
        return stated[0] if len(stated) == 1 else ""

    def are_both_in(self, country: str) -> bool:
        """Whether seller and buyer have their address there, however the code is written."""
        return normal(self.seller_country).upper() == country == normal(self.buyer_country).upper()

    @cached_property
    def are_both_german(self) -> bool:
        """Where the German rules hold."""
        return self.are_both_in("DE")

    @cached_property
    def allowances(self) -> tuple[Element, ...]:
        """Allowances and charges of the document and of its lines, not those of prices."""
        line = "cac:InvoiceLine" if self.is_invoice else "cac:CreditNoteLine"
        if not self.is_invoice and not self.is_credit_note:
            return ()
        return (*below(self.root, "cac:AllowanceCharge"), *below(self.root, f"{line}/cac:AllowanceCharge"))

    @cached_property
    def invoice_lines(self) -> tuple[Element, ...]:
        """Every line, also of the wrong kind."""
        return tuple(self.all("cac:InvoiceLine", "cac:CreditNoteLine"))

"""A CII invoice as Peppol's rules ask of it: elements by name, and what many rules ask for again."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Final

from kontera.formats.rules.peppol.values import normal
from kontera.formats.rules.rule import Judged
from kontera.formats.xml import Element

UNECE: Final = "urn:un:unece:uncefact:data:standard:"
NAMES: Final = {
    "rsm": UNECE + "CrossIndustryInvoice:100",
    "ram": UNECE + "ReusableAggregateBusinessInformationEntity:100",
    "udt": UNECE + "UnqualifiedDataType:100",
}
ROOT: Final = f"{{{NAMES['rsm']}}}CrossIndustryInvoice"
IDENTIFIERS: Final = ("ram:URIID", "ram:ID", "ram:GlobalID")
VAT: Final = "VAT"  # the scheme that releases up to 3.0.21 look for, though CII itself writes VA
BILLING: Final = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
BILLING_WITH_RESPONSE: Final = "urn:peppol:bis:billing_with_response"  # profile 02, since 3.0.21
UNKNOWN: Final = "Unknown"
FIRST_SELLER: Final = "rsm:SupplyChainTradeTransaction[1]/ram:ApplicableHeaderTradeAgreement[1]/ram:SellerTradeParty[1]"
INDICATOR: Final = "ram:ChargeIndicator/udt:Indicator"
_PREFIXED: Final = re.compile("(rsm|ram|udt):([A-Za-z]+)")
_NUMBERED: Final = re.compile("urn:fdc:peppol.eu:2017:poacc:billing:[0-9]{2}:1.0")


@cache
def clark(path: str) -> str:
    """A path of prefixed names in the form lxml finds fastest: each with its namespace written out."""
    return _PREFIXED.sub(lambda found: f"{{{NAMES[found[1]]}}}{found[2]}", path)


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(clark(name) for name in path.split("/"))


def below(element: Element, path: str) -> list[Element]:
    """Every element at the path, which is written with the prefixes rsm, ram and udt."""
    found = [element]
    for tag in _steps(path):
        found = [child for parent in found for child in parent if child.tag == tag]
    return found


def has(element: Element, path: str) -> bool:
    """Whether there is an element at the path."""
    return bool(below(element, path))


def value(element: Element) -> str:
    """The element's whole text."""
    return "".join(str(part) for part in element.itertext("*")) if len(element) else element.text or ""


def values(element: Element, path: str) -> list[str]:
    """The text of every element at the path."""
    return [value(found) for found in below(element, path)]


def first(element: Element, path: str) -> str:
    """The text of the first element at the path, or none; XPath gives up where there are several."""
    found = below(element, path)
    return value(found[0]) if found else ""


def one_of(texts: list[str]) -> str:
    """The only text, or none: in the context of a rule XPath matches nothing where it meets several."""
    return texts[0] if len(texts) == 1 else ""


def marked(element: Element, path: str, **attributes: str) -> list[Element]:
    """The elements at the path whose attributes are as stated."""
    return [at for at in below(element, path) if all(at.get(key) == want for key, want in attributes.items())]


class CiiDocument(Judged):
    """The document and its parts; whatever several rules ask for is found once."""

    def __init__(self, root: Element) -> None:
        """Walk the tree once, so that no rule has to."""
        super().__init__(root)
        self._named: dict[str, list[Element]] = {}
        for element in root.iter("{*}*"):
            self._named.setdefault(element.tag, []).append(element)

    def all(self, name: str) -> list[Element]:
        """Every element of the name, in document order."""
        return self._named.get(clark(name), [])

    @cached_property
    def by_scheme(self) -> dict[str, list[Element]]:
        """The identifiers (URIID, ID, GlobalID) by their schemeID."""
        found: dict[str, list[Element]] = {}
        for name in IDENTIFIERS:
            for element in self.all(name):
                found.setdefault(element.get("schemeID", ""), []).append(element)
        return found

    @cached_property
    def agreements(self) -> list[Element]:
        """The headers that hold buyer and seller."""
        return below(self.root, "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement")

    @cached_property
    def settlements(self) -> list[Element]:
        """The headers that hold currencies, taxes, payment and totals."""
        return below(self.root, "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement")

    @cached_property
    def sellers(self) -> list[Element]:
        """The sellers of the document's own header."""
        return [seller for agreement in self.agreements for seller in below(agreement, "ram:SellerTradeParty")]

    @cached_property
    def buyers(self) -> list[Element]:
        """The buyers of the document's own header."""
        return [buyer for agreement in self.agreements for buyer in below(agreement, "ram:BuyerTradeParty")]

    @cached_property
    def payment_means(self) -> list[Element]:
        """The payment means of the document's own header."""
        path = "ram:SpecifiedTradeSettlementPaymentMeans"
        return [means for settlement in self.settlements for means in below(settlement, path)]

    @cached_property
    def currencies(self) -> list[str]:
        """BT-5, the invoice's currency."""
        return [code for at in self.settlements for code in values(at, "ram:InvoiceCurrencyCode")]

    @cached_property
    def tax_currencies(self) -> list[str]:
        """BT-6, the currency that VAT is accounted in."""
        return [code for at in self.settlements for code in values(at, "ram:TaxCurrencyCode")]

    @cached_property
    def type_code(self) -> str:
        """BT-3, without blanks around it."""
        return normal(first(self.root, "rsm:ExchangedDocument/ram:TypeCode"))

    @cached_property
    def process(self) -> str:
        """BT-23, the business process, without blanks around it."""
        path = "rsm:ExchangedDocumentContext/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID"
        return normal(first(self.root, path))

    @cached_property
    def profile(self) -> str:
        """The number of an approved process, or Unknown (from release 3.0.21)."""
        return {BILLING: "01", BILLING_WITH_RESPONSE: "02"}.get(self.process, UNKNOWN)

    @cached_property
    def profile_before(self) -> str:
        """The number that the process names, or Unknown (up to release 3.0.20)."""
        parts = self.process.split(":")
        numbered = _NUMBERED.search(self.process) is not None
        return parts[6] if numbered and len(parts) > 6 else UNKNOWN  # noqa: PLR2004 - its seventh part

    @cached_property
    def supplier_country(self) -> str:
        """The country of the seller's VAT number, else of its tax representative's, else of the seller's address.

        Empty where more than one is stated: the published rules then match nothing.
        """
        seller = self.root.find(clark(FIRST_SELLER))
        for parties in ([] if seller is None else [seller], self.representatives):
            prefixes = [prefix for party in parties for prefix in _vat_prefixes(party)]
            if len(prefixes) > 1:
                return ""
            if prefixes and prefixes[0]:
                return normal(prefixes[0]).upper()
        return normal(one_of(self.seller_countries)).upper() if self.seller_countries else "XX"

    @cached_property
    def representatives(self) -> list[Element]:
        """The seller's tax representatives."""
        return [
            party
            for agreement in self.agreements
            for party in below(agreement, "ram:SellerTaxRepresentativeTradeParty")
        ]

    @cached_property
    def seller_countries(self) -> list[str]:
        """BT-40 as written."""
        return [code for seller in self.sellers for code in values(seller, "ram:PostalTradeAddress/ram:CountryID")]

    @cached_property
    def buyer_countries(self) -> list[str]:
        """BT-55 as written."""
        return [code for buyer in self.buyers for code in values(buyer, "ram:PostalTradeAddress/ram:CountryID")]

    @cached_property
    def representative_countries(self) -> list[str]:
        """BT-69 as written."""
        path = "ram:PostalTradeAddress/ram:CountryID"
        return [code for party in self.representatives for code in values(party, path)]


def vat_number(party: Element) -> str:
    """The number of a party's first registration under the scheme VAT, or none."""
    for registration in below(party, "ram:SpecifiedTaxRegistration"):
        if marked(registration, "ram:ID", schemeID=VAT):
            return first(registration, "ram:ID")
    return ""


def _vat_prefixes(party: Element) -> list[str]:
    """The first two letters of each VAT number; two of them for a registration with several numbers."""
    found: list[str] = []
    for registration in below(party, "ram:SpecifiedTaxRegistration"):
        if marked(registration, "ram:ID", schemeID=VAT):
            found += [number[:2] for number in values(registration, "ram:ID")]
    return found


def is_charge(element: Element) -> str:
    """What the charge indicator says: true, false, or something else."""
    return normal(first(element, INDICATOR))

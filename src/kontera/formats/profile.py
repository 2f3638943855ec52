"""What an e-invoice claims to be: its syntax by the root element, and the specification and process it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kontera.formats.envelopes import codec_of
from kontera.formats.taking import local
from kontera.formats.xml import Element

UBL: Final = "urn:oasis:names:specification:ubl:schema:xsd:"
CII: Final = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
ZUGFERD_1: Final = "urn:ferd:CrossIndustryDocument:invoice:1p0"
SVEFAKTURA: Final = "urn:sfti:documents:BasicInvoice:1:0"

UBL_INVOICE: Final = "ubl-invoice"
UBL_CREDIT_NOTE: Final = "ubl-creditnote"
UBL_REMINDER: Final = "ubl-reminder"
RESPONSE: Final = "application-response"
CII_INVOICE: Final = "cii"
ZUGFERD: Final = "zugferd-1"
FINVOICE: Final = "finvoice"
SVEFAKTURA_1: Final = "svefaktura"
TEAPPSXML: Final = "teappsxml"
UNKNOWN: Final = "unknown"
UBL_INVOICES: Final = (UBL_INVOICE, UBL_CREDIT_NOTE)

FORMATS: Final[Mapping[str, str]] = {
    f"{{{UBL}Invoice-2}}Invoice": UBL_INVOICE,
    f"{{{UBL}CreditNote-2}}CreditNote": UBL_CREDIT_NOTE,
    f"{{{UBL}Reminder-2}}Reminder": UBL_REMINDER,
    f"{{{UBL}ApplicationResponse-2}}ApplicationResponse": RESPONSE,
    f"{{{CII}}}CrossIndustryInvoice": CII_INVOICE,
    f"{{{ZUGFERD_1}}}CrossIndustryDocument": ZUGFERD,
    f"{{{SVEFAKTURA}}}Invoice": SVEFAKTURA_1,
    "Finvoice": FINVOICE,
    "INVOICE_CENTER": TEAPPSXML,
}

EN16931: Final = "urn:cen.eu:en16931:2017"
PEPPOL: Final = ("urn:fdc:peppol.eu:2017:poacc:billing", "urn:fdc:peppol.eu:2017:poacc:selfbilling")
# CIUS and extensions whose rules are the CEN's own, or come with a sheet of their own
KNOWN: Final = (*PEPPOL, "urn:factur-x.eu:1p0:", "urn:zugferd.de:2p0:")
OIOUBL_2: Final = "OIOUBL-"
OIOUBL: Final = (OIOUBL_2, "urn:fdc:oioubl.dk:")  # version 3 follows EN 16931, with rules of its own beside
# what stands on UBL beside EN 16931: its rules say nothing about these
OTHER_THAN_EN: Final = (
    OIOUBL_2,
    "urn:www.cenbii.eu:",
    "urn:peppol:pint:",
    "urn:fdc:peppol.eu:poacc:trns:",
    "urn:www.ubl.",
)
MESSAGE_RESPONSE: Final = "urn:fdc:peppol.eu:poacc:trns:mlr:"  # which Message Level Status replaced
# Factur-X and ZUGFeRD 2: below EN 16931, and beyond it
MINIMUM: Final = ("urn:factur-x.eu:1p0:minimum", "urn:zugferd.de:2p0:minimum")
BASIC_WL: Final = ("urn:factur-x.eu:1p0:basicwl", "urn:zugferd.de:2p0:basicwl")
BASIC: Final = ("urn:factur-x.eu:1p0:basic", "urn:zugferd.de:2p0:basic")
EXTENDED: Final = ("urn:factur-x.eu:1p0:extended", "urn:zugferd.de:2p0:extended")


@dataclass(frozen=True, slots=True)
class Profile:
    """A document's syntax ("ubl-invoice"), the specification it names (BT-24) and the process (BT-23), trimmed."""

    format: str
    specification: str = ""
    process: str = ""

    @property
    def is_oioubl(self) -> bool:
        """Whether it is Danish OIOUBL, of version 2 or 3."""
        return self.format in UBL_INVOICES and self.specification.startswith(OIOUBL)

    @property
    def is_oioubl_2(self) -> bool:
        """Whether it is OIOUBL of version 2, which knows nothing of EN 16931."""
        return self.is_oioubl and self.specification.startswith(OIOUBL_2)

    @property
    def claims_en16931(self) -> bool:
        """Whether the rules of EN 16931 apply: to UBL and CII invoices that do not name another standard.

        A document that names none, or a garbled one, is held to them: that is the first thing they find wrong.
        """
        if self.format == CII_INVOICE:
            return self.factur_x not in {"MINIMUM", "BASIC WL"}
        return self.format in UBL_INVOICES and not self.specification.startswith(OTHER_THAN_EN)

    @property
    def claims_peppol(self) -> bool:
        """Whether it claims to be Peppol BIS Billing 3 or self-billing, by its specification.

        The process decides when the specification is none at all: XRechnung and others use Peppol's process too.
        """
        if self.format not in {*UBL_INVOICES, CII_INVOICE}:
            return False
        if any(claim in self.specification for claim in PEPPOL):
            return True
        return not self.specification.startswith((EN16931, *OIOUBL, *OTHER_THAN_EN)) and self.process.startswith(PEPPOL)

    @property
    def factur_x(self) -> str:
        """The Factur-X or ZUGFeRD 2 profile that has a sheet or schema of its own; empty for EN 16931 and all else."""
        if self.format != CII_INVOICE:
            return ""
        named = (("MINIMUM", MINIMUM), ("BASIC WL", BASIC_WL), ("BASIC", BASIC), ("EXTENDED", EXTENDED))
        return next((name for name, ends in named if self.specification.lower().endswith(ends)), "")

    @property
    def unjudged(self) -> str:
        """The specification that adds rules which no package ships, such as XRechnung or PINT; else empty."""
        if self.format == RESPONSE and self.specification.startswith(MESSAGE_RESPONSE):
            return self.specification
        if self.format not in {*UBL_INVOICES, CII_INVOICE}:
            return ""
        if any(known in self.specification for known in KNOWN):
            return ""
        adds = "#" in self.specification and self.specification.startswith(EN16931)
        return self.specification if adds or self.specification.startswith((*OIOUBL, *OTHER_THAN_EN)) else ""


def profile_of(root: Element) -> Profile:
    """What a document claims to be; a root that no known format has gives "unknown"."""
    codec = codec_of(root)
    format_ = FORMATS.get(str(root.tag), codec.name if codec else UNKNOWN)
    if format_ in {CII_INVOICE, ZUGFERD}:
        guideline = "GuidelineSpecifiedDocumentContextParameter"
        process = "BusinessProcessSpecifiedDocumentContextParameter"
        return Profile(format_, _text(root, guideline), _text(root, process))
    if format_ in {*UBL_INVOICES, UBL_REMINDER, RESPONSE}:
        return Profile(format_, _child(root, "CustomizationID"), _child(root, "ProfileID"))
    if format_ == FINVOICE:
        return Profile(format_, (root.get("Version") or "").strip())
    return Profile(format_)


def _child(root: Element, name: str) -> str:
    found = next((child for child in root.iterchildren("*") if local(child) == name), None)
    return "" if found is None else (found.text or "").strip()


def _text(root: Element, name: str) -> str:
    """The id of a parameter of a CII document's context."""
    context = next((child for child in root.iterchildren("*") if local(child).endswith("DocumentContext")), None)
    if context is None:
        return ""
    parameter = next((child for child in context.iterchildren("*") if local(child) == name), None)
    return "" if parameter is None else _child(parameter, "ID")

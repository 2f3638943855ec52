"""What an e-invoice claims to be decides which rules it is held to."""

from __future__ import annotations

import pytest

from einvoices import ubl
from kontera.formats.profile import Profile, profile_of
from kontera.formats.xml import parse_xml

EN = "urn:cen.eu:en16931:2017"
BIS = f"{EN}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
SELF = f"{EN}#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0"
XRECHNUNG = f"{EN}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
EHF_2 = "urn:www.cenbii.eu:transaction:biitrns010:ver2.0:extended:urn:www.difi.no:ehf:faktura:ver2.0"
PINT = "urn:peppol:pint:billing-1@jp-1"
PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"


def _claims(specification: str, process: str = "", format_: str = "ubl-invoice") -> tuple[bool, bool, bool]:
    profile = Profile(format_, specification, process)
    return profile.claims_en16931, profile.claims_peppol, bool(profile.unjudged)


@pytest.mark.parametrize(
    ("specification", "en", "peppol", "unjudged"),
    [
        (BIS, True, True, False),
        (SELF, True, True, False),
        (f"{BIS} ", True, True, False),
        (EN, True, False, False),
        (XRECHNUNG, True, False, True),
        (f"{XRECHNUNG}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0", True, False, True),
        ("OIOUBL-2.02", False, False, True),
        ("urn:fdc:oioubl.dk:trns:billing:invoice:3.0", True, False, True),
        (EHF_2, False, False, True),
        (PINT, False, False, True),
        ("", True, True, False),  # the process tells
        ("garbled", True, True, False),
    ],
)
def test_the_specification_decides_and_the_process_where_there_is_none(
    specification: str, en: bool, peppol: bool, unjudged: bool
) -> None:
    assert _claims(specification, PROCESS) == (en, peppol, unjudged)


def test_without_specification_and_process_only_en_16931_is_asked() -> None:
    assert _claims("") == (True, False, False)


@pytest.mark.parametrize("format_", ["finvoice", "svefaktura", "teappsxml", "zugferd-1", "application-response"])
def test_other_formats_claim_neither(format_: str) -> None:
    assert _claims(BIS, PROCESS, format_) == (False, False, False)


def test_factur_x_below_en_16931_does_not_claim_it() -> None:
    assert not Profile("cii", "urn:factur-x.eu:1p0:minimum").claims_en16931
    assert Profile("cii", "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic").claims_en16931


def test_a_cii_document_that_names_a_strange_guideline_is_held_to_en_16931() -> None:
    assert Profile("cii", "urn:ferd:CrossIndustryDocument:invoice:1p0:comfort").claims_en16931


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (ubl(""), "ubl-invoice"),
        (ubl("", "CreditNote"), "ubl-creditnote"),
        (ubl("", "Reminder"), "ubl-reminder"),
        (ubl("", "ApplicationResponse"), "application-response"),
        (b"<Finvoice Version='3.0'/>", "finvoice"),
        (b"<rss/>", "unknown"),
    ],
)
def test_the_format_is_told_by_the_root(data: bytes, format_: str) -> None:
    assert profile_of(parse_xml(data)).format == format_


def test_specification_and_process_are_read() -> None:
    inner = f"<cbc:CustomizationID>\n {BIS} </cbc:CustomizationID><cbc:ProfileID>{PROCESS}</cbc:ProfileID>"
    assert profile_of(parse_xml(ubl(inner))) == Profile("ubl-invoice", BIS, PROCESS)

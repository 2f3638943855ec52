"""Where a sheet points is found in our tree, with path, line, value and invoice field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from einvoices import UBL, golden, reading
from kontera.core.validation import Breach, Layer, Weight
from kontera.formats.rules.places import Fields, Tree, narrowed
from kontera.formats.rules.rule import line_of
from kontera.formats.xml import parse_xml

DATA = golden("ubl-bankgiro-invoice")
ROOT = parse_xml(DATA)
TREE = Tree(ROOT)
CAC, INVOICE = f"{UBL}CommonAggregateComponents-2", f"{UBL}Invoice-2"


def _breach(xpath: str, field: str = "", mend: str = "") -> Breach:
    return Breach("R", Weight.FATAL, Layer.EN16931, "Wrong.", mend, field=field, xpath=xpath)


@pytest.mark.parametrize(
    "location",
    [
        f"/*:Invoice[namespace-uri()='{INVOICE}'][1]/*:LegalMonetaryTotal[namespace-uri()='{CAC}'][1]",
        f"/*[local-name()='Invoice' and namespace-uri()='{INVOICE}'][1]/*[local-name()='LegalMonetaryTotal'][1]",
        f"/Q{{{INVOICE}}}Invoice[1]/Q{{{CAC}}}LegalMonetaryTotal[1]",
        "/ubl:Invoice[1]/cac:LegalMonetaryTotal[1]",
        "/Invoice/cac:LegalMonetaryTotal",
    ],
)
def test_every_way_that_sheets_write_a_location_is_understood(location: str) -> None:
    assert TREE.xpath(TREE.at(location)) == "/Invoice/cac:LegalMonetaryTotal"


def test_a_location_of_an_attribute_has_its_value() -> None:
    place = TREE.at("/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount/@currencyID")
    assert (TREE.xpath(place), place.found) == ("/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount/@currencyID", "EUR")


def test_a_location_that_leads_nowhere_is_followed_as_far_as_it_goes() -> None:
    place = TREE.at("/Invoice/cac:LegalMonetaryTotal/cac:Nothing[7]/cbc:ID")
    assert TREE.xpath(place) == "/Invoice/cac:LegalMonetaryTotal"


def test_a_numbered_step_without_a_name_counts_all_children() -> None:
    third = ROOT[2]
    assert TREE.at("/*/*[3]").element is third


def test_a_rule_about_a_part_is_placed_at_that_part() -> None:
    place = narrowed(TREE.at("/Invoice"), "cac:LegalMonetaryTotal/cbc:PayableAmount/@currencyID")
    assert place.found == "EUR"
    assert line_of(place.element) > 1


@pytest.mark.parametrize("path", ["cac:Nothing", "upper-case(cbc:ID)", "((", "1 + 1", "string(cbc:ID)"])
def test_a_path_that_gives_no_part_leaves_the_place_as_it_is(path: str) -> None:
    assert TREE.xpath(narrowed(TREE.at("/Invoice"), path)) == "/Invoice"


def test_a_breach_at_an_element_that_was_read_gets_its_field_and_value() -> None:
    place = TREE.at("/Invoice/cbc:ID")
    placed = Fields(reading(DATA)).placed(_breach(TREE.xpath(place)), TREE.plain(place))
    assert (placed.field, bool(placed.found)) == ("number", True)


def test_a_breach_at_a_line_gets_the_field_of_that_line() -> None:
    place = TREE.at("/Invoice/cac:InvoiceLine[1]")
    breach = _breach(TREE.xpath(place), "lines[].net_amount")
    placed = Fields(reading(DATA)).placed(breach, TREE.plain(place))
    assert placed.field == "lines[0].net_amount"
    assert placed.found


def test_a_breach_of_a_scheme_gets_the_schemes_field() -> None:
    path = "/Invoice/cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID/@schemeID"
    place = TREE.at(path)
    assert (
        Fields(reading(DATA)).placed(_breach(TREE.xpath(place)), TREE.plain(place)).field
        == "seller.organisation_scheme"
    )


def test_a_breach_of_the_whole_document_keeps_the_head_of_its_field() -> None:
    breach = _breach("/Invoice", "lines[].net_amount")
    assert Fields(reading(DATA)).placed(breach, "/Invoice").field == "lines"


@given(st.text(alphabet="/*:[]()@'\"=Q{}abc1 -", max_size=60))
def test_no_location_raises(location: str) -> None:
    assert TREE.xpath(TREE.at(location)).startswith("/Invoice")
    assert TREE.xpath(narrowed(TREE.at(location), location)).startswith("/Invoice")

"""What a conversion fills in by law, registers and sums, and what it leaves for a person to give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kontera.actions.convert import Target, completed, converted
from kontera.core.errors import InvalidValue
from kontera.core.invoice import AllowanceCharge, Invoice, Line, Payment, Totals, VatCategory, VatSubtotal
from kontera.core.party import Account, AccountScheme, Address, Endpoint, Party
from kontera.core.reading import Reading
from kontera.formats.detect import read_xml

D = Decimal
SELLER = Party(name="Fjordkraft Elektro AS", organisation_number="974760673", vat_number="NO974760673MVA")
BUYER = Party(name="Bergen Bakeri AS", address=Address(("Torget 1",), "Bergen", "5014"))
LINE = Line(
    id="1", description="Work", quantity=D(2), unit="timer", unit_price=D(500), net_amount=D(1000), vat_rate=D(25)
)


def an_invoice(**changes: object) -> Invoice:
    base: dict[str, object] = {
        "number": "17",
        "issue_date": date(2026, 3, 2),
        "currency": "NOK",
        "seller": SELLER,
        "buyer": BUYER,
        "payment": Payment(days=20, accounts=(Account(AccountScheme.IBAN, "NO9386011117947"),)),
        "totals": Totals(line_net=D(1000), net=D(1000), vat=D(250), gross=D(1250), payable=D(1250)),
        "vat": (VatSubtotal(VatCategory.STANDARD, D(25), D(1000), D(250)),),
        "lines": (LINE,),
    }
    return Invoice(**(base | changes))  # type: ignore[arg-type] # the builder takes any field by its name


def test_a_country_an_electronic_address_and_a_register_follow_from_the_organisation_number() -> None:
    seller = completed(an_invoice())[0].seller
    assert (seller.address.country, seller.endpoint) == ("NO", Endpoint("0192", "974760673"))
    assert seller.organisation_scheme == "0192"


@pytest.mark.parametrize(
    ("party", "endpoint"),
    [
        (Party(organisation_number="5560360793", vat_number="SE556036079301"), Endpoint("0007", "5560360793")),
        (Party(organisation_number="01120389", vat_number="FI01120389"), Endpoint("0216", "003701120389")),
        (Party(vat_number="DK13585628"), Endpoint("0184", "13585628")),
        (Party(vat_number="DE136695976"), Endpoint("9930", "DE136695976")),
    ],
)
def test_each_country_has_its_own_scheme(party: Party, endpoint: Endpoint) -> None:
    assert completed(an_invoice(buyer=party))[0].buyer.endpoint == endpoint


def test_a_buyer_whose_address_names_no_country_is_in_the_sellers_and_it_is_said() -> None:
    invoice, told = completed(an_invoice())
    assert invoice.buyer.address.country == "NO"
    assert ("convert.country", "buyer.address.country") in {(one.rule, one.field) for one in told}


def test_a_buyer_of_whom_nothing_is_known_gets_no_country_and_no_address() -> None:
    buyer = completed(an_invoice(buyer=Party(name="Somebody")))[0].buyer
    assert (buyer.address.country, buyer.endpoint) == ("", None)


def test_what_a_person_must_give_is_listed_with_its_field() -> None:
    missing = converted(Reading(an_invoice(), "text"), Target.UBL).missing
    assert {one.field for one in missing} == {"buyer_reference", "buyer.endpoint"}


def test_values_given_by_hand_are_written() -> None:
    given = (("buyer_reference", "Room 4"), ("buyer.endpoint", "0192:923609016"))
    made = converted(Reading(an_invoice(), "text"), Target.UBL, given)
    (reading,) = read_xml(made.data)
    assert made.missing == ()
    assert (reading.invoice.buyer_reference, reading.invoice.buyer.endpoint) == (
        "Room 4",
        Endpoint("0192", "923609016"),
    )


def test_an_electronic_address_without_its_scheme_is_refused() -> None:
    with pytest.raises(InvalidValue):
        converted(Reading(an_invoice(), "text"), Target.UBL, (("buyer.endpoint", "923609016"),))


def test_a_known_buyer_fills_in_what_the_document_does_not_say() -> None:
    known = Party(name="Bergen Bakeri AS", organisation_number="923609016", address=Address(country="NO"))
    made = converted(Reading(an_invoice(), "text"), Target.UBL, buyer=known)
    (reading,) = read_xml(made.data)
    assert reading.invoice.buyer.endpoint == Endpoint("0192", "923609016")
    assert reading.invoice.buyer.address.lines == ("Torget 1",)


def test_a_known_buyer_with_another_number_is_another() -> None:
    stated = Party(name="Other AS", organisation_number="974760673")
    known = Party(name="Bergen Bakeri AS", organisation_number="923609016")
    made = converted(Reading(an_invoice(buyer=stated), "text"), Target.UBL, buyer=known)
    assert read_xml(made.data)[0].invoice.buyer.organisation_number == "974760673"


def test_line_nets_follow_from_quantity_and_price_when_they_are_the_total() -> None:
    line = Line(
        id="1",
        description="Work",
        quantity=D("2.5"),
        unit_price=D("71.96"),
        gross_amount=D("225.77"),
        vat_rate=D("25.5"),
    )
    totals = Totals(net=D("179.90"), vat=D("45.87"), gross=D("225.77"), payable=D("225.77"))
    vat = (VatSubtotal(VatCategory.STANDARD, D("25.5"), D("179.90"), D("45.87")),)
    assert completed(an_invoice(lines=(line,), totals=totals, vat=vat))[0].lines[0].net_amount == D("179.90")


def test_line_nets_that_are_not_the_total_are_left_out() -> None:
    line = Line(id="1", description="Work", quantity=D(2), unit_price=D(70))
    assert completed(an_invoice(lines=(line,)))[0].lines[0].net_amount is None


def test_a_price_with_vat_is_written_without_it() -> None:
    line = Line(id="1", description="Work", quantity=D(1), unit_price=D(1250), net_amount=D(1000), vat_rate=D(25))
    assert completed(an_invoice(lines=(line,)))[0].lines[0].unit_price == D(1000)


def test_a_printed_price_that_is_rounded_is_written_exactly() -> None:
    line = Line(id="1", description="kWh", quantity=D(1600), unit_price=D("0.63"), net_amount=D(1000), vat_rate=D(25))
    assert completed(an_invoice(lines=(line,)))[0].lines[0].unit_price == D("0.625")


@pytest.mark.parametrize("target", list(Target))
def test_a_line_that_is_not_quantity_times_price_is_told_and_never_written_off_as_a_discount(target: Target) -> None:
    line = Line(id="1", description="Work", quantity=D(4), unit_price=D(300), net_amount=D(1000), vat_rate=D(25))
    made = converted(Reading(an_invoice(lines=(line,)), "text"), target)
    assert made.contradicts
    assert ("convert.line", "lines[0].net_amount") in {(one.rule, one.field) for one in made.missing}
    assert completed(an_invoice(lines=(line,)))[0].lines[0].allowances_charges == ()


def test_a_stated_discount_of_a_line_explains_it() -> None:
    taken_off = AllowanceCharge(is_charge=False, amount=D(200), reason="Rabatt")
    line = replace(LINE, quantity=D(4), unit_price=D(300), allowances_charges=(taken_off,))
    assert not converted(Reading(an_invoice(lines=(line,)), "text"), Target.UBL).contradicts


def test_lines_that_are_not_the_total_are_told_and_no_discount_is_invented() -> None:
    line = replace(LINE, unit_price=D(550), net_amount=D(1100))
    made = converted(Reading(an_invoice(lines=(line,)), "text"), Target.CII)
    assert made.contradicts
    assert ("convert.lines", "totals.net") in {(one.rule, one.field) for one in made.missing}
    assert completed(an_invoice(lines=(line,)))[0].allowances_charges == ()


def test_what_a_sender_states_is_written_as_stated_and_the_difference_is_told() -> None:
    line = replace(LINE, quantity=D(4), unit_price=D(300))
    made = converted(Reading(an_invoice(lines=(line,)), "ubl"), Target.CII)
    assert not made.contradicts
    assert "convert.line" in {one.rule for one in made.missing}


def test_a_price_below_zero_becomes_a_quantity_below_zero() -> None:
    lines = (LINE, Line(id="2", description="Back", quantity=D(1), unit_price=D(-5), net_amount=D(-5)))
    second = completed(an_invoice(lines=lines))[0].lines[1]
    assert (second.quantity, second.unit_price, second.net_amount) == (D(-1), D(5), D(-5))


def test_up_to_one_unit_between_total_and_amount_to_pay_is_rounding() -> None:
    totals = Totals(line_net=D(1000), net=D(1000), vat=D("250.40"), payable=D(1250))
    sums = completed(an_invoice(totals=totals))[0].totals
    assert (sums.gross, sums.rounding) == (D("1250.40"), D("-0.40"))


def test_more_than_one_unit_is_not() -> None:
    totals = Totals(line_net=D(1000), net=D(1000), vat=D(250), gross=D(1250), payable=D(1253))
    assert completed(an_invoice(totals=totals))[0].totals.rounding is None


def test_a_stated_discount_of_the_whole_invoice_explains_what_the_lines_do_not() -> None:
    line = Line(id="1", description="Work", quantity=D(1), unit_price=D(1100), net_amount=D(1100), vat_rate=D(25))
    totals = Totals(allowances=D(100), net=D(1000), vat=D(250), gross=D(1250), payable=D(1250))
    invoice = completed(an_invoice(lines=(line,), totals=totals))[0]
    assert [(one.is_charge, one.amount, one.vat_rate) for one in invoice.allowances_charges] == [(False, D(100), D(25))]
    assert invoice.totals.line_net == D(1100)


def test_a_due_date_follows_from_the_net_days() -> None:
    assert completed(an_invoice())[0].due_date == date(2026, 3, 22)


def test_a_unit_without_a_code_is_mutually_defined() -> None:
    line = Line(id="1", description="Work", quantity=D(2), unit="løp", unit_price=D(500), net_amount=D(1000))
    assert completed(an_invoice(lines=(line,)))[0].lines[0].unit == "ZZ"

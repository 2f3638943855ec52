"""The proposed coding: the postings of the Nordic facts, and that nothing ever drifts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from build import (
    TODAY,
    a_case,
    a_company,
    a_line,
    a_posting,
    a_seller,
    a_subtotal,
    a_supplier,
    an_invoice,
    coding,
    of_amount,
    totals,
)
from kontera.core.case import Case
from kontera.core.entry import CodingRow, RowKind
from kontera.core.event import Proposed
from kontera.core.finding import Severity
from kontera.core.invoice import AllowanceCharge, DocumentType, Invoice, Totals, VatCategory
from kontera.core.money import Rate, total
from kontera.core.outcome import Done
from kontera.core.party import Address, Party
from kontera.steps.posting.propose import PostingFacts, propose

NO_TOTALS = Totals()
BY_DEFAULT = a_supplier(default_account="6110")


def proposed(invoice_or_case: Invoice | Case, **changes: Any) -> Proposed:
    case = invoice_or_case if isinstance(invoice_or_case, Case) else a_case(invoice_or_case)
    plain = PostingFacts(a_company(), BY_DEFAULT, (), (), None, TODAY)
    outcome = propose(case, replace(plain, **changes))
    assert isinstance(outcome, Done)
    (event,) = outcome.events
    assert isinstance(event, Proposed)
    return event


def booked(invoice_or_case: Invoice | Case, **changes: Any) -> list[tuple[str, str]]:
    rows = proposed(invoice_or_case, **changes).rows
    assert not total(row.amount for row in rows)
    return [(row.account, f"{row.amount:f}") for row in rows]


def rules(invoice_or_case: Invoice | Case, **changes: Any) -> dict[str, Severity]:
    return {finding.rule: finding.severity for finding in proposed(invoice_or_case, **changes).findings}


def euro(value: str = "11.20") -> Rate:
    return Rate("EUR", "SEK", TODAY, Decimal(value), "ecb")


def foreign(**changes: Any) -> Invoice:
    seller = Party(name="Papier GmbH", vat_number="DE136695976", address=Address(country="DE"))
    plain = an_invoice(
        seller=seller, currency="EUR", totals=totals("100.00", "0.00"), vat=(), lines=(), reverse_charge=True
    )
    return replace(plain, **changes)


def test_a_domestic_invoice_is_cost_vat_and_debt() -> None:
    assert booked(an_invoice()) == [("6110", "1000.00"), ("2641", "250.00"), ("2440", "-1250.00")]


def test_whole_kronor_are_rounded_on_3740() -> None:
    invoice = of_amount("1234.56", "308.64", totals=totals("1234.56", "308.64", "1543.00"))
    assert booked(invoice) == [("6110", "1234.56"), ("2641", "308.64"), ("3740", "-0.20"), ("2440", "-1543.00")]


def test_a_service_from_the_eu_reckons_its_own_vat() -> None:
    expected = [("6110", "1120.00"), ("2645", "280.00"), ("2614", "-280.00"), ("2440", "-1120.00")]
    assert booked(foreign(), rate=euro()) == expected


def test_reverse_charge_inside_the_country_has_accounts_of_its_own() -> None:
    vat = (a_subtotal("10000.00", "0.00", "0", category=VatCategory.REVERSE_CHARGE),)
    invoice = an_invoice(totals=totals("10000.00", "0.00"), vat=vat, lines=())
    expected = [("6110", "10000.00"), ("2647", "2500.00"), ("2614", "-2500.00"), ("2440", "-10000.00")]
    assert booked(invoice) == expected


def test_a_mixed_invoice_is_partly_charged_and_partly_reckoned() -> None:
    vat = (a_subtotal(), a_subtotal("100.00", "0.00", "0", category=VatCategory.REVERSE_CHARGE))
    invoice = an_invoice(totals=totals("1100.00", "250.00"), vat=vat, lines=())
    assert ("2647", "25.00") in booked(invoice)
    assert ("2641", "250.00") in booked(invoice)


def test_a_finnish_company_has_finnish_accounts() -> None:
    company = replace(a_company(), country="FI", currency="EUR")
    seller = a_seller(vat_number="FI12345671", address=Address(country="FI"))
    invoice = of_amount("1000.00", "255.00", "25.5", currency="EUR", seller=seller)
    rows = booked(invoice, company=company, supplier=a_supplier(default_account="7660"))
    assert rows == [("7660", "1000.00"), ("1763", "255.00"), ("2870", "-1255.00")]


def test_a_credit_note_turns_every_sign() -> None:
    rows = booked(an_invoice(type=DocumentType.CREDIT_NOTE))
    assert rows == [("6110", "-1000.00"), ("2641", "-250.00"), ("2440", "1250.00")]


def test_a_receipt_owes_the_supplier_nothing() -> None:
    event = proposed(an_invoice(type=DocumentType.RECEIPT))
    assert (event.rows[-1].account, event.rows[-1].alternatives) == ("1930", ("2499", "2890"))


def test_foreign_currency_is_booked_at_the_days_rate() -> None:
    invoice = of_amount("99.99", "25.00", currency="EUR")
    assert booked(invoice, rate=euro("11.1111")) == [("6110", "1111.00"), ("2641", "277.78"), ("2440", "-1388.78")]


def test_vat_in_our_currency_is_taken_as_stated() -> None:
    stated = totals("100.00", "25.00", vat_accounting=Decimal("279.50"))
    invoice = of_amount("100.00", "25.00", currency="EUR", accounting_currency="SEK", totals=stated)
    assert ("2641", "279.50") in booked(invoice, rate=euro())


def test_without_a_rate_nothing_is_coded_and_it_is_said() -> None:
    event = proposed(foreign())
    assert (event.rows, [finding.rule for finding in event.findings]) == ((), ["posting.no_rate"])


def test_without_an_amount_nothing_is_coded() -> None:
    assert rules(an_invoice(totals=NO_TOTALS)) == {"posting.no_amount": Severity.DOUBT}


def test_a_country_without_a_chart_leaves_the_coding_to_people() -> None:
    assert rules(an_invoice(), company=replace(a_company(), country="DK")) == {"posting.no_chart": Severity.DOUBT}


def test_a_reminder_is_not_coded() -> None:
    assert proposed(an_invoice(type=DocumentType.REMINDER)) == Proposed(())


def test_a_lone_total_takes_the_standard_rate_and_says_so() -> None:
    invoice = an_invoice(totals=Totals(payable=Decimal("1250.00")), vat=(), lines=())
    assert booked(invoice) == [("6110", "1000.00"), ("2641", "250.00"), ("2440", "-1250.00")]
    assert rules(invoice) == {"vat.assumed": Severity.DOUBT}


def test_the_suppliers_default_rate_goes_before_the_standard_rate() -> None:
    invoice = an_invoice(totals=Totals(payable=Decimal("1060.00")), vat=(), lines=())
    supplier = replace(BY_DEFAULT, default_vat_rate="6")
    assert ("2641", "60.00") in booked(invoice, supplier=supplier)
    assert rules(invoice, supplier=supplier) == {"vat.assumed": Severity.NOTE}


def test_vat_between_net_and_payable_is_derived_not_assumed() -> None:
    invoice = an_invoice(totals=Totals(net=Decimal("1000.00"), payable=Decimal("1120.00")), vat=(), lines=())
    assert ("2641", "120.00") in booked(invoice)
    assert rules(invoice) == {"vat.derived": Severity.NOTE}


def test_rates_on_the_lines_give_the_vat_when_it_fits() -> None:
    lines = (a_line(net_amount=Decimal(100)), a_line(net_amount=Decimal(100), vat_rate=Decimal(6)))
    invoice = an_invoice(totals=Totals(payable=Decimal("231.00")), vat=(), lines=lines)
    assert ("2641", "31.00") in booked(invoice)


def test_a_foreign_supplier_without_vat_gets_a_question_and_never_a_rate() -> None:
    invoice = foreign(reverse_charge=False, totals=Totals(payable=Decimal("100.00")))
    assert booked(invoice, rate=euro()) == [("6110", "1120.00"), ("2440", "-1120.00")]
    assert rules(invoice, rate=euro()) == {"vat.reverse_charge?": Severity.DOUBT}


def test_foreign_vat_is_cost() -> None:
    invoice = foreign(reverse_charge=False, totals=totals("100.00", "19.00"))
    assert booked(invoice, rate=euro("10")) == [("6110", "1190.00"), ("2440", "-1190.00")]
    assert rules(invoice, rate=euro("10")) == {"vat.foreign": Severity.DOUBT}


def test_an_exempt_supply_has_no_vat_and_no_question() -> None:
    vat = (a_subtotal(tax="0.00", rate="0", category=VatCategory.EXEMPT),)
    invoice = an_invoice(totals=totals("1000.00", "0.00"), vat=vat, lines=())
    assert booked(invoice) == [("6110", "1000.00"), ("2440", "-1000.00")]
    assert rules(invoice) == {}


def test_what_does_not_add_up_is_booked_as_stated_with_the_difference_apart() -> None:
    invoice = an_invoice(totals=totals("1000.00", "250.00", "1300.00"))
    assert booked(invoice) == [("6110", "1000.00"), ("2641", "250.00"), ("6991", "50.00"), ("2440", "-1300.00")]
    assert rules(invoice)["posting.difference"] is Severity.DOUBT


def test_what_was_prepaid_is_taken_off_the_debt() -> None:
    invoice = an_invoice(totals=totals("1000.00", "250.00", "1000.00", prepaid=Decimal("250.00")))
    assert ("1790", "-250.00") in booked(invoice)
    assert rules(invoice)["posting.prepaid"] is Severity.DOUBT


def test_lines_of_different_kinds_are_different_rows() -> None:
    lines = (
        a_line(description="Kopieringspapper", net_amount=Decimal("600.00")),
        a_line(description="Diesel", net_amount=Decimal("300.00")),
        a_line(description="Papper A3", net_amount=Decimal("100.00")),
    )
    event = proposed(an_invoice(lines=lines), supplier=None)
    costs = [(row.account, row.amount, row.lines) for row in event.rows if row.kind is RowKind.COST]
    assert costs == [("6110", Decimal("700.00"), (0, 2)), ("5611", Decimal("300.00"), (1,))]


def test_a_document_discount_is_shared_by_the_lines() -> None:
    lines = (a_line(description="Papper"), a_line(description="Diesel", net_amount=Decimal("500.00")))
    stated = totals("1400.00", "350.00", line_net=Decimal("1500.00"))
    invoice = an_invoice(lines=lines, totals=stated, allowances_charges=(AllowanceCharge(False, Decimal(100)),))
    assert [amount for _, amount in booked(invoice, supplier=None)][:2] == ["933.33", "466.67"]


def test_freight_on_the_document_has_its_own_account() -> None:
    freight = (AllowanceCharge(True, Decimal(100), reason="Frakt"),)
    invoice = an_invoice(totals=totals("1100.00", "275.00", line_net=Decimal(1000)), vat=(), allowances_charges=freight)
    assert ("5710", "100.00") in booked(invoice, supplier=None)


def test_nothing_to_go_by_is_a_doubt() -> None:
    invoice = an_invoice(lines=(a_line(description="Xyzzy"),), seller=a_seller(name="Q"))
    assert rules(invoice, supplier=None) == {"posting.no_precedent": Severity.DOUBT}


def test_dimensions_of_the_supplier_are_carried_over() -> None:
    supplier = replace(BY_DEFAULT, default_dimensions=(("1", "100"),))
    assert proposed(an_invoice(), supplier=supplier).rows[0].dimensions == (("1", "100"),)


def test_the_last_split_is_offered_again_in_its_proportions() -> None:
    history = (a_posting("5010", "750.00", share=0.75), a_posting("5020", "250.00", share=0.25))
    expected = [("5010", "750.00"), ("5020", "250.00"), ("2641", "250.00"), ("2440", "-1250.00")]
    assert booked(an_invoice(), supplier=None, history=history) == expected


def by_hand(rows: tuple[CodingRow, ...]) -> tuple[CodingRow, ...]:
    return tuple(replace(row, manual=row.kind is RowKind.COST) for row in rows)


def test_what_a_person_coded_stays_when_nothing_changed() -> None:
    cost = CodingRow("5460", Decimal("400.00"), manual=True), CodingRow("5010", Decimal("600.00"), manual=True)
    rows = booked(a_case(rows=(*cost, *coding()[1:])))
    assert rows == [("5460", "400.00"), ("5010", "600.00"), ("2641", "250.00"), ("2440", "-1250.00")]


def test_what_a_person_coded_is_brought_to_the_new_amount() -> None:
    cost = (
        CodingRow("5460", Decimal("400.00"), dimensions=(("1", "7"),), manual=True),
        CodingRow("5010", Decimal("600.00"), manual=True),
    )
    event = proposed(a_case(of_amount("100.01", "25.00"), rows=(*cost, *coding()[1:])))
    assert [(row.account, row.amount, row.dimensions) for row in event.rows[:2]] == [
        ("5460", Decimal("40.00"), (("1", "7"),)),
        ("5010", Decimal("60.01"), ()),
    ]
    assert not total(row.amount for row in event.rows)


def test_a_deduction_that_a_person_halved_stays_halved() -> None:
    rows = (
        CodingRow("5615", Decimal("1125.00"), manual=True),
        CodingRow("2641", Decimal("125.00"), RowKind.VAT, manual=True),
        CodingRow("2440", Decimal("-1250.00"), RowKind.PAYABLE),
    )
    assert booked(a_case(of_amount("4000.00", "1000.00"), rows=rows)) == [
        ("5615", "4500.00"),
        ("2641", "500.00"),
        ("2440", "-5000.00"),
    ]


def test_a_rounding_of_a_credit_note_turns_too() -> None:
    stated = totals("1234.56", "308.64", "1543.00", rounding=Decimal("-0.20"))
    assert ("3740", "0.20") in booked(of_amount("1234.56", "308.64", totals=stated, type=DocumentType.CREDIT_NOTE))


AMOUNTS = st.decimals(Decimal(-99999), Decimal(999999), places=2)
OPTIONAL = st.none() | AMOUNTS
LINES = st.lists(
    st.builds(
        lambda net, rate, text: a_line(net_amount=net, vat_rate=rate, description=text),
        OPTIONAL,
        st.none() | st.sampled_from([Decimal(25), Decimal(12), Decimal(6), Decimal(0)]),
        st.sampled_from(["Papper", "Diesel", "Lokalhyra", "Q", "Frakt"]),
    ),
    max_size=6,
)


@given(
    stated=st.builds(
        Totals, net=OPTIONAL, vat=OPTIONAL, gross=OPTIONAL, prepaid=OPTIONAL, rounding=OPTIONAL, payable=OPTIONAL
    ),
    lines=LINES,
    kind=st.sampled_from([DocumentType.INVOICE, DocumentType.CREDIT_NOTE, DocumentType.RECEIPT]),
    currency=st.sampled_from(["SEK", "EUR", ""]),
    reverse=st.booleans(),
    country=st.sampled_from(["SE", "FI", "NO"]),
    seller=st.sampled_from(["SE", "DE", "US", ""]),
)
def test_a_proposal_balances_or_is_empty_whatever_was_read(
    stated: Totals,
    lines: list[Any],
    kind: DocumentType,
    currency: str,
    reverse: bool,
    country: str,
    seller: str,
) -> None:
    invoice = Invoice(
        type=kind,
        currency=currency,
        totals=stated,
        lines=tuple(lines),
        reverse_charge=reverse,
        seller=Party(address=Address(country=seller)),
        issue_date=date(2026, 11, 2),
    )
    event = proposed(invoice, company=replace(a_company(), country=country), rate=euro("11.2345"), supplier=None)
    assert not total(row.amount for row in event.rows)
    assert all(row.account and row.amount == round(row.amount, 2) for row in event.rows)
    assert all(finding.msgid.format_map(dict(finding.values)) for finding in event.findings)


@given(
    net=st.decimals(Decimal("0.01"), Decimal(999999), places=2),
    weights=st.lists(st.decimals(Decimal("0.01"), Decimal(9999), places=2), min_size=1, max_size=6),
    kind=st.sampled_from([DocumentType.INVOICE, DocumentType.CREDIT_NOTE]),
)
def test_hand_made_coding_never_drifts(net: Decimal, weights: list[Decimal], kind: DocumentType) -> None:
    rows = tuple(CodingRow(f"50{n}0", weight, manual=True) for n, weight in enumerate(weights))
    invoice = of_amount(f"{net}", "0.00", type=kind)
    event = proposed(a_case(invoice, rows=rows))
    assert not total(row.amount for row in event.rows)
    sign = -1 if kind is DocumentType.CREDIT_NOTE else 1
    assert total(row.amount for row in event.rows if row.kind is RowKind.COST) == sign * net

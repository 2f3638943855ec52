"""A proposal names only what the company's books have, and says what it put in place of what they lack."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from build import TODAY, a_case, a_company, a_line, a_posting, a_supplier, an_invoice, coding, of_amount
from kontera.core.case import Case
from kontera.core.chart import AccountClass, Chart, ChartAccount, Dimension, DimensionObject
from kontera.core.entry import CodingRow, RowKind
from kontera.core.event import Proposed
from kontera.core.finding import Severity
from kontera.core.invoice import DocumentType, Invoice
from kontera.core.means import PaidWith
from kontera.core.misfit import Books
from kontera.core.money import total
from kontera.core.outcome import Done
from kontera.core.party import Handling
from kontera.countries.charts import chart as standard
from kontera.steps.posting.propose import PostingFacts, propose

NAMES = {one.number: one.name for one in standard("SE")}
USUAL = ("2440", "2445", "2641", "3740", "1930", "2890", "2499", "1790", "6991")


def books(*accounts: str, uses: dict[str, str] | None = None) -> Books:
    """The books of a company whose own chart has these accounts and the usual ones."""
    made = tuple(ChartAccount(one, NAMES.get(one, one), AccountClass.COST) for one in (*USUAL, *accounts))
    dimensions, objects = (Dimension("1", "Kst"), Dimension("6", "Projekt")), (DimensionObject("1", "100"),)
    chart = Chart(own=True, uses=uses or {}).changed(made, dimensions, objects)
    return Books(chart, NAMES, frozenset({Decimal(25), Decimal(12), Decimal(6)}), "SE")


def without(known: Books, *accounts: str) -> Books:
    """The same books with these accounts out of use."""
    gone = tuple(replace(known.chart.accounts[one], active=False) for one in accounts)
    return replace(known, chart=known.chart.changed(gone))


def proposed(given: Invoice | Case, known: Books, **changes: Any) -> Proposed:
    case = given if isinstance(given, Case) else a_case(given)
    facts = PostingFacts(a_company(), a_supplier(), (), (), None, TODAY, books=known)
    outcome = propose(case, replace(facts, **changes))
    assert isinstance(outcome, Done)
    (event,) = outcome.events
    assert isinstance(event, Proposed)
    assert not total(row.amount for row in event.rows)
    return event


def costs(event: Proposed) -> list[CodingRow]:
    return [row for row in event.rows if row.kind is RowKind.COST]


def test_the_supplier_s_account_that_the_chart_lacks_gives_way_to_the_nearest() -> None:
    event = proposed(an_invoice(), books("6210", "6110"), supplier=a_supplier(default_account="6212"))
    (row,) = costs(event)
    assert (row.account, row.sure <= 0.5) == ("6210", True)
    assert row.reason == "Account {missing} is not in the chart of accounts; {account} comes nearest."
    assert dict(row.reason_values) == {"missing": "6212", "account": "6210"}
    assert [(one.rule, one.severity) for one in event.findings] == [("posting.not_in_chart", Severity.NOTE)]


def test_an_account_out_of_use_is_not_proposed_though_it_was_booked_every_time() -> None:
    known = without(books("6110", "5460"), "6110")
    event = proposed(an_invoice(), known, supplier=a_supplier(), history=(a_posting("6110"), a_posting("6110")))
    assert all(row.account != "6110" for row in event.rows)
    assert all("6110" not in row.alternatives for row in event.rows)


def test_the_next_best_choice_goes_before_an_account_that_merely_begins_alike() -> None:
    history = (a_posting("5460"), a_posting("5460"))
    known = books("5460", "6190")
    event = proposed(an_invoice(), known, supplier=a_supplier(default_account="6110"), history=history)
    assert [row.account for row in costs(event)] == ["5460"]


def test_every_account_of_every_row_is_in_the_chart_or_missing_for_a_person_to_choose() -> None:
    lines = tuple(a_line(id=str(at), description=text) for at, text in enumerate(("taxi", "porto", "hotell", "xyz")))
    known = without(books("5800", "6200"), "2641", "6991")
    event = proposed(an_invoice(lines=lines), known)
    assert all(not row.account or known.chart.takes(row.account) for row in event.rows)
    assert [row.account for row in event.rows if row.kind is RowKind.VAT] == [""]
    assert any(one.rule == "posting.not_in_chart" and one.severity is Severity.DOUBT for one in event.findings)


def test_lines_that_end_on_one_account_become_one_row() -> None:
    lines = tuple(a_line(id=str(at), description=text) for at, text in enumerate(("telefonväxel", "mobilabonnemang")))
    event = proposed(an_invoice(lines=lines), books("6210"))
    assert [(row.account, row.amount, row.lines) for row in costs(event)] == [("6210", Decimal(1000), (0, 1))]


def test_dimensions_and_vat_codes_that_are_not_in_use_are_left_out() -> None:
    supplier = a_supplier(default_account="6110", default_dimensions=(("1", "100"), ("1", "999"), ("20", "x")))
    event = proposed(of_amount("1000.00", "240.00", "24"), books("6110"), supplier=supplier)
    (row,) = costs(event)
    assert (row.dimensions, row.vat_code) == ((("1", "100"),), "")


def test_what_a_person_coded_stays_and_is_remarked_on() -> None:
    rows = tuple(replace(row, manual=row.account == "6110") for row in coding())
    event = proposed(a_case(rows=rows), without(books("6110"), "6110"))
    assert costs(event)[0].account == "6110"
    assert [(one.rule, one.severity) for one in event.findings] == [("posting.not_in_chart", Severity.DOUBT)]


def test_what_is_booked_on_by_itself_is_the_company_s_own_choice() -> None:
    known = books("6110", "2441", "1940", "2893", uses={"payables": "2441", "bank": "1940", "paid_by_employee": "2893"})
    by_default = a_supplier(default_account="6110")
    assert proposed(an_invoice(), known, supplier=by_default).rows[-1].account == "2441"
    receipt = an_invoice(type=DocumentType.RECEIPT)
    assert proposed(receipt, known, supplier=by_default).rows[-1].account == "1940"
    by_person = a_case(receipt, paid_with=PaidWith.PERSON, paid_by="Eva Ek")
    assert proposed(by_person, known, supplier=by_default).rows[-1].account == "2893"


def test_a_receipt_of_a_supplier_whose_documents_are_outlays_is_owed_to_a_person_who_is_asked_for() -> None:
    supplier = a_supplier(default_account="6110", handling=Handling.OUTLAY)
    event = proposed(an_invoice(type=DocumentType.RECEIPT), books("6110"), supplier=supplier)
    assert event.rows[-1].account == "2890"
    assert "posting.who_paid" in {one.rule for one in event.findings}


def test_a_receipt_is_never_a_debt_to_the_supplier_whatever_a_person_chose_before() -> None:
    for account in ("2440", "2445", "2441"):
        chosen = (*coding()[:2], replace(coding()[2], account=account, manual=True))
        event = proposed(a_case(an_invoice(type=DocumentType.RECEIPT), rows=chosen), books("6110", "2441"))
        assert event.rows[-1].account == "1930"

"""What a coding may name: the company's own chart, its dimensions, the VAT codes in use; and what comes nearest."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kontera.core.chart import AccountClass, Chart, ChartAccount, Dimension, DimensionObject
from kontera.core.entry import CodingRow
from kontera.core.misfit import Books, Lack, is_vat_code, misfit_of_account, misfits, nearest, refusal

RATES = frozenset({Decimal(25), Decimal(12), Decimal(6)})


def a_chart(*accounts: str, out_of_use: tuple[str, ...] = ()) -> Chart:
    """The company's own chart of these: "6210 Telefoni"."""
    made = []
    for one in accounts:
        number, _, name = one.partition(" ")
        made.append(ChartAccount(number, name or number, AccountClass.COST, number not in out_of_use))
    dimensions = (Dimension("1", "Kostnadsställe"), Dimension("6", "Projekt"))
    return Chart(own=True).changed(tuple(made), dimensions, (DimensionObject("1", "100", "Lager"),))


def test_a_chart_that_nobody_has_stated_binds_nobody() -> None:
    assert Chart().takes("9999")
    assert Chart(accounts={"6110": ChartAccount("6110", "x", AccountClass.COST)}).takes("6111")


def test_an_own_chart_takes_what_is_in_it_and_in_use() -> None:
    chart = a_chart("6110", "6210", out_of_use=("6210",))
    assert [chart.takes(one) for one in ("6110", "6210", "6111")] == [True, False, False]


@pytest.mark.parametrize(
    ("account", "meant", "expected"),
    [
        ("6212", "Mobiltelefon", "6210"),  # the group goes before its parts
        ("6299", "", "6200"),
        ("8500", "Puhelin", "8505"),  # what is called alike, whatever the number
        ("7660", "Ohjelmistot ja niiden ylläpito", "7665"),
        ("5420", "Programvara", ""),  # nothing of that group: better none than a wrong one
        ("2440", "", ""),
    ],
)
def test_the_nearest_account_is_of_the_same_name_or_the_same_group(account: str, meant: str, expected: str) -> None:
    chart = a_chart(
        "6200 Tele och post",
        "6210 Telekommunikation",
        "6540 IT-tjänster",
        "8505 Puhelinkulut",
        "8000 Markkinointi",
        "7665 Ohjelmistot ja lisenssit",
    )
    assert nearest(chart, account, meant) == expected


def test_an_account_out_of_use_is_never_the_nearest() -> None:
    chart = a_chart("6211", "6210", out_of_use=("6210",))
    assert nearest(chart, "6212") == "6211"


def test_accounts_out_of_use_and_missing_ones_are_told_apart() -> None:
    chart = a_chart("6110", "6210", out_of_use=("6210",))
    unused, missing = misfit_of_account(chart, "6210"), misfit_of_account(chart, "5555")
    assert unused is not None
    assert missing is not None
    assert (unused.lack, missing.lack) == (Lack.UNUSED, Lack.ACCOUNT)
    assert misfit_of_account(chart, "6110") is None
    assert misfit_of_account(chart, "") is None


def test_a_row_may_name_only_dimensions_and_objects_that_are_there() -> None:
    rows = (
        CodingRow("6110", Decimal(1), dimensions=(("1", "100"), ("6", "anything"))),
        CodingRow("6110", Decimal(1), dimensions=(("1", "0100"), ("20", "x"))),
    )
    found = [(one.lack, one.value, one.nearest) for one in misfits(Books(a_chart("6110")), rows)]
    assert found == [(Lack.OBJECT, "0100", "100"), (Lack.DIMENSION, "20", "")]


@pytest.mark.parametrize(("code", "fits"), [("S25", True), ("S24", False), ("AE12", True), ("E", True), ("Q25", False)])
def test_a_vat_code_is_a_category_with_a_rate_in_use(code: str, fits: bool) -> None:
    assert is_vat_code(code, RATES) is fits


def test_no_code_and_no_known_rates_are_never_wrong() -> None:
    assert is_vat_code("", RATES)
    assert is_vat_code("S19")


def test_a_refusal_says_what_may_be_meant() -> None:
    chart = a_chart("6210 Telekommunikation")
    wrong = misfit_of_account(chart, "6212")
    assert wrong is not None
    error = refusal(wrong, chart)
    assert str(error) == "Account 6212 is not in the chart of accounts. Nearest: 6210 Telekommunikation."
    assert (error.code, error.status) == ("coding.account_missing", 422)

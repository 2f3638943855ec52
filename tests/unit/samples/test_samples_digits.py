"""Check digits as the authorities publish them, and as python-stdnum reckons them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as any_iban
from stdnum import luhn as any_luhn
from stdnum.de import vat as german
from stdnum.dk import cvr
from stdnum.fi import ytunnus
from stdnum.ie import vat as irish
from stdnum.no import orgnr as norwegian

from kontera.samples.digits import (
    bank_bar_code,
    business_id,
    creditor_reference,
    danish_number,
    german_vat,
    iban,
    irish_vat,
    luhn,
    norwegian_account,
    norwegian_number,
    ocr,
    viite,
)
from kontera.samples.slips import swedish_line


def digits(count: int) -> st.SearchStrategy[str]:
    return st.integers(10 ** (count - 1), 10**count - 1).map(str)


def test_published_examples_come_out_as_published() -> None:
    assert luhn("556036079") == "5560360793"
    assert luhn("9912346"[:-1]) == "9912346"
    assert business_id("2077474") == "20774740"
    assert norwegian_number("92360901") == "923609016"
    assert norwegian_account("8601111794") == "86011117947"
    assert danish_number("1358562") == "13585628"
    assert ocr("123456") == "1234566"
    assert ocr("123456", with_length=True) == "12345682"
    assert ocr("10012026", with_length=True) == "1001202603"
    assert viite("123456") == "1234561"
    assert creditor_reference("11112") == "RF9811112"
    assert iban("NO", "86011117947") == "NO9386011117947"
    assert iban("FI", "12345600000785") == "FI2112345600000785"


def test_the_bank_bar_code_is_the_published_one_in_both_versions() -> None:
    account = "FI3715903000000776"
    four = bank_bar_code(account, Decimal("12.25"), "11112", date(2016, 12, 21))
    five = bank_bar_code(account, Decimal("1.10"), "RF9811112", date(2017, 1, 1))
    assert four == "437159030000007760000122500000000000000000011112161221"
    assert five == "537159030000007760000011098000000000000000011112170101"


def test_an_amount_beyond_the_bar_code_is_left_to_the_payer() -> None:
    code = bank_bar_code("FI3715903000000776", Decimal(1_000_000), "11112", None)
    assert len(code) == 54
    assert code[17:25] == "00000000"
    assert code.endswith("000000")


def test_the_swedish_line_states_reference_amount_and_giro() -> None:
    assert swedish_line("1234566", Decimal("1250.50"), "9912346") == "# 1234566 # 1250 50 5 > 9912346#41#"


@given(digits(9))
def test_luhn_numbers_are_valid(base: str) -> None:
    assert any_luhn.is_valid(luhn(base))


@given(digits(8))
def test_norwegian_and_german_numbers_are_valid(base: str) -> None:
    assert norwegian.is_valid(norwegian_number(base.replace("9", "8")))
    assert german.is_valid(german_vat(base))


@given(digits(7))
def test_finnish_danish_and_irish_numbers_are_valid(base: str) -> None:
    base = base.replace("9", "8")
    assert ytunnus.is_valid(business_id(base))
    assert cvr.is_valid(danish_number(base))
    assert irish.is_valid(irish_vat(base))


@given(digits(20))
def test_ibans_are_valid(bban: str) -> None:
    assert any_iban.is_valid(iban("SE", bban), check_country=False)

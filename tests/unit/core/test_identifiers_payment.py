"""Accounts, references and slips: right values are read, wrong ones refused."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontera.core import identifiers as ids
from kontera.core.errors import InvalidIdentifier
from kontera.core.identifiers.check_digits import digit_731, luhn_digit, mod97_digits

BASES = st.text("0123456789", min_size=3, max_size=19).filter(lambda base: base[0] != "0")


@pytest.mark.parametrize(
    "text",
    [
        "SE45 5000 0000 0583 9825 7466",
        "FI2112345600000785",
        "NO93 8601 1117 947",
        "dk50 0040 0440 1162 43",
        "IBAN: IS14 0159 2600 7654 5510 7303 39",
        "FI37\u00a01590 3000 0007 76",
        "DE89-3704-0044-0532-0130-00",
        "GB29NWBK60161331926819",
    ],
)
def test_an_iban_is_read_in_any_spacing(text: str) -> None:
    assert ids.is_iban(ids.iban(text))


@pytest.mark.parametrize(
    "text", ["SE4550000000058398257467", "SE455000000005839825746", "FI21123456OOOOO785", "FI", ""]
)
def test_a_wrong_iban_is_refused(text: str) -> None:
    assert not ids.is_iban(text)
    with pytest.raises(InvalidIdentifier):
        ids.iban(text)


def test_the_bic_follows_from_the_iban() -> None:
    assert ids.bic_of("FI2112345600000785") == "NDEAFIHH"
    assert ids.bic_of("DK5000400440116243") == "NDEADKKK"
    assert not ids.bic_of("SE4550000000058398257467")
    assert ids.is_bic("NDEASESS")
    assert not ids.is_bic("FAKTURAN")


@pytest.mark.parametrize("text", ["991-2346", "5050-1055", "160-9908"])
def test_a_bankgiro_reads_as_it_is_written(text: str) -> None:
    assert ids.format_bankgiro(ids.bankgiro(text)) == text


@pytest.mark.parametrize("text", ["28 65-4", "90 01 50-4"])
def test_a_plusgiro_reads_as_it_is_written(text: str) -> None:
    assert ids.format_plusgiro(ids.plusgiro(text)) == text


def test_wrong_giro_numbers_are_refused() -> None:
    assert not ids.is_bankgiro("991-2345")
    assert not ids.is_bankgiro("28654")
    assert not ids.is_plusgiro("28 65-5")
    with pytest.raises(InvalidIdentifier):
        ids.bankgiro("")


@pytest.mark.parametrize(
    ("text", "stored", "bank"),
    [
        ("5439-1024039", "54391024039", "SEB"),
        ("5491-0000003", "54910000003", "SEB"),
        ("9150-1234562", "91501234562", "Skandiabanken"),
        ("4123 1000232", "41231000232", "Nordea"),
        ("6123 123 456 789", "6123123456789", "Handelsbanken"),
        ("8327-9 1234567897", "83271234567897", "Swedbank"),
        ("83279,123 456 789-7", "83271234567897", "Swedbank"),
        ("832791234567897", "83271234567897", "Swedbank"),
        ("3300 8112289874", "33008112289874", "Nordea"),
    ],
)
def test_a_swedish_account_is_read(text: str, stored: str, bank: str) -> None:
    account = ids.swedish_account(text)
    assert (account.compact, account.bank, account.verified) == (stored, bank, True)
    assert ids.swedish_account(account.written) == account


def test_an_unknown_clearing_range_is_unverified_and_not_wrong() -> None:
    assert not ids.swedish_account("9999-1234567").verified
    assert not ids.is_swedish_account("9999-1234567")
    with pytest.raises(InvalidIdentifier):
        ids.swedish_account("5439-1024038")


def test_norwegian_and_danish_accounts_are_read() -> None:
    assert ids.format_norwegian_account(ids.norwegian_account("8601.11.17947")) == "8601 11 17947"
    assert ids.is_norwegian_account("12345678903")
    assert not ids.is_norwegian_account("12345678904")
    assert ids.danish_account("0040 440116243") == "00400440116243"
    assert ids.format_danish_account("00400440116243") == "0040 0440116243"
    assert not ids.is_danish_account("0040")


def test_an_ocr_reference_has_a_luhn_digit_and_perhaps_a_length_digit() -> None:
    assert ids.ocr("1234566") == "1234566"
    assert not ids.has_length_digit("1234566")
    assert ids.has_length_digit("12345682")
    assert ids.has_length_digit("1001202603")
    assert ids.ocr_from("123456", length_digit=True) == "12345682"
    assert not ids.is_ocr("1234.566")


@pytest.mark.parametrize("text", ["602243", "123456782", "00120261", "123456785", "104-"])
def test_a_kid_passes_by_either_method(text: str) -> None:
    assert ids.kid(text) == text


def test_a_kid_that_passes_by_neither_is_refused() -> None:
    assert not ids.is_kid("123456781")
    assert not ids.is_kid("105-")


@pytest.mark.parametrize("text", ["1234561", "11112", "1009", "202600017"])
def test_a_viite_and_its_rf_are_one_and_the_same(text: str) -> None:
    assert ids.viite(f"000 {text}") == text
    assert ids.viite_of(ids.rf_from(text)) == text


def test_the_rf_references_of_the_standard_are_read() -> None:
    assert [ids.rf_from(base) for base in ("1234561", "11112", "202600017")] == [
        "RF341234561",
        "RF9811112",
        "RF85202600017",
    ]
    assert ids.is_rf("RF33 2348 236")
    assert ids.rf("rf98 0001 1112") == "RF9811112"
    assert not ids.is_rf("RF9711112")
    assert not ids.viite_of("RF332348237")


def test_references_are_grouped_for_the_eye() -> None:
    assert ids.format_reference_fi("202600017") == "2026 00017"
    assert ids.format_reference_fi("RF85202600017") == "RF85 2026 0001 7"
    assert ids.format_iban("FI2112345600000785") == "FI21 1234 5600 0007 85"


def test_a_danish_slip_is_read_and_written_back() -> None:
    slip = ids.danish_slip("+71< 026840149965328 +84000000 <")
    assert (slip.kind, slip.reference, slip.creditor) == ("71", "026840149965328", "84000000")
    assert slip.payment_id == "71#026840149965328"
    assert ids.danish_slip(slip.written) == slip


def test_the_types_of_danish_slips_differ_in_their_ids() -> None:
    assert ids.is_danish_slip("+71<000000000001230+84000000<")
    assert ids.is_danish_slip("+75<0000000000123455+84000000<")
    assert ids.is_danish_slip("+73<+84000000<")
    assert ids.danish_slip("+04<123455+1234567<").reference == "0000000000123455"
    assert not ids.is_danish_slip("+71<026840149965329+84000000<")
    assert not ids.is_danish_slip("+71<026840149965328+8400000<")
    with pytest.raises(InvalidIdentifier):
        ids.danish_slip("+73<18+84000000<")


@pytest.mark.parametrize(
    ("text", "barcode"),
    [
        (
            "437159030000007760000122500000000000000000011112161221",
            ("FI3715903000000776", Decimal("12.25"), "11112", date(2016, 12, 21)),
        ),
        (
            "537159030000007760000011098000000000000000011112170101",
            ("FI3715903000000776", Decimal("1.10"), "RF9811112", date(2017, 1, 1)),
        ),
        (
            "421123456000007850012445000000000000000202600017261215",
            ("FI2112345600000785", Decimal("1244.50"), "202600017", date(2026, 12, 15)),
        ),
        (
            "521123456000007850012445085000000000000202600017261215",
            ("FI2112345600000785", Decimal("1244.50"), "RF85202600017", date(2026, 12, 15)),
        ),
        (
            "437159030000007760000000000000000000000000011112000000",
            ("FI3715903000000776", None, "11112", None),
        ),
    ],
)
def test_a_virtual_bar_code_is_read_and_written_back(text: str, barcode: tuple[str, Decimal, str, date]) -> None:
    read = ids.virtual_barcode(text)
    assert (read.iban, read.amount, read.reference, read.due) == barcode
    assert ids.format_virtual_barcode(read) == text


@pytest.mark.parametrize(
    "text",
    [
        "437159030000007760000122500000000000000000011112161321",
        "437159030000007760000122500000000000000000011113161221",
        "437159030000007770000122500000000000000000011112161221",
        "43715903000000776",
    ],
)
def test_a_wrong_virtual_bar_code_is_refused(text: str) -> None:
    with pytest.raises(InvalidIdentifier):
        ids.virtual_barcode(text)


@given(BASES, st.integers(0, 19), st.integers(1, 9))
def test_one_changed_digit_fails_every_check(base: str, at: int, by: int) -> None:
    luhn, viite, rf = base + luhn_digit(base), base + digit_731(base), f"RF{mod97_digits('RF', base)}{base}"
    assert ids.is_luhn(luhn)
    assert ids.is_731(viite)
    assert ids.is_rf(rf)
    assert not ids.is_luhn(changed(luhn, at, by))
    assert not ids.is_731(changed(viite, at, by))
    assert not ids.is_mod97(rf[:4] + changed(rf[4:], at, by))


@given(st.text("0123456789", min_size=14, max_size=14), st.integers(0, 19), st.integers(1, 9))
def test_one_changed_digit_fails_an_iban(body: str, at: int, by: int) -> None:
    number = f"FI{mod97_digits('FI', body)}{body}"
    assert ids.iban(number) == number
    assert not ids.is_iban(number[:4] + changed(number[4:], at, by))


@given(st.text(max_size=60))
def test_no_text_breaks_a_predicate(text: str) -> None:
    predicates = [getattr(ids, name) for name in ids.__all__ if name.startswith("is_")]
    assert all(predicate(text) in {True, False} for predicate in predicates)


def test_luhn_is_fast_enough_for_every_number_on_a_page() -> None:
    start = time.process_time()  # the processor's time: other work on the machine does not count
    for _ in range(100_000):
        ids.is_luhn("12345682")
    assert time.process_time() - start < 0.3


def changed(digits: str, at: int, by: int) -> str:
    """The digits with one of them moved by 1–9."""
    at %= len(digits)
    return f"{digits[:at]}{(int(digits[at]) + by) % 10}{digits[at + 1 :]}"

"""Payment files: valid in both versions, right sums, every kind of account and reference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from build import (
    BANKGIRO,
    DANISH_IBAN,
    FINNISH_IBAN,
    NORWEGIAN_ACCOUNT,
    NOW,
    PLUSGIRO,
    SWEDISH_ACCOUNT,
    SWEDISH_IBAN,
    a_batch,
    a_company,
    an_item,
)
from kontera.core.errors import KonteraError, UnsupportedDocument
from kontera.core.money import total
from kontera.core.party import Account, AccountScheme, Address
from kontera.core.payment import Batch, PayItem, ReferenceKind
from kontera.formats.pain001 import NetNotPositive, NoPayingAccount, NothingToPay, write_pain001
from kontera.formats.pain001_parts import clean, identity
from kontera.formats.pain001_profile import BankProfile, Version
from kontera.formats.pain001_xsd import validate_pain001

VERSIONS: tuple[Version, ...] = ("001.001.03", "001.001.09")
SLIP = Account(AccountScheme.DANISH_SLIP, "81234567")


def structured(reference: str, account: Account, currency: str = "SEK") -> PayItem:
    return an_item(
        account=account, reference=reference, reference_kind=ReferenceKind.STRUCTURED, currency=currency, case=reference
    )


EVERY_KIND = (
    structured("1234566", BANKGIRO),
    an_item(account=PLUSGIRO, case="c2"),
    an_item(account=SWEDISH_IBAN, case="c3"),
    an_item(account=SWEDISH_ACCOUNT, case="c4"),
    structured("1234561", FINNISH_IBAN, "EUR"),
    structured("RF341234561", FINNISH_IBAN, "EUR"),
    structured("602243", NORWEGIAN_ACCOUNT, "NOK"),
    an_item(account=DANISH_IBAN, case="c8", currency="DKK"),
    structured("71#026840149965328", SLIP, "DKK"),
)


def written(batch: Batch, version: Version = "001.001.09", profile: BankProfile | None = None) -> etree._Element:
    data = write_pain001(batch, a_company(), "MSG-1", NOW, version, profile or BankProfile())
    assert validate_pain001(data) == ()
    root = etree.fromstring(data)
    for element in root.iter():
        element.tag = etree.QName(element).localname
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    return [found.text or "" for found in root.iterfind(f".//{path}")]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_kind_of_payment_is_valid_in_both_versions(version: Version) -> None:
    root = written(a_batch(*EVERY_KIND), version)
    assert texts(root, "GrpHdr/NbOfTxs") == ["9"]
    assert texts(root, "GrpHdr/CtrlSum") == ["11250.00"]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("debtor", [SWEDISH_IBAN, BANKGIRO, SWEDISH_ACCOUNT, FINNISH_IBAN, NORWEGIAN_ACCOUNT])
def test_any_account_may_pay(version: Version, debtor: Account) -> None:
    data = write_pain001(a_batch(), a_company(pay_from=debtor), "M", NOW, version)
    assert validate_pain001(data) == ()


def test_the_versions_write_day_and_bank_differently() -> None:
    old, new = written(a_batch(), "001.001.03"), written(a_batch(), "001.001.09")
    assert (texts(old, "ReqdExctnDt"), texts(new, "ReqdExctnDt/Dt")) == (["2026-11-30"], ["2026-11-30"])
    assert (texts(old, "DbtrAgt//BIC"), texts(new, "DbtrAgt//BICFI")) == (["ESSESESS"], ["ESSESESS"])


def test_a_bankgiro_with_ocr() -> None:
    root = written(a_batch(structured("1234566", BANKGIRO)))
    assert texts(root, "CdtrAgt//ClrSysId/Cd") + texts(root, "CdtrAgt//MmbId") == ["SESBA", "9900"]
    assert texts(root, "CdtrAcct/Id/Othr/Id") + texts(root, "CdtrAcct//SchmeNm/Prtry") == ["9912346", "BGNR"]
    assert texts(root, "CdtrRefInf//Cd") + texts(root, "CdtrRefInf/Ref") == ["SCOR", "1234566"]
    assert texts(root, "SvcLvl/Cd") + texts(root, "CtgyPurp/Cd") == ["NURG", "SUPP"]


def test_a_plusgiro() -> None:
    root = written(a_batch(an_item(account=PLUSGIRO)))
    assert texts(root, "CdtrAgt//MmbId") + texts(root, "CdtrAcct//SchmeNm/Cd") == ["9960", "BBAN"]


def test_a_swedish_bank_account_names_its_clearing_number() -> None:
    root = written(a_batch(an_item(account=SWEDISH_ACCOUNT)))
    assert texts(root, "CdtrAgt//MmbId") + texts(root, "CdtrAcct/Id/Othr/Id") == ["5439", "54391024039"]


def test_a_euro_payment_to_an_iban_is_sepa() -> None:
    root = written(a_batch(structured("RF341234561", FINNISH_IBAN, "EUR")))
    assert texts(root, "SvcLvl/Cd") + texts(root, "ChrgBr") == ["SEPA", "SLEV"]
    assert texts(root, "CdtrRefInf//Issr") + texts(root, "CdtrRefInf/Ref") == ["ISO", "RF341234561"]


def test_a_national_reference_has_no_issuer() -> None:
    assert texts(written(a_batch(structured("1234561", FINNISH_IBAN, "EUR"))), "Issr") == []


def test_a_kid_goes_structured() -> None:
    root = written(a_batch(structured("602243", NORWEGIAN_ACCOUNT, "NOK")))
    assert texts(root, "CdtrRefInf/Ref") + texts(root, "CdtrAcct//SchmeNm/Cd") == ["602243", "BBAN"]


def test_a_danish_slip_sends_the_id_alone() -> None:
    assert texts(written(a_batch(structured("71#026840149965328", SLIP, "DKK"))), "Ref") == ["026840149965328"]


def test_without_a_reference_the_invoice_number_goes_as_text() -> None:
    assert texts(written(a_batch()), "Ustrd") == ["1001"]


def test_currencies_and_service_levels_are_groups_of_their_own() -> None:
    root = written(a_batch(*EVERY_KIND))
    groups = [(g.findtext("PmtInfId"), g.findtext("NbOfTxs"), g.findtext("CtrlSum")) for g in root.iter("PmtInf")]
    assert groups == [
        ("MSG-1-1", "2", "2500.00"),
        ("MSG-1-2", "2", "2500.00"),
        ("MSG-1-3", "1", "1250.00"),
        ("MSG-1-4", "4", "5000.00"),
    ]


def a_credit(amount: str = "-250.00") -> PayItem:
    return an_item(case="c9", number="K7", amount=Decimal(amount))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_credit_note_is_netted_with_the_invoices_of_its_payee(version: Version) -> None:
    other = an_item(case="c5", supplier="s2", account=PLUSGIRO)
    root = written(a_batch(an_item(), a_credit(), other), version)
    assert texts(root, "InstdAmt") == ["1000.00", "1250.00"]
    assert texts(root, "RfrdDocInf//Cd") + texts(root, "RfrdDocInf/Nb") == ["CINV", "CREN", "1001", "K7"]
    assert texts(root, "RmtdAmt") + texts(root, "CdtNoteAmt") == ["1250.00", "250.00"]
    assert texts(root, "EndToEndId") == ["c1", "c5"]


def test_a_netted_invoice_keeps_its_reference() -> None:
    root = written(a_batch(structured("1234566", BANKGIRO), a_credit()))
    assert texts(root, "Strd/CdtrRefInf/Ref") == ["1234566"]


@pytest.mark.parametrize("amount", ["-1250.00", "-2000.00"])
def test_credit_notes_never_exceed_what_they_are_netted_with(amount: str) -> None:
    with pytest.raises(NetNotPositive, match="Pappershuset AB"):
        written(a_batch(an_item(), a_credit(amount)))


def test_a_credit_note_to_another_account_is_not_netted() -> None:
    with pytest.raises(NetNotPositive):
        written(a_batch(an_item(), replace(a_credit(), account=PLUSGIRO)))


def test_an_empty_batch_is_refused() -> None:
    with pytest.raises(NothingToPay):
        write_pain001(Batch("b1", (), date(2026, 11, 30), "anna"), a_company(), "M", NOW)


def test_a_company_without_an_account_cannot_pay() -> None:
    with pytest.raises(NoPayingAccount):
        write_pain001(a_batch(), a_company(pay_from=None, accounts=()), "M", NOW)


def test_an_address_is_structured_or_left_out() -> None:
    placed = an_item(address=Address(("Säljgatan 2",), "Sundsvall", "852 30", country="SE"))
    assert texts(written(a_batch(placed)), "Cdtr/PstlAdr/TwnNm") == ["Sundsvall"]
    loose = an_item(address=Address(("Säljgatan 2, 852 30 Sundsvall",)))
    assert texts(written(a_batch(loose)), "Cdtr/PstlAdr/*") == []


def test_long_names_and_texts_are_cut_and_strange_letters_written() -> None:
    item = an_item(payee="Łódź & Söner " + "x" * 90, number="N" * 200, case="c" * 50)
    root = written(a_batch(item))
    (name,), (text,), (end_to_end,) = texts(root, "Cdtr/Nm"), texts(root, "Ustrd"), texts(root, "EndToEndId")
    assert name.startswith("Lodz + Söner x")
    assert (len(name), len(text), len(end_to_end)) == (70, 140, 35)


def test_a_profile_names_banks_its_own_way() -> None:
    profile = BankProfile(giro_by_bic=True, plusgiro_code="PGNR", initiator="06B001", supplier_purpose=False)
    root = written(a_batch(an_item(account=PLUSGIRO)), profile=profile)
    assert texts(root, "CdtrAgt//BICFI") + texts(root, "CdtrAcct//Prtry") == ["NDEASESS", "PGNR"]
    assert texts(root, "InitgPty//Othr/Id") + texts(root, "CtgyPurp") == ["06B001"]


def test_two_long_ids_never_become_the_same() -> None:
    assert identity("a" * 40 + "1") != identity("a" * 40 + "2")
    assert identity("c/1") != identity("c-1")


def test_a_broken_file_is_told_line_by_line() -> None:
    data = write_pain001(a_batch(), a_company(), "M", NOW).replace(b"<PmtMtd>TRF", b"<PmtMtd>XXX")
    assert any("PmtMtd" in line for line in validate_pain001(data))


def test_another_message_is_refused() -> None:
    with pytest.raises(UnsupportedDocument):
        validate_pain001(b"<Document/>")


TEXT = st.text(st.characters(codec="utf-8"), max_size=200)


@given(
    amounts=st.lists(st.decimals(Decimal(-5000), Decimal(9999999), places=2), min_size=1, max_size=8),
    name=TEXT,
    number=TEXT,
    city=TEXT,
    account=st.sampled_from([BANKGIRO, PLUSGIRO, SWEDISH_IBAN, FINNISH_IBAN, SLIP]),
    currency=st.sampled_from(["SEK", "EUR"]),
    version=st.sampled_from(VERSIONS),
)
def test_what_is_written_is_valid_and_sums_are_right(
    amounts: list[Decimal], name: str, number: str, city: str, account: Account, currency: str, version: Version
) -> None:
    items = tuple(
        an_item(
            case=f"c{n}",
            amount=amount,
            payee=name,
            number=number,
            address=Address(city=city, country="SE"),
            account=account,
            currency=currency,
        )
        for n, amount in enumerate(amounts)
    )
    try:
        root = written(a_batch(*items), version)
    except KonteraError:
        assert total(amounts) <= 0 or any(amount <= 0 for amount in amounts)
        return
    assert texts(root, "GrpHdr/CtrlSum") == [f"{total(amounts):.2f}"]
    assert total(Decimal(text) for text in texts(root, "InstdAmt")) == total(amounts)


@given(TEXT, st.integers(1, 200))
def test_cleaned_text_holds_only_what_banks_take(text: str, longest: int) -> None:
    made = clean(text, longest)
    assert len(made) <= longest
    assert clean(made, longest) == made
    assert "&" not in made

"""Matching: who sent it, in the order of product rows 28 and 36."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from build import (
    BANKGIRO,
    COMPANY_IBAN,
    FINNISH_IBAN,
    NOW,
    PLUSGIRO,
    STRANGE_BANKGIRO,
    SWEDISH_IBAN,
    TODAY,
    a_case,
    a_company,
    a_document,
    a_seller,
    a_supplier,
    an_invoice,
)
from kontera.core.case import Case, fold_in
from kontera.core.event import Change, Event, Filled, Matched, Noted
from kontera.core.evidence import Evidence, Source
from kontera.core.finding import Severity
from kontera.core.invoice import DocumentType, Invoice, Payment
from kontera.core.outcome import Done
from kontera.core.party import Account, Contact, Endpoint, Handling, KnownAccount, Party, Supplier, Trust
from kontera.steps.matching import MatchingFacts, bare_name, match


def other_supplier(**changes: Any) -> Supplier:
    party = Party(name="Städbolaget HB", organisation_number="9999991230", vat_number="SE999999123001")
    return replace(Supplier("s2", party), **changes)


def paid_on(account: Account, trust: Trust = Trust.CONFIRMED) -> tuple[KnownAccount, ...]:
    return (KnownAccount(account, trust, TODAY),)


def matched(case: Case, *suppliers: Supplier) -> Matched:
    outcome = match(case, MatchingFacts(a_company(), suppliers or (a_supplier(), other_supplier())))
    assert isinstance(outcome, Done)
    (event,) = outcome.events
    assert isinstance(event, Matched)
    return event


def nameless(**changes: Any) -> Case:
    seller = Party(**changes)
    return a_case(an_invoice(seller=seller, payment=Payment()), document=a_document(sender=""))


def rules(event: Matched) -> list[str]:
    return [finding.rule for finding in event.findings]


def test_the_organisation_number_goes_first() -> None:
    event = matched(a_case())
    assert (event.supplier, event.by, event.findings) == ("s1", "organisation_number", ())


def test_an_organisation_number_is_found_in_the_vat_number() -> None:
    event = matched(nameless(vat_number="SE559999123801"), a_supplier(party=a_seller(vat_number="")))
    assert (event.supplier, event.by) == ("s1", "organisation_number")


def test_a_foreign_invoice_is_matched_by_its_iban_alone() -> None:
    foreign = other_supplier(accounts=paid_on(FINNISH_IBAN))
    case = a_case(an_invoice(seller=Party(name="Tuntematon"), payment=Payment(accounts=(FINNISH_IBAN,))))
    event = matched(case, a_supplier(), foreign)
    assert (event.supplier, event.by) == ("s2", "iban")


@pytest.mark.parametrize(
    ("account", "by"), [(SWEDISH_IBAN, "iban"), (STRANGE_BANKGIRO, "bankgiro"), (PLUSGIRO, "plusgiro")]
)
def test_an_account_in_the_register_identifies(account: Account, by: str) -> None:
    case = a_case(an_invoice(seller=Party(), payment=Payment(accounts=(account,))), document=None)
    assert matched(case, a_supplier(), other_supplier(accounts=paid_on(account))).by == by


@pytest.mark.parametrize(
    ("seller", "by"),
    [
        (Party(vat_number="DE136695976"), "vat_number"),
        (Party(identifiers=(Endpoint("0088", "7350000000009"),)), "gln"),
        (Party(endpoint=Endpoint("0216", "003712345671")), "e_address"),
    ],
)
def test_a_number_of_another_kind_identifies(seller: Party, by: str) -> None:
    event = matched(a_case(an_invoice(seller=seller, payment=Payment())), Supplier("s9", seller), a_supplier())
    assert (event.supplier, event.by) == ("s9", by)


def test_numbers_that_point_at_two_suppliers_stop_and_name_both() -> None:
    event = matched(a_case(), a_supplier(accounts=()), other_supplier(accounts=paid_on(BANKGIRO)))
    (finding,) = event.findings
    assert (event.supplier, event.others) == ("s1", ("s2",))
    assert (finding.rule, finding.severity) == ("matching.conflict", Severity.STOP)
    assert dict(finding.values) == {
        "by": "organisation number",
        "supplier": "Pappershuset AB",
        "other_by": "bankgiro",
        "other": "Städbolaget HB",
    }


def test_an_account_shared_with_a_supplier_of_that_number_is_no_conflict() -> None:
    event = matched(a_case(), a_supplier(), other_supplier(accounts=paid_on(BANKGIRO)))
    assert (event.supplier, event.findings) == ("s1", ())


def test_an_account_shared_by_several_is_settled_by_name() -> None:
    first, second = a_supplier(party=Party(name="Pappershuset AB")), other_supplier(accounts=paid_on(BANKGIRO))
    case = a_case(an_invoice(seller=Party(name="Städbolaget")))
    assert matched(case, first, second).supplier == "s2"


def test_an_account_shared_by_several_without_a_name_is_left_to_a_person() -> None:
    event = matched(a_case(an_invoice(seller=Party())), a_supplier(), other_supplier(accounts=paid_on(BANKGIRO)))
    assert (event.supplier, event.others, rules(event)) == ("", ("s1", "s2"), ["matching.ambiguous"])


def test_an_account_does_not_make_another_organisation_the_supplier() -> None:
    case = a_case(an_invoice(seller=a_seller(organisation_number="5599994562", vat_number="")))
    event = matched(case)
    assert (event.supplier, event.others) == ("", ("s1",))
    assert rules(event) == ["matching.other_number", "matching.unknown_supplier"]


def test_the_buyers_own_numbers_never_match() -> None:
    ours = a_company().party
    own = Supplier("s9", ours, accounts=paid_on(COMPANY_IBAN))
    seller = Party(organisation_number=ours.organisation_number, vat_number=ours.vat_number)
    case = a_case(an_invoice(seller=seller, payment=Payment(accounts=(COMPANY_IBAN,))), document=None)
    assert matched(case, own).supplier == ""


def test_the_buyers_own_name_never_matches() -> None:
    assert matched(nameless(name="Mottagaren AB"), Supplier("s9", Party(name="Mottagaren"))).supplier == ""


def test_a_choice_by_a_person_stands() -> None:
    event = matched(a_case(supplier="s2", supplier_chosen=True))
    assert (event.supplier, event.by, event.sure) == ("s2", "person", 1.0)


def test_the_senders_mail_domain_is_a_weak_sign() -> None:
    case = a_case(an_invoice(seller=Party(), payment=Payment()), document=a_document(sender="a@stad.example"))
    event = matched(case, a_supplier(), other_supplier(domains=("stad.example",)))
    assert (event.supplier, event.by, rules(event)) == ("s2", "domain", ["matching.weak"])


def test_everybodys_mail_domain_is_no_sign() -> None:
    case = a_case(an_invoice(seller=Party(), payment=Payment()), document=a_document(sender="a@gmail.com"))
    gmail = other_supplier(party=Party(name="Städ", contact=Contact(email="b@gmail.com")), domains=("gmail.com",))
    assert matched(case, gmail).supplier == ""


def test_a_name_without_its_company_form_is_a_weak_sign() -> None:
    event = matched(nameless(name="PAPPERSHUSET Aktiebolag (publ)"))
    assert (event.supplier, event.by, rules(event)) == ("s1", "name", ["matching.weak"])


def test_a_known_name_with_another_number_is_a_look_alike() -> None:
    event = matched(nameless(name="Pappershusett AB", organisation_number="5599994562"))
    assert event.supplier == ""
    assert rules(event) == ["matching.lookalike", "matching.unknown_supplier"]


def test_who_is_not_in_the_register_is_left_empty_with_a_doubt() -> None:
    event = matched(nameless(name="Helt Okänd AB"))
    assert (event.supplier, rules(event)) == ("", ["matching.unknown_supplier"])


def test_an_empty_register_matches_nobody() -> None:
    outcome = match(a_case(), MatchingFacts(a_company(), ()))
    assert isinstance(outcome, Done)


def test_company_forms_are_left_out_of_names() -> None:
    assert bare_name("Acme Oy Ab") == bare_name("ACME, oyj") == "acme"


def kept_as(handling: Handling, invoice: Invoice, **changes: Any) -> tuple[Event, ...]:
    """What the matching notes when the supplier's documents are such by the register."""
    outcome = match(a_case(invoice, **changes), MatchingFacts(a_company(), (a_supplier(handling=handling),)))
    assert isinstance(outcome, Done)
    return outcome.events


NO_DEMAND = an_invoice(payment=Payment(), due_date=None)


def test_what_was_read_of_a_supplier_of_receipts_is_a_receipt() -> None:
    for handling in (Handling.RECEIPT, Handling.OUTLAY):
        found, filled = kept_as(handling, NO_DEMAND)
        assert filled == Filled((Change("type", "invoice", "receipt"),), Source.REGISTER)
        assert fold_in(a_case(NO_DEMAND), Noted(6, NOW, "way", filled)).invoice.type is DocumentType.RECEIPT
        assert isinstance(found, Matched)
    assert len(kept_as(Handling.INVOICE, NO_DEMAND)) == 1


def test_one_that_asks_to_be_paid_is_left_with_a_doubt() -> None:
    (found,) = kept_as(Handling.RECEIPT, an_invoice())
    assert isinstance(found, Matched)
    assert rules(found) == ["matching.handling"]


def test_a_persons_word_and_an_e_invoice_s_stand() -> None:
    assert len(kept_as(Handling.RECEIPT, NO_DEMAND, corrected=("type",))) == 1
    assert len(kept_as(Handling.RECEIPT, NO_DEMAND, scanned=False)) == 1


def test_what_was_a_receipt_for_another_supplier_s_record_is_an_invoice_again() -> None:
    case = a_case(replace(NO_DEMAND, type=DocumentType.RECEIPT))
    case = replace(case, evidence={**case.evidence, "type": Evidence(Source.REGISTER)})
    outcome = match(case, MatchingFacts(a_company(), (a_supplier(),)))
    assert isinstance(outcome, Done)
    assert outcome.events[1] == Filled((Change("type", "receipt", "invoice"),), Source.REGISTER)

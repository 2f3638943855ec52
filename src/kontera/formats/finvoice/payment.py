"""Reads how a Finvoice wants to be paid: accounts, reference, due date, terms, card and mandate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kontera.core.identifiers.references import is_rf
from kontera.core.invoice import Card, Mandate, Payment
from kontera.core.party import Account
from kontera.formats.codes import account, compact
from kontera.formats.finvoice.parts import NOTHING, number, repeated, unsigned
from kontera.formats.taking import Node

EPI: Final = "EpiDetails/EpiPartyDetails"
INSTRUCTION: Final = "EpiDetails/EpiPaymentInstructionDetails"
IDENTIFICATION: Final = "EpiDetails/EpiIdentificationDetails"
TERMS: Final = "InvoiceDetails/PaymentTermsDetails"
NAME_LENGTH: Final = 35  # EpiNameAddressDetails holds no more of a name


def read_due_date(root: Node) -> date | None:
    """BT-9: the day the payment order states, else the invoice's; a second, different day stays unread."""
    for path in (f"{INSTRUCTION}/EpiDateOptionDate", f"{TERMS}/InvoiceDueDate"):
        due = root.day(path, "due_date")
        if due is not None:
            repeated(root, f"{TERMS}/InvoiceDueDate", due.strftime("%Y%m%d"), due.isoformat())
            return due
    return None


def read_payment(root: Node, names: tuple[str, ...]) -> Payment:
    """BG-16; `names` are the seller's and the payee's, which as the account's holder say nothing new."""
    details = root.one(f"{TERMS}").named("payment")
    instruction = root.one(INSTRUCTION).named("payment")
    charge = instruction.one("EpiCharge")
    repeated(charge, "", charge.attribute("ChargeOption"))
    return Payment(
        means_code=instruction.take("EpiPaymentMeansCode", "means_code"),
        means=instruction.take("EpiPaymentMeansText", "means")
        or root.take("PaymentStatusDetails/PaymentMethodText", "payment.means"),
        reference=_reference(root),
        accounts=_accounts(root, names),
        terms=_terms(root),
        discount_percent=number(details, "CashDiscountPercent", "discount_percent"),
        discount_amount=unsigned(details, "CashDiscountAmount", "discount_amount"),
        discount_date=details.day("CashDiscountDate", "discount_date"),
        penalty_rate=number(details, "PaymentOverDueFineDetails/PaymentOverDueFinePercent", "penalty_rate"),
        card=_card(root.one("PaymentCardInfo").named("payment.card")),
        mandate=_mandate(root.one("DirectDebitInfo").named("payment.mandate")),
    )


def _reference(root: Node) -> str:
    """BT-83: the remittance reference (viite or RF), else the reference or the words of the order."""
    paths = (
        f"{INSTRUCTION}/EpiRemittanceInfoIdentifier",
        f"{IDENTIFICATION}/EpiReference",
        f"{IDENTIFICATION}/EpiOrderInfo",
    )
    for path in paths:
        stated = root.peek(path)
        if stated:
            found = root.joined(path, "payment.reference")
            repeated(root, f"{IDENTIFICATION}/EpiReference", found)
            plain = compact(found)
            return plain if plain.isdecimal() or is_rf(plain) else found
    return ""


def _terms(root: Node) -> str:
    """BT-20: the terms, their headed texts, and what is said of late payment, a line each."""
    parts: list[tuple[Node, ...]] = []
    for details in root.all(TERMS):
        parts += [(text,) for text in details.all("PaymentTermsFreeText") if text.peek()]
        parts += [(*text.all("Header"), *text.all("Value")) for text in details.all("FreeText")]
        parts += [(text,) for text in details.all("PaymentOverDueFineDetails/PaymentOverDueFineFreeText")]
    lines = (" ".join(text.named("payment.terms").note() for text in part if text.peek()) for part in parts)
    return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class _Stated:
    """An account as stated, with the elements it stands in."""

    account: Account
    nodes: tuple[Node, ...]


def _accounts(root: Node, names: tuple[str, ...]) -> tuple[Account, ...]:
    """BG-17: the account of the payment order first, then the seller's others, each once."""
    found: dict[str, _Stated] = {}
    for one in (*_ordered(root, names), *_offered(root)):
        key = f"{one.account.scheme}:{one.account.id}"
        first = found.get(key)
        found[key] = one if first is None else _Stated(_merged(first, one), (*first.nodes, *one.nodes))
    for i, one in enumerate(found.values()):
        for node in one.nodes:
            if node.peek():
                node.named(f"payment.accounts[{i}]").note()
    return tuple(one.account for one in found.values())


def _merged(first: _Stated, second: _Stated) -> Account:
    one, other = first.account, second.account
    return replace(one, bic=one.bic or other.bic, holder=other.holder or one.holder)


def _ordered(root: Node, names: tuple[str, ...]) -> tuple[_Stated, ...]:
    """The account of the payment order; NA is written where there is none."""
    party = root.one(EPI)
    identity, bic = (
        party.one("EpiBeneficiaryPartyDetails/EpiAccountID"),
        party.one("EpiBfiPartyDetails/EpiBfiIdentifier"),
    )
    holder = party.one("EpiBeneficiaryPartyDetails/EpiNameAddressDetails")
    short = [name[:NAME_LENGTH].strip() for name in names]
    repeated(holder, "", *names, *short)
    if not identity.peek() or identity.peek().upper() in NOTHING:
        return ()
    own = "" if holder.peek().casefold() in {name.casefold() for name in (*names, *short)} else holder.peek()
    return (_Stated(_account(identity, bic, own), (identity, bic, holder)),)


def _offered(root: Node) -> tuple[_Stated, ...]:
    stated = [one for one in root.all("SellerInformationDetails/SellerAccountDetails") if one.peek("SellerAccountID")]
    nodes = [(one.one("SellerAccountID"), one.one("SellerBic"), one.one("SellerAccountName")) for one in stated]
    return tuple(_Stated(_account(identity, bic, name.peek()), (identity, bic, name)) for identity, bic, name in nodes)


def _account(identity: Node, bic: Node, holder: str) -> Account:
    scheme = identity.attribute("IdentificationSchemeName")
    return account(identity.peek(), scheme=scheme, bic=bic.peek(), holder=holder)


def _card(node: Node) -> Card | None:
    """BG-18."""
    if not node.peek("PrimaryAccountNumber"):
        return None
    return Card(node.take("PrimaryAccountNumber", "number"), node.take("CardHolderName", "holder"))


def _mandate(node: Node) -> Mandate | None:
    """BG-19."""
    mandate = Mandate(
        node.take("MandateReference", "reference"),
        node.take("CreditorIdentifier", "creditor"),
        node.take("DebitedAccountID", "debited"),
    )
    return mandate if mandate != Mandate() else None


def take_repeated(root: Node, issued: date | None, organisation: str) -> None:
    """Take the payment order's date and its payee's business id where they only repeat the invoice's."""
    repeated(root, f"{EPI}/EpiBeneficiaryPartyDetails/EpiBei", organisation)
    if issued is not None:
        repeated(root, f"{IDENTIFICATION}/EpiDate", issued.strftime("%Y%m%d"))

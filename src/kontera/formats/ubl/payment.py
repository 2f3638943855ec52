"""Reads how a UBL document wants to be paid: accounts, reference, card, mandate and due date."""

from __future__ import annotations

from datetime import date
from typing import Final

from kontera.core.invoice import Card, Mandate, Payment
from kontera.core.party import Account
from kontera.formats.codes import GIROS, OWN_CODES, SLIP_CHANNELS, TRANSFER_CODES, account, compact
from kontera.formats.taking import Node
from kontera.formats.ubl.parties import read_creditor
from kontera.formats.ubl.parts import take_repeated
from kontera.formats.ubl.terms import read_terms

DUE_DATES: Final = (
    "DueDate",
    "PaymentMeans/PaymentDueDate",
    "PaymentTerms/PaymentDueDate",
    "PaymentTerms/InstallmentDueDate",
)
# OIOUBL's payment channels that tell the account's scheme as `account` knows it
CHANNELS: Final = frozenset(
    {*GIROS, *SLIP_CHANNELS, "IBAN", "BBAN", "DK:BANK", "FI:BANK", "NO:BANK", "IS:BANK", "GB:BANK"}
)
NO_NETWORK: Final = "NA"  # stands where the schema demands a card's network and none is known
SLIP_TYPE: Final = 2  # a Danish slip's type has two digits


def read_due_date(node: Node) -> date | None:
    """BT-9: in the header, or for credit notes and older dialects at the payment means or terms."""
    for path in DUE_DATES:
        due = node.day(path, "due_date")
        if due is not None:
            _same_due_dates(node, due)
            return due
    return None


def _same_due_dates(node: Node, due: date) -> None:
    """Several payment means may repeat the one date; another date stays unread."""
    for path in DUE_DATES:
        for repeated in node.all(path):
            if repeated.peek()[:10] == due.isoformat():
                repeated.take()


def read_payment(node: Node) -> Payment:
    """BG-16: the first reference, means, card and mandate count, all accounts are kept."""
    means = node.all("PaymentMeans")
    code, words = _means(means)
    terms = read_terms(node)
    for one in means:
        one.take("ID")
    return Payment(
        means_code=code,
        means=words,
        reference=_reference(means),
        accounts=_accounts(means),
        terms=terms.text,
        discount_percent=terms.discount_percent,
        discount_days=terms.discount_days,
        discount_amount=terms.discount_amount,
        discount_date=terms.discount_date,
        penalty_rate=terms.penalty_rate,
        card=_card(means),
        mandate=_mandate(node, means),
    )


def _means(means: tuple[Node, ...]) -> tuple[str, str]:
    """BT-81 and BT-82: the first stated; those that repeat it are taken with it, others stay unread."""
    stated = tuple(code for one in means for code in one.all("PaymentMeansCode") if code.peek())
    if not stated:
        return "", ""
    for code in stated:
        if code.peek() == stated[0].peek():
            code.named("payment.means_code").note()
    return stated[0].peek(), stated[0].attribute("name", "payment.means")


def _reference(means: tuple[Node, ...]) -> str:
    """BT-83: the first stated; what repeats it is taken with it. OIOUBL may state it with the account or the order."""
    for read in (_paid_by, _noted, _instructed):
        stated = [(one, read(one)) for one in means]
        first = next((text for _, text in stated if text), "")
        if first:
            for one, text in stated:
                if text == first:
                    _take_reference(one, first)
            return first
    return ""


def _paid_by(means: Node) -> str:
    """The payment id. OIOUBL parts a slip's type (71) from its number, which EN 16931 writes as 71#number."""
    kind = means.peek("PaymentID")
    is_slip = kind.isdigit() and len(kind) == SLIP_TYPE and (means.peek("InstructionID") or _of_slip(means))
    return f"{kind}#{means.peek('InstructionID')}" if is_slip else kind


def _of_slip(means: Node) -> bool:
    return means.one("PaymentID").attribute("schemeID").startswith("urn:oioubl:id:paymentid")


def _noted(means: Node) -> str:
    return means.peek("PayeeFinancialAccount/PaymentNote")


def _instructed(means: Node) -> str:
    return means.peek("InstructionID")


def _take_reference(means: Node, reference: str) -> None:
    whole = {reference, *reference.split("#", 1)}
    for part in means.all("PaymentID|InstructionID|PayeeFinancialAccount"):
        found = part.one("PaymentNote") or part
        if found.peek() in whole:
            found.named("payment.reference").note()


def _accounts(means: tuple[Node, ...]) -> tuple[Account, ...]:
    """BG-17: each account once, in document order."""
    found: dict[str, Account] = {}
    for one in means:
        for path, number in (("PayeeFinancialAccount", "ID"), ("CreditAccount", "AccountID")):
            for stated in one.all(path):
                if stated.peek(number):
                    _add(found, one, stated, number)
    return tuple(found.values())


def _add(found: dict[str, Account], means: Node, stated: Node, number: str) -> None:
    branch = stated.one("FinancialInstitutionBranch/ID")
    institution = stated.one("FinancialInstitutionBranch/FinancialInstitution/ID")
    read = account(
        stated.peek(number),
        scheme=stated.one(number).attribute("schemeID") or _channel(means),
        branch=branch.peek(),
        bic=institution.peek(),
        holder=stated.peek("Name"),
        means=means.peek("PaymentMeansCode"),
        slip=means.peek("PaymentID"),
    )
    written = f"{read.scheme}:{read.id}"
    at = list(found).index(written) if written in found else len(found)
    first = found.setdefault(written, read)
    told = {first.holder, first.bic, first.id[:4], *GIROS}
    parts = (stated.one("Name"), institution, branch)
    for part in (stated.one(number), *(part for part in parts if {part.peek(), compact(part.peek())} & told)):
        part.named(f"payment.accounts[{at}]").note()
    take_repeated(stated, "CurrencyCode", means.taking.currency)
    take_repeated(means, "PaymentMeansCode", *OWN_CODES.get(read.scheme, TRANSFER_CODES))


def _channel(means: Node) -> str:
    """The scheme that OIOUBL's payment channel tells; a channel that nobody knows stays unread."""
    channel = means.peek("PaymentChannelCode").upper()
    if channel in CHANNELS:
        means.take("PaymentChannelCode")
        return channel
    return ""


def _card(means: tuple[Node, ...]) -> Card | None:
    """BG-18, of the first means that names one."""
    found = next((one.one("CardAccount") for one in means if one.one("CardAccount")), None)
    if found is None:
        return None
    card = found.named("payment.card")
    take_repeated(card, "NetworkID", NO_NETWORK)
    number = card.take("PrimaryAccountNumberID", "number")
    if card.peek("NetworkID") == NO_NETWORK:
        return Card(number, card.take("HolderName", "holder"))
    return Card(number, card.take("HolderName", "holder"), card.take("NetworkID", "network"))


def _mandate(node: Node, means: tuple[Node, ...]) -> Mandate | None:
    """BG-19: BT-89 and BT-91 at the first means with a mandate, BT-90 among the ids of payee or seller."""
    found = next((one.one("PaymentMandate") for one in means if one.one("PaymentMandate")), None)
    creditor = read_creditor(node)
    if found is None:
        return Mandate(creditor=creditor) if creditor else None
    mandate = found.named("payment.mandate")
    debited = mandate.take("PayerFinancialAccount/ID", "debited")
    return Mandate(mandate.take("ID", "reference"), creditor, debited)

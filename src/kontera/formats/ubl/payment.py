"""Reads how a UBL document wants to be paid: accounts, reference, terms and due date."""

from __future__ import annotations

from datetime import date

from kontera.core.invoice import Payment
from kontera.core.party import Account
from kontera.formats.codes import GIROS, account, compact
from kontera.formats.taking import Node


def read_due_date(node: Node) -> date | None:
    """BT-9: in the header, or for credit notes and older dialects at the payment means or terms."""
    for path in ("DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate"):
        due = node.day(path, "due_date")
        if due is not None:
            _same_due_dates(node, due)
            return due
    return None


def _same_due_dates(node: Node, due: date) -> None:
    """Several payment means may repeat the one date; another date stays unread."""
    for repeated in node.all("PaymentMeans/PaymentDueDate"):
        if repeated.peek()[:10] == due.isoformat():
            repeated.take()


def read_payment(node: Node) -> Payment:
    """BG-16: the first reference and means count, all accounts are kept."""
    means = node.all("PaymentMeans")
    code = _first(means, "PaymentMeansCode", "payment.means_code")
    return Payment(
        means_code=code,
        reference=_reference(means),
        accounts=_accounts(means),
        terms=node.joined("PaymentTerms/Note", "payment.terms"),
        discount_percent=node.number("PaymentTerms/SettlementDiscountPercent", "payment.discount_percent"),
    )


def _first(means: tuple[Node, ...], path: str, field: str) -> str:
    """The first stated text at the path; those that repeat it are taken with it, others stay unread."""
    found = ""
    for one in means:
        for text in one.all(path):
            found = found or text.peek()
            if text.peek() == found:
                text.named(field).note()
    return found


def _reference(means: tuple[Node, ...]) -> str:
    """BT-83. OIOUBL parts a slip's type (71) from its number, which EN 16931 writes as 71#number."""
    for one in means:
        kind, number = one.peek("PaymentID"), one.peek("InstructionID")
        if kind.isdigit() and len(kind) == 2 and number:  # noqa: PLR2004 - a Danish slip's type has two digits
            one.named("").take("PaymentID", "payment.reference")
            one.named("").take("InstructionID", "payment.reference")
            return f"{kind}#{number}"
        if kind:
            break
    found = _first(means, "PaymentID", "payment.reference")
    return found or _first(means, "PayeeFinancialAccount/PaymentNote", "payment.reference")


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
        scheme=stated.one(number).attribute("schemeID"),
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

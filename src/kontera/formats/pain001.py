"""Payment files: a batch written as ISO 20022 pain.001, version 03 or 09, for giro, bank accounts and SEPA."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from lxml import etree

from kontera.core.company import Company
from kontera.core.errors import KonteraError
from kontera.core.identifiers.references import is_rf
from kontera.core.money import ZERO, total
from kontera.core.party import Account, AccountScheme
from kontera.core.payment import Batch, PayItem, ReferenceKind
from kontera.formats.pain001_parts import ID, TEXT, Writer, clean, identity, money
from kontera.formats.pain001_profile import STANDARD, BankProfile, Version
from kontera.formats.xml import Element

_LATEST: Final[Version] = "001.001.09"
# EPC409-09: where a euro payment to an IBAN is a SEPA credit transfer.
_SEPA_COUNTRIES: Final = """
AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE
SI SK SM VA
"""
_SEPA: Final = frozenset(_SEPA_COUNTRIES.split())


class NothingToPay(KonteraError):
    """A batch without payments cannot be written."""

    code, status, exit_code = "payment.empty", 422, 2
    msgid = "The batch {batch} holds no payments."


class NoPayingAccount(KonteraError):
    """The company has no account to pay from."""

    code, status, exit_code = "payment.no_debtor", 422, 2
    msgid = "{company} has no account to pay from."


class NetNotPositive(KonteraError):
    """The credit notes to a payee exceed its invoices: nothing is left to pay."""

    code, status, exit_code = "payment.net_not_positive", 422, 2
    msgid = "The credit notes exceed the invoices to {payee}: the sum is {net} {currency}."


@dataclass(frozen=True, slots=True)
class _Transfer:
    """One transfer: the invoices it pays, and the credit notes it nets."""

    items: tuple[PayItem, ...]

    @property
    def amount(self) -> Decimal:
        return total(item.amount for item in self.items)

    @property
    def first(self) -> PayItem:
        """The invoice that names the transfer: the first that is not a credit note."""
        return next((item for item in self.items if item.amount > 0), self.items[0])


@dataclass(frozen=True, slots=True)
class _Group:
    """Transfers of one currency and service level: one PmtInf."""

    currency: str
    service: str
    transfers: tuple[_Transfer, ...]

    @property
    def amount(self) -> Decimal:
        return total(transfer.amount for transfer in self.transfers)


def write_pain001(
    batch: Batch,
    company: Company,
    message_id: str,
    created: datetime,
    version: Version = _LATEST,
    profile: BankProfile = STANDARD,
) -> bytes:
    """The batch as a payment file in UTF-8; `created` is written in UTC.

    The ids in it are `pain001_parts.identity` of `message_id` and of the case that each transfer pays.
    Credit notes are netted against the invoices of the same supplier, account and currency. Raises NothingToPay,
    NoPayingAccount, or NetNotPositive when credit notes exceed what they are netted against.
    """
    debtor = company.pay_from or next(iter(company.accounts), None)
    if debtor is None:
        raise NoPayingAccount(company=company.party.name)
    if not batch.items:
        raise NothingToPay(batch=batch.id)
    groups = _groups(batch.items, profile)
    writer = Writer(version)
    root = writer.root("Document")
    body = writer.put(root, "CstmrCdtTrfInitn")
    _header(writer, body, company, message_id, created, groups, profile)
    for number, group in enumerate(groups, start=1):
        _payment(writer, body, group, identity(f"{message_id}-{number}"), batch, company, debtor, profile)
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return xml


def transfers(items: Iterable[PayItem]) -> tuple[tuple[PayItem, ...], ...]:
    """The items of each transfer: alone, or all of a supplier, account and currency when a credit note is among them.

    Raises NetNotPositive.
    """
    by_payee: dict[tuple[str, str, str], list[PayItem]] = {}
    for item in items:
        by_payee.setdefault((item.supplier or item.payee, item.account.key, item.currency), []).append(item)
    made: list[tuple[PayItem, ...]] = []
    for together in by_payee.values():
        if all(item.amount > 0 for item in together):
            made += [(item,) for item in together]
            continue
        net = total(item.amount for item in together)
        if net <= ZERO:
            raise NetNotPositive(payee=together[0].payee, net=money(net), currency=together[0].currency)
        made.append(tuple(together))
    return tuple(made)


def _groups(items: tuple[PayItem, ...], profile: BankProfile) -> tuple[_Group, ...]:
    grouped: dict[tuple[str, str], list[_Transfer]] = {}
    for together in transfers(items):
        key = (together[0].currency, _service(together[0], profile))
        grouped.setdefault(key, []).append(_Transfer(together))
    return tuple(_Group(*key, tuple(made)) for key, made in sorted(grouped.items()))


def _service(item: PayItem, profile: BankProfile) -> str:
    sepa = item.currency == "EUR" and item.account.scheme is AccountScheme.IBAN and item.account.id[:2] in _SEPA
    return "SEPA" if sepa else profile.domestic_service


def _header(
    writer: Writer,
    body: Element,
    company: Company,
    message_id: str,
    created: datetime,
    groups: tuple[_Group, ...],
    profile: BankProfile,
) -> None:
    header = writer.put(body, "GrpHdr")
    writer.put(header, "MsgId", identity(message_id))
    writer.put(header, "CreDtTm", created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    writer.put(header, "NbOfTxs", str(sum(len(group.transfers) for group in groups)))
    writer.put(header, "CtrlSum", money(total(group.amount for group in groups)))
    initiator = writer.put(header, "InitgPty")
    writer.put(initiator, "Nm", clean(company.party.name, 70) or "-")
    _organisation(writer, initiator, profile.initiator or company.party.organisation_number, profile.initiator_scheme)


def _organisation(writer: Writer, party: Element, number: str, scheme: str) -> None:
    if number:
        other = writer.put(party, "Id/OrgId/Othr")
        writer.put(other, "Id", clean(number, ID))
        writer.put(other, "SchmeNm/Cd", scheme)


def _payment(
    writer: Writer,
    body: Element,
    group: _Group,
    group_id: str,
    batch: Batch,
    company: Company,
    debtor: Account,
    profile: BankProfile,
) -> None:
    payment = writer.put(body, "PmtInf")
    writer.put(payment, "PmtInfId", group_id)
    writer.put(payment, "PmtMtd", "TRF")
    writer.put(payment, "NbOfTxs", str(len(group.transfers)))
    writer.put(payment, "CtrlSum", money(group.amount))
    kind = writer.put(payment, "PmtTpInf")
    writer.put(kind, "SvcLvl/Cd", group.service)
    if profile.supplier_purpose:
        writer.put(kind, "CtgyPurp/Cd", "SUPP")
    day = "ReqdExctnDt/Dt" if writer.version == "001.001.09" else "ReqdExctnDt"
    writer.put(payment, day, batch.execution.isoformat())
    party = writer.put(payment, "Dbtr")
    writer.party(party, company.party.name, company.party.address)
    _organisation(writer, party, company.party.organisation_number, "BANK")
    account = writer.account(payment, "DbtrAcct", debtor, profile)
    if company.currency:
        writer.put(account, "Ccy", company.currency)
    writer.bank(payment, "DbtrAgt", debtor, profile, needed=True)
    writer.put(payment, "ChrgBr", "SLEV" if group.service == "SEPA" else "SHAR")
    for transfer in group.transfers:
        _transfer(writer, payment, transfer, profile)


def _transfer(writer: Writer, payment: Element, transfer: _Transfer, profile: BankProfile) -> None:
    item = transfer.first
    element = writer.put(payment, "CdtTrfTxInf")
    end_to_end = identity(item.case)
    ids = writer.put(element, "PmtId")
    writer.put(ids, "InstrId", end_to_end)
    writer.put(ids, "EndToEndId", end_to_end)
    amount = writer.put(element, "Amt/InstdAmt", money(transfer.amount))
    amount.set("Ccy", item.currency)
    writer.bank(element, "CdtrAgt", item.account, profile, needed=False)
    writer.party(writer.put(element, "Cdtr"), item.account.holder or item.payee, item.address)
    writer.account(element, "CdtrAcct", item.account, profile)
    remittance = writer.put(element, "RmtInf")
    if len(transfer.items) > 1:
        for one in transfer.items:
            _document(writer, remittance, one)
    elif item.reference_kind is ReferenceKind.STRUCTURED:
        _reference(writer, writer.put(remittance, "Strd"), item)
    else:
        writer.put(remittance, "Ustrd", clean(item.reference or item.number, TEXT) or end_to_end)


def _document(writer: Writer, remittance: Element, item: PayItem) -> None:
    """One of several documents in a transfer: CINV with what is paid, CREN with what is credited."""
    credit = item.amount < 0
    structured = writer.put(remittance, "Strd")
    document = writer.put(structured, "RfrdDocInf")
    writer.put(document, "Tp/CdOrPrtry/Cd", "CREN" if credit else "CINV")
    writer.put(document, "Nb", clean(item.number, ID) or identity(item.case))
    amount = writer.put(structured, f"RfrdDocAmt/{'CdtNoteAmt' if credit else 'RmtdAmt'}", money(abs(item.amount)))
    amount.set("Ccy", item.currency)
    if item.reference_kind is ReferenceKind.STRUCTURED:
        _reference(writer, structured, item)


def _reference(writer: Writer, structured: Element, item: PayItem) -> None:
    """A creditor reference: SCOR, with the issuer ISO for an RF reference."""
    reference = item.reference.rpartition("#")[2]
    creditor = writer.put(structured, "CdtrRefInf")
    kind = writer.put(creditor, "Tp")
    writer.put(kind, "CdOrPrtry/Cd", "SCOR")
    if is_rf(reference):
        writer.put(kind, "Issr", "ISO")
    writer.put(creditor, "Ref", clean(reference, ID))

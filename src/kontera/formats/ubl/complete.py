"""Fills in what follows exactly from what an invoice states, before it is written as an e-invoice.

Nothing here estimates: a value is filled in only where the standard leaves a single one (EN 16931's sums and rates), or
where a code has one meaning. What cannot be known so is left out, see `formats.ubl.required`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kontera.core.invoice import (
    AllowanceCharge,
    Attachment,
    DocumentType,
    Invoice,
    Line,
    Payment,
    Totals,
    VatCategory,
    VatSubtotal,
)
from kontera.core.money import ZERO, total, vat_on
from kontera.core.party import Account, AccountScheme, Party
from kontera.formats.codes import DANISH_TRANSFER, GIRO_MEANS, SLIP_MEANS
from kontera.formats.ubl.complete_lines import complete_line, free_ids
from kontera.formats.ubl.complete_parties import complete_party
from kontera.formats.ubl.terms import skonto

SPECIFICATION: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROCESS: Final = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
REMINDER: Final = f"{SPECIFICATION}#conformant#urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0"
REMINDER_PROCESS: Final = "urn:fdc:anskaffelser.no:2019:ehf:postaward:g3:06:1.0"
# specifications of EN 16931 in UBL; Factur-X and ZUGFeRD are CII, OIOUBL 2 and EHF 2 have structures of their own
KEPT: Final = ("urn:cen.eu:en16931:2017", "urn:peppol:pint:")
OTHER_SYNTAX: Final = ("factur-x", "zugferd")
CREDIT_TRANSFER: Final = "30"  # UNCL 4461; SE-R-012 wants it for giros and domestic accounts
GIRO_SLIPS: Final = ("01", "04", "15")
SEPA: Final = "58"
CARD: Final = "48"
DIRECT_DEBIT: Final = "49"
UNDEFINED: Final = "1"
# VATEX codes that say no more than the category itself (BR-AE-10, BR-IC-10, BR-G-10, BR-O-10)
EXEMPTIONS: Final = {
    VatCategory.REVERSE_CHARGE: "VATEX-EU-AE",
    VatCategory.INTRA_COMMUNITY: "VATEX-EU-IC",
    VatCategory.EXPORT: "VATEX-EU-G",
    VatCategory.OUTSIDE: "VATEX-EU-O",
}
UNTAXED: Final = frozenset(VatCategory) - {VatCategory.STANDARD, VatCategory.IGIC, VatCategory.IPSI}
MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def complete(invoice: Invoice) -> Invoice:
    """The invoice with what follows from it: customization, line numbers, unit codes, VAT categories and groups, sums.

    A complete invoice comes back as it is; nothing stated is changed but a printed unit into its code.
    """
    sole = vat_of(invoice.vat[0].category, invoice.vat[0].rate, invoice) if len(invoice.vat) == 1 else (None, None)
    ids = free_ids(invoice.lines)
    lines = tuple(
        complete_line(line, ids[i], _vat_or(vat_of(line.vat_category, line.vat_rate, invoice), sole))
        for i, line in enumerate(invoice.lines)
    )
    with_lines = replace(
        _identified(invoice),
        lines=lines,
        allowances_charges=tuple(_allowance(one, invoice, sole) for one in invoice.allowances_charges),
    )
    totals = _sums(with_lines)
    groups = tuple(_group(group, with_lines, totals) for group in invoice.vat) or _breakdown(with_lines, totals)
    return replace(
        with_lines,
        totals=replace(totals, vat=_vat_total(totals, groups)),
        vat=groups,
        seller=complete_party(invoice.seller),
        buyer=complete_party(invoice.buyer),
        payment=_payment(invoice),
        attachments=tuple(_attachment(one, i) for i, one in enumerate(invoice.attachments, 1)),
        reverse_charge=invoice.reverse_charge or _says_reverse_charge(lines, groups),
    )


def _says_reverse_charge(lines: Iterable[Line], groups: Iterable[VatSubtotal]) -> bool:
    said = {line.vat_category for line in lines} | {group.category for group in groups}
    return VatCategory.REVERSE_CHARGE in said


def _identified(invoice: Invoice) -> Invoice:
    """BT-3, BT-23 and BT-24: Peppol BIS Billing 3, unless another specification is stated that UBL 2.1 can follow."""
    reminder = invoice.type is DocumentType.REMINDER
    code = "381" if invoice.type is DocumentType.CREDIT_NOTE else "380"
    kept = invoice.specification.startswith(KEPT) and not any(other in invoice.specification for other in OTHER_SYNTAX)
    default, process = (REMINDER, REMINDER_PROCESS) if reminder else (SPECIFICATION, PROCESS)
    return replace(
        invoice,
        type_code=invoice.type_code or code,
        specification=invoice.specification if kept else default,
        process=(invoice.process if kept or not invoice.specification else "") or process,
    )


def vat_of(
    category: VatCategory | None, rate: Decimal | None, invoice: Invoice
) -> tuple[VatCategory | None, Decimal | None]:
    """A rate above zero is standard rated (BT-151 S), none on a reverse charge invoice is AE, AE and its kin are 0."""
    if category is None and rate:
        category = VatCategory.STANDARD
    elif category is None and invoice.reverse_charge and not invoice.totals.vat:
        category = VatCategory.REVERSE_CHARGE
    if rate is None and category in UNTAXED and category is not VatCategory.OUTSIDE:
        rate = ZERO
    return category, rate


def _vat_or(
    own: tuple[VatCategory | None, Decimal | None], sole: tuple[VatCategory | None, Decimal | None]
) -> tuple[VatCategory | None, Decimal | None]:
    """Where the invoice has one VAT group, what names no category and no other rate is in it."""
    return sole if own[0] is None and own[1] in {None, sole[1]} else own


def _allowance(
    one: AllowanceCharge, invoice: Invoice, sole: tuple[VatCategory | None, Decimal | None]
) -> AllowanceCharge:
    category, rate = _vat_or(vat_of(one.vat_category, one.vat_rate, invoice), sole)
    return replace(one, vat_category=category, vat_rate=rate)


def _sums(invoice: Invoice) -> Totals:
    """BR-CO-10 to BR-CO-16, where all but one of the terms are stated."""
    stated = invoice.totals
    nets = [line.net_amount for line in invoice.lines]
    allowances = _sum_of(invoice, is_charge=False) if stated.allowances is None else stated.allowances
    charges = _sum_of(invoice, is_charge=True) if stated.charges is None else stated.charges
    line_net = total(nets) if stated.line_net is None and nets and None not in nets else stated.line_net
    gross, net, vat = stated.gross, stated.net, stated.vat
    if gross is None and stated.payable is not None:
        gross = stated.payable + (stated.prepaid or ZERO) - (stated.rounding or ZERO)
    if net is None:
        net = gross - vat if gross is not None and vat is not None else _minus(line_net, allowances, charges)
    if vat is None and gross is not None and net is not None:
        vat = gross - net
    if gross is None and net is not None and vat is not None:
        gross = net + vat
    payable = stated.payable
    if payable is None and gross is not None:
        payable = gross - (stated.prepaid or ZERO) + (stated.rounding or ZERO)
    return replace(
        stated,
        line_net=line_net,
        allowances=allowances,
        charges=charges,
        net=net,
        vat=vat,
        gross=gross,
        payable=payable,
    )


def _sum_of(invoice: Invoice, *, is_charge: bool) -> Decimal | None:
    amounts = [one.amount for one in invoice.allowances_charges if one.is_charge is is_charge]
    return total(amounts) if amounts else None


def _minus(line_net: Decimal | None, allowances: Decimal | None, charges: Decimal | None) -> Decimal | None:
    return None if line_net is None else line_net - (allowances or ZERO) + (charges or ZERO)


def _vat_total(totals: Totals, groups: tuple[VatSubtotal, ...]) -> Decimal | None:
    """BT-110: stated, or BR-CO-14's sum."""
    taxes = [group.tax for group in groups]
    return total(taxes) if totals.vat is None and taxes and None not in taxes else totals.vat


def _group(group: VatSubtotal, invoice: Invoice, totals: Totals) -> VatSubtotal:
    """A stated group; the only one holds the whole net and the whole VAT."""
    alone = len(invoice.vat) == 1
    category, rate = vat_of(group.category, group.rate, invoice)
    return _exempted(
        replace(
            group,
            category=category,
            rate=rate,
            taxable=totals.net if group.taxable is None and alone else group.taxable,
            tax=totals.vat if group.tax is None and alone else group.tax,
        )
    )


def _exempted(group: VatSubtotal) -> VatSubtotal:
    code = EXEMPTIONS.get(group.category) if group.category else None
    return group if group.exemption_code or group.exemption_reason or not code else replace(group, exemption_code=code)


def _breakdown(invoice: Invoice, totals: Totals) -> tuple[VatSubtotal, ...]:
    """BG-23 from the lines, allowances and charges, if each states its rate and their VAT is exactly the stated."""
    parts = [(line.vat_category, line.vat_rate, line.net_amount) for line in invoice.lines]
    parts += [
        (one.vat_category, one.vat_rate, one.amount if one.is_charge else -one.amount)
        for one in invoice.allowances_charges
    ]
    taxable: dict[tuple[VatCategory, Decimal], Decimal] = {}
    for category, rate, amount in parts:
        if category is None or amount is None or (rate is None and category is not VatCategory.OUTSIDE):
            return ()
        key = (category, rate or ZERO)
        taxable[key] = taxable.get(key, ZERO) + amount
    groups = tuple(
        VatSubtotal(category, None if category is VatCategory.OUTSIDE else rate, net, vat_on(net, rate))
        for (category, rate), net in taxable.items()
    )
    exact = total(group.tax for group in groups) == totals.vat and total(taxable.values()) == totals.net
    return tuple(_exempted(group) for group in groups) if exact else ()


def _payment(invoice: Invoice) -> Payment:
    """BT-81 by the account, card or mandate it goes to; the code for "not defined" where only a reference is stated."""
    payment = invoice.payment
    dated = invoice.due_date is not None and invoice.type is DocumentType.CREDIT_NOTE
    code = payment.means_code or (UNDEFINED if payment.reference or payment.means or dated else "")
    if payment.discount_days is None and payment.discount_percent is None:
        days, percent = skonto(payment.terms)
        payment = replace(payment, discount_days=days, discount_percent=percent)
    if payment.means_code:
        return payment
    if payment.accounts:
        code = means_code(payment.accounts[0], payment.reference)
        if code == CREDIT_TRANSFER and _is_danish(invoice.seller):
            code = SEPA  # DK-R-005 knows no plain transfer; to an IBAN this one is left
    elif payment.card is not None:
        code = CARD
    elif payment.mandate is not None:
        code = DIRECT_DEBIT
    return replace(payment, means_code=code)


def _is_danish(seller: Party) -> bool:
    return "DK" in {seller.address.country, seller.vat_number[:2]}


def means_code(account: Account, reference: str) -> str:
    """UNCL 4461 for a payment to the account."""
    if account.scheme is AccountScheme.DANISH_SLIP:
        return GIRO_MEANS if reference.startswith(GIRO_SLIPS) else SLIP_MEANS
    danish = account.scheme is AccountScheme.DOMESTIC and account.country == "DK"
    return DANISH_TRANSFER if danish else CREDIT_TRANSFER


def together(accounts: tuple[Account, ...]) -> tuple[Account, ...]:
    """The accounts that one means code can be for, as UBL-SR-47 demands: slips, or bank accounts, as the first is."""
    slips = bool(accounts) and accounts[0].scheme is AccountScheme.DANISH_SLIP
    return tuple(account for account in accounts if (account.scheme is AccountScheme.DANISH_SLIP) is slips)


def _attachment(one: Attachment, place: int) -> Attachment:
    """BT-122 is the file's name, or its place, where no number is stated; its type is told by the name's ending."""
    kind = MEDIA_TYPES.get(one.filename.rpartition(".")[2].lower(), "") if one.content else ""
    return replace(one, number=one.number or one.filename or str(place), media_type=one.media_type or kind)

"""Invents one invoice whose amounts agree to the last öre, by EN 16931's own sums."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from random import Random
from typing import Final

from kontera.core.invoice import (
    AllowanceCharge,
    DocumentReference,
    DocumentType,
    Invoice,
    Line,
    Payment,
    Period,
    Totals,
    VatCategory,
    VatSubtotal,
)
from kontera.core.money import HUNDRED, ZERO, rounded, total, vat_on
from kontera.core.party import AccountScheme, Party
from kontera.samples.business import Business, Good, Reference
from kontera.samples.chance import chance, happens
from kontera.samples.digits import creditor_reference, luhn, ocr, viite
from kontera.samples.rates import EU, Treatment, rate_on, treatment
from kontera.samples.wording import phrase

EPOCH: Final = date(2022, 1, 1)
MOST_LINES: Final = 7
LONG_LINES: Final = (18, 48)
FEW_UNITS: Final = 3
SELF_ASSESSED: Final = frozenset({VatCategory.REVERSE_CHARGE, VatCategory.INTRA_COMMUNITY})


class Kind(StrEnum):
    """What the invoice is to show; what the kind does not fix is left to chance."""

    ORDINARY = "ordinary"
    LONG = "long"  # a table that runs over pages
    DISCOUNTED = "discounted"  # on lines and on the document
    WHOLE_KRONA = "whole_krona"  # öresavrundning
    CREDIT = "credit"
    CONSTRUCTION = "construction"  # reverse charge inside the country
    PREPAID = "prepaid"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class _Making:
    """What the parts of one invoice are made from."""

    chance: Random
    supplier: Business
    buyer: Party
    on: date
    kind: Kind

    @property
    def treatment(self) -> Treatment:
        if self.kind is Kind.CONSTRUCTION:
            return Treatment.REVERSE_AT_HOME
        return treatment(self.supplier.country, self.buyer.address.country)

    @property
    def serial(self) -> int:
        """The running number: it grows with the days, as the supplier's pace lets it."""
        days = (self.on - EPOCH).days
        return self.supplier.first + max(days, 0) * self.supplier.pace + self.chance.randrange(self.supplier.pace)


def invent(seed: int, supplier: Business, buyer: Party, on: date, kind: Kind = Kind.ORDINARY) -> Invoice:
    """An invoice of this kind from supplier to buyer, dated `on`: the same arguments give the same invoice."""
    making = _Making(chance("invoice", seed, supplier.key, on, kind), supplier, buyer, on, kind)
    serial = making.serial
    number = supplier.series.format(n=serial, yy=on.strftime("%y"), yyyy=on.year)
    lines = _lines(making)
    extras = _extras(making, lines)
    whole = supplier.whole_krona or kind is Kind.WHOLE_KRONA
    totals, vat = add_up(lines, extras, whole=whole)
    if kind is Kind.PREPAID and totals.gross is not None:
        prepaid = rounded(totals.gross * Decimal(making.chance.choice(("0.2", "0.3", "0.5"))), 0)
        totals, vat = add_up(lines, extras, whole=whole, prepaid=prepaid)
    explained = _explained(vat, making)
    invoice = Invoice(
        type=DocumentType.INVOICE,
        type_code="380",
        number=number,
        issue_date=on,
        due_date=on + timedelta(days=supplier.days),
        currency=supplier.currency,
        seller=supplier.party,
        buyer=buyer,
        allowances_charges=extras,
        totals=totals,
        vat=explained,
        lines=lines,
        reverse_charge=any(part.category is VatCategory.REVERSE_CHARGE for part in vat),
        payment=_payment(making, serial),
        notes=tuple(part.exemption_reason for part in explained if part.category in SELF_ASSESSED),
    )
    return _as_kind(_with_references(invoice, making), making)


def _as_kind(invoice: Invoice, making: _Making) -> Invoice:
    """The invoice as a credit note or a reminder, where that is its kind."""
    language = making.supplier.language
    if making.kind is Kind.CREDIT:
        earlier = making.on - timedelta(days=making.chance.randrange(5, 40))
        number = making.supplier.series.format(
            n=making.serial - 40 * making.supplier.pace, yy=earlier.strftime("%y"), yyyy=earlier.year
        )
        return replace(
            invoice,
            type=DocumentType.CREDIT_NOTE,
            type_code="381",
            due_date=None,
            preceding=(DocumentReference(number, earlier),),
            notes=(phrase(language, "credits", number=number), *invoice.notes),
        )
    if making.kind is Kind.REMINDER:
        return replace(invoice, type=DocumentType.REMINDER, notes=(phrase(language, "reminds"), *invoice.notes))
    return invoice


def _lines(making: _Making) -> tuple[Line, ...]:
    """The invoiced lines: a subscription has all its goods, an order some of them."""
    supplier, dice = making.supplier, making.chance
    if making.kind is Kind.LONG:
        wanted = [dice.choice(supplier.goods) for _ in range(dice.randint(*LONG_LINES))]
    elif supplier.monthly:
        wanted = [good for place, good in enumerate(supplier.goods) if place == 0 or happens(dice, 80)]
    else:
        wanted = dice.sample(supplier.goods, dice.randint(1, min(MOST_LINES, len(supplier.goods))))
        if len(supplier.goods) >= MOST_LINES and happens(dice, 20):  # now and then a longer order
            wanted += [dice.choice(supplier.goods) for _ in range(dice.randint(2, 6))]
    return tuple(_line(making, place, good) for place, good in enumerate(wanted, start=1))


def _line(making: _Making, place: int, good: Good) -> Line:
    """One line of this good: quantity times price, with the discount on the price (BT-147), as `Line` has it."""
    dice = making.chance
    price = _price(making, good)
    quantity = _quantity(making, good)
    percent = _discount(making)
    net = rounded(quantity * price * (HUNDRED - (percent or ZERO)) / HUNDRED)
    category, rate = making.treatment.tax(good, rate_on(making.supplier.country, good.sold, making.on))
    return Line(
        id=str(place),
        description=good.name,
        detail=good.detail,
        seller_article=good.article,
        quantity=quantity,
        unit=good.unit,
        unit_price=price,
        discount_percent=percent,
        net_amount=net,
        vat_category=category,
        vat_rate=rate,
        order_line=str(10 * place) if happens(dice, 10) else "",
    )


def _price(making: _Making, good: Good) -> Decimal:
    """A price that holds for all invoices of one year from this supplier."""
    steady = chance("price", making.supplier.key, good.name, making.on.year)
    steps = int((good.high - good.low).scaleb(good.places))
    return good.low + Decimal(steady.randint(0, steps)).scaleb(-good.places)


def _quantity(making: _Making, good: Good) -> Decimal:
    dice = making.chance
    if good.unit == "HUR":
        return Decimal(dice.randint(2, good.most * 4)) / 4
    if good.unit == "KWH":  # all that is metered follows one meter
        meter = chance("meter", making.supplier.key, making.on.year, making.on.month)
        return Decimal(meter.randint(good.most // 4, good.most))
    if good.unit in {"KGM", "MTR", "MTK", "4L", "KMT"}:
        return Decimal(dice.randint(max(1, good.most // 10), good.most))
    if good.unit == "MON" and good.most > FEW_UNITS:
        return Decimal(chance("seats", making.supplier.key, good.name).randint(2, good.most))
    few = happens(dice, 50) and good.most > FEW_UNITS
    return Decimal(dice.randint(1, max(1, good.most // 4) if few else good.most))


def _discount(making: _Making) -> Decimal | None:
    likely = 60 if making.kind is Kind.DISCOUNTED else 6
    return Decimal(making.chance.choice(("5", "10", "12.5", "15", "20"))) if happens(making.chance, likely) else None


def _extras(making: _Making, lines: tuple[Line, ...]) -> tuple[AllowanceCharge, ...]:
    """Freight and the document's own discount, each with the VAT of the lines' largest part."""
    main = max(lines, key=lambda line: line.net_amount or ZERO)
    found = []
    language, dice = making.supplier.language, making.chance
    if making.supplier.freight is not None and happens(dice, 70):
        reason = phrase(language, "freight")
        found.append(_extra(main, rounded(making.supplier.freight), reason, code="FC", is_charge=True))
    if making.kind is Kind.DISCOUNTED and happens(dice, 60):
        amount = rounded(total(line.net_amount for line in lines if _tax(line) == _tax(main)) * Decimal("0.02"))
        found.append(_extra(main, amount, phrase(language, "discount"), code="95", is_charge=False))
    return tuple(found)


def _extra(main: Line, amount: Decimal, reason: str, *, code: str, is_charge: bool) -> AllowanceCharge:
    return AllowanceCharge(
        is_charge, amount, reason=reason, reason_code=code, vat_category=main.vat_category, vat_rate=main.vat_rate
    )


def _tax(of: Line | AllowanceCharge) -> tuple[VatCategory | None, Decimal | None]:
    return of.vat_category, of.vat_rate


def add_up(
    lines: tuple[Line, ...],
    extras: tuple[AllowanceCharge, ...],
    *,
    whole: bool = False,
    prepaid: Decimal | None = None,
) -> tuple[Totals, tuple[VatSubtotal, ...]]:
    """BR-CO-10 to BR-CO-17: the totals and VAT breakdown; `whole` rounds what is to pay to whole kronor."""
    bases: dict[tuple[VatCategory | None, Decimal | None], Decimal] = {}
    for line in lines:
        bases[_tax(line)] = bases.get(_tax(line), ZERO) + (line.net_amount or ZERO)
    for extra in extras:
        bases[_tax(extra)] = bases.get(_tax(extra), ZERO) + (extra.amount if extra.is_charge else -extra.amount)
    vat = tuple(
        VatSubtotal(category, rate, base, vat_on(base, rate or ZERO)) for (category, rate), base in bases.items()
    )
    net, tax = total(bases.values()), total(part.tax for part in vat)
    rest = net + tax - (prepaid or ZERO)
    change = rounded(rest, 0) - rest if whole else ZERO
    charges = [extra.amount for extra in extras if extra.is_charge]
    allowances = [extra.amount for extra in extras if not extra.is_charge]
    totals = Totals(
        line_net=total(line.net_amount for line in lines),
        allowances=total(allowances) if allowances else None,
        charges=total(charges) if charges else None,
        net=net,
        vat=tax,
        gross=net + tax,
        prepaid=prepaid,
        rounding=change or None,
        payable=rest + change,
    )
    return totals, vat


def _explained(vat: tuple[VatSubtotal, ...], making: _Making) -> tuple[VatSubtotal, ...]:
    """The breakdown with the reason for each part without VAT (BT-120, BT-121)."""
    found = []
    for part in vat:
        key, code = making.treatment.explanation(part.category)
        reason = phrase(making.supplier.language, key) if key else ""
        found.append(replace(part, exemption_reason=reason, exemption_code=code))
    return tuple(found)


def _reference(making: _Making, serial: int) -> str:
    """The payment reference in compact form; it holds the running number and the customer."""
    base = f"{serial}{_customer(making)[-3:]}"
    number = making.supplier.series.format(n=serial, yy=making.on.strftime("%y"), yyyy=making.on.year)
    made = {
        Reference.NUMBER: number,
        Reference.OCR: ocr(base),
        Reference.OCR_LENGTH: ocr(base, with_length=True),
        Reference.VIITE: viite(base),
        Reference.RF: creditor_reference(viite(base)),
        Reference.KID: luhn(base.zfill(9)),
        Reference.SLIP: luhn(base.zfill(14)),
    }
    return made[making.supplier.reference]


def _customer(making: _Making) -> str:
    return str(chance("customer", making.supplier.key, making.buyer.name).randrange(10_100, 99_999))


def _payment(making: _Making, serial: int) -> Payment:
    supplier = making.supplier
    if making.kind is Kind.CREDIT:
        return Payment()
    means = "58" if supplier.currency == "EUR" and supplier.country in EU else "30"
    if supplier.account(AccountScheme.DANISH_SLIP):
        means = "93"
    return Payment(
        means_code=means,
        reference=_reference(making, serial),
        accounts=supplier.accounts,
        terms=phrase(supplier.language, "terms", days=supplier.days),
        days=supplier.days,
        penalty_rate=supplier.penalty,
    )


def _with_references(invoice: Invoice, making: _Making) -> Invoice:
    """The invoice with names, orders and dates around it, of which a real one has some."""
    dice, on = making.chance, making.on
    delivered = on - timedelta(days=dice.randint(0, 6))
    month = on.replace(day=1)
    last = month - timedelta(days=1)
    abroad = any(part.category is VatCategory.INTRA_COMMUNITY for part in invoice.vat)  # BR-IC-11 and BR-IC-12
    invoice = replace(invoice, delivery_address=making.buyer.address if abroad else None)
    return replace(
        invoice,
        customer_number=_customer(making),
        buyer_reference=making.buyer.contact.name if happens(dice, 80) else "",
        seller_reference=making.supplier.party.contact.name if happens(dice, 70) else "",
        order_number=f"{dice.randint(4500, 4999)}" if happens(dice, 40) else "",
        delivery_date=delivered if abroad or (not making.supplier.monthly and happens(dice, 60)) else None,
        period=Period(last.replace(day=1), last) if making.supplier.monthly else Period(),
    )

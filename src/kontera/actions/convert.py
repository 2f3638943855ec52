"""Write an invoice, whatever it came as, in the format that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final

from kontera.actions.convert_parties import with_parties
from kontera.actions.convert_sums import disagreements, with_sums
from kontera.core.edit import changed
from kontera.core.errors import InvalidValue
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import Invoice
from kontera.core.party import Endpoint, Party
from kontera.core.reading import Reading
from kontera.formats.ubl.complete import complete
from kontera.formats.writers import WRITERS

BY: Final = "convert"
DUE: Final = "The due date follows from the invoice date and the days of the terms of payment."
GUESSED: Final = frozenset({"text", "picture"})  # what was interpreted, where a wrong sum may be a misread value
ENDPOINTS: Final = ("seller.endpoint", "buyer.endpoint")


class Target(StrEnum):
    """A format to write."""

    UBL = "ubl"  # Peppol BIS Billing 3
    FINVOICE = "finvoice"  # Finvoice 3.0
    CII = "cii"  # UN/CEFACT CII with the core of EN 16931


@dataclass(frozen=True, slots=True)
class Converted:
    """The invoice in its new format.

    `missing` is what the format demands and neither the invoice nor a law gives, and amounts that disagree (STOP where
    they were interpreted, since one of them may be misread, DOUBT where the sender stated them), each with the field
    that `converted` takes it for; `filled` is what was filled in, each with what it follows from.
    """

    data: bytes
    missing: tuple[Finding, ...]
    filled: tuple[Finding, ...] = ()

    @property
    def contradicts(self) -> bool:
        """Whether amounts that were interpreted contradict each other, so that some of them may be misread."""
        return any(one.severity is Severity.STOP for one in self.missing)


def converted(
    reading: Reading, target: Target, given: Iterable[tuple[str, str]] = (), buyer: Party | None = None
) -> Converted:
    """The invoice of a reading written anew. What is missing is said, never invented.

    `given` are values that a person states, each as the field's path and its canonical text ("buyer.address.country",
    "SE"; an electronic address as "0192:123456785"); they go before what was read. `buyer` is who receives the invoice
    where that is known: it fills in what the document does not say of its buyer. Raises InvalidValue.
    """
    invoice = (
        reading.invoice if buyer is None else replace(reading.invoice, buyer=_merged(reading.invoice.buyer, buyer))
    )
    for path, text in given:
        invoice = _changed(invoice, path, text)
    invoice, told = completed(invoice)
    writing = WRITERS[target]
    apart = disagreements(invoice, Severity.STOP if reading.format in GUESSED else Severity.DOUBT)
    return Converted(writing.write(invoice), (*writing.missing(invoice), *apart), told)


def completed(invoice: Invoice) -> tuple[Invoice, tuple[Finding, ...]]:
    """The invoice with what law, registers and arithmetic leave no choice of, and what that was.

    The VAT numbers are filled in last, for only the breakdown tells that VAT is charged.
    """
    with_lines, sums = with_sums(invoice)
    whole = complete(with_lines)
    within, parties = with_parties(whole)
    dated, due = _dated(within)
    kept = replace(dated, specification=invoice.specification, process=invoice.process, type_code=invoice.type_code)
    return replace(kept, payment=invoice.payment), (*parties, *sums, *due)


def _dated(invoice: Invoice) -> tuple[Invoice, tuple[Finding, ...]]:
    if invoice.due_date is not None or invoice.issue_date is None or invoice.payment.days is None:
        return invoice, ()
    told = Finding("convert.due", DUE, Severity.NOTE, "due_date", by=BY)
    return replace(invoice, due_date=invoice.issue_date + timedelta(days=invoice.payment.days)), (told,)


def _changed(invoice: Invoice, path: str, text: str) -> Invoice:
    """The invoice with one value given; an electronic address is one value, though it is two."""
    if path not in ENDPOINTS:
        return changed(invoice, path, text)
    scheme, _, number = text.partition(":")
    if not scheme or not number:
        raise InvalidValue(value=text, field=path)
    side = path.partition(".")[0]
    party = replace(invoice.seller if side == "seller" else invoice.buyer, endpoint=Endpoint(scheme, number))
    return replace(invoice, seller=party) if side == "seller" else replace(invoice, buyer=party)


def _merged(read: Party, known: Party) -> Party:
    """The buyer as the document names it, with what is known of it besides, where both are the same."""
    numbers = {number for number in (read.organisation_number, read.vat_number) if number}
    if numbers and not numbers & {known.organisation_number, known.vat_number}:
        return read
    return replace(
        read,
        name=read.name or known.name,
        organisation_number=read.organisation_number or known.organisation_number,
        organisation_scheme=read.organisation_scheme or known.organisation_scheme,
        vat_number=read.vat_number or known.vat_number,
        endpoint=read.endpoint or known.endpoint,
        address=read.address if read.address.lines or read.address.city else known.address,
    )

"""Makes the buyer's answer to an invoice: the parties change sides, the invoice is named as it names itself."""

from __future__ import annotations

from datetime import date, time

from kontera.core.answer import (
    BILLING_WITH_RESPONSE,
    RESPONSE_PROCESS,
    Answer,
    Answered,
    AnswerParty,
    Clarification,
)
from kontera.core.invoice import DocumentType, Invoice
from kontera.core.party import Contact, Endpoint, Party
from kontera.formats.answers.standing import Standing, status_of


def reply(
    invoice: Invoice,
    standing: Standing,
    *,
    id: str,  # noqa: A002 - the answer's own id, as its record names it
    on: date,
    at: time | None = None,
    clarifications: tuple[Clarification, ...] = (),
    effective: date | None = None,
    note: str = "",
    contact: Contact | None = None,
) -> Answer:
    """The answer that tells the seller where its invoice stands.

    `on` and `at` say when it is made, `effective` from when the status holds, `contact` whom the seller may ask (the
    buyer's contact on the invoice otherwise). An invoice of the process "billing with response" is answered in it.
    """
    stated = "381" if invoice.type is DocumentType.CREDIT_NOTE else "380"
    return Answer(
        id=id,
        issued=on,
        status=status_of(standing),
        sender=_party(invoice.buyer, invoice.buyer.contact if contact is None else contact),
        receiver=_party(invoice.seller, Contact()),
        about=(Answered(invoice.number, invoice.issue_date, invoice.type_code or stated),),
        clarifications=clarifications,
        effective=effective,
        note=note,
        time=at,
        process=BILLING_WITH_RESPONSE if invoice.process == BILLING_WITH_RESPONSE else RESPONSE_PROCESS,
    )


def _party(party: Party, contact: Contact) -> AnswerParty:
    """The party with one id: its registration number, else the first of its others; an id without scheme is left."""
    own = Endpoint(party.organisation_scheme, party.organisation_number)
    known = (own, *party.identifiers)
    identifier = next((each for each in known if each.id and each.scheme), None)
    return AnswerParty(party.name or party.trading_name, party.endpoint, identifier, contact)

"""Which country a seller charges VAT in, by what its invoice and the register say."""

from __future__ import annotations

from typing import Final

from kontera.core.identifiers.vat import vat_country
from kontera.core.invoice import Invoice
from kontera.core.party import Account, AccountScheme, Party, Supplier
from kontera.countries.all import is_organisation_number

_HOME_OF: Final = {AccountScheme.BANKGIRO: "SE", AccountScheme.PLUSGIRO: "SE", AccountScheme.DANISH_SLIP: "DK"}


def seller_country(invoice: Invoice) -> str:
    """The country the invoice states: by the seller's VAT number, else by its address; empty when neither says."""
    return _stated(invoice.seller)


def taxing_country(invoice: Invoice, supplier: Supplier | None, home: str) -> str:
    """The country (ISO 3166-1) whose VAT the seller charges; `home` is the buyer's, for want of any sign.

    What the invoice states goes first, then what the register knows of the supplier. A seller that names neither
    VAT number nor country is at home when its organisation number or account is of home's kind, and else where all
    its accounts are: foreign VAT must not be deducted because a page left its country out.
    """
    stated = seller_country(invoice) or (_stated(supplier.party) if supplier is not None else "")
    if stated:
        return stated
    number, accounts = invoice.seller.organisation_number, invoice.payment.accounts
    if number and is_organisation_number(home, number):
        return home
    places = {_place(account) or home for account in accounts}
    return places.pop() if len(places) == 1 else home


def _place(account: Account) -> str:
    if account.scheme is AccountScheme.IBAN:
        return account.id[:2]
    return account.country or _HOME_OF.get(account.scheme, "")


def _stated(party: Party) -> str:
    number = party.vat_number
    return vat_country(number) if number[:2].isalpha() and number else party.address.country

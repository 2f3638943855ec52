"""Which country's VAT a seller charges, when the page says it and when it does not."""

from __future__ import annotations

import pytest

from kontera.core.identifiers import OrganisationNumber
from kontera.core.invoice import Invoice, Payment
from kontera.core.party import Account, AccountScheme, Address, Party, Supplier
from kontera.countries.seller import seller_country, taxing_country

FINNISH = Account(AccountScheme.IBAN, "FI2112345600000785")
UNSAID = Party(name="Yritys Oy")
SWEDISH = Account(AccountScheme.BANKGIRO, "58056201")


def _invoice(*accounts: Account, seller: Party = UNSAID) -> Invoice:
    return Invoice(seller=seller, payment=Payment(accounts=accounts))


def test_the_vat_number_goes_before_the_address_and_the_account() -> None:
    invoice = _invoice(FINNISH, seller=Party(vat_number="DE136695976", address=Address(country="AT")))
    assert seller_country(invoice) == taxing_country(invoice, None, "SE") == "DE"


def test_the_register_speaks_where_the_page_is_silent() -> None:
    known = Supplier("s", Party(name="Yritys Oy", address=Address(country="EE")))
    assert taxing_country(_invoice(FINNISH), known, "SE") == "EE"


def test_an_organisation_number_of_home_is_at_home_whatever_the_account() -> None:
    assert (
        taxing_country(
            _invoice(FINNISH, seller=Party(organisation_number=OrganisationNumber("5560360793"))), None, "SE"
        )
        == "SE"
    )


@pytest.mark.parametrize(
    ("accounts", "home", "expected"),
    [
        ((FINNISH,), "SE", "FI"),
        ((SWEDISH,), "FI", "SE"),
        ((FINNISH, SWEDISH), "SE", "SE"),
        ((), "NO", "NO"),
        ((Account(AccountScheme.DOMESTIC, "15060612345"),), "NO", "NO"),
        ((Account(AccountScheme.DANISH_SLIP, "12345678"),), "SE", "DK"),
    ],
)
def test_without_number_and_country_it_is_where_all_its_accounts_are(
    accounts: tuple[Account, ...], home: str, expected: str
) -> None:
    invoice = _invoice(*accounts)
    assert seller_country(invoice) == ""
    assert taxing_country(invoice, None, home) == expected

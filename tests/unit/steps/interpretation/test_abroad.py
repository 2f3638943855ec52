"""Invoices from farther away: other invoices they speak of, months before days, factors, reasons for no VAT."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.unit.steps.interpretation.pages import a_page

from kontera.core.evidence import Source
from kontera.core.reading import Reading
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

Places = tuple[tuple[float, float, str], ...]
SELLER: Places = ((6, 5, "Hartwell Paper Limited"), (6, 7, "9 Quay Street"), (6, 9, "Poole BH15 4AA"))
TOTALS: Places = ((60, 45, "Subtotal"), (86, 45, "1,000.00"), (60, 47, "VAT 20%"), (86, 47, "200.00"))
TOTAL: Places = ((60, 49, "Total"), (86, 49, "1,200.00"))


def read(*places: tuple[float, float, str]) -> Reading:
    return interpret((a_page(*places),), Hints())


def dated(issued: str, due: str, *more: tuple[float, float, str]) -> Reading:
    return read(
        *SELLER, (60, 5, "INVOICE"), (60, 8, "Invoice number: HP-7042"), (60, 10, f"Invoice date: {issued}"),
        (60, 12, f"Due date: {due}"), *more, *TOTALS, *TOTAL,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "number", "speaks"),
    [
        ("Facture d'avoir", "N° AV-2026-017", "Avoir sur la facture n° FA-2026-0388 du 02/09/2026"),
        ("FACTURE RECTIFICATIVE", "Numéro : AV-2026-017", "annule et remplace la facture FA-2026-0388"),
        ("Gutschrift", "Gutschrift Nr. AV-2026-017", "vom 21.08.2026 zu Rechnung FA-2026-0388 vom 12.08.2026"),
        ("CREDIT NOTE", "Credit note no AV-2026-017", "credits invoice FA-2026-0388"),
        ("CREDITNOTA", "Creditnotanummer AV-2026-017", "vervangt factuur FA-2026-0388"),
    ],
)
def test_the_invoice_that_is_corrected_lends_no_number(title: str, number: str, speaks: str) -> None:
    found = read((6, 5, "Kerdoncuff SARL"), (60, 5, title), (60, 7, number), (6, 20, speaks), *TOTALS, *TOTAL).invoice
    assert found.number == "AV-2026-017"


def test_the_invoice_that_is_corrected_lends_no_date() -> None:
    speaks = "vom 21.08.2026 zu Rechnung R-26/3310 vom 12.08.2026"
    found = read((6, 5, "Oberland Käserei eG"), (6, 18, "Gutschrift Nr. G-26/0087"), (6, 20, speaks), *TOTALS, *TOTAL)
    assert found.invoice.issue_date == date(2026, 8, 21)


def test_a_due_date_before_the_invoice_means_that_the_month_comes_first() -> None:
    found = dated("03/06/2026", "04/05/2026")
    assert (found.invoice.issue_date, found.invoice.due_date) == (date(2026, 3, 6), date(2026, 4, 5))


def test_a_town_in_america_means_that_the_month_comes_first() -> None:
    found = dated("04/07/2026", "05/07/2026", (6, 11, "Oakland, CA 94607"))
    assert (found.invoice.issue_date, found.invoice.due_date) == (date(2026, 4, 7), date(2026, 5, 7))


def test_a_day_that_may_be_the_month_is_never_certain() -> None:
    found = dated("05/08/2026", "04/09/2026")
    assert found.invoice.issue_date == date(2026, 8, 5)
    assert max(found.evidence["issue_date"].sure, found.evidence["due_date"].sure) <= 0.95


def test_a_day_above_the_twelfth_settles_it() -> None:
    found = dated("05/08/2026", "24/08/2026")
    assert "the day may be the month" not in found.evidence["issue_date"].reasons


def test_of_two_days_to_pay_by_the_later_is_due_and_not_certain() -> None:
    found = read(
        (6, 5, "Farbenhaus Lindner GmbH"), (60, 5, "Rechnung"), (60, 7, "Rechnungsnummer: 88-4410"),
        (60, 9, "Rechnungsdatum: 09.02.2026"), (60, 45, "Rechnungsbetrag"), (86, 45, "1.320,90"),
        (6, 55, "Zahlbar bis 19.02.2026 mit 2 % Skonto"), (6, 57, "Zahlbar bis 11.03.2026 ohne Abzug"),
    )  # fmt: skip
    assert found.invoice.due_date == date(2026, 3, 11)
    assert found.evidence["due_date"].sure <= 0.9


def test_a_factor_that_is_paid_is_not_the_seller() -> None:
    found = read(
        (6, 5, "Lumières du Littoral SAS"), (6, 7, "14 avenue Foch"), (6, 9, "06000 Nice"), (60, 5, "FACTURE"),
        (60, 7, "Numéro : F26-1107"), *TOTALS, *TOTAL, (6, 60, "Bénéficiaire"), (6, 62, "NOM : AFFACTURAGE DU SUD"),
        (6, 64, "SIREN : 303656847"), (6, 90, "Lumières du Littoral SAS au capital de 8 000 € – RCS Nice 402 118 770"),
    )  # fmt: skip
    assert found.invoice.seller.name == "Lumières du Littoral SAS"
    assert found.invoice.seller.organisation_number == "402118770"


def test_a_tax_representative_lends_no_vat_number() -> None:
    found = read(
        (6, 5, "Ateliers Dupont SAS"), (6, 7, "12 rue des Tanneurs"), (6, 9, "75018 Paris"), (60, 5, "FACTURE"),
        (6, 11, "N° TVA : FR 11 123 456 782"), (6, 20, "Représentant Fiscal"), (6, 22, "Cabinet Rep"),
        (6, 24, "N° TVA : FR 05 987 654 321"), *TOTALS, *TOTAL,
    )  # fmt: skip
    assert found.invoice.seller.vat_number == "FR11123456782"


@pytest.mark.parametrize(
    "reason",
    [
        "Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.", "Exonération de TVA, article 262 ter I du CGI",
        "Reverse charge", "Salget er unntatt fra merverdiavgift", "Omvänd skattskyldighet",
    ],
)  # fmt: skip
def test_a_reason_for_no_vat_makes_it_nought(reason: str) -> None:
    net, total = ((60, 45, "Net total"), (86, 45, "990.00")), ((60, 49, "Grand total"), (86, 49, "990.00"))
    found = read(*SELLER, (60, 5, "INVOICE"), *net, *total, (6, 60, reason))
    assert found.invoice.totals.vat == Decimal(0)
    assert found.evidence["totals.vat"].source is Source.ASSUMED


def test_without_a_reason_no_vat_is_made_up() -> None:
    found = read(
        *SELLER, (60, 5, "INVOICE"), (60, 45, "Net total"), (86, 45, "990.00"), (60, 49, "Grand total"),
        (86, 49, "990.00"),
    )  # fmt: skip
    assert found.invoice.totals.vat is None


def paid(account: str, *more: tuple[float, float, str]) -> Reading:
    number = (60, 8, "Invoice number: HP-7042")
    return read(*SELLER, (60, 5, "INVOICE"), number, *TOTALS, *TOTAL, (6, 70, f"IBAN {account}"), *more)


def test_a_page_that_asks_for_the_invoice_number_has_it_for_a_reference() -> None:
    found = paid("GB29NWBK60161331926819", (6, 72, "Please quote the invoice number with your payment."))
    assert found.invoice.payment.reference == "HP-7042"
    assert found.evidence["payment.reference"].source is Source.READ


def test_a_german_transfer_carries_the_invoice_number() -> None:
    found = paid("DE75512108001245126199")
    assert found.invoice.payment.reference == "HP-7042"
    assert found.evidence["payment.reference"].source is Source.ASSUMED


def test_elsewhere_no_reference_is_made_up() -> None:
    assert not paid("GB29NWBK60161331926819").invoice.payment.reference


def test_a_tax_office_number_is_second_to_a_vat_number() -> None:
    foot = "Oberland GmbH · St.-Nr. 20/281/44012 · USt-IdNr. DE136695976"
    assert read((6, 5, "Oberland GmbH"), (60, 5, "Rechnung"), *TOTAL, (6, 90, foot)).invoice.seller.vat_number == (
        "DE136695976"
    )


def test_a_comma_before_the_legal_form_parts_no_name() -> None:
    found = read((6, 5, "Redwood Survey Co., Inc."), (6, 7, "88 Harbor Blvd"), (60, 5, "INVOICE"), *TOTAL)
    assert found.invoice.seller.name == "Redwood Survey Co., Inc."

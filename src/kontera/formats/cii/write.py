"""Writes an invoice as a UN/CEFACT Cross Industry Invoice (D16B) in the profile of EN 16931."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from lxml import etree

from kontera.core.invoice import Invoice, VatSubtotal
from kontera.core.party import Endpoint, Party
from kontera.formats.cii.parts import VAT
from kontera.formats.cii.totals import TAX_POINTS
from kontera.formats.cii.tree import RSM, Tree, new_document
from kontera.formats.cii.write_lines import write_line
from kontera.formats.cii.write_parties import (
    write_address,
    write_identifiers,
    write_party,
    write_payee,
    write_representative,
)
from kontera.formats.cii.write_parts import write_allowance, write_period
from kontera.formats.cii.write_payment import write_means, write_terms
from kontera.formats.cii.write_references import write_agreement_references, write_number, write_preceding
from kontera.formats.ubl.complete import complete

SPECIFICATION: Final = "urn:cen.eu:en16931:2017"
# the specifications with a binding to CII: EN 16931's own family (Peppol, XRechnung, Factur-X) and the lesser Factur-X
BOUND: Final = (SPECIFICATION, "urn:factur-x.eu:1p0:")
EXTENDED: Final = ":extended"
NOTE: Final = re.compile(r"#([A-Z]{3})#(.+)", re.DOTALL)  # BT-21, UNTDID 4451
CODES: Final = {stored: written for written, stored in TAX_POINTS.items()}
INCOTERM: Final = re.compile(r"[A-Z]{3}")


def write_cii(invoice: Invoice) -> bytes:
    """The invoice as UTF-8 XML; what is absent is not written, unless `complete` finds that it follows from the rest.

    The specification is the invoice's own where that has a binding to CII, else EN 16931's core. Not written, for they
    have no place there: dimensions, the card's network, what payee and tax representative have beyond EN 16931, the
    types of references and the dates of others than invoices (but in Factur-X EXTENDED). Raises InvalidValue when a
    text holds characters that XML cannot.
    """
    extended = invoice.specification.endswith(EXTENDED)
    whole = _completed(invoice)
    to = new_document()
    _write_context(to.part("ExchangedDocumentContext", RSM), invoice)
    _write_document(to.part("ExchangedDocument", RSM), whole)
    trade = to.part("SupplyChainTradeTransaction", RSM)
    for line in whole.lines:
        write_line(trade.part("IncludedSupplyChainTradeLineItem"), line, extended=extended)
    _write_agreement(trade.part("ApplicableHeaderTradeAgreement"), whole)
    _write_delivery(trade.part("ApplicableHeaderTradeDelivery"), whole)
    _write_settlement(trade.part("ApplicableHeaderTradeSettlement"), whole, extended=extended)
    return etree.tostring(to.element, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _completed(invoice: Invoice) -> Invoice:
    """What follows from the invoice; UBL needs a means of payment for each reference, CII does not."""
    stated = invoice.payment
    named = bool(stated.means_code or stated.means or stated.accounts or stated.card or stated.mandate)
    whole = complete(invoice)
    return whole if named else replace(whole, payment=stated)


def _write_context(to: Tree, invoice: Invoice) -> None:
    if invoice.process:
        to.part("BusinessProcessSpecifiedDocumentContextParameter").text("ID", invoice.process)
    bound = invoice.specification.startswith(BOUND)
    to.part("GuidelineSpecifiedDocumentContextParameter").text("ID", invoice.specification if bound else SPECIFICATION)


def _write_document(to: Tree, invoice: Invoice) -> None:
    to.text("ID", invoice.number)
    to.text("TypeCode", invoice.type_code)
    to.day("IssueDateTime", invoice.issue_date)
    for note in invoice.notes:
        led = NOTE.fullmatch(note)
        part = to.part("IncludedNote")
        part.text("Content", led[2] if led else note)
        part.text("SubjectCode", led[1] if led else "")


def _write_agreement(to: Tree, invoice: Invoice) -> None:
    to.text("BuyerReference", invoice.buyer_reference)
    write_party(to.part("SellerTradeParty"), invoice.seller)
    write_party(to.part("BuyerTradeParty"), _known_as(invoice.buyer, invoice.customer_number))
    if invoice.tax_representative is not None:
        write_representative(to.part("SellerTaxRepresentativeTradeParty"), invoice.tax_representative)
    if invoice.delivery_terms:
        name = "DeliveryTypeCode" if INCOTERM.fullmatch(invoice.delivery_terms) else "Description"
        to.part("ApplicableTradeDeliveryTerms").text(name, invoice.delivery_terms)
    write_agreement_references(to, invoice)


def _known_as(buyer: Party, number: str) -> Party:
    """BT-46: the number that the seller knows the buyer by, where the buyer has no other."""
    return replace(buyer, identifiers=(Endpoint("", number),)) if number and not buyer.identifiers else buyer


def _write_delivery(to: Tree, invoice: Invoice) -> None:
    location, address = invoice.delivery_location, invoice.delivery_address
    if invoice.delivery_name or location is not None or address is not None:
        place = to.part("ShipToTradeParty")
        write_identifiers(place, (location,) if location else ())
        place.text("Name", invoice.delivery_name)
        if address is not None:
            write_address(place.part("PostalTradeAddress"), address)
    if invoice.delivery_date is not None:
        to.part("ActualDeliverySupplyChainEvent").day("OccurrenceDateTime", invoice.delivery_date)
    write_number(to, "DespatchAdviceReferencedDocument", invoice.despatch_advice)
    write_number(to, "ReceivingAdviceReferencedDocument", invoice.receiving_advice)


def _write_settlement(to: Tree, invoice: Invoice, *, extended: bool) -> None:
    payment = invoice.payment
    to.text("CreditorReferenceID", payment.mandate.creditor if payment.mandate else "")
    to.text("PaymentReference", payment.reference)
    # BR-53: the same currency twice says nothing, and would ask for the VAT twice
    to.text("TaxCurrencyCode", invoice.accounting_currency if invoice.accounting_currency != invoice.currency else "")
    to.text("InvoiceCurrencyCode", invoice.currency)
    to.text("InvoiceIssuerReference", invoice.seller_reference)
    if invoice.payee is not None:
        write_payee(to.part("PayeeTradeParty"), invoice.payee)
    write_means(to, payment)
    _write_taxes(to, invoice)
    write_period(to, invoice.period)
    for allowance in invoice.allowances_charges:
        write_allowance(to.part("SpecifiedTradeAllowanceCharge"), allowance)
    write_terms(to, invoice)
    _write_totals(to.part("SpecifiedTradeSettlementHeaderMonetarySummation"), invoice)
    for preceding in invoice.preceding:
        write_preceding(to.part("InvoiceReferencedDocument"), preceding, extended=extended)
    if invoice.buyer_accounting:
        to.part("ReceivableSpecifiedTradeAccountingAccount").text("ID", invoice.buyer_accounting)


def _write_taxes(to: Tree, invoice: Invoice) -> None:
    """BG-23; BT-7 and BT-8 stand with the first group (CII-SR-461)."""
    point, code = invoice.tax_point, CODES.get(invoice.tax_point_code, "")
    for group in invoice.vat:
        _write_group(to.part("ApplicableTradeTax"), group, point, code)
        point, code = None, ""


def _write_group(to: Tree, group: VatSubtotal, point: date | None, code: str) -> None:
    to.number("CalculatedAmount", group.tax)
    to.text("TypeCode", VAT)
    to.text("ExemptionReason", group.exemption_reason)
    to.number("BasisAmount", group.taxable)
    to.text("CategoryCode", group.category.value if group.category else "")
    to.text("ExemptionReasonCode", group.exemption_code)
    to.plain_day("TaxPointDate", point)
    to.text("DueDateTypeCode", code)
    to.number("RateApplicablePercent", group.rate)


def _write_totals(to: Tree, invoice: Invoice) -> None:
    totals = invoice.totals
    to.number("LineTotalAmount", totals.line_net)
    to.number("ChargeTotalAmount", totals.charges)
    to.number("AllowanceTotalAmount", totals.allowances)
    to.number("TaxBasisTotalAmount", totals.net)
    to.number("TaxTotalAmount", totals.vat, currencyID=invoice.currency)
    to.number("TaxTotalAmount", totals.vat_accounting, currencyID=invoice.accounting_currency)
    to.number("RoundingAmount", totals.rounding)
    to.number("GrandTotalAmount", totals.gross)
    to.number("TotalPrepaidAmount", totals.prepaid)
    to.number("DuePayableAmount", totals.payable)

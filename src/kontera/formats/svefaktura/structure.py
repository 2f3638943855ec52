"""Own structure rules for Svefaktura 1.0: what its schema and SFTI's descriptions demand, check digits, arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules import own
from kontera.formats.rules.rule import Rule, Words
from kontera.formats.svefaktura import structure_parties as parties
from kontera.formats.svefaktura import structure_sums as sums
from kontera.formats.svefaktura.judged import Svefaktura

LINE_COUNT: Final = Words("The invoice says it has {value} lines, but {expected} are there.", own.CHECK)
FATAL: Final = Weight.FATAL
WARNING: Final = Weight.WARNING
# every rule with its weight, what it says and the invoice field it speaks of, in the order of the document
_ALL: Final = (
    ("invoice-number", FATAL, parties.invoice_number, own.MISSING, "number"),
    ("issue-date", FATAL, parties.issue_date, own.MISSING, "issue_date"),
    ("type", FATAL, parties.type_stated, own.MISSING, "type_code"),
    ("type-code", FATAL, parties.type_listed, own.NOT_IN_LIST, "type_code"),
    ("currency", FATAL, parties.currency_stated, own.MISSING, "currency"),
    ("currency-code", FATAL, parties.currency_listed, own.NOT_IN_LIST, "currency"),
    ("tax-currency", WARNING, parties.tax_currency_differs, own.REPEATED, "accounting_currency"),
    ("line-count", WARNING, parties.line_count, LINE_COUNT, "lines"),
    ("buyer-name", FATAL, parties.buyer_name, own.MISSING, "buyer.name"),
    ("seller-name", FATAL, parties.seller_name, own.MISSING, "seller.name"),
    ("seller-address", WARNING, parties.seller_address, own.MISSING, "seller.address"),
    ("seller-vat", WARNING, parties.seller_tax, own.MISSING, "seller.vat_number"),
    ("tax-scheme", FATAL, parties.tax_scheme_listed, own.NOT_IN_LIST, ""),
    ("organisation-number", WARNING, parties.organisation_number, own.CHECK_DIGIT, "seller.organisation_number"),
    ("vat-number", WARNING, parties.vat_number, own.CHECK_DIGIT, "seller.vat_number"),
    ("seat", WARNING, parties.seat, own.MISSING, "seller.legal_information"),
    ("f-tax", WARNING, parties.f_tax, own.MISSING, "seller.tax_registration"),
    ("gs1-number", WARNING, parties.location_number, own.CHECK_DIGIT, ""),
    ("country", FATAL, parties.country_listed, own.NOT_IN_LIST, ""),
    ("due-date", FATAL, parties.due_date, own.MISSING, "due_date"),
    ("means-code", FATAL, parties.means_code, own.NOT_IN_LIST, "payment.means_code"),
    ("account", FATAL, parties.account_number, own.MISSING, "payment.accounts"),
    ("bankgiro", WARNING, parties.bankgiro, own.CHECK_DIGIT, "payment.accounts"),
    ("plusgiro", WARNING, parties.plusgiro, own.CHECK_DIGIT, "payment.accounts"),
    ("iban", WARNING, parties.iban, own.CHECK_DIGIT, "payment.accounts"),
    ("bic", WARNING, parties.bic, own.CHECK_DIGIT, "payment.accounts"),
    ("ocr", WARNING, parties.ocr_reference, own.CHECK_DIGIT, "payment.reference"),
    ("charge-amount", FATAL, sums.charge_amount, own.MISSING, "allowances_charges"),
    ("charge-indicator", FATAL, sums.charge_indicator, own.NOT_IN_LIST, "allowances_charges"),
    ("tax-total", FATAL, sums.tax_total, own.MISSING, "totals.vat"),
    ("tax-group", FATAL, sums.tax_group, own.MISSING, "vat"),
    ("exemption-reason", WARNING, sums.exemption_reason, own.MISSING, "vat"),
    ("tax-adds-up", WARNING, sums.tax_adds_up, own.SUM_DIFFERS, "totals.vat"),
    ("tax-is-rate", WARNING, sums.tax_is_rate, own.SUM_DIFFERS, "vat"),
    ("totals", FATAL, sums.totals_stated, own.MISSING, "totals.payable"),
    ("lines-add-up", WARNING, sums.lines_add_up, own.SUM_DIFFERS, "totals.line_net"),
    ("net-adds-up", WARNING, sums.net_adds_up, own.SUM_DIFFERS, "totals.net"),
    ("payable-adds-up", WARNING, sums.payable_adds_up, own.SUM_DIFFERS, "totals.payable"),
    ("lines", FATAL, sums.has_lines, own.MISSING, "lines"),
    ("line-number", FATAL, sums.line_number, own.MISSING, "lines"),
    ("line-amount", FATAL, sums.line_amount, own.MISSING, "lines"),
    ("line-words", WARNING, sums.line_words, own.MISSING, "lines"),
    ("credited-invoice", WARNING, sums.credited_invoice, own.MISSING, "preceding"),
    ("dates", FATAL, sums.dates, own.NOT_A_DATE, ""),
    ("numbers", FATAL, sums.numbers, own.NOT_A_NUMBER, ""),
    ("decimals", WARNING, sums.decimals, own.DECIMALS, ""),
    ("currencies", FATAL, sums.currencies_agree, own.OTHER_CURRENCY, "currency"),
    ("once", FATAL, sums.single, own.REPEATED, ""),
    ("order", FATAL, sums.order, own.OUT_OF_ORDER, ""),
)
STRUCTURE: Final[tuple[Rule[Svefaktura], ...]] = tuple(
    Rule(f"svefaktura.{name}", weight, judge) for name, weight, judge, _, _ in _ALL
)
WORDS: Final[Mapping[str, Words]] = {
    f"svefaktura.{name}": Words(words.says, words.mend, field) for name, _, _, words, field in _ALL
}

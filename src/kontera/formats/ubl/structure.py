"""Own structure rules for OIOUBL 2: what its guidelines demand, its code lists, Danish slips, arithmetic.

They stand in for the Danish schema and rules, which no package ships. In OIOUBL 2 the total "without tax" holds the sum
of the taxes. The guideline's own rule numbers are named in the docstrings where one is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules import own
from kontera.formats.rules.own import text
from kontera.formats.rules.rule import Hit, Judged, Rule, Words
from kontera.formats.taking import local
from kontera.formats.ubl import structure_parts as parts
from kontera.formats.ubl import structure_payment as payment
from kontera.formats.ubl import structure_sums as sums
from kontera.formats.xml import Element

PREFIX: Final = "OIOUBL-2"
ROOTS: Final = frozenset({"Invoice", "CreditNote"})
FATAL: Final = Weight.FATAL
WARNING: Final = Weight.WARNING
# every rule with its weight, what it says and the invoice field it speaks of, in the order of the document
_ALL: Final = (
    ("version", FATAL, parts.version, own.NOT_IN_LIST, ""),
    ("customization", FATAL, parts.customization, own.NOT_IN_LIST, "specification"),
    ("profile", FATAL, parts.profile, own.MISSING, "process"),
    ("profile-code", FATAL, parts.profile_listed, own.NOT_IN_LIST, "process"),
    ("number", FATAL, parts.number_stated, own.MISSING, "number"),
    ("issue-date", FATAL, parts.issue_date, own.MISSING, "issue_date"),
    ("type", FATAL, parts.type_stated, own.MISSING, "type_code"),
    ("type-code", FATAL, parts.type_listed, own.NOT_IN_LIST, "type_code"),
    ("currency", FATAL, parts.currency_stated, own.MISSING, "currency"),
    ("currency-code", FATAL, parts.currency_listed, own.NOT_IN_LIST, "currency"),
    ("uuid", WARNING, parts.uuid_form, own.CHECK_DIGIT, ""),
    ("order", WARNING, parts.order_number, own.MISSING, "order_number"),
    ("seller-endpoint", FATAL, parts.seller_endpoint, own.MISSING, "seller.endpoint"),
    ("buyer-endpoint", FATAL, parts.buyer_endpoint, own.MISSING, "buyer.endpoint"),
    ("seller-legal", FATAL, parts.seller_legal, own.MISSING, "seller.organisation_number"),
    ("seller-name", FATAL, parts.seller_name, own.MISSING, "seller.name"),
    ("buyer-name", FATAL, parts.buyer_name, own.MISSING, "buyer.name"),
    ("buyer-contact", FATAL, parts.buyer_contact, own.MISSING, "buyer_reference"),
    ("scheme", FATAL, parts.schemes, own.NOT_IN_LIST, ""),
    ("cvr", WARNING, parts.cvr_numbers, own.CHECK_DIGIT, "seller.organisation_number"),
    ("gln", WARNING, parts.location_numbers, own.CHECK_DIGIT, ""),
    ("address-format", FATAL, parts.address_formats, own.NOT_IN_LIST, ""),
    ("country", WARNING, parts.countries, own.NOT_IN_LIST, ""),
    ("means", FATAL, payment.means_listed, own.NOT_IN_LIST, "payment.means_code"),
    ("channel", FATAL, payment.channel_listed, own.NOT_IN_LIST, "payment.means_code"),
    ("channel-of-means", FATAL, payment.channel_fits, own.NOT_IN_LIST, "payment.means_code"),
    ("due-date", WARNING, payment.due_date, own.MISSING, "due_date"),
    ("slip-type", FATAL, payment.slip_type, own.NOT_IN_LIST, "payment.reference"),
    ("slip-number", FATAL, payment.slip_number, own.CHECK_DIGIT, "payment.reference"),
    ("slip-digit", WARNING, payment.slip_digit, own.CHECK_DIGIT, "payment.reference"),
    ("slip-creditor", FATAL, payment.slip_creditor, own.CHECK_DIGIT, "payment.accounts"),
    ("giro-account", FATAL, payment.giro_account, own.CHECK_DIGIT, "payment.accounts"),
    ("bank-account", FATAL, payment.bank_account, own.CHECK_DIGIT, "payment.accounts"),
    ("account", FATAL, payment.account_stated, own.MISSING, "payment.accounts"),
    ("iban", WARNING, payment.ibans, own.CHECK_DIGIT, "payment.accounts"),
    ("tax-total", FATAL, sums.tax_total, own.MISSING, "totals.vat"),
    ("tax-category", FATAL, sums.categories_listed, own.NOT_IN_LIST, "vat"),
    ("tax-scheme", FATAL, sums.schemes_listed, own.NOT_IN_LIST, "vat"),
    ("tax-rate", FATAL, sums.standard_rate, own.NOT_IN_LIST, "vat"),
    ("totals", FATAL, sums.totals_stated, own.MISSING, "totals.payable"),
    ("lines", FATAL, sums.has_lines, own.MISSING, "lines"),
    ("line", FATAL, sums.line_parts, own.MISSING, "lines"),
    ("line-tax", WARNING, sums.line_tax, own.MISSING, "lines"),
    ("allowance", FATAL, sums.allowance_parts, own.MISSING, "allowances_charges"),
    ("lines-add-up", FATAL, sums.lines_add_up, own.SUM_DIFFERS, "totals.line_net"),
    ("tax-adds-up", FATAL, sums.tax_adds_up, own.SUM_DIFFERS, "totals.vat"),
    ("tax-is-rate", WARNING, sums.tax_is_rate, own.SUM_DIFFERS, "vat"),
    ("taxes-are-total", FATAL, sums.taxes_are_total, own.SUM_DIFFERS, "totals.vat"),
    ("gross-adds-up", FATAL, sums.gross_adds_up, own.SUM_DIFFERS, "totals.gross"),
    ("payable-adds-up", FATAL, sums.payable_adds_up, own.SUM_DIFFERS, "totals.payable"),
    ("dates", FATAL, sums.dates, own.NOT_A_DATE, ""),
    ("numbers", FATAL, sums.numbers, own.NOT_A_NUMBER, ""),
    ("decimals", WARNING, sums.decimals, own.DECIMALS, ""),
)


def applies(root: Element) -> bool:
    """Whether it is an invoice or credit note that claims to follow OIOUBL 2, by its customization."""
    return local(root) in ROOTS and text(root, "CustomizationID").startswith(PREFIX)


def _of_oioubl_2(judge: Callable[[Judged], Iterable[Hit]]) -> Callable[[Judged], Iterable[Hit]]:
    """The rule, silent on documents that do not claim to follow OIOUBL 2 (OIOUBL 3 follows EN 16931)."""
    return lambda doc: judge(doc) if applies(doc.root) else ()


STRUCTURE: Final[tuple[Rule[Judged], ...]] = tuple(
    Rule(f"oioubl.{name}", weight, _of_oioubl_2(judge)) for name, weight, judge, _, _ in _ALL
)
WORDS: Final[Mapping[str, Words]] = {
    f"oioubl.{name}": Words(words.says, words.mend, field) for name, _, _, words, field in _ALL
}

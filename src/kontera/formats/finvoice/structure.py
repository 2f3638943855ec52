"""The structure rules of Finvoice, in the order in which they are tried: groups, values, sums.

They stand in for the schema, which no package ships: what it demands is fatal; sums and check digits that it does not
look at are warnings, but for the total with VAT.
"""

from __future__ import annotations

from typing import Final

from kontera.core.validation import Weight
from kontera.formats.finvoice import structure_groups as groups
from kontera.formats.finvoice import structure_sums as sums
from kontera.formats.finvoice import structure_values as values
from kontera.formats.finvoice.structure_words import WORDS
from kontera.formats.rules.rule import Judged, Rule

__all__ = ["STRUCTURE", "WORDS"]

STRUCTURE: Final[tuple[Rule[Judged], ...]] = (
    Rule("finvoice.version", Weight.FATAL, groups.known_version),
    Rule("finvoice.groups", Weight.FATAL, groups.main_groups),
    Rule("finvoice.unknown-group", Weight.FATAL, groups.known_groups),
    Rule("finvoice.order", Weight.FATAL, groups.main_order),
    Rule("finvoice.inner-order", Weight.FATAL, groups.inner_order),
    Rule("finvoice.unknown-element", Weight.FATAL, groups.known_elements),
    Rule("finvoice.repeated", Weight.FATAL, groups.repeated_elements),
    Rule("finvoice.group-parts", Weight.FATAL, groups.group_parts),
    Rule("finvoice.transmission", Weight.FATAL, groups.transmission),
    Rule("finvoice.seller-name", Weight.FATAL, groups.seller_name),
    Rule("finvoice.buyer-name", Weight.FATAL, groups.buyer_name),
    Rule("finvoice.delivery-party", Weight.FATAL, groups.delivery_name),
    Rule("finvoice.address", Weight.FATAL, groups.addresses),
    Rule("finvoice.account-bic", Weight.FATAL, groups.account_bic),
    Rule("finvoice.type", Weight.FATAL, groups.invoice_type),
    Rule("finvoice.type-text", Weight.FATAL, groups.type_text),
    Rule("finvoice.origin", Weight.FATAL, groups.origin),
    Rule("finvoice.invoice-number", Weight.FATAL, groups.invoice_number),
    Rule("finvoice.invoice-date", Weight.FATAL, groups.invoice_date),
    Rule("finvoice.total", Weight.FATAL, groups.total_with_vat),
    Rule("finvoice.old-totals", Weight.FATAL, groups.totals_of_old_versions),
    Rule("finvoice.newer-element", Weight.FATAL, groups.newer_elements),
    Rule("finvoice.row-kind", Weight.FATAL, groups.row_kinds),
    Rule("finvoice.epi-groups", Weight.FATAL, groups.order_groups),
    Rule("finvoice.epi-account", Weight.FATAL, groups.order_account),
    Rule("finvoice.epi-amount", Weight.FATAL, groups.order_amount),
    Rule("finvoice.epi-charge", Weight.FATAL, groups.order_charge),
    Rule("finvoice.epi-due-date", Weight.FATAL, groups.order_due_date),
    Rule("finvoice.date-form", Weight.FATAL, values.dates),
    Rule("finvoice.amount-form", Weight.FATAL, values.amounts),
    Rule("finvoice.epi-amount-form", Weight.FATAL, values.order_amounts),
    Rule("finvoice.currency", Weight.FATAL, values.currencies),
    Rule("finvoice.one-currency", Weight.WARNING, values.one_currency),
    Rule("finvoice.percent-form", Weight.FATAL, values.percents),
    Rule("finvoice.quantity-form", Weight.WARNING, values.quantities),
    Rule("finvoice.vat-code", Weight.FATAL, values.vat_codes),
    Rule("finvoice.country-code", Weight.FATAL, values.country_codes),
    Rule("finvoice.type-code", Weight.FATAL, values.type_codes),
    Rule("finvoice.timestamp", Weight.FATAL, values.timestamps),
    Rule("finvoice.empty", Weight.FATAL, values.filled),
    Rule("finvoice.length", Weight.FATAL, values.lengths),
    Rule("finvoice.account-scheme", Weight.FATAL, values.account_schemes),
    Rule("finvoice.iban", Weight.WARNING, values.ibans),
    Rule("finvoice.reference-form", Weight.FATAL, values.references),
    Rule("finvoice.reference-digit", Weight.WARNING, values.reference_digits),
    Rule("finvoice.business-id", Weight.WARNING, values.business_ids),
    Rule("finvoice.vat-number", Weight.WARNING, values.vat_numbers),
    Rule("finvoice.ovt", Weight.WARNING, values.unit_numbers),
    Rule("finvoice.rows-sum", Weight.WARNING, sums.rows_sum),
    Rule("finvoice.rows-net", Weight.WARNING, sums.rows_and_net),
    Rule("finvoice.net-sum", Weight.WARNING, sums.net_total),
    Rule("finvoice.total-sum", Weight.FATAL, sums.gross_total),
    Rule("finvoice.vat-bases", Weight.WARNING, sums.vat_bases),
    Rule("finvoice.vat-sum", Weight.WARNING, sums.vat_total),
    Rule("finvoice.vat-rate", Weight.WARNING, sums.vat_rates),
    Rule("finvoice.row-amounts", Weight.WARNING, sums.row_amounts),
    Rule("finvoice.epi-total", Weight.WARNING, sums.order_total),
    Rule("finvoice.due-dates", Weight.WARNING, sums.due_dates),
    Rule("finvoice.credit-sign", Weight.WARNING, sums.credit_sign),
)

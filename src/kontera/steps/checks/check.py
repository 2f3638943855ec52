"""The checks: every rule there is, in the order in which its remarks are shown."""

from __future__ import annotations

from typing import Final

from kontera.core.case import Case
from kontera.core.event import Checked
from kontera.core.outcome import Done, Outcome
from kontera.steps.checks.arithmetic import (
    each_line_is_reckoned_right,
    gross_adds_up,
    lines_add_up,
    net_adds_up,
    payable_adds_up,
    vat_adds_up,
    vat_bases_add_up,
    vat_is_reckoned_right,
)
from kontera.steps.checks.content import (
    comes_from_somebody_else,
    currency_is_known,
    due_date_is_there,
    holds_what_the_law_asks,
    is_addressed_to_us,
    is_bookable,
    is_to_be_paid_somewhere,
    key_values_are_there,
    seller_is_named,
    sign_fits_the_type,
)
from kontera.steps.checks.dates import due_after_issued, due_as_the_terms_say, issued_about_now
from kontera.steps.checks.duplicates import was_not_here_before
from kontera.steps.checks.fraud import account_is_in_the_suppliers_country, account_is_trusted, has_sent_before
from kontera.steps.checks.numbers import (
    accounts_hold,
    organisation_number_holds,
    reference_holds,
    values_are_sure,
    vat_number_holds,
)
from kontera.steps.checks.rule import CheckFacts, Rule
from kontera.steps.checks.vat import reverse_charge_charges_no_vat, vat_rates_are_lawful

__all__ = ("CHECKS", "CheckFacts", "check")

CHECKS: Final[tuple[Rule, ...]] = (
    was_not_here_before,
    account_is_trusted,
    account_is_in_the_suppliers_country,
    has_sent_before,
    is_bookable,
    key_values_are_there,
    seller_is_named,
    comes_from_somebody_else,
    is_addressed_to_us,
    is_to_be_paid_somewhere,
    due_date_is_there,
    currency_is_known,
    sign_fits_the_type,
    values_are_sure,
    organisation_number_holds,
    vat_number_holds,
    accounts_hold,
    reference_holds,
    due_after_issued,
    issued_about_now,
    due_as_the_terms_say,
    lines_add_up,
    net_adds_up,
    vat_adds_up,
    gross_adds_up,
    payable_adds_up,
    vat_is_reckoned_right,
    vat_bases_add_up,
    each_line_is_reckoned_right,
    vat_rates_are_lawful,
    reverse_charge_charges_no_vat,
    holds_what_the_law_asks,
)


BROUGHT_FORWARD: Final[tuple[Rule, ...]] = (
    was_not_here_before,
    account_is_trusted,
    account_is_in_the_suppliers_country,
    accounts_hold,
)
"""What is asked of an invoice that was brought forward: the earlier books have judged the rest."""


def check(case: Case, facts: CheckFacts) -> Outcome:
    """Run every rule; a remark changes nothing, it is shown, and a stop holds payment."""
    rules = CHECKS if case.brought is None else BROUGHT_FORWARD
    findings = tuple(finding for rule in rules for finding in rule(case, facts))
    return Done((Checked(tuple(rule.__name__ for rule in rules), findings),))

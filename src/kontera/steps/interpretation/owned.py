"""The seller's numbers weighed by what stands around them; one of another company is not the seller's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from kontera.core.identifiers import has_vat_form, is_vat_number
from kontera.steps.interpretation.accounts import NOT_DIGITS
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.model.weigh import placed
from kontera.steps.interpretation.owners import BUYER, OTHER, SELLER, Owners
from kontera.steps.interpretation.paycodes import READ
from kontera.steps.interpretation.roles import of_payee
from kontera.steps.interpretation.theirs import buyers_numbers

SENDING: Final = 0.8  # the surroundings say that it is the sender's
CALLED: Final = 0.7  # a telephone number or mail address stands with it
LIKELY: Final = 0.5  # a number that stands by itself may well be the sender's
UNDER: Final = 0.3  # what a heading of the buyer has left of it
UNOWNED: Final = "nothing beside it names the seller"
ANOTHERS: Final = "another company is named with it"


class _Around(NamedTuple):
    """What stands around the numbers, by their digits."""

    bought_by: frozenset[str]  # called the buyer's own
    told: dict[str, float]  # how much speaks for the sender's own words
    handed: set[str]  # only where the claim is said to be another's now
    framed: set[str]  # in an address block without any telephone or account
    factors: set[str]  # nowhere but under the heading of who is to be paid
    whose: dict[str, set[str]]  # the parties named with them
    beneath: set[str]  # after the seller's name, though under a heading of the buyer

    def others(self, digits: str) -> bool:
        """Whether only other companies are named with it."""
        named: set[str] = self.whose.get(digits, set())
        return SELLER not in named and (BUYER in named or OTHER in named)

    def doubt(self, digits: str, worth: float) -> str:
        """Why it may be another company's after all; empty where something speaks for the seller."""
        if self.others(digits):
            return ANOTHERS
        return "" if worth >= CALLED or SELLER in self.whose.get(digits, set()) else UNOWNED

    def worth(self, digits: str) -> float:
        """How much speaks for the sender; a French establishment's number begins with its company's."""
        alike = (one for one in self.told if digits and (one.startswith(digits) or digits.startswith(one)))
        return max((self.told[one] for one in alike), default=0.0)


def settled(context: Context, owners: Owners, choices: Sequence[Choice[str]]) -> list[Choice[str]]:
    """The numbers with what their surroundings say.

    One beside the sender's accounts or in its foot is the sender's; one that is called the buyer's, or that a factor
    goes by, is not; nor is one of a company that is named right before it and is another.
    """
    around = _around(context, owners, choices)
    known = max(around.told.values(), default=0.0) >= SENDING
    called = max(around.told.values(), default=0.0) >= CALLED
    apart = any(one.sure >= LIKELY and NOT_DIGITS.sub("", one.value) not in around.framed for one in choices)
    found = []
    for choice in choices:
        digits = NOT_DIGITS.sub("", choice.value)
        worth = around.worth(digits)
        if not choice.tokens or choice.reasons[:1] == (READ,):
            found.append(choice)
            continue
        if digits and (
            any(digits in one for one in around.bought_by) or (digits in around.handed and digits not in around.told)
        ):
            choice = replace(choice, sure=0.15 * choice.sure)  # noqa: PLW2901 - the same one, less sure
        elif around.others(digits):
            choice = replace(choice, sure=0.35 * choice.sure)  # noqa: PLW2901
        elif digits in around.beneath and worth >= SENDING:
            choice = replace(choice, sure=max(choice.sure, min(0.9, choice.sure / UNDER)))  # noqa: PLW2901
        elif worth >= SENDING and digits not in around.factors and not _misprinted(choice.value):
            choice = replace(choice, sure=choice.sure + 0.4 * max(0.0, 0.9 - choice.sure) * worth)  # noqa: PLW2901
        elif known or ((called or apart) and worth == 0.0 and digits in around.framed) or digits in around.factors:
            choice = replace(choice, sure=0.45 * choice.sure)  # noqa: PLW2901
        doubt = around.doubt(digits, worth)
        found.append(replace(choice, reasons=(*choice.reasons, doubt)) if doubt else choice)
    return found


def _around(context: Context, owners: Owners, choices: Sequence[Choice[str]]) -> _Around:
    roles, standing = owners.roles, owners.roles.standing
    around = _Around(buyers_numbers(context), {}, set(), set(), set(), {}, set())
    paid, free = set[str](), set[str]()
    for choice, segment in placed(context, choices):
        digits = NOT_DIGITS.sub("", choice.value)
        whose = owners.of(segment, choice.tokens[0])
        role = roles.of(segment) if whose != SELLER else SELLER  # a slip's "Maksaja" may stand over the foot
        if standing.ceded(segment):
            around.handed.add(digits)
        elif role != "buyer" and not any(digits in one for one in around.bought_by):
            around.told[digits] = max(around.told.get(digits, 0.0), standing.sender(segment))
        if standing.window(segment):
            around.framed.add(digits)
        (paid if of_payee(context, segment) else free).add(digits)
        around.whose.setdefault(digits, set()).update((whose or role, role if role == SELLER else ""))
        if whose == SELLER and roles.of(segment) == BUYER:
            around.beneath.add(digits)
    return around._replace(factors=paid - free if around.told.keys() - paid else set[str]())


def _misprinted(value: str) -> bool:
    """Whether it has the form of a VAT number whose check digits are wrong, as on a printed specimen."""
    return has_vat_form(value) and not is_vat_number(value)

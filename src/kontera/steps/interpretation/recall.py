"""What memory says of the page at hand: values at remembered places, labels for the totals, known accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from kontera.core.finding import Finding, Severity
from kontera.core.memory import Record
from kontera.core.party import Account, AccountScheme
from kontera.steps.interpretation.choice import LEAST_ALTERNATIVE, Choice, as_text
from kontera.steps.interpretation.labels import Claim, Labels
from kontera.steps.interpretation.layout import Segment, Sheet, Token

MEMORY_REASONS = (
    "where this supplier's earlier invoices have it",
    "as on this supplier's earlier invoices",
    "not the account of this supplier's earlier invoices",
)
REMEMBERED, TRUSTED, STRANGE = MEMORY_REASONS
CHANGED: Final = "The payment account is not the one on this supplier's earlier invoices. Check it with the supplier."
ACCEPTED: Final = 0.75  # agreement of a place from which on it is one
FIRM: Final = 1.5  # agreement from which on a place is as good as certain
LEAST_SURE: Final = 0.6
READ_TOO: Final = 0.25  # what it adds to a place that the rules read the same value
READ_THERE: Final = 1.5  # and where several places agree that nobody corrected: then the rules choose between them
PROOF: Final = frozenset({"check digits agree", "read from the code on the page", "read on the payment slip"})
PROVEN_LEAD: Final = 0.4  # how much of its certainty memory keeps against a value that something proves
LOOSE_LEAD: Final = 0.4  # and where only the layout is known, not the supplier
WEAKER: Final = 0.5  # what memory leaves of another label's claim on the figure it knows
BARE: Final = frozenset({AccountScheme.DOMESTIC, AccountScheme.DANISH_SLIP})
DOUBTED: Final = 0.8  # what is left of an account's certainty when the supplier's were others


@dataclass(frozen=True, slots=True, eq=False)
class Recalled:
    """A value read where memory says it stands, and how well its place agrees.

    `trusted` when three invoices had it there; `firm` when a person set it, or the page bears the supplier's number;
    `corrected` when a person set it. `row` is the row it stands in. `fills` when words named the known value and none
    of them names this one: it is taken only where nothing was read.
    """

    score: float
    choice: Choice[Any]
    trusted: bool = False
    firm: bool = True
    row: int = -1
    corrected: bool = False
    fills: bool = False

    @property
    def reason(self) -> str:
        """Why it is believed."""
        return TRUSTED if self.trusted else REMEMBERED

    def sure(self, more: float = 0.0) -> float:
        """How sure the place makes it, with what else speaks for it."""
        return min(
            0.97, LEAST_SURE + (0.97 - LEAST_SURE) * min(1.0, (self.score + more - ACCEPTED) / (FIRM - ACCEPTED))
        )


@dataclass(frozen=True, slots=True, eq=False)
class Recall:
    """All that memory says of a page; empty for a supplier and layout never met.

    `values` are the likeliest by path; `claims` are by the first and last word of a figure; `records` are those of this
    layout, oldest first; `accounts` are the keys of those that the supplier's invoices asked for, empty when the page
    does not bear the supplier's own number; `places` are accounts that stand where those did, `rows` those in
    which totals do.
    """

    values: Mapping[str, tuple[Recalled, ...]] = field(default_factory=dict)
    claims: Mapping[tuple[int, int], Mapping[str, Claim]] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    accounts: frozenset[str] = frozenset()
    places: tuple[Choice[Account], ...] = ()
    rows: frozenset[int] = frozenset()

    def over(self, path: str, cold: Choice[Any] | None) -> Choice[Any] | None:
        """The value at a path: as read, as remembered, or the surer of the two with the other as its alternative."""
        if not self.values:
            return cold
        mine = self._likeliest(path, cold)
        if mine is None or (cold is not None and (REMEMBERED in cold.reasons or TRUSTED in cold.reasons)):
            return cold
        if cold is None:
            return None if path.startswith("totals.") else replace(mine.choice, sure=mine.sure()).because(mine.reason)
        if same_value(cold.value, mine.choice.value):
            return cold.because(mine.reason, max(cold.sure, mine.sure(READ_TOO)))
        if path.startswith("totals."):  # memory was heard before the totals were settled
            return cold
        return _instead(mine, cold)

    def _likeliest(self, path: str, cold: Choice[Any] | None) -> Recalled | None:
        known = self.values.get(path)
        if not known:
            return None

        def strength(one: Recalled) -> float:
            agrees = cold is not None and same_value(cold.value, one.choice.value)
            if cold is None or not agrees:
                return one.score
            return one.score + (READ_TOO * cold.sure if one.corrected or not one.firm else READ_THERE)

        return max(known, key=strength)

    def over_accounts(self, cold: Sequence[Choice[Account]]) -> list[Choice[Account]]:
        """The accounts of the page, those that memory knows or does not know marked; none is ever added from memory.

        An account without check digits of its own is believed where the earlier invoices have theirs.
        """
        known = {(choice.value.scheme, choice.value.id) for choice in cold}
        placed = [choice for choice in self.places if (choice.value.scheme, choice.value.id) not in known]
        bare = {choice.value.scheme for choice in placed if choice.value.scheme in BARE}
        kept = [choice for choice in cold if choice.value.scheme not in bare or choice.value.key in self.accounts]
        schemes = {choice.value.scheme for choice in kept}
        return [self._known(one) for one in (*kept, *(p for p in placed if p.value.scheme not in schemes))]

    def _known(self, choice: Choice[Account]) -> Choice[Account]:
        if not self.accounts:
            return choice
        if choice.value.key in self.accounts:
            return choice.because(TRUSTED, max(choice.sure, 0.97))
        return choice.because(STRANGE, choice.sure * DOUBTED)

    def findings(self, accounts: Sequence[Account]) -> tuple[Finding, ...]:
        """The warning that the page asks for another account than the supplier's earlier invoices."""
        if not self.accounts:
            return ()
        return tuple(
            Finding("memory.account_changed", CHANGED, Severity.DOUBT, field=f"payment.accounts[{at}]")
            for at, account in enumerate(accounts)
            if account.key not in self.accounts
        )


def _instead(mine: Recalled, cold: Choice[Any]) -> Choice[Any]:
    """The remembered place in place of what was read, unless that is proven and the place is not firm."""
    if mine.fills or (not mine.corrected and _part_of(mine.choice.value, cold.value)):
        return cold
    proven = PROOF & set(cold.reasons) and not mine.corrected
    sure = mine.sure() * (PROVEN_LEAD if proven else 1.0) * (1.0 if mine.firm else LOOSE_LEAD)
    if sure < cold.sure * WEAKER:
        return cold
    other = (as_text(cold.value), min(cold.sure, 0.3), cold.tokens)
    others = (one for one in (other, *cold.others) if one[1] >= LEAST_ALTERNATIVE)
    kept = tuple(one for one in others if one[0] != as_text(mine.choice.value))
    return replace(mine.choice, sure=mine.sure(), others=kept).because(mine.reason)


def _part_of(one: object, two: object) -> bool:
    """Whether a text is but some of the other's words: the run that stood in the place of a name set over two."""
    if not isinstance(one, str) or not isinstance(two, str) or not any(map(str.isalpha, one)):
        return False
    mine, whole = one.casefold().strip(), two.casefold()
    return mine != whole and mine in whole and not any(map(str.isdigit, mine))


def same_value(one: object, two: object) -> bool:
    """Whether two values are one, small and capital letters alike."""
    return as_text(one).casefold() == as_text(two).casefold()


class RememberedLabels(Labels):
    """The labels of a sheet, with those that memory knows though no word list has them."""

    def __init__(self, sheet: Sheet, remembered: Mapping[tuple[int, int], Mapping[str, Claim]]) -> None:
        super().__init__(sheet)
        self._remembered = remembered

    def claimed(self, concept: str) -> bool:
        """Whether a label or memory can claim the concept for a value."""
        return super().claimed(concept) or any(concept in claims for claims in self._remembered.values())

    def claims(self, segment: Segment, tokens: Sequence[Token]) -> dict[str, Claim]:
        """The strongest claim of each concept; memory's goes before the word lists'."""
        known = super().claims(segment, tokens)
        mine = self._remembered.get((id(tokens[0]), id(tokens[-1])))
        if not mine:
            return known
        others = {name: claim._replace(score=WEAKER * claim.score) for name, claim in known.items()}
        return {**others, **mine}

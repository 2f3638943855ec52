"""The invoice's own number, its references, order and customer numbers, and its dates."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from kontera.core.evidence import Source
from kontera.steps.interpretation.choice import Choice, chosen
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import UNSETTLED, Dated, due_by_terms, term_days
from kontera.steps.interpretation.earlier import of_earlier
from kontera.steps.interpretation.labels import Claim, best, ranked
from kontera.steps.interpretation.layout import Segment, Token, has_digit
from kontera.steps.interpretation.letter import days_by_title, is_account, number_by_title
from kontera.steps.interpretation.model.weigh import Sighting, weighed
from kontera.steps.interpretation.paycodes import READ, SURE, PayCode

ID_LABELS: Final = (
    "number", "reference", "loose_reference", "org_number", "vat_number", "iban", "bic", "bankgiro", "plusgiro",
    "account", "reg_no", "customer_number", "order_number", "buyer_ref", "seller_ref", "contract", "project",
    "other_number",
    "currency", "terms", "penalty",
)  # fmt: skip
DATE_LABELS: Final = ("issue_date", "due_date", "delivery_date", "order_date", "period", "date")
NUMBER_RIVALS: Final = ranked(name for name in (*ID_LABELS, *DATE_LABELS) if name not in {"number", "currency"})
NUMBER_SHAPE: Final = re.compile(r"^[#№]?\s?[A-Za-zÅÄÖåäöÆØæø]{0,8}[-/._]?\d[\w\-/._]*$")
MONEY_SHAPE: Final = re.compile(r"^[-−]?\d{1,3}(?:[ .]?\d{3})*[.,]\d{2}$")
PAYING: Final = re.compile(
    r"netto|\bnet\b|betal|pv\b|paid|zahl|überweis|begleich|fällig|förfall|forfald?l|erääntyy|maks|tillhanda|payable"
    r"|payment|\bdue\b|règl|paiement",
    re.IGNORECASE,
)
WEAK: Final = 0.7  # a label far above
NAMED: Final = 0.62  # a number less sure than that has no label worth the name
PLAINLY: Final = 0.75  # a date less sure has at best a plain label ("vom")
TITLES: Final = ("t_invoice", "t_credit", "t_receipt")
ORDINARY: Final = frozenset({"nr", "no", "num", "number", "nummer", "n", "nro"})
TITLE_ENDS: Final = ("rechnung", "faktura", "lasku", "invoice", "kreditnota", "gutschrift", "facture", "factuur")
Terms = tuple[int, str, tuple[Token, ...]]  # the net days, the words that give them and their place
_NumberWord = tuple[Segment, Token, str]  # where it stands, and its text without what surrounds it
LONGEST_NUMBER: Final = 30
MOST_UNNAMED: Final = 125  # days: a day farther off that no label calls so is not the due date
SHORTEST_SIGHTED: Final = 3
MOST_GROUPS: Final = 5
FEWEST_LABELS: Final = 3  # in a row of labels under their values
SERIES: Final = re.compile(r"[A-ZÅÄÖÆØÜ]{1,4}")
FEWEST_GROUPED: Final = 6
GROUPED_LEAST: Final = 0.6
NUMBER_WORDS: Final = frozenset({"n", "nr", "no", "nro", "numero", "nummer", "number", "numer"})
ACCOUNT_SHAPE: Final = re.compile(r"^\d{4}-\d{2}-\d{6}$")


def number_of(context: Context) -> Choice[str] | None:
    """BT-1, the invoice number: by its label, else the number that follows the document's title."""
    words = _number_words(context)
    candidates = list(_numbers_among(context, words))
    if max((one.sure for one in candidates), default=0.0) < NAMED:
        candidates += number_by_title(context)
    choices = weighed(context, "number", candidates, _numbers_seen(context, words))
    choice = chosen(choices, least=0.28, same=lambda value: re.sub(r"\W", "", value).upper())
    return _with_letters(context, choice) if choice else None


def _with_letters(context: Context, choice: Choice[str]) -> Choice[str]:
    """The number with the capitals set apart before it, as the series it is of is told ("RE 26-0417")."""
    if len(choice.tokens) != 1:
        return choice
    for segment in context.numeric:
        at = next((i for i, token in enumerate(segment.tokens) if token is choice.tokens[0]), 0)
        series = segment.tokens[at - 1] if at else None
        if series is None or not SERIES.fullmatch(series.text) or series.letters in ORDINARY:
            continue
        hits = context.labels.hits[segment]
        if any(hit.start < at <= hit.end for hit in hits) or (at > 1 and not any(hit.end == at - 1 for hit in hits)):
            continue
        if choice.value == choice.tokens[0].text.strip("#.,;:()[]№|"):
            return replace(choice, value=f"{series.text} {choice.value}", tokens=(series, *choice.tokens))
    return choice


def numbers_in(context: Context) -> Iterator[Choice[str]]:
    """Whatever could be the invoice number, with how much speaks for it."""
    return _numbers_among(context, _number_words(context))


def _numbers_among(context: Context, words: Sequence[_NumberWord]) -> Iterator[Choice[str]]:
    for code in context.codes:
        if code.number:
            yield Choice(code.number, SURE, code.by, (code.token,), code.number, (READ,))
    for segment, token, text in words:
        yield from _as_number(context, segment, token, text, context.labels.claims(segment, (token,)))
        if len(segment.tokens) == 1:
            yield from _over_label(context, segment, token, text)
    titles = [
        segment
        for segment, hits in context.labels.hits.items()
        if hits and len(segment.tokens) <= 2 and any(hit.names_any(TITLES) for hit in hits)
    ]
    for segment in context.numeric:
        if len(segment.tokens) > 1 and segment.tokens[-1].text.isdigit():
            yield from _in_groups(context, segment)
        if titles and len(segment.tokens) <= 2:
            yield from _under_title(context, segment, titles)


def _in_groups(context: Context, segment: Segment) -> Iterator[Choice[str]]:
    """A number written in groups ("26 0911 7741 22") after its own label."""
    tokens = segment.tokens
    while tokens and not tokens[0].digits:
        tokens = tokens[1:]
    if not grouped(tokens):
        return
    claims = context.labels.claims(segment, tokens[:1])
    claim = claims.get("number")
    rival = best(claims, NUMBER_RIVALS)
    if claim and claim.side != "above" and claim.score > GROUPED_LEAST and not (rival and rival.score > claim.score):
        text = " ".join(token.text for token in tokens)
        yield Choice(text, min(0.97, claim.score + 0.1), f"label.{claim.language}:{claim.key}", tokens, text)


def grouped(tokens: tuple[Token, ...]) -> bool:
    """Whether the words are the groups of one long number."""
    return (
        1 < len(tokens) <= MOST_GROUPS
        and all(token.text.isdigit() for token in tokens)
        and FEWEST_GROUPED <= sum(len(token.text) for token in tokens) <= LONGEST_NUMBER
    )


def _over_label(context: Context, segment: Segment, token: Token, text: str) -> Iterator[Choice[str]]:
    """A number in a row of values whose labels stand in the row below them."""
    rows = context.sheet.rows
    if segment.row + 1 >= len(rows) or rows[segment.row + 1].page != segment.page:
        return
    lower = rows[segment.row + 1].segments
    if any(context.labels.hits[one] for one in rows[segment.row].segments) or any(one.digits for one in lower):
        return
    if sum(bool(context.labels.hits[one]) for one in lower) < max(FEWEST_LABELS, len(lower) - 1):
        return
    for other in lower:
        middle = abs(other.x0 + other.x1 - segment.x0 - segment.x1) / 2
        if min(abs(other.x0 - segment.x0), middle) < 8 and any(
            hit.names("number") for hit in context.labels.hits[other]
        ):
            yield Choice(text, 0.85, "label below", (token,), text)


def _under_title(context: Context, segment: Segment, titles: Sequence[Segment]) -> Iterator[Choice[str]]:
    """A number right under the word for an invoice: "Nr. 20266", or alone in a row of headed cells."""
    text = segment.tokens[-1].text.strip("#.,;:()")
    if not _can_be_number(text):
        return
    headed = len(segment.tokens) == 2 and segment.tokens[0].letters in NUMBER_WORDS
    headed = headed or (len(segment.tokens) == 1 and segment.text.startswith("#"))
    alone = len(segment.tokens) == 1 and len(text) >= SHORTEST_SIGHTED
    if not (headed or alone) or "number" in context.labels.claims(segment, segment.tokens):
        return
    if is_account(context, text):
        return
    for title in titles:
        if title.page != segment.page or not segment.row - 4 <= title.row < segment.row:
            continue
        below = segment.y0 - title.y1
        plain = title.height < 1.15 * context.sheet.height and below < 1.2 * segment.height
        plain = plain and len(context.sheet.rows[title.row].segments) > 1
        aligned = abs(title.x0 - segment.x0) < 14 or abs(title.x1 - segment.x1) < 14
        if below < 3 * segment.height and aligned and (headed or plain):
            yield Choice(text, 0.8 if headed else 0.65, "under the title", segment.tokens[-1:], text)
            return


def _numbers_seen(context: Context, words: Sequence[_NumberWord]) -> Iterator[Sighting[str]]:
    """All words that could be a number, with how often each stands on the pages, be it inside another."""
    whole = context.text
    for segment, token, text in words:
        if len(text) >= SHORTEST_SIGHTED or "number" in context.labels.claims(segment, (token,)):
            yield Sighting(text, segment, (token,), token.text, more=(min(whole.count(text), 9),))


def _number_words(context: Context) -> list[_NumberWord]:
    """The words that have the form of an invoice number."""
    dated = {id(token) for found in context.dates if not found.compact for token in found.tokens}
    found = []
    for segment in context.numeric:
        for token in segment.tokens:
            if not token.digits:
                continue
            text = token.text.strip("#.,;:()[]№|")
            if _can_be_number(text) and id(token) not in dated:
                found.append((segment, token, text))
    return [one for one in found if not of_earlier(one[0], (one[1],))] or found


@lru_cache(maxsize=8192)
def _can_be_number(text: str) -> bool:
    return (
        has_digit(text)
        and 1 <= len(text) <= LONGEST_NUMBER
        and NUMBER_SHAPE.match(text) is not None
        and not MONEY_SHAPE.match(text)
        and not text.endswith("%")
        and not ACCOUNT_SHAPE.match(text)
    )


def _as_number(
    context: Context, segment: Segment, token: Token, text: str, claims: Mapping[str, Claim]
) -> Iterator[Choice[str]]:
    claim = claims.get("number")
    rival = best(claims, NUMBER_RIVALS)
    if claim:
        score = claim.score
        if rival and rival.score > score + 0.01:
            score *= 0.3
        if len(text) < 3:
            score *= 0.8
        if claim.key in {"invoice", "number", "numero"}:
            score *= 0.85
        yield Choice(text, score, f"label.{claim.language}:{claim.key}", (token,), text)
        return
    titled = _after_title(context, segment, token)
    if titled and not (rival and rival.side == "same" and rival.score > 0.5):
        size = segment.height / context.sheet.height
        yield Choice(text, titled * (1.0 if size > 1.1 else 0.85), "title", (token,), text)


def _after_title(context: Context, segment: Segment, token: Token) -> float:
    at = 0 if segment.tokens[0] is token else next((i for i, one in enumerate(segment.tokens) if one is token), 0)
    before = [hit for hit in context.labels.hits[segment] if hit.end <= at and hit.names_any(TITLES)] if at else []
    words = [other.letters for other in segment.tokens[:at]]
    if words and words[-1] in ORDINARY and any(word.endswith(TITLE_ENDS) for word in words[:3]):
        return 0.75
    if before and before[-1].start <= 1 and at and segment.tokens[at - 1].letters in ORDINARY - {""}:
        return 0.75
    if before:
        between = [t.letters for t in segment.tokens[before[-1].end : at]]
        if all(word in ORDINARY or not word for word in between):
            return 0.72 if not any(t.digits for t in segment.tokens[before[-1].end : at]) else 0.2
        return 0.0
    if at == 0:
        for other in context.labels.left(segment)[:1]:
            hits = context.labels.hits[other]
            whole = hits and len(other.tokens) <= 2 and any(hits[-1].names(t) for t in TITLES)
            broken = other.letters in NUMBER_WORDS and _under_broken_title(context, other)
            if broken or (whole and len(segment.tokens) == 1 and len(token.text) >= 3):
                return 0.75 if broken else 0.6
    return 0.0


def _under_broken_title(context: Context, segment: Segment) -> bool:
    """Whether the word for a number is the rest of a label whose cell broke it ("Rechnungs-" over "Nr.")."""
    above = (one for row in context.sheet.rows[max(0, segment.row - 2) : segment.row] for one in row.segments)
    return any(
        one.text.endswith("-")
        and one.page == segment.page
        and abs(one.x0 - segment.x0) < 8
        and segment.y0 - one.y1 < segment.height
        and any(hit.names(title) for hit in context.labels.hits[one] for title in TITLES)
        for one in above
    )


def issue_date_of(context: Context, terms: Terms | None) -> Choice[date] | None:
    """BT-2, the invoice date: by its label, by a plain "date" label, else the first date of the page."""
    candidates = list(dates_labelled(context, ("issue_date",), 1.0)) + list(dates_labelled(context, ("date",), 0.72))
    candidates += [_coded(code, code.issued) for code in context.codes if code.issued]
    if max((one.sure for one in candidates), default=0.0) < PLAINLY:
        candidates += days_by_title(context)
    found = chosen(weighed(context, "issue_date", candidates, _days_seen(context, None, terms)), least=0.3)
    if found:
        return found
    loose = [dated for dated in context.dates if not _claimed(context, dated) and not dated.compact]
    loose = loose or [d for d in context.dates if not d.compact and not _claimed(context, d, least=0.6)]
    if not loose:
        return None
    first = loose[0]
    reasons = (UNSETTLED,) if first.unsettled else ()
    return Choice(first.value, 0.45, "first date on the page", first.tokens, first.raw, reasons)


def _days_seen(context: Context, issued: Choice[date] | None, terms: Terms | None) -> Iterator[Sighting[date]]:
    """All dates of the pages with their place in time among the others, from the invoice date and by the terms."""
    days = sorted({dated.value for dated in context.dates})
    for dated in context.dates:
        if issued is None and of_earlier(dated.segment, dated.tokens):
            continue
        since = (dated.value - issued.value).days if issued else 0
        by_terms = terms is not None and (dated.value - (issued.value if issued else days[0])).days == terms[0]
        more = (
            (dated.value - days[0]).days, (days[-1] - dated.value).days, days.index(dated.value), len(days),
            dated.compact, dated.repaired, since, by_terms, dated.value.day, issued is not None,
        )  # fmt: skip
        yield Sighting(dated.value, dated.segment, dated.tokens, dated.raw, more=more)


def _coded(code: PayCode, day: date) -> Choice[date]:
    return Choice(day, SURE, code.by, (code.token,), day.isoformat(), (READ,))


def _claimed(context: Context, dated: Dated, least: float = 0.4) -> bool:
    claims = context.labels.claims(dated.segment, dated.tokens)
    other = best(claims, ("due_date", "delivery_date", "order_date", "period"))
    return other is not None and other.score >= least


def dates_labelled(context: Context, concepts: tuple[str, ...], weight: float) -> Iterator[Choice[date]]:
    """The dates that a label of one of the concepts claims."""
    rivals = tuple(label for label in DATE_LABELS if label not in concepts and label != "date")
    for dated in context.dates:
        claims = context.labels.claims(dated.segment, dated.tokens)
        claim = best(claims, concepts)
        if claim is None or ("due_date" not in concepts and of_earlier(dated.segment, dated.tokens)):
            continue
        rival = best(claims, rivals)
        score = claim.score * weight
        if claim.concept == "date" and claim.side == "same" and _titled(dated.segment):
            score = max(score, 0.9)
        if rival and rival.score >= claim.score - (0.02 if claim.concept == "date" else -0.02):
            score *= 0.3
        if dated.compact:
            score *= 0.9
        if claim.side == "above":
            score *= 0.9
        received = context.hints.received
        if received is not None and "issue_date" in concepts and dated.value > received:
            score *= 0.6
        reasons = (*(("a digit was repaired",) if dated.repaired else ()), *((UNSETTLED,) if dated.unsettled else ()))
        yield Choice(dated.value, score, f"label.{claim.language}:{claim.key}", dated.tokens, dated.raw, reasons)


def _titled(segment: Segment) -> bool:
    """Whether the segment begins with the document's title."""
    return any(token.letters.endswith(TITLE_ENDS) for token in segment.tokens[:3])


def due_date_of(context: Context, issued: Choice[date] | None, terms: Terms | None) -> Choice[date] | None:
    """BT-9, the due date: by its label, else counted from the invoice date by the payment terms."""
    coded = [_coded(code, code.due) for code in context.codes if code.due]
    candidates = [*coded, *dates_labelled(context, ("due_date",), 1.0)]
    choices = weighed(context, "due_date", candidates, _days_seen(context, issued, terms))
    far = [one for one in choices if one.by == "model" and issued and (one.value - issued.value).days > MOST_UNNAMED]
    found = chosen([one for one in choices if one not in far], least=0.3)
    weak = found is not None and (found.by == "model" or (found.sure < WEAK and terms is not None and terms[0] > 0))
    if found and issued and terms and weak and found.value <= issued.value:
        found = None  # the day of the invoice, where the terms give days: no label names it, it is not the due date
    if found:
        if issued and found.value < issued.value:
            return found.because("before the invoice date", found.sure * 0.6)
        if issued and terms and (found.value - issued.value).days == terms[0]:
            return found.because("agrees with the payment terms", max(found.sure, 0.97))
        return found
    due = due_by_terms(issued.value, terms[1]) if issued and terms else None
    if issued is None or terms is None or due is None:
        return None
    reasons = ("counted from the invoice date by the payment terms",)
    return Choice(due, 0.8 * issued.sure, "terms", terms[2], terms[1], reasons, source=Source.ASSUMED)


def terms_of(context: Context) -> Terms | None:
    """The net days, the words of the terms and their place."""
    best_found: tuple[float, int, str, tuple[Token, ...]] | None = None
    for segment in context.numeric:
        days = term_days(segment.text) if segment.letters else None
        if days is None:
            continue
        claims = context.labels.claims(segment, segment.tokens)
        labelled = "terms" in claims or any(hit.names("terms") for hit in context.labels.hits[segment])
        plain = PAYING.search(segment.text) is not None
        penalty = "penalty" in claims or any(hit.names("penalty") for hit in context.labels.hits[segment])
        score = (1.0 if labelled else 0.0) + (0.6 if plain else 0.0) - (0.7 if penalty and not labelled else 0.0)
        if score > 0.5 and (best_found is None or score > best_found[0]):
            best_found = (score, days, segment.text, segment.tokens)
    return best_found[1:] if best_found else None

"""The invoice's own number, its references, order and customer numbers, and its dates."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from kontera.core.evidence import Source
from kontera.steps.interpretation.choice import Choice, chosen
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import Dated, due_by_terms, term_days
from kontera.steps.interpretation.labels import Claim, best, has_digit
from kontera.steps.interpretation.layout import Segment, Token, folded
from kontera.steps.interpretation.model.weigh import Sighting, weighed
from kontera.steps.interpretation.paycodes import READ, SURE, PayCode

ID_LABELS: Final = (
    "number", "reference", "loose_reference", "org_number", "vat_number", "iban", "bic", "bankgiro", "plusgiro",
    "account", "reg_no", "customer_number", "order_number", "buyer_ref", "seller_ref", "contract", "project",
    "other_number",
    "currency", "terms", "penalty",
)  # fmt: skip
DATE_LABELS: Final = ("issue_date", "due_date", "delivery_date", "order_date", "period", "date")
NUMBER_SHAPE: Final = re.compile(r"^[#№]?\s?[A-Za-zÅÄÖåäöÆØæø]{0,8}[-/._]?\d[\w\-/._]*$")
MONEY_SHAPE: Final = re.compile(r"^[-−]?\d{1,3}(?:[ .]?\d{3})*[.,]\d{2}$")
TITLES: Final = ("t_invoice", "t_credit", "t_receipt")
ORDINARY: Final = frozenset({"nr", "no", "num", "number", "nummer", "n", "nro"})
TITLE_ENDS: Final = ("rechnung", "faktura", "lasku", "invoice", "kreditnota", "gutschrift", "facture", "factuur")
LONGEST_NUMBER: Final = 30
SHORTEST_SIGHTED: Final = 3


def number_of(context: Context) -> Choice[str] | None:
    """BT-1, the invoice number: by its label, else the number that follows the document's title."""
    choices = weighed(context, "number", list(numbers_in(context)), _numbers_seen(context))
    return chosen(choices, least=0.28, same=lambda value: re.sub(r"\W", "", value).upper())


def numbers_in(context: Context) -> Iterator[Choice[str]]:
    """Whatever could be the invoice number, with how much speaks for it."""
    for code in context.codes:
        if code.number:
            yield Choice(code.number, SURE, code.by, (code.token,), code.number, (READ,))
    for segment, token, text in _number_words(context):
        yield from _as_number(context, segment, token, text, context.labels.claims(segment, (token,)))


def _numbers_seen(context: Context) -> Iterator[Sighting[str]]:
    """All words that could be a number, with how often each stands on the pages, be it inside another."""
    whole = context.text
    for segment, token, text in _number_words(context):
        if len(text) >= SHORTEST_SIGHTED or "number" in context.labels.claims(segment, (token,)):
            yield Sighting(text, segment, (token,), token.text, more=(min(whole.count(text), 9),))


def _number_words(context: Context) -> Iterator[tuple[Segment, Token, str]]:
    """The words that have the form of an invoice number."""
    dated = {id(token) for found in context.dates if not found.compact for token in found.tokens}
    for segment in context.sheet.segments:
        if not has_digit(segment.text):
            continue
        for token in segment.tokens:
            text = token.text.strip("#.,;:()[]№|")
            if _can_be_number(text) and id(token) not in dated:
                yield segment, token, text


def _can_be_number(text: str) -> bool:
    return (
        has_digit(text)
        and 1 <= len(text) <= LONGEST_NUMBER
        and NUMBER_SHAPE.match(text) is not None
        and not MONEY_SHAPE.match(text)
        and not text.endswith("%")
    )


def _as_number(
    context: Context, segment: Segment, token: Token, text: str, claims: Mapping[str, Claim]
) -> Iterator[Choice[str]]:
    claim = claims.get("number")
    rival = best(claims, (label for label in (*ID_LABELS, *DATE_LABELS) if label not in {"number", "currency"}))
    if claim:
        score = claim.score
        if rival and rival.score > score + 0.01:
            score *= 0.3
        if len(text) < 3:
            score *= 0.8
        if claim.key == "invoice":
            score *= 0.85
        yield Choice(text, score, f"label.{claim.language}:{claim.key}", (token,), text)
        return
    titled = _after_title(context, segment, token)
    if titled and not (rival and rival.side == "same" and rival.score > 0.5):
        size = segment.height / context.sheet.height
        yield Choice(text, titled * (1.0 if size > 1.1 else 0.85), "title", (token,), text)


def _after_title(context: Context, segment: Segment, token: Token) -> float:
    at = next((i for i, other in enumerate(segment.tokens) if other is token), 0)
    before = [hit for hit in context.labels.hits[segment] if hit.end <= at and any(hit.names(t) for t in TITLES)]
    words = [folded(other.text) for other in segment.tokens[:at]]
    if words and words[-1] in ORDINARY and any(word.endswith(TITLE_ENDS) for word in words[:3]):
        return 0.75
    if before and before[-1].start <= 1 and at and folded(segment.tokens[at - 1].text) in ORDINARY - {""}:
        return 0.75
    if before:
        between = [folded(t.text) for t in segment.tokens[before[-1].end : at]]
        if all(word in ORDINARY or not word for word in between):
            return 0.72 if not any(has_digit(t.text) for t in segment.tokens[before[-1].end : at]) else 0.2
        return 0.0
    if at == 0:
        for other in context.labels.left(segment)[:1]:
            hits = context.labels.hits[other]
            whole = hits and len(other.tokens) <= 2 and any(hits[-1].names(t) for t in TITLES)
            if whole and len(segment.tokens) == 1 and len(token.text) >= 3:
                return 0.6
    return 0.0


def issue_date_of(context: Context) -> Choice[date] | None:
    """BT-2, the invoice date: by its label, by a plain "date" label, else the first date of the page."""
    candidates = list(dates_labelled(context, ("issue_date",), 1.0)) + list(dates_labelled(context, ("date",), 0.72))
    candidates += [_coded(code, code.issued) for code in context.codes if code.issued]
    found = chosen(weighed(context, "issue_date", candidates, _days_seen(context, None)), least=0.3)
    if found:
        return found
    loose = [dated for dated in context.dates if not _claimed(context, dated) and not dated.compact]
    loose = loose or [d for d in context.dates if not d.compact and not _claimed(context, d, least=0.6)]
    if not loose:
        return None
    first = loose[0]
    return Choice(first.value, 0.45, "first date on the page", first.tokens, first.raw)


def _days_seen(context: Context, issued: Choice[date] | None) -> Iterator[Sighting[date]]:
    """All dates of the pages with their place in time among the others, from the invoice date and by the terms."""
    days = sorted({dated.value for dated in context.dates})
    terms = terms_of(context)
    for dated in context.dates:
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
    for dated in context.dates:
        claims = context.labels.claims(dated.segment, dated.tokens)
        claim = best(claims, concepts)
        if claim is None:
            continue
        rival = best(claims, (label for label in DATE_LABELS if label not in concepts and label != "date"))
        score = claim.score * weight
        titled = any(folded(token.text).endswith(TITLE_ENDS) for token in dated.segment.tokens[:3])
        if claim.concept == "date" and titled and claim.side == "same":
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
        reasons = ("a digit was repaired",) if dated.repaired else ()
        yield Choice(dated.value, score, f"label.{claim.language}:{claim.key}", dated.tokens, dated.raw, reasons)


def due_date_of(context: Context, issued: Choice[date] | None) -> Choice[date] | None:
    """BT-9, the due date: by its label, else counted from the invoice date by the payment terms."""
    coded = [_coded(code, code.due) for code in context.codes if code.due]
    candidates = [*coded, *dates_labelled(context, ("due_date",), 1.0)]
    found = chosen(weighed(context, "due_date", candidates, _days_seen(context, issued)), least=0.3)
    terms = terms_of(context)
    if found and issued and terms and found.by == "model" and found.value <= issued.value:
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


def terms_of(context: Context) -> tuple[int, str, tuple[Token, ...]] | None:
    """The net days, the words of the terms and their place."""
    best_found: tuple[float, int, str, tuple[Token, ...]] | None = None
    for segment in context.sheet.segments:
        days = term_days(segment.text) if has_digit(segment.text) else None
        if days is None:
            continue
        claims = context.labels.claims(segment, segment.tokens)
        labelled = "terms" in claims or any(hit.names("terms") for hit in context.labels.hits[segment])
        plain = re.search(r"netto|\bnet\b|betal|pv\b|paid|zahl", segment.text, re.IGNORECASE) is not None
        penalty = "penalty" in claims or any(hit.names("penalty") for hit in context.labels.hits[segment])
        score = (1.0 if labelled else 0.0) + (0.6 if plain else 0.0) - (0.7 if penalty and not labelled else 0.0)
        if score > 0.5 and (best_found is None or score > best_found[0]):
            best_found = (score, days, segment.text, segment.tokens)
    return best_found[1:] if best_found else None


def labelled_of(context: Context, concept: str, *, digits: bool) -> Choice[str] | None:
    """The text that follows the label of a concept: an order or customer number (`digits`), or a reference."""
    return chosen(_labelled(context, concept, digits=digits), least=0.5)


def _labelled(context: Context, concept: str, *, digits: bool) -> Iterator[Choice[str]]:
    for hit in context.labels.of(concept):
        segment = hit.segment
        rest = segment.tokens[hit.end :]
        later = [other for other in context.labels.hits[segment] if other.start >= hit.end]
        if later:
            rest = segment.tokens[hit.end : later[0].start]
        for given in _values_for(context, hit.segment, rest, covered=len(hit.tokens) / len(segment.tokens)):
            tokens = given
            text = " ".join(token.text for token in tokens).strip(" :;,#")
            if not text or len(text) > 60 or (digits and not has_digit(text)) or MONEY_SHAPE.match(text):
                continue
            if digits:
                tokens = tuple(token for token in tokens if has_digit(token.text))[:1]
                text = tokens[0].text.strip(" :;,#.")
            claims = context.labels.claims(_segment_with(context, tokens[0]), tokens)
            mine = claims.get(concept)
            rival = best(claims, (label for label in (*ID_LABELS, *DATE_LABELS) if label != concept))
            if mine and not (rival and rival.score > mine.score):
                language = dict(hit.concepts).get(concept, "")
                yield Choice(text, 0.9 * mine.score, f"label.{language}:{hit.key}", tokens, text)


def _segment_with(context: Context, token: Token) -> Segment:
    return next(segment for segment in context.sheet.segments if any(other is token for other in segment.tokens))


def _values_for(
    context: Context, segment: Segment, rest: tuple[Token, ...], covered: float
) -> Iterable[tuple[Token, ...]]:
    if any(token.text.strip(" :.-#") for token in rest):
        yield rest
        return
    if covered < 0.6:
        return
    row = context.sheet.rows[segment.row]
    at = next((i for i, other in enumerate(row.segments) if other is segment), 0)
    after = row.segments[at + 1 : at + 2]
    if after and not context.labels.hits[after[0]]:
        yield after[0].tokens
    for lower in context.sheet.rows[segment.row + 1 : segment.row + 4]:
        if lower.page != segment.page or lower.y0 - segment.y1 > 1.8 * segment.height:
            return
        for other in lower.segments:
            if abs(other.x0 - segment.x0) < 12 and other.y0 >= segment.middle and not context.labels.hits[other]:
                yield other.tokens
                return

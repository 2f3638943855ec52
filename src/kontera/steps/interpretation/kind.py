"""What the document is: invoice, credit note, receipt or reminder."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Final

from kontera.core.invoice import DocumentType
from kontera.steps.interpretation.choice import Choice, chosen
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.till import is_till_slip
from kontera.steps.interpretation.titles import NUMBERED, WEAK, Title, sayings, titles_on

SAID: Final = (0.0, 0.3, 0.5, 0.6)  # what one, two or three of a kind's own sentences are worth
NO_DEMANDS: Final = frozenset(
    {DocumentType.QUOTE, DocumentType.ORDER, DocumentType.DELIVERY_NOTE, DocumentType.RECEIPT}
)
TYPE_CODE: Final = re.compile(  # BT-3 as a page shows it that was made from data
    r"(?:rechnungsart|invoice type(?: code)?|laskutyyppi|fakturatypkod|fakturatypekode)\W{1,3}(380|381)\b",
    re.IGNORECASE,
)
CODED: Final = {"380": DocumentType.INVOICE, "381": DocumentType.CREDIT_NOTE}
FOREIGN: Final = 0.25  # what it is worth that nothing speaks for an invoice
TILL: Final = 0.85
ASKING: Final = (
    "number", "due_date", "net", "vat", "gross", "payable", "reference", "iban", "bankgiro", "plusgiro", "account"
)  # fmt: skip
MONEY: Final = re.compile(r"\d[.,]\d{2}(?![\d.,]|\s?%)|\d(?::-|,-)|[€$£]\s?\d|\d\s?[€$£]")
FEWEST_WORDS: Final = 15  # of a page that was not merely read badly
ASKS_NOTHING: Final = 0.6
LEAST: Final = 0.3  # what a title is worth at least


def type_of(context: Context, *, negative: bool) -> Choice[DocumentType]:
    """BT-3: the title decides, the larger and higher the surer; so does what only one kind of document says.

    Amounts below zero speak for a credit note.
    """
    if is_till_slip(context):
        return Choice(DocumentType.RECEIPT, TILL, "till slip")
    candidates = list(_called(context))
    found = chosen(candidates, least=0.2, same=str)
    if found is None or (found.value is DocumentType.INVOICE and negative and found.sure < 0.9):
        if negative:
            return Choice(DocumentType.CREDIT_NOTE, 0.6, "total below zero")
        if found is None and _asks_nothing(context):
            return Choice(DocumentType.OTHER, ASKS_NOTHING, "nothing asks for money")
        return found or Choice(DocumentType.INVOICE, 0.6, "no other title")
    return found


def _asks_nothing(context: Context) -> bool:
    """Whether a page that can be read has nothing an invoice has: no amount, and no word for one, or for paying."""
    labels, words = context.labels, sum(len(segment.tokens) for segment in context.sheet.segments)
    named = any(labels.of(concept) for concept in ASKING)
    return words >= FEWEST_WORDS and not named and not MONEY.search(context.text)


def _called(context: Context) -> Iterator[Choice[DocumentType]]:
    """What the document calls itself, best sighting by kind; sentences count where a title of the kind is seen too.

    Where nothing on it is an invoice's - no title, number or amount due - the least likely title of another kind will
    do: an estimate's own number beside its name makes it no label.
    """
    best: dict[DocumentType, Title] = {}
    for title in titles_in(context):
        known = best.get(title.kind)
        if known is None or title.score > known.score:
            best[title.kind] = title
    letters = "".join([segment.letters for segment in context.sheet.segments])
    said = sayings(letters, best)
    demands = _demands(context)
    foreign = (
        not demands and not (context.labels.of("number") or context.labels.of("payable")) and not NUMBERED & set(best)
    )
    titled = False
    for kind, title in best.items():
        score = title.score + SAID[min(said.get(kind, 0), 3)]
        if kind in NUMBERED and demands:
            score += 0.15 if kind is DocumentType.INVOICE else 0.2
        elif kind in NO_DEMANDS and demands:
            score -= 0.4 if title.key in WEAK else 0.2
        elif foreign:
            score += FOREIGN
        if score >= LEAST:
            titled = True
            yield Choice(kind, min(0.9 * score, 0.97), f"title:{title.key}", title.tokens, title.segment.text)
    yield from _otherwise(context, letters, known=titled or demands)


def _otherwise(context: Context, letters: str, *, known: bool) -> Iterator[Choice[DocumentType]]:
    """What a code says that was printed from data; else, where no title is seen, what the sentences say."""
    code = TYPE_CODE.search(context.text) if any(number in context.text for number in CODED) else None
    if code is not None:
        yield Choice(CODED[code[1]], 0.8, "type code", raw=code[0])
    elif not known and (said := sayings(letters)):
        kind = max(said, key=lambda one: said[one])
        if said[kind] > 1:
            yield Choice(kind, 0.5, "sentences")


def titles_in(context: Context) -> Iterator[Title]:
    """What could be the document's title: on its first page, and large on a later one."""
    sheet = context.sheet
    first = sheet.rows[0].page if sheet.rows else 0
    for page, rows in groupby(sheet.rows, key=attrgetter("page")):
        for title in titles_on(tuple(rows), sheet.height):
            if page == first or title.segment.height > 1.3 * sheet.height:
                yield title


def _demands(context: Context) -> bool:
    """Whether the page asks for money by a day: a due date, and an amount to pay or an invoice number."""
    labels = context.labels
    return bool(labels.of("due_date")) and bool(labels.of("payable") or labels.of("number"))

"""What the document is - invoice, credit note, receipt, reminder - and in which currency."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from kontera.core.invoice import DocumentType
from kontera.steps.interpretation.choice import Choice, chosen
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.labels import has_digit

TITLES: Final = (
    ("t_credit", DocumentType.CREDIT_NOTE, 1.25),
    ("t_reminder", DocumentType.REMINDER, 1.2),
    ("t_receipt", DocumentType.RECEIPT, 0.8),
    ("t_statement", DocumentType.STATEMENT, 1.0),
    ("t_quote", DocumentType.QUOTE, 1.0),
    ("t_delivery", DocumentType.DELIVERY_NOTE, 0.75),
    ("t_invoice", DocumentType.INVOICE, 1.0),
)
CODES: Final = ("SEK", "NOK", "DKK", "EUR", "ISK", "USD", "GBP", "CHF", "PLN", "CAD", "AUD", "SGD", "MYR")
CODE: Final = re.compile(r"(?<![A-Za-z])(" + "|".join(CODES) + r")(?![A-Za-z])")
EURO: Final = re.compile(r"€|\beuroa?\b", re.IGNORECASE)
KRONA: Final = re.compile(r"(?<![A-Za-z])kr\.?(?![A-Za-z])|:-", re.IGNORECASE)
COUNTRY_CURRENCY: Final = {
    "SE": "SEK",
    "NO": "NOK",
    "DK": "DKK",
    "IS": "ISK",
    "GB": "GBP",
    "US": "USD",
} | dict.fromkeys(("FI", "DE", "FR", "NL", "EE", "AT", "IE", "BE"), "EUR")
LANGUAGE_CURRENCY: Final = {
    "sv": "SEK", "no": "NOK", "da": "DKK", "fi": "EUR", "is": "ISK", "de": "EUR", "fr": "EUR", "nl": "EUR",
}  # fmt: skip


def type_of(context: Context, *, negative: bool) -> Choice[DocumentType]:
    """BT-3: the title decides, the larger and higher the surer; amounts below zero speak for a credit note."""
    candidates = list(_titles(context))
    found = chosen(candidates, least=0.2, same=str)
    if found is None or (found.value is DocumentType.INVOICE and negative and found.sure < 0.9):
        if negative:
            return Choice(DocumentType.CREDIT_NOTE, 0.6, "total below zero")
        return found or Choice(DocumentType.INVOICE, 0.6, "no other title")
    return found


def _titles(context: Context) -> Iterator[Choice[DocumentType]]:
    for segment in context.sheet.segments:
        size = segment.height / context.sheet.height
        words = sum(not has_digit(token.text) for token in segment.tokens)
        for hit in context.labels.hits[segment]:
            for name, kind, weight in TITLES:
                if not hit.names(name) and not (
                    name == "t_credit"
                    and hit.key.startswith(("kreditnot", "kreditfakt", "hyvityslask", "creditnote", "gutschrift"))
                ):
                    continue
                share = (hit.end - hit.start) / max(words, 1)
                if (
                    hit.key in {"bill", "bon", "kredit", "credit", "hyvitys", "storno", "tilbud", "offer", "rappel"}
                    and share < 1
                ):
                    continue
                place = 0.25 if segment.page == context.sheet.rows[0].page and segment.y0 < 700 else 0.0
                score = (0.3 + place + 0.2 * min(max(size - 1, 0), 1)) * weight * (0.35 + 0.65 * min(share, 1))
                if segment.row < len(context.sheet.rows) // 2 or size > 1.3:
                    yield Choice(kind, min(score, 0.97), f"title:{hit.key}", hit.tokens, segment.text)


def currency_of(context: Context, country: str) -> Choice[str] | None:
    """BT-5: the ISO code that stands most often, else an unambiguous sign, else "kr" by the supplier's country."""
    text = context.text
    codes = Counter(CODE.findall(text))
    for hit in context.labels.of("currency"):
        row = context.sheet.rows[hit.segment.row].text
        below = [r.text for r in context.sheet.rows[hit.segment.row + 1 : hit.segment.row + 3]]
        for near in (row, *below):
            for code in CODE.findall(near):
                codes[code] += 3
                break
    if codes:
        code, count = codes.most_common(1)[0]
        rest = sum(codes.values()) - count
        sure = 0.97 if not rest else max(0.55, 0.95 - 0.5 * rest / (rest + count))
        return Choice(code, sure, "currency code", raw=code)
    if EURO.search(text):
        return Choice("EUR", 0.95, "currency sign", raw="€")
    if "£" in text:
        return Choice("GBP", 0.95, "currency sign", raw="£")
    home = COUNTRY_CURRENCY.get(country)
    if "$" in text:
        return Choice("USD" if home in {None, "EUR"} else home, 0.75, "currency sign", raw="$")
    if KRONA.search(text) and home in {None, "EUR"}:
        home = LANGUAGE_CURRENCY.get(context.language, "SEK")
    home = home or COUNTRY_CURRENCY.get(context.hints.default_country) or LANGUAGE_CURRENCY.get(context.language)
    return Choice(home, 0.85 if KRONA.search(text) else 0.75, "country of the supplier") if home else None

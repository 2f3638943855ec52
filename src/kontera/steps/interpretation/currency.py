"""In which currency the document asks for money: a code, a sign, or the money of the supplier's country."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context

CODES: Final = (
    "SEK", "NOK", "DKK", "EUR", "ISK", "USD", "GBP", "CHF", "PLN", "CZK", "HUF", "RON", "CAD", "AUD", "NZD", "SGD",
    "MYR", "JPY", "CNY", "INR", "HKD",
)  # fmt: skip
CODE: Final = re.compile("(" + "|".join(CODES) + r")(?<![A-Za-z][A-Z]{3})(?![A-Za-z])")  # looks back from its end
WARE: Final = re.compile(r"[A-ZÅÄÖÆØÜ][^\W\d]{3,}(?: [^\W\d]+)* [A-Z]{3}")  # words that end in what may be a code
EURO: Final = re.compile(r"€|\beuroa?\b", re.IGNORECASE)
KRONA: Final = re.compile(r"(?<![A-Za-z])kr\.?(?![A-Za-z])|:-", re.IGNORECASE)
SIGNS: Final = (  # what stands beside an amount and means one currency only
    ("GBP", re.compile("£")),
    ("PLN", re.compile(r"\d\s?zł(?!\w)|\(zł\)", re.IGNORECASE)),
    ("CZK", re.compile(r"\d\s?Kč(?!\w)|\(Kč\)")),
    ("CHF", re.compile(r"(?<!\w)(?:SFr|Fr)\.\s?\d")),
    ("MYR", re.compile(r"\(RM\)|(?<!\w)RM\s?\d+[.,]\d\d(?!\d)")),
    ("INR", re.compile("₹")),
    ("TRY", re.compile("₺")),
)
SIGNED: Final = (("EUR", "€"), ("GBP", "£"), ("USD", "$"))
COUNTRY_CURRENCY: Final = {
    "SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK", "GB": "GBP", "US": "USD", "CH": "CHF", "LI": "CHF",
    "PL": "PLN", "CZ": "CZK", "HU": "HUF", "RO": "RON", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD",
    "MY": "MYR", "JP": "JPY", "CN": "CNY", "IN": "INR", "HK": "HKD",
} | dict.fromkeys(
    ("FI", "DE", "FR", "NL", "EE", "LV", "LT", "AT", "IE", "BE", "LU", "ES", "PT", "IT", "GR", "SI", "SK", "HR", "MT",
     "CY", "BG"), "EUR",
)  # fmt: skip
LANGUAGE_CURRENCY: Final = {
    "sv": "SEK", "no": "NOK", "da": "DKK", "fi": "EUR", "is": "ISK", "de": "EUR", "fr": "EUR", "nl": "EUR",
}  # fmt: skip
OURS: Final = {"SE": {"sv"}, "NO": {"no"}, "DK": {"da"}, "FI": {"fi", "sv"}, "IS": {"is"}}  # what home is written in


def currency_of(context: Context, country: str) -> Choice[str] | None:
    """BT-5: the ISO code that stands most often, else an unambiguous sign, else "kr" by the supplier's country."""
    text = context.text
    codes, wares = _codes(context)
    for hit in context.labels.of("currency"):
        row = context.sheet.rows[hit.segment.row].text
        below = [r.text for r in context.sheet.rows[hit.segment.row + 1 : hit.segment.row + 3]]
        for near in (row, *below):
            for code in CODE.findall(near):
                codes[code] += 3
                break
    _signed(codes, text)
    if codes:
        code, count = codes.most_common(1)[0]
        rest = sum(codes.values()) - count
        sure = 0.97 if not rest else max(0.55, 0.95 - 0.5 * rest / (rest + count))
        return Choice(code, sure, "currency code", raw=code)
    if EURO.search(text):
        return Choice("EUR", 0.95, "currency sign", raw="€")
    for code, sign in SIGNS:
        if found := sign.search(text):
            return Choice(code, 0.95, "currency sign", raw=found.group())
    home = COUNTRY_CURRENCY.get(country)
    if "$" in text:
        return Choice("USD" if home in {None, "EUR"} else home, 0.75, "currency sign", raw="$")
    krona = KRONA.search(text)
    if krona and home in {None, "EUR"}:
        home = LANGUAGE_CURRENCY.get(context.language, "SEK")
    return _assumed(context, home, wares, krona=bool(krona))


def _assumed(context: Context, home: str | None, wares: Counter[str], *, krona: bool) -> Choice[str] | None:
    """Without code and sign: the supplier's country's, else the reader's; a foreign tongue makes that doubtful."""
    if home:
        return Choice(home, 0.85 if krona else 0.75, "country of the supplier")
    default = context.hints.default_country
    home = COUNTRY_CURRENCY.get(default) or LANGUAGE_CURRENCY.get(context.language)
    if not home and wares:
        return Choice(code := wares.most_common(1)[0][0], 0.55, "currency code", raw=code)
    ours = context.language in OURS.get(default, {context.language})
    return Choice(home, 0.75 if ours else 0.45, "country of the supplier") if home else None


def _signed(codes: Counter[str], text: str) -> None:
    """Of several currencies whose codes stand on the page, the signs at the amounts tell which is the invoice's."""
    for code, sign in SIGNED if len(codes) > 1 else ():
        codes[code] += text.count(sign) if code in codes else 0


def _codes(context: Context) -> tuple[Counter[str], Counter[str]]:
    """How often each code stands, and how often as the last word of a ware's name ("Pallar EUR")."""
    counts, wares = Counter[str](), Counter[str]()
    for segment in context.sheet.segments:
        found = CODE.findall(segment.text)
        if found:
            named = len(segment.tokens) > 1 and WARE.fullmatch(segment.text) and not context.labels.hits[segment]
            (wares if named else counts).update(found)
    return counts, wares

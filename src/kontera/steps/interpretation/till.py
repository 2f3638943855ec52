"""Slips of a till, in whatever language: paid on the spot, with nowhere to pay to."""

from __future__ import annotations

import re
from typing import Final

from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.layout import has_digit

TO_PAY: Final = ("due_date", "iban", "bankgiro", "plusgiro", "reference")  # who asks for money says when or where
MOST_ROWS: Final = 150
TALL: Final = 1500.0  # thousandths of the page width: a sheet of paper is shorter
PAID: Final = re.compile(
    r"\b(?:cash|card|visa|master ?card|maestro|amex|debit|kontant(?:er)?|"
    r"(?:bank|konto|kredit)?kort(?:köp|betalning|kjøp)?|"
    r"bankaxept|dankort|swish|vipps|bar|gegeben|girocard|ec[- ]?(?:cash|karte)|karten?(?:zahlung)?|käteinen|"
    r"(?:pankki)?kortti(?:maksu)?|korttiosto|efectivo|tarjeta|esp[eè]ces|carte(?: bancaire)?|tunai|kad|contanti?|pin)\b"
    r"[^\d\n]{0,24}\d[\d ., ]*[.,]\d{2}",
    re.IGNORECASE,
)
"""What it was paid with, and the amount."""
TENDERED: Final = re.compile(
    r"\b(?:change(?: (?:amt|due|given))?|växel|tillbaka|veksel|vekslepenger|byttepenge|retur kontant|rückgeld|zurück|"
    r"vaihtoraha|takaisin|cambio|rendu|monnaie|baki|wisselgeld|resto)\b[^\d\n]{0,16}\d[\d .,]*[.,]\d{2}|"
    r"\b(?:cashier|served by|clerk|kassör|kassa(?:nr|n[°º]|:| ?\d)|kasserer|betjent av|ekspedient|kassierer|bediener|"
    r"kassahenkilö|caissier|cajer[oa]|kaunter|term(?:inal)?[- .]?(?:id|nr|no)|kontrollenhet|"
    r"approval|auth(?:\.|orisation)? ?code|"
    r"tse-(?:signatur|seriennummer|transaktion))",
    re.IGNORECASE,
)
"""What was given back, or who or which machine took the money."""
THANKED: Final = re.compile(
    r"come again|thank you|tack för (?:besöket|köpet|att du handla)|välkommen åter|takk for (?:besøket|handelen)|"
    r"velkommen (?:igjen|tilbage)|tak for besøget|kiitos|tervetuloa uudelleen|danke für ihren|merci de votre visite|"
    r"terima kasih|gracias por su|bedankt voor uw",
    re.IGNORECASE,
)


def is_till_slip(context: Context) -> bool:
    """Whether the page is a till's slip: a payment with its amount, and change, a cashier or a terminal."""
    rows = context.sheet.rows
    if not rows or len(rows) > MOST_ROWS or any(context.labels.claimed(concept) for concept in TO_PAY):
        return False
    if not any(PAID.search(row.text) for row in rows if has_digit(row.text)):
        return False
    tall = max(row.y1 for row in rows) > TALL and rows[0].page == rows[-1].page
    return TENDERED.search(context.text) is not None or (tall and THANKED.search(context.text) is not None)

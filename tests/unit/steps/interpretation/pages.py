"""Builds pages of words in code: a line of text at a place, letters of even breadth."""

from __future__ import annotations

from kontera.core.evidence import Box, Page, Word

LETTER = 0.0085  # of the page's width
HEIGHT = 0.012  # of the page's height


def words_at(x: float, y: float, text: str, confidence: float = 1.0) -> tuple[Word, ...]:
    """The words of a text that begins at x, y (hundredths of the page)."""
    words = []
    at = x / 100
    for part in text.split():
        end = at + LETTER * len(part)
        words.append(Word(part, Box(at, y / 100, end, y / 100 + HEIGHT), confidence))
        at = end + LETTER * 0.6
    return tuple(words)


def a_page(*texts: tuple[float, float, str], number: int = 1, by: str = "text") -> Page:
    """A page on which each text (x, y, words) stands."""
    return Page(number, 595, 842, tuple(word for x, y, text in texts for word in words_at(x, y, text)), by)


SWEDISH = (
    (6, 5, "Ekdungens Transport AB"),
    (6, 7, "Lärkvägen 3"),
    (6, 9, "831 30 Östersund"),
    (60, 5, "FAKTURA"),
    (60, 8, "Fakturanummer:"),
    (80, 8, "F42147"),
    (60, 10, "Fakturadatum:"),
    (80, 10, "2026-04-10"),
    (60, 12, "Förfallodatum:"),
    (80, 12, "2026-05-10"),
    (60, 14, "OCR:"),
    (80, 14, "12345682"),
    (60, 18, "Kund"),
    (60, 20, "Lindmarkens Livs AB"),
    (60, 22, "Kungsgatan 92"),
    (6, 30, "Beskrivning"),
    (45, 30, "Antal"),
    (58, 30, "A-pris"),
    (70, 30, "Moms %"),
    (88, 30, "Summa"),
    (6, 33, "Konsulttimmar"),
    (46, 33, "2"),
    (58, 33, "500,00"),
    (71, 33, "25 %"),
    (86, 33, "1 000,00"),
    (6, 36, "Toner svart"),
    (46, 36, "4"),
    (58, 36, "100,50"),
    (71, 36, "25 %"),
    (88, 36, "402,00"),
    (70, 45, "Netto"),
    (86, 45, "1 402,00"),
    (70, 47, "Moms 25 %"),
    (88, 47, "350,50"),
    (70, 49, "Öresavrundning"),
    (90, 49, "0,50"),
    (70, 51, "Att betala"),
    (86, 51, "1 753,00 kr"),
    (6, 60, "Bankgiro: 5050-1055"),
    (6, 62, "Org.nr: 556036-0793"),
    (6, 64, "Momsreg.nr: SE556036079301"),
    (6, 66, "IBAN: SE45 5000 0000 0583 9825 7466"),
)

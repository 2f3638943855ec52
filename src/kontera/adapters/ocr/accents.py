"""Which letter a mark over a vowel makes, å ä ö ø ü whatever accent it looked like; and þ on Icelandic pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kontera.adapters.ocr.recognition import Letters
from kontera.adapters.ocr.sessions import Stack

OURS: Final = frozenset("åäöøæüßÅÄÖØÆÜ")
FOREIGN: Final = frozenset("áàâãíìîóòôõúùûçêëñýÁÀÂÃÍÌÎÓÒÔÕÚÙÛÇÊËÑÝ")
ICELANDIC: Final = frozenset("ðþÐÞ")
MARKED: Final = {"a": "åäáàâ", "A": "ÅÄÁÀÂ", "o": "öøóô", "O": "ÖØÓÔ", "u": "üúû", "U": "ÜÚ", "i": "íîï", "I": "ÍÎ"}
BASE: Final = {marked: base for base, every in MARKED.items() for marked in every}
MEANT: Final = {"a": "åä", "A": "ÅÄ", "o": "öø", "O": "ÖØ", "u": "üu", "U": "ÜU", "i": "i", "I": "I"}
DANISH: Final = frozenset("øæØÆ")
RING_UNLESS: Final = 0.15  # a grave or acute over a small a is a ring that ran, unless two dots are at least so likely
DASHES: Final = frozenset("-–")
ETHS: Final = frozenset("ðÐ")
FEWEST_ETHS: Final = 3  # on a page: then it is Icelandic
THORN_LIKE: Final = frozenset("pPbBD")
THORN: Final = 0.001  # the recogniser hardly knows þ: of a true p or b at a word's beginning it says less than 0.0002
THORN_WITHIN: Final = 0.05  # of a word, where þ is rare


class Accents:
    """Decides for one page: in which family of languages it is written, and so what each mark can be."""

    def __init__(self, lines: Sequence[Letters], letters: Sequence[str]) -> None:
        self._letters = letters
        self._places = {letter: at for at, letter in enumerate(letters)}
        seen = [letters[each] for line in lines for each in line.classes]
        ours, foreign = sum(each in OURS for each in seen), sum(each in FOREIGN for each in seen)
        self._apt = ours >= max(foreign, 1) and not any(each in ICELANDIC for each in seen)
        self._danish = 2 * sum(each in DANISH for each in seen) > ours
        self._icelandic = sum(each in ETHS for each in seen) >= FEWEST_ETHS

    def text(self, line: Letters) -> str:
        """The line as it must be meant."""
        read = [self._letters[each] for each in line.classes]
        if self._icelandic:
            return "".join(self._thorn(read, at, line.tables[at]) for at in range(len(read)))
        if not self._apt:
            return "".join(read)
        return "".join(self._meant(read, at, line.tables[at]) for at in range(len(read)))

    def _meant(self, read: Sequence[str], at: int, table: Stack) -> str:
        letter = read[at]
        base = letter if letter in MARKED else BASE.get(letter, "")
        if not base or letter in OURS or _alone(read, at):
            return letter
        chances = {each: float(table[self._places[each]]) for each in MARKED[base] if each in self._places}
        if letter == base and sum(chances.values()) <= float(table[self._places[base]]):
            return letter
        if base in "aA":
            ring, dots = MEANT[base][0], MEANT[base][1]
            if base == "a" and letter in "áàa":
                return dots if chances[dots] > max(chances[ring], RING_UNLESS) else ring
            return dots if chances[dots] > chances[ring] else ring
        if base in "oO":
            return MEANT[base][int(self._danish)]
        return max(MEANT[base], key=lambda each: float(table[self._places[each]]))

    def _thorn(self, read: Sequence[str], at: int, table: Stack) -> str:
        """The letter, or þ or Þ where it may be one: much else that begins like a p or b is neither."""
        if read[at] not in THORN_LIKE:
            return read[at]
        large, small = (float(table[self._places[each]]) for each in "Þþ")
        within = at > 0 and read[at - 1].isalpha()
        if large + small <= (THORN_WITHIN if within else THORN):
            return read[at]
        return "Þ" if large > small else "þ"


def _alone(read: Sequence[str], at: int) -> bool:
    """Whether it is the price's "à": a word of its own before a number, or before a dash."""
    if at and read[at - 1] != " ":
        return False
    after = read[at + 1 : at + 3]
    if not after:
        return at == 0
    if after[0] in DASHES:
        return True
    return after[0] == " " and not (len(after) > 1 and after[1].isalpha())

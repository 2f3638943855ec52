"""Text that can be trusted by the eye: no hidden signs, and for PDF no letter that its fonts lack."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import Final

# Formatting signs that only tell where a word may break or how letters join
_HARMLESS: Final = frozenset("\N{SOFT HYPHEN}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_INDENTED: Final = re.compile(r"[ \t]*\r?\n(?:\t|  )[ \t]*")  # a break that only keeps XML tidy
_BREAKS: Final = {"\r\n": "\n", "\r": "\n", "\N{LINE SEPARATOR}": "\n", "\N{PARAGRAPH SEPARATOR}": "\n", "\t": " "}

# What Libertinus Serif, New Computer Modern and DejaVu Sans Mono hold in upright regular, semibold and bold together:
# Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic letters, marks, money and mathematical signs (typst-assets 0.15).
_RANGES: Final = (
    "a0-34e 350-4ff 510-513 51a-51d 531-5f4 606-607 609-60a 60c 615 61b 61f 621-63a 640-655 65a 660-66d 674 "
    "679-67b 67e-680 683-684 686-687 691 698 6a4 6a9 6af 6be 6cc 6f0-6f9 e3f e81-e84 e87-e88 e8a e8d e94-e97 "
    "e99-e9f ea1-ea7 eaa-eab ead-eb9 ebb-ebc ec8-ecd 10d0-10ff 13a0-13fd 1ab0-1ace 1d00-2027 2029 202f-2037 "
    "2039-2040 2042 2044-204b 204f 2052 2054 205f 2070-2103 2105-2106 2109 210c-210f 2111 2113 2115-2117 "
    "2119-211a 211c-211e 2120 2122 2124 2126-2127 212a-212b 212e 2135-2139 2148 214f-2151 2153-2184 2189 "
    "2190-2220 2222-222d 2234-223d 2241-226b 226d-228b 228d-22a5 22b2-22b5 22b8 22c2-22c6 22cd-22d1 22da-22e9 "
    "22ef 2300-2306 2308-2315 2318-2319 231c-2322 2325-232b 2335-237a 237d 2380-2383 2388-238b 2395 239b-23ae "
    "23ce-23cf 23d3 2422-2423 2460-262f 2638-268b 2690-269c 26a0-26a5 26ad-26ae 26b0-26b2 2701-2704 2706-2709 "
    "270c-2727 2729-274b 274d 274f-2752 2c60-2c71 fb00-fb06 fffd "
)
_PAIRS: Final = tuple((part.partition("-")[0], part.rpartition("-")[2]) for part in ("20-7e " + _RANGES).split())
_STARTS: Final = tuple(int(start, 16) for start, _ in _PAIRS)
_ENDS: Final = tuple(int(end, 16) for _, end in _PAIRS)


def visible(text: str) -> str:
    """The text with every sign that shows nothing, or turns the text around it, written as its code: "[U+202E]".

    Direction overrides could make an amount read backwards; such a sign is shown, never obeyed.
    """
    if text.isprintable() and text.isascii():
        return text
    text = _INDENTED.sub(" ", text)
    for mark, plain in _BREAKS.items():
        text = text.replace(mark, plain)
    return "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    if letter == "\n" or letter in _HARMLESS or unicodedata.category(letter) not in _HIDDEN:
        return letter
    return coded(letter)


def coded(letter: str) -> str:
    """A letter as its code point."""
    return f"[U+{ord(letter):04X}]"


def drawable(text: str) -> str:
    """The text as the PDF's fonts can draw it: a letter they lack is written as its code, so nothing is lost."""
    shown = visible(text)
    if shown.isascii():
        return shown
    whole = unicodedata.normalize("NFC", shown)
    return "".join(letter if _drawn(letter) else coded(letter) for letter in whole if letter not in _HARMLESS)


def _drawn(letter: str) -> bool:
    at = bisect_right(_STARTS, ord(letter)) - 1
    return letter == "\n" or (at >= 0 and ord(letter) <= _ENDS[at])

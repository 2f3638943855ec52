"""How one supplier's invoices look: ten designs, varied by a layout seed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from kontera.samples.chance import chance, happens
from kontera.samples.sheet import Colour
from kontera.samples.wording import chosen


class Head(Enum):
    """Where the letterhead stands."""

    LEFT = auto()
    RIGHT = auto()
    CENTRED = auto()
    BAND = auto()
    SIDE = auto()


class Meta(Enum):
    """How number, dates and references are set."""

    PAIRS_RIGHT = auto()
    PAIRS_LEFT = auto()
    ROW = auto()
    GRID = auto()
    CARDS = auto()
    PROSE = auto()


class Rows(Enum):
    """How the table of lines is drawn."""

    LINED = auto()
    ZEBRA = auto()
    BOXED = auto()
    FILLED = auto()
    BARE = auto()
    DASHED = auto()


class Sums(Enum):
    """How the totals are set."""

    PAIRS = auto()
    PANEL = auto()
    ROW = auto()


class Foot(Enum):
    """How the footer is set."""

    COLUMNS = auto()
    LINE = auto()
    NONE = auto()


class Minus(Enum):
    """How a credit note's amounts are signed."""

    NONE = auto()
    BEFORE = auto()
    AFTER = auto()


@dataclass(frozen=True, slots=True)
class Design:
    """The fixed part of a look."""

    head: Head
    meta: Meta
    rows: Rows
    sums: Sums
    foot: Foot
    family: str
    size: float
    slip: bool = False
    breakdown: bool = False


DESIGNS: Final = (
    Design(Head.LEFT, Meta.PAIRS_RIGHT, Rows.LINED, Sums.PAIRS, Foot.COLUMNS, "Helvetica", 9),
    Design(Head.BAND, Meta.GRID, Rows.FILLED, Sums.PANEL, Foot.LINE, "Helvetica", 9, breakdown=True),
    Design(Head.LEFT, Meta.PAIRS_LEFT, Rows.BOXED, Sums.ROW, Foot.NONE, "Helvetica", 8.5, slip=True),
    Design(Head.CENTRED, Meta.ROW, Rows.BARE, Sums.PAIRS, Foot.LINE, "Times", 10.5),
    Design(Head.RIGHT, Meta.PAIRS_LEFT, Rows.ZEBRA, Sums.PANEL, Foot.COLUMNS, "Helvetica", 9, breakdown=True),
    Design(Head.LEFT, Meta.GRID, Rows.DASHED, Sums.PAIRS, Foot.LINE, "Courier", 8.5, breakdown=True),
    Design(Head.SIDE, Meta.GRID, Rows.LINED, Sums.PAIRS, Foot.NONE, "Helvetica", 8.5),
    Design(Head.LEFT, Meta.ROW, Rows.BOXED, Sums.ROW, Foot.COLUMNS, "Helvetica", 8.5, slip=True, breakdown=True),
    Design(Head.LEFT, Meta.CARDS, Rows.FILLED, Sums.PAIRS, Foot.COLUMNS, "Helvetica", 9),
    Design(Head.RIGHT, Meta.PROSE, Rows.LINED, Sums.PAIRS, Foot.LINE, "Times", 10.5),
)
ACCENTS: Final[tuple[Colour, ...]] = (
    (0.11, 0.29, 0.45),
    (0.16, 0.40, 0.30),
    (0.55, 0.17, 0.17),
    (0.24, 0.22, 0.42),
    (0.20, 0.24, 0.28),
    (0.66, 0.36, 0.08),
    (0.05, 0.42, 0.48),
)
DATES: Final[dict[str, tuple[str, ...]]] = {
    "sv": (*("%Y-%m-%d",) * 8, "%Y%m%d", "%y%m%d"),
    "fi": ("%d.%m.%Y", "{d}.{m}.%Y"),
    "nb": ("%d.%m.%Y", "{d}.{m}.%Y"),
    "da": ("%d-%m-%Y", "%d.%m.%Y", "%d/%m-%Y"),
    "en": ("%d %B %Y", "%Y-%m-%d", "%d/%m/%Y"),
    "de": ("%d.%m.%Y",),
}
MARKS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "sv": (*((" ", ","),) * 4, ("\u00a0", ","), ("\u00a0", ","), ("", ",")),
    "fi": (("\u00a0", ","), (" ", ",")),
    "nb": (("\u00a0", ","), (" ", ","), (".", ",")),
    "da": ((".", ","),),
    "en": ((",", "."),),
    "de": ((".", ","),),
}
"""The thousands mark and decimal mark of each language, by how common they are."""

OPTIONAL: Final = (
    ("seller_reference", 60),
    ("buyer_reference", 85),
    ("order_number", 100),
    ("delivery_date", 80),
    ("terms", 75),
    ("penalty", 50),
    ("payment_reference", 60),
    ("buyer_vat", 40),
)


@dataclass(frozen=True, slots=True)
class Style:
    """One supplier's whole look: its design, colours, marks and words, all from the layout seed."""

    design: Design
    language: str
    accent: Colour
    margin: float
    words: dict[str, str]
    date: str
    thousands: str
    decimal: str
    minus: Minus
    colon: str
    meta: frozenset[str]
    columns: tuple[str, ...]
    joined_unit: bool
    currency_first: bool
    kronor: bool
    mark: int

    @property
    def regular(self) -> str:
        """The plain font's name."""
        return "Times-Roman" if self.design.family == "Times" else self.design.family

    @property
    def bold(self) -> str:
        """The bold font's name."""
        return f"{self.design.family}-Bold"

    @property
    def tint(self) -> Colour:
        """A light shade of the accent, for backgrounds."""
        red, green, blue = self.accent
        return 0.9 + 0.1 * red, 0.9 + 0.1 * green, 0.9 + 0.1 * blue


def style(layout_seed: int, language: str) -> Style:
    """The look that a seed gives: the seed modulo the number of designs chooses the design."""
    dice = chance("layout", layout_seed, language)
    thousands, decimal = dice.choice(MARKS[language])
    return Style(
        design=DESIGNS[layout_seed % len(DESIGNS)],
        language=language,
        accent=dice.choice(ACCENTS),
        margin=dice.choice((42.0, 48.0, 54.0, 60.0)),
        words=chosen(dice, language),
        date=dice.choice(DATES[language]),
        thousands=thousands,
        decimal=decimal,
        minus=dice.choice((Minus.NONE, Minus.BEFORE, Minus.BEFORE, Minus.AFTER)),
        colon=dice.choice(("", "", ":")),
        meta=frozenset(key for key, percent in OPTIONAL if happens(dice, percent)),
        columns=dice.choice(
            (
                ("article", "description", "quantity", "unit", "unit_price", "discount_percent", "vat_rate", "amount"),
                ("description", "quantity", "unit", "unit_price", "discount_percent", "vat_rate", "amount"),
                ("position", "article", "description", "quantity", "unit", "unit_price", "discount_percent", "amount"),
                ("position", "description", "quantity", "unit", "unit_price", "vat_rate", "discount_percent", "amount"),
                ("quantity", "unit", "article", "description", "unit_price", "discount_percent", "vat_rate", "amount"),
            )
        ),
        joined_unit=happens(dice, 35),
        currency_first=happens(dice, 30),
        kronor=happens(dice, 30),
        mark=dice.randrange(4),
    )

"""What all shapes of the API share: amounts as text, lists with their total, and the error."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Final, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

T = TypeVar("T")

_DECIMAL: Final = re.compile(r"-?\d{1,15}(\.\d{1,2})?", re.ASCII)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DECIMAL_TEXT: Final = {"type": "string", "examples": ["1250.00"]}


class Shape(BaseModel):
    """A shape that is read from a record of the same field names."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Asked(BaseModel):
    """A shape that a caller sends; what it does not know is refused rather than ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _decimal_text(value: object) -> object:
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise ValueError('an amount is text with a point and at most two decimals, such as "1250.00"')
    return value


def _printable(value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError("control characters are not accepted")
    return value


Number = Annotated[
    Decimal,
    PlainSerializer(lambda value: format(value, "f"), return_type=str),
    WithJsonSchema(_DECIMAL_TEXT, mode="serialization"),
]
"""A decimal as text, never a float: "1250.00"."""

AmountIn = Annotated[
    Decimal,
    BeforeValidator(_decimal_text),
    WithJsonSchema({**_DECIMAL_TEXT, "pattern": f"^{_DECIMAL.pattern}$"}, mode="validation"),
]
"""An amount as a caller writes it: text, with a point and at most two decimals."""

Text = Annotated[str, Field(max_length=500), AfterValidator(_printable)]
"""A short text."""

Words = Annotated[str, Field(max_length=4000), AfterValidator(_printable)]
"""A text of some sentences."""

Reason = Annotated[Words, Field(min_length=1)]
"""A reason, which may not be left out."""


class Listed(Shape, Generic[T]):
    """One page of a list."""

    items: list[T] = Field(description="The page's items, in order.")
    total: int | None = Field(
        description="How many there are in all, on all pages. Null when there are more after this page, uncounted."
    )


class Refusal(Shape):
    """Why something was not done."""

    code: str = Field(description="A stable, machine-readable code.", examples=["case.not_ready"])
    message: str = Field(description="The same in English words.")
    values: dict[str, str] = Field(description="The values the message speaks of, by name.")


class PageAsked(Asked):
    """Which part of a list is wanted."""

    limit: int = Field(50, ge=1, le=500, description="At most so many items, 1 to 500.")
    offset: int = Field(0, ge=0, le=1_000_000, description="Skip so many items first.")

"""The only source of chance: generators seeded by what they are for, so that the same seed gives the same bytes."""

from __future__ import annotations

import random


def chance(*parts: object) -> random.Random:
    """A generator seeded by the parts' text: the same parts give the same sequence in every process."""
    return random.Random(":".join(str(part) for part in parts))  # noqa: S311 - invents samples, keeps no secret


def happens(dice: random.Random, percent: int) -> bool:
    """True in `percent` cases of a hundred."""
    return dice.randrange(100) < percent

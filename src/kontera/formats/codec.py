"""The shape of a codec: one e-invoice format that is recognised by its root element and read into Readings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kontera.core.reading import Reading
from kontera.formats.xml import Element


@dataclass(frozen=True, slots=True)
class Codec:
    """One format: `name` as it stands in `Reading.format`; `recognises` looks at the root, never at a file name.

    `read` raises nothing for a faulty invoice: what is wrong becomes absent values, unread paths and findings.
    """

    name: str
    recognises: Callable[[Element], bool]
    read: Callable[[Element], tuple[Reading, ...]]

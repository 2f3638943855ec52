"""What is said of pages that could not be read whole."""

from __future__ import annotations

from collections.abc import Iterable

from kontera.core.evidence import Page
from kontera.core.finding import Finding, Severity


def not_whole(pages: Iterable[Page]) -> tuple[Finding, ...]:
    """A remark that names the pages with more on them than was read; nothing is lost where there is none."""
    numbers = [str(page.number) for page in pages if not page.whole]
    if not numbers:
        return ()
    text = "Page {page} could not be read whole: there is more text on it than is read optically."
    return (
        Finding("reading.not_whole", text, Severity.DOUBT, values=(("page", ", ".join(numbers)),), by="recognition"),
    )

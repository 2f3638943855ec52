"""Reads an answer of any kind, told by the specification it names."""

from __future__ import annotations

from typing import Final

from kontera.core.answer import Answer, MessageAnswer
from kontera.formats.answers.imr import read_imr
from kontera.formats.answers.mls import EARLIER, SPECIFICATION, read_mls
from kontera.formats.answers.parts import text
from kontera.formats.xml import Element

MESSAGE_ANSWERS: Final = (SPECIFICATION.removesuffix("1.0"), EARLIER)


def read_answer(root: Element) -> Answer | MessageAnswer:
    """What a buyer says of an invoice, or an access point of a message; without a known claim it is the buyer.

    Raises UnreadableDocument when the document is no ApplicationResponse or has no status that Peppol knows.
    """
    claim = text(root, "CustomizationID")
    return read_mls(root) if claim.startswith(MESSAGE_ANSWERS) else read_imr(root)

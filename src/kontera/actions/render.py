"""Write readings as a page for people: HTML, PDF, or a fragment for the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import assert_never

from kontera.core.errors import KonteraError
from kontera.core.identifiers import is_personal, mask_personal
from kontera.core.invoice import Attachment
from kontera.core.party import Party
from kontera.core.reading import Reading
from kontera.formats.page import html, pdf
from kontera.formats.page.lay import sheet_of
from kontera.formats.page.words import Language

Translate = Callable[[str], str]


class Form(StrEnum):
    """What a page is written as."""

    HTML = "html"
    PDF = "pdf"


class NoSuchForm(KonteraError):
    """A page can be written as HTML or PDF only."""

    code, status, exit_code = "render.no_such_form", 422, 2
    msgid = "A page is written as .pdf or .html, not as {name}."


class NoOwnPage(KonteraError):
    """The document carries no PDF that shows the invoice."""

    code, status, exit_code = "render.no_own_page", 404, 5
    msgid = "The document carries no PDF of the invoice made by its sender."


def form_of(name: str) -> Form:
    """The form that a file's name asks for. Raises NoSuchForm."""
    ending = name.rpartition(".")[2].lower()
    try:
        return Form("html" if ending == "htm" else ending)
    except ValueError:
        raise NoSuchForm(name=name) from None


def page(
    readings: Sequence[Reading], form: Form, language: str, *, translate: Translate = str, terms: bool = False
) -> bytes:
    """Every invoice of a document as one file, each from a new page on.

    `language` is sv, en, fi, nb or da; `terms` writes the terms of EN 16931 beside the labels of a PDF (HTML has a
    switch for them). `translate` turns a remark's English sentence into the language.
    """
    say = _say(translate)
    sheets = [sheet_of(reading, Language(language), say) for reading in readings]
    match form:
        case Form.HTML:
            return html.to_html(sheets)
        case Form.PDF:
            return pdf.to_pdf(sheets, pdf.Terms.SHOWN if terms else pdf.Terms.HIDDEN)
        case _:
            assert_never(form)


def fragment(
    reading: Reading, language: str, link: Callable[[int], str], *, translate: Translate = str, level: int = 2
) -> str:
    """One invoice as an HTML element without style, all text escaped; English where the language is not known.

    `link` says where the attachment of a number can be fetched; `level` is the level of its highest heading. A sole
    trader's organisation number, which is a personal number, is hidden as everywhere on the screens.
    """
    known = Language(language) if language in {one.value for one in Language} else Language.EN
    links = [link(number) if _embedded(one) else "" for number, one in enumerate(reading.invoice.attachments)]
    invoice = replace(reading.invoice, seller=_hidden(reading.invoice.seller), buyer=_hidden(reading.invoice.buyer))
    return html.to_fragment(sheet_of(replace(reading, invoice=invoice), known, _say(translate)), links, level)


def _hidden(party: Party) -> Party:
    number = party.organisation_number
    return replace(party, organisation_number=mask_personal(number)) if is_personal(number) else party


def _embedded(one: Attachment) -> bool:
    """Whether the document holds it; where only its place elsewhere is told, nothing can be fetched."""
    return bool(one.content or (not one.uri and (one.filename or one.media_type)))


def _say(translate: Translate) -> Callable[[str, Mapping[str, str]], str]:
    def say(msgid: str, values: Mapping[str, str]) -> str:
        for text in (translate(msgid), msgid):
            try:
                return text.format_map(values) if values else text
            except (KeyError, ValueError, IndexError):  # a translation that lost a place is not used
                continue
        return msgid

    return say

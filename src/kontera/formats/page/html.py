"""A sheet as HTML: a whole document that needs nothing beside it, or a fragment for a page that has the style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from kontera.formats.page.letters import visible
from kontera.formats.page.sheet import Cell, Column, Fact, Group, Remark, Row, Sheet, Table

_FEW: Final = 12  # unread paths shown open; more are folded


@cache
def style() -> str:
    """The style of a sheet, light and dark, on a screen, a phone and A4."""
    return files("kontera.formats.page").joinpath("style", "sheet.css").read_text(encoding="utf-8")


def to_html(sheets: Sequence[Sheet]) -> bytes:
    """One self-contained HTML5 document of the sheets, one after the other: no script, no link, all text escaped."""
    first = sheets[0] if sheets else None
    language = first.language.value if first else "en"
    named = _text(" ".join(part for part in (first.title, first.number, first.seller) if part)) if first else ""
    head = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{named}</title>\n<style>\n{style()}</style>\n</head>\n"
    )
    body = "\n".join(to_fragment(sheet, level=1) for sheet in sheets)
    return f'{head}<body class="paper-ground">\n<main>\n{body}\n</main>\n</body>\n</html>\n'.encode()


def to_fragment(sheet: Sheet, links: Sequence[str] = (), level: int = 2) -> str:
    """The sheet as one `<article class="paper">` without style.

    `links` holds where each attachment can be fetched, in the invoice's order, "" for none; `level` is that of the
    title's heading.
    """
    return _Page(level, tuple(links)).article(sheet)


def _text(text: str) -> str:
    return escape(visible(text))


def _small(text: str) -> str:
    return f" <small>{_text(text)}</small>" if text else ""


def _term(term: str) -> str:
    return f' <small class="paper-bt">{_text(term)}</small>' if term else ""


def _hint(term: str) -> str:
    return f' title="{_text(term)}"' if term else ""


def _fact(fact: Fact) -> str:
    if not fact.label:
        return f"<p{_hint(fact.term)}>{_text(fact.text)}{_small(fact.small)}{_term(fact.term)}</p>"
    strong = ' class="paper-strong"' if fact.strong else ""
    label = f"<dt{_hint(fact.term)}>{_text(fact.label)}{_term(fact.term)}</dt>"
    return f"<div{strong}>{label}<dd><bdi>{_text(fact.text)}</bdi>{_small(fact.small)}</dd></div>"


def _facts(facts: Iterable[Fact], name: str) -> str:
    made = tuple(facts)
    plain = "".join(_fact(one) for one in made if not one.label)
    labelled = "".join(_fact(one) for one in made if one.label)
    return plain + (f'<dl class="{name}">{labelled}</dl>' if labelled else "")


class _Page:
    """The writer of one sheet: `level` is the title's heading level, `links` lead to its attachments."""

    def __init__(self, level: int, links: tuple[str, ...]) -> None:
        self.level = level
        self.links = links

    def article(self, sheet: Sheet) -> str:
        """The whole sheet."""
        parts = (
            self._head(sheet),
            self._remarks(sheet),
            self._parties(sheet.parties),
            '<div class="paper-pair">' + "".join(self._group(one, "paper-facts") for one in sheet.facts) + "</div>",
            self._group(sheet.notes, "paper-facts", "paper-notes"),
            self._table(sheet.lines, "paper-lines"),
            self._table(sheet.allowances),
            '<div class="paper-sums">',
            self._table(sheet.vat),
            self._group(sheet.totals, "paper-totals"),
            "</div>",
            self._group(sheet.payment, "paper-facts paper-wide"),
            self._table(sheet.preceding),
            self._table(sheet.attachments, links=self.links),
            self._unread(sheet.unread),
            self._foot(sheet),
        )
        return (
            f'<article class="paper" lang="{sheet.language.value}">\n' + "\n".join(filter(None, parts)) + "\n</article>"
        )

    def _heading(self, text: str, term: str = "", deeper: int = 1) -> str:
        level = min(self.level + deeper, 6)
        return f"<h{level}{_hint(term)}>{_text(text)}{_term(term)}</h{level}>"

    def _head(self, sheet: Sheet) -> str:
        number = _text(sheet.number) or f"<i>{_text(sheet.furniture.missing)}</i>"
        title = f'<h{self.level} class="paper-title">{_text(sheet.title)} <b><bdi>{number}</bdi></b></h{self.level}>'
        seller = f'<p class="paper-from"><bdi>{_text(sheet.seller)}</bdi></p>' if sheet.seller else ""
        return f'<header class="paper-head"><div>{seller}{title}</div>{_facts(sheet.summary, "paper-summary")}</header>'

    def _remarks(self, sheet: Sheet) -> str:
        if not sheet.remarks:
            return ""
        items = "".join(self._remark(one, sheet.furniture.field) for one in sheet.remarks)
        return f'<section class="paper-remarks">{self._heading(sheet.furniture.remarks)}<ul>{items}</ul></section>'

    @staticmethod
    def _remark(one: Remark, concerns: str) -> str:
        mend = f" <span>{_text(one.mend)}</span>" if one.mend else ""
        field = f"{_text(concerns)} <code>{_text(one.field)}</code>" if one.field else ""
        rule = f"<code>{_text(one.rule)}</code>" if one.rule else ""
        small = " · ".join(filter(None, (rule, field)))
        said = f"<b>{_text(one.word)}</b> {_text(one.text)}{mend} <small>{small}</small>"
        return f'<li class="paper-{one.tone.value}">{said}</li>'

    def _parties(self, parties: Iterable[Group]) -> str:
        made = "".join(self._party(one) for one in parties)
        return f'<div class="paper-parties">{made}</div>' if made else ""

    def _party(self, one: Group) -> str:
        name, *address = one.lead or ("",)
        lead = f"<b><bdi>{_text(name)}</bdi></b>" if name else ""
        lines = "<br>".join(_text(line) for line in address)
        card = "<br>".join(filter(None, (lead, lines)))
        shown = f"<address>{card}</address>" if card else ""
        return f"<section>{self._heading(one.heading, one.term)}{shown}{_facts(one.facts, 'paper-facts')}</section>"

    def _group(self, group: Group, name: str, section: str = "") -> str:
        if not group.facts:
            return ""
        kind = f' class="{section}"' if section else ""
        return f"<section{kind}>{self._heading(group.heading, group.term)}{_facts(group.facts, name)}</section>"

    def _table(self, table: Table, name: str = "", links: tuple[str, ...] = ()) -> str:
        if not table.rows:
            return ""
        heads = "".join(_column(one) for one in table.columns)
        links += ("",) * len(table.rows)
        rows = "".join(_row(table.columns, row, link) for row, link in zip(table.rows, links, strict=False))
        kind = f' class="{name}"' if name else ""
        return (
            f"<section{kind}>{self._heading(table.heading, table.term)}"
            f'<table aria-label="{_text(table.heading)}"><thead><tr>{heads}</tr></thead>{rows}</table></section>'
        )

    def _unread(self, group: Group) -> str:
        if not group.facts:
            return ""
        items = "".join(f"<li><code>{_text(one.text)}</code></li>" for one in group.facts)
        opened = " open" if len(group.facts) <= _FEW else ""
        summary = f"<summary>{self._heading(f'{group.heading} ({len(group.facts)})')}</summary>"
        return f'<details class="paper-unread"{opened}>{summary}<ul>{items}</ul></details>'

    def _foot(self, sheet: Sheet) -> str:
        furniture = sheet.furniture
        switch = f'<label class="paper-terms"><input type="checkbox"> {_text(furniture.show_terms)}</label>'
        said = f"<p>{_text(furniture.made_from)}</p>{switch}"
        return f'<footer class="paper-foot">{_facts(sheet.source.facts, "paper-facts paper-wide")}{said}</footer>'


def _column(column: Column) -> str:
    kind = ' class="paper-num"' if column.is_number else ' class="paper-wide"' if column.wide else ""
    return f'<th scope="col"{kind}{_hint(column.term)}>{_text(column.label)}{_term(column.term)}</th>'


def _row(columns: Sequence[Column], row: Row, link: str) -> str:
    cells = "".join(_cell(one, cell, link) for one, cell in zip(columns, row.cells, strict=True))
    below = ""
    if row.facts:
        before = next((i for i, one in enumerate(columns) if one.wide), 0)
        skip = f'<td colspan="{before}"></td>' if before else ""
        told = f'<td colspan="{len(columns) - before}">{_facts(row.facts, "paper-under")}</td>'
        below = f'<tr class="paper-under">{skip}{told}</tr>'
    return f"<tbody><tr>{cells}</tr>{below}</tbody>"


def _cell(column: Column, cell: Cell, link: str) -> str:
    text = f"<bdi>{_text(cell.text)}</bdi>" if cell.text else ""
    if column.wide:
        shown = f'<a href="{escape(link)}" download>{text}</a>' if link and text else text
        return f'<th scope="row" class="paper-wide">{shown}{_small(cell.small)}</th>'
    kind = ' class="paper-num"' if column.is_number else ""
    bare = "" if cell != Cell() else " data-bare"
    return f'<td{kind}{bare} data-label="{_text(column.label)}">{text}{_small(cell.small)}</td>'

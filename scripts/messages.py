"""Keep the translations: extract every message, bring the catalogues up to date, compile them.

python scripts/messages.py extract   the messages that the source holds, one a line
python scripts/messages.py update    add new messages to the catalogues and drop those no longer used
python scripts/messages.py compile   write the compiled catalogues
"""

from __future__ import annotations

import ast
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from kontera.web.catalogues import LANGUAGES, compile_missing, source_of

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = ROOT / "src" / "kontera"
WEB: Final = SOURCE / "web"
THINKING: Final = ("core", "countries", "steps", "formats", "pipeline", "actions", "adapters")
KEYWORDS: Final = {
    "_": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_RULE: Final = re.compile(r"^[A-Za-z]+(?:[._-][A-Za-z0-9_?]+)+$")
_SENTENCE: Final = re.compile(r"^[A-Z{][^\n]*[ ][^\n]*[.!?:]?$")
_MAKERS: Final = frozenset({"Words", "Finding", "doubt", "note", "stop", "_stop", "_refused", "_finding", "remark"})
_NAMERS: Final = frozenset({"IdentifierKind", "found"})
_CHOICES: Final = frozenset({"Choice", "_account"})
_REASONS: Final = frozenset({"reason", "reasons", "what", "kind", "size"})
_SPEAKING: Final = ("steps", "pipeline", "actions", "adapters/pdf")
_PHRASE: Final = re.compile(r"^[a-z][a-z'-]*(?:[,:;]? [a-zA-Z'-]+)+$")
_KEPT: Final = frozenset({"split", "compile", "Field"})  # their texts are taken apart, sought, or read in the API alone
_WORD_LISTS: Final = frozenset({"steps/interpretation/dates.py"})  # the months in the languages of invoices
UNSAID: Final = frozenset(
    {
        # by what a value was chosen: kept with it, shown to nobody
        "a line of its own", "above the address", "above the number", "beside the name", "check digits",
        "country of the supplier", "currency code", "currency sign", "domain of the mail address",
        "first date on the page", "form of a mail address", "form of a telephone number", "heading of the buyer",
        "heading of the seller", "icelandic account", "label below", "legal form", "no other title",
        "norwegian account", "nothing asks for money", "only rate", "place and date",
        "quantity x price", "rate x base", "register form", "shape of a VAT number", "sum of rates",
        "terms in full", "the lines", "till slip", "total below zero", "type code", "under the name", "under the title",
        # what is read on invoices, and names within a step
        "article and description", "au capital", "btw verlegd", "business id", "month first", "tax id",
        "united kingdom",
    }
)  # fmt: skip
Message = str | tuple[str, str]


def messages() -> Catalog:
    """Every message of the templates, the views and the command line, and what findings, errors and reasons say."""
    catalogue = Catalog(fuzzy=False)
    for path in (*sorted(WEB.rglob("*.py")), *sorted((SOURCE / "cli").rglob("*.py"))):
        _add(catalogue, path, path.read_bytes(), "python")
    for path in sorted((WEB / "templates").rglob("*.html")):
        _add(catalogue, path, _as_python(path), "python")
    for room in THINKING:
        for path in sorted((SOURCE / room).rglob("*.py")):
            for message in sorted(set(said_in(ast.parse(path.read_text(encoding="utf-8"))))):
                if message not in catalogue:
                    catalogue.add(message, locations=[(str(path.relative_to(ROOT)), 1)])
    for phrase, path in sorted(phrases().items()):
        if phrase not in catalogue and phrase not in UNSAID:
            catalogue.add(phrase, locations=[(str(path.relative_to(ROOT)), 1)])
    return catalogue


def phrases() -> dict[str, Path]:
    """What the thinking rooms say in a few words without a capital letter: reasons mostly, wherever they are kept."""
    return {
        text: path
        for room in _SPEAKING
        for path in sorted((SOURCE / room).rglob("*.py"))
        if path.relative_to(SOURCE).as_posix() not in _WORD_LISTS
        for text in phrases_in(ast.parse(path.read_text(encoding="utf-8")))
    }


def phrases_in(tree: ast.AST) -> Iterator[str]:
    """The phrases of one file: of each is to be told whether a person is shown it, see `UNSAID`."""
    passed = {id(text) for text in _docstrings(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Call) and _called(node) in _KEPT):
            passed |= {id(one) for one in ast.walk(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in passed and _PHRASE.match(text):
                yield text


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _as_python(path: Path) -> bytes:
    from django.utils.translation.template import templatize  # noqa: PLC0415 - Django only when templates are read

    return templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode()


def _add(catalogue: Catalog, path: Path, source: bytes, method: str) -> None:
    for line, message, _comments, context in extract(method, io.BytesIO(source), keywords=KEYWORDS):
        plain = tuple(part for part in message if part) if isinstance(message, tuple) else message
        one = plain[0] if isinstance(plain, tuple) and len(plain) == 1 else plain
        if one:
            catalogue.add(one, locations=[(str(path.relative_to(ROOT)), line)], context=context)


def said_in(tree: ast.AST) -> Iterator[str]:  # noqa: C901 - one case a way of saying something
    """What a room says to people: messages of errors, sentences of findings, and reasons."""
    documented = {id(text) for text in _docstrings(tree)}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name("msgid")], value=ast.Constant(value=str(text))):
                yield text
            case ast.keyword(arg=str(name), value=value) if name in _REASONS:
                yield from _texts(value)
            case ast.Call(func=ast.Name(name), args=args) if name in _MAKERS:
                for arg in args:
                    yield from (text for text in _texts(arg) if " " in text)
            case ast.Call(func=ast.Name(name), args=args) if name in _NAMERS:
                yield from (text for arg in args for text in _texts(arg))
            case ast.Call(func=ast.Name(name), args=args) if name in _CHOICES:
                yield from (text for arg in args if isinstance(arg, ast.Tuple) for text in _texts(arg))
            case ast.Call(func=ast.Attribute(attr="because"), args=[reason, *_]):
                yield from _texts(reason)
            case ast.Assign(targets=[ast.Name("reasons")], value=value):
                yield from _texts(value)
            case ast.Constant(value=str(text)) if id(node) not in documented and _is_sentence(text):
                yield text
            case ast.Assign(targets=[ast.Name(name)], value=value) if "REASON" in name or "WHY" in name:
                yield from (text for one in ast.walk(value) for text in _texts(one) if " " in text)


def _texts(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)) if text.strip() and not _RULE.match(text):
            yield text
        case ast.Tuple(elts=items) | ast.List(elts=items):
            for item in items:
                yield from _texts(item)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body)
            yield from _texts(orelse)


def _is_sentence(text: str) -> bool:
    return bool(_SENTENCE.match(text)) and text[-1] in ".!?" and len(text.split()) > 2 and "<" not in text  # noqa: PLR2004


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def update() -> None:
    """Bring each language's catalogue up to what the source says; what was translated stays."""
    fresh = messages()
    for language in LANGUAGES:
        path = source_of(language)
        known = Catalog(locale=language, fuzzy=False, project="Kontera", version="", copyright_holder="Kontera")
        if path.exists():
            with path.open("rb") as file:
                known = read_po(file, locale=language)
        known.update(fresh, no_fuzzy_matching=True, update_creation_date=False)
        known.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, known, sort_output=True, no_location=True, omit_header=False, width=0)
        missing = sum(not message.string or not any(message.string) for message in known if message.id)
        print(f"{language}: {len(known)} messages, {missing} untranslated")


def main(act: str) -> int:
    """Do what was asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontera.wiring.django.settings")
    match act:
        case "extract":
            for message in messages():
                if message.id:
                    print(message.id)
        case "update":
            update()
        case "compile":
            for path in compile_missing(anew=True):
                print(path.relative_to(ROOT))
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))

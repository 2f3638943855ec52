"""Each e-invoice of the project's own is read into exactly what its folder expects."""

from __future__ import annotations

import json

import pytest

from einvoices import GOLDEN, reading
from kontera.formats.full import to_full

FOLDERS = sorted(
    folder.parent.name for folder in GOLDEN.glob("*/input.xml") if (folder.parent / "invoice.json").exists()
)


@pytest.mark.parametrize("name", FOLDERS)
def test_an_e_invoice_is_read_as_its_folder_expects(name: str) -> None:
    full = to_full(reading((GOLDEN / name / "input.xml").read_bytes()))
    expected = json.loads((GOLDEN / name / "invoice.json").read_text(encoding="utf-8"))
    assert full["invoice"] == expected["invoice"]
    assert full["unread"] == expected["unread"]


@pytest.mark.parametrize("name", FOLDERS)
def test_every_value_of_an_e_invoice_has_evidence(name: str) -> None:
    found = to_full(reading((GOLDEN / name / "input.xml").read_bytes()))["fields"]
    assert isinstance(found, dict)
    bare = [path for path, entry in found.items() if entry["confidence"] is None]
    assert bare in ([], ["reverse_charge"])

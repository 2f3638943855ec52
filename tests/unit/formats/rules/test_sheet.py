"""What a sheet reports becomes breaches in our words, at the place it points at."""

from __future__ import annotations

import pytest

from einvoices import ubl
from kontera.core.validation import Breach, Failure, Layer, SheetRun, Weight
from kontera.formats.rules.places import Tree
from kontera.formats.rules.sheet import breaches_of
from kontera.formats.xml import parse_xml

TREE = Tree(parse_xml(ubl("<cbc:ID>1</cbc:ID>\n<cac:Delivery>\n<cbc:ID>x</cbc:ID></cac:Delivery>")))


def _found(failure: Failure) -> Breach:
    (breach,) = breaches_of(TREE, SheetRun((failure,)), Layer.EN16931)
    return breach


def test_an_official_rule_is_told_in_our_words() -> None:
    breach = _found(Failure("BR-02", "fatal", "/Invoice", "normalize-space(cbc:ID)", "[BR-02]-An Invoice shall"))
    assert breach.says == "The invoice number is missing (BT-1)."
    assert (breach.field, breach.weight) == ("number", Weight.FATAL)


def test_a_structure_rule_points_at_the_part_it_speaks_of() -> None:
    breach = _found(Failure("UBL-CR-359", "warning", "/Invoice", "not(cac:Delivery/cbc:ID)"))
    assert (breach.xpath, breach.line, breach.found) == ("/Invoice/cac:Delivery/cbc:ID", 3, "x")
    assert breach.weight is Weight.WARNING


def test_a_rule_that_we_do_not_know_keeps_its_publishers_text() -> None:
    breach = _found(Failure("XX-1", "", "/Invoice", "", "[XX-1] - Something {odd} happened"))
    assert breach.says.format_map(dict(breach.values)) == "Something {odd} happened"
    assert breach.weight is Weight.FATAL


def test_a_numbered_assertion_is_named_by_the_rule_in_its_text() -> None:
    assert _found(Failure("FX-SCH-A-000390", "", "/Invoice", "", "[BR-02] - text")).rule == "BR-02"
    assert _found(Failure("FX-SCH-A-000391", "", "/Invoice", "", "text alone")).rule == "FX-SCH-A-000391"


@pytest.mark.parametrize(
    ("flag", "weight"),
    [("fatal", "fatal"), ("error", "fatal"), ("WARNING", "warning"), ("information", "information"), ("", "fatal")],
)
def test_the_weight_is_the_publishers(flag: str, weight: str) -> None:
    assert _found(Failure("BR-02", flag, "/Invoice")).weight == weight


def test_a_sheet_that_cannot_be_computed_is_one_fatal_breach() -> None:
    (breach,) = breaches_of(TREE, SheetRun(error="FORG0001"), Layer.EN16931)
    assert (breach.rule, breach.weight) == ("en16931.FORG0001", Weight.FATAL)

"""Which label belongs to which value."""

from __future__ import annotations

from tests.unit.steps.interpretation.pages import a_page

from kontera.steps.interpretation.labels import Labels, hits_in
from kontera.steps.interpretation.layout import laid_out


def _claims(*texts: tuple[float, float, str]) -> dict[str, float]:
    sheet = laid_out((a_page(*texts),))
    value = next(s for s in sheet.segments if s.text.endswith("4711"))
    return {name: claim.score for name, claim in Labels(sheet).claims(value, value.tokens[-1:]).items()}


def test_spaces_points_and_hyphens_in_a_label_do_not_matter() -> None:
    for text in ("Fakturanr", "Faktura-nr.", "Faktura nr:", "FAKTURA NR"):
        segment = laid_out((a_page((6, 5, text)),)).segments[0]
        assert any(hit.names("number") for hit in hits_in(segment))


def test_a_label_misread_by_one_letter_is_still_known() -> None:
    segment = laid_out((a_page((6, 5, "Fakturanummcr")),)).segments[0]
    assert hits_in(segment)[0].names("number")
    assert hits_in(segment)[0].sure < 1


def test_a_label_before_its_value_is_the_surest() -> None:
    same = _claims((6, 5, "Fakturanummer: 4711"))["number"]
    left = _claims((6, 5, "Fakturanummer"), (40, 5, "4711"))["number"]
    above = _claims((6, 5, "Fakturanummer"), (6, 7, "4711"))["number"]
    assert same > left > above > 0.5


def test_the_nearest_label_wins() -> None:
    claims = _claims((6, 5, "Fakturanummer"), (6, 8, "Kundnummer"), (30, 8, "4711"))
    assert claims["customer_number"] > claims.get("number", 0)


def test_label_and_value_in_one_word_are_parted() -> None:
    sheet = laid_out((a_page((6, 5, "OCR:410353221")),))
    assert [token.text for token in sheet.segments[0].tokens] == ["OCR:", "410353221"]


def test_an_order_number_that_begins_as_its_label_does_is_no_label() -> None:
    segment = laid_out((a_page((6, 5, "Purchase order: PO-81197")),)).segments[0]
    assert [hit.tokens[-1].text for hit in hits_in(segment)] == ["order:"]

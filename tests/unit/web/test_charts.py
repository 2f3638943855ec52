"""Charts: what stands under the bars, and where they begin."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from kontera.web.charts import LETTER, WIDE, Chart, Point, lying, standing, steps


def _months(names: list[str]) -> Chart:
    points = [Point(name, Decimal(at + 1), f"{at + 1}") for at, name in enumerate(names)]
    chart = standing("Spend", "Spend by month", points, [Point("", value, "") for value in steps(Decimal(len(names)))])
    assert chart is not None
    return chart


@pytest.mark.parametrize("word", ["maj 2026", "helmikuu 2026", "joulukuu"])
@pytest.mark.parametrize("months", [2, 10, 12, 36])
def test_labels_under_the_bars_do_not_touch(word: str, months: int) -> None:
    chart = _months([word] * months)
    written = [bar.text_x for bar in chart.bars if bar.label]
    assert written
    assert all(after - before >= len(word) * LETTER for before, after in pairwise(written))
    assert max(written) + len(word) * LETTER / 2 <= WIDE


def test_a_bar_whose_label_is_left_out_still_has_its_name() -> None:
    chart = _months([f"kuukausi {at}" for at in range(12)])
    assert not all(bar.label for bar in chart.bars)
    assert [bar.name for bar in chart.bars] == [f"kuukausi {at}" for at in range(12)]


def test_what_is_below_zero_hangs_from_the_zero_line() -> None:
    points = [Point("a", Decimal(10), "10"), Point("b", Decimal(-5), "−5")]
    chart = standing("t", "t", points, [])
    assert chart is not None
    above, below = chart.bars
    assert above.y + above.height == pytest.approx(chart.zero)
    assert below.y == pytest.approx(chart.zero)
    assert (above.below, below.below) == (False, True)
    assert above.height == pytest.approx(2 * below.height, abs=0.2)


def test_one_month_alone_is_no_course() -> None:
    assert standing("t", "t", [Point("a", Decimal(1), "1")], []) is None


def test_a_long_supplier_is_shortened_and_its_whole_name_kept() -> None:
    name = "Österbottens Maskinuthyrning och Byggservice Aktiebolag"
    chart = lying("t", "t", [Point(name, Decimal(3), "3"), Point("Kort AB", Decimal(1), "1")])
    assert chart is not None
    assert chart.bars[0].name == name
    assert chart.bars[0].label.endswith("…")
    assert all(bar.told_x < WIDE for bar in chart.bars)


def test_nothing_spent_is_no_chart() -> None:
    assert lying("t", "t", [Point("a", Decimal(0), "0")]) is None

"""What is served beside the pages: our own files, and of the other rooms the style of the sheet alone."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders

from kontera.formats.page.html import style


def test_the_desk_wears_the_style_of_the_page() -> None:
    served = finders.find("kontera/sheet.css")
    assert served is not None
    assert Path(served).read_text(encoding="utf-8") == style()


def test_no_code_is_served() -> None:
    assert [name for finder in finders.get_finders() for name, _ in finder.list([]) if name.endswith(".py")] == []

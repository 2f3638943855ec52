"""Bar codes and QR codes on a page; runs in the child process and imports nothing of ours."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

import numpy as np
import zxingcpp
from PIL import Image
from pypdfium2 import raw

CODE_DPI: Final = 150
MOST_TEXT: Final = 4_000
MOST_OBJECTS: Final = 4_000
FEWEST_SHAPES: Final = 24  # a code is drawn in one path, or in one for each bar or square
FORMATS: Final = zxingcpp.barcode_formats_from_str("QRCode,Code128")  # what payment slips carry

CodeRow = tuple[str, str, float, float, float, float]


def could_hold_codes(page: Any) -> bool:  # noqa: ANN401 - a pypdfium2 page is untyped
    """Whether the page holds a picture, or enough shapes to draw a code with; most pages hold neither."""
    count = min(raw.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)
    kinds = Counter(raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, at)) for at in range(count))
    shapes = kinds[raw.FPDF_PAGEOBJ_PATH] + kinds[raw.FPDF_PAGEOBJ_SHADING]
    pictures = kinds[raw.FPDF_PAGEOBJ_IMAGE] + kinds[raw.FPDF_PAGEOBJ_FORM]
    return pictures > 0 or shapes > FEWEST_SHAPES


def codes_of(picture: Image.Image, *, turned: bool) -> list[CodeRow]:
    """The codes of a picture as (kind, text, x0, y0, x1, y1), fractions of the picture; lying ones too if `turned`."""
    grey = np.asarray(picture.convert("L"))
    height, width = grey.shape
    found = zxingcpp.read_barcodes(grey, formats=FORMATS, try_rotate=turned, try_downscale=False, try_invert=False)
    return [_row(code, width, height) for code in found if code.text and len(code.text) <= MOST_TEXT]


def _row(code: Any, width: int, height: int) -> CodeRow:  # noqa: ANN401 - the library's objects are untyped
    at = code.position
    corners = (at.top_left, at.top_right, at.bottom_left, at.bottom_right)
    xs, ys = [corner.x / width for corner in corners], [corner.y / height for corner in corners]
    kind = "qr" if "QR" in str(code.format) else "code128"
    return kind, code.text, *(min(1.0, max(0.0, v)) for v in (min(xs), min(ys), max(xs), max(ys)))

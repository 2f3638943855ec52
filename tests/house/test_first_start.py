"""On a fresh machine nothing is compiled yet, and the first start speaks the reader's language all the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ASKED = """
import sys
from kontera.web import catalogues

when = []
catalogues.compile_missing = lambda: when.append("django.contrib.auth.models" in sys.modules)

from kontera.wiring.rooms import framework

framework()
print(when)
"""


def test_the_catalogues_are_compiled_before_any_model_looks_a_word_up(tmp_path: Path) -> None:
    """A catalogue that Django has looked for in vain is not looked for again."""
    around = {
        **os.environ,
        "KONTERA_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "kontera.wiring.django.settings",
    }
    told = subprocess.run(
        [sys.executable, "-c", ASKED], env=around, capture_output=True, text=True, check=False, timeout=120
    )
    assert told.stdout.strip() == "[False]", told.stderr

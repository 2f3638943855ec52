"""Names of companies for comparing: small letters, no marks, the company form left out."""

from __future__ import annotations

import re
from typing import Final

_FORMS: Final = """
ab aktiebolag publ hb kb oy oyj ky as asa a/s aps ivs k/s i/s ehf hf gmbh ag kg ug ltd limited plc inc llc bv nv
sa sarl srl spa sp zoo ou oü
"""
_COMPANY_FORMS: Final = frozenset(_FORMS.split())


def bare_name(name: str) -> str:
    """A company's name for comparing: small letters, no marks, the company form left out."""
    words = re.sub(r"[^\w/]+", " ", name.casefold()).split()
    return " ".join(word for word in words if word not in _COMPANY_FORMS)

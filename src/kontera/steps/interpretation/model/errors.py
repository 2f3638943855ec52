"""What is wrong with a model file."""

from __future__ import annotations

from kontera.core.errors import KonteraError


class UnfitModel(KonteraError):
    """A model file that this version can not use: damaged, or made for other features."""

    code, status, exit_code = "model.unfit", 422, 2
    msgid = "The reading model cannot be used: {why}."

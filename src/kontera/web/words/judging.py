"""Words of an e-invoice's judgement by rules."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from kontera.web.words.shape import Words

VERDICT: Final[Words] = {
    "valid": _("valid: every layer of rules was tried, and nothing that must hold is broken"),
    "passed": _("passed: no fault was found, not every layer of rules could be tried"),
    "invalid": _("invalid: it breaks rules of its format"),
    "undecided": _("undecided: a layer of rules could not be carried out"),
}

LAYER: Final[Words] = {
    "schema": _("XML schema"),
    "structure": _("structure"),
    "en16931": "EN 16931",
    "peppol": _("Peppol and national rules"),
    "response": _("rules for answers"),
    "pack": _("the operator's rule pack"),
}

RULES_STATE: Final[Words] = {
    "ran": _("checked"),
    "not_applicable": _("does not apply"),
    "not_asked": _("not asked for"),
    "not_installed": _("not installed"),
    "failed": _("could not be carried out"),
}

WEIGHT: Final[Words] = {
    "fatal": _("error"),
    "warning": _("warning"),
    "information": _("for information"),
}

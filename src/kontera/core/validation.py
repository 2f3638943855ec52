"""What judging an e-invoice gave: which layers ran, which rules were broken, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Weight(StrEnum):
    """How heavy a broken rule is, as its publisher says."""

    FATAL = "fatal"
    WARNING = "warning"
    INFORMATION = "information"


class Layer(StrEnum):
    """The kinds of rules, in the order they are tried."""

    SCHEMA = "schema"  # the XML schema of the syntax
    STRUCTURE = "structure"  # own rules where no package ships the format's schema or rules
    EN16931 = "en16931"  # CEN's rules for EN 16931
    PEPPOL = "peppol"  # Peppol BIS with its national rules
    RESPONSE = "response"  # Peppol's rules for answers to invoices
    PACK = "pack"  # official rules that the operator installed


@dataclass(frozen=True, slots=True)
class Failure:
    """One assertion that a rule sheet (Schematron compiled to XSLT) found broken, as the sheet reports it.

    `location` is the sheet's own XPath to the element, `test` the assertion, `text` the publisher's sentence.
    """

    rule: str
    flag: str
    location: str
    test: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SheetRun:
    """What a rule sheet gave on one document.

    `error` is the code of the dynamic error that stopped it ("FORG0001", from XPath and XQuery Functions and Operators
    3.1, appendix C): the document's fault. `failed` says why the sheet could not be carried out: not the document's.
    """

    failures: tuple[Failure, ...] = ()
    error: str = ""
    failed: str = ""


@dataclass(frozen=True, slots=True)
class PackRule:
    """A file of a rule pack: the layer it stands for, the formats it judges, and what the document must claim.

    `path` is absolute: an XSD when the layer is the schema, else Schematron compiled to XSLT. `claims` are parts of the
    specification identifier, one of which must occur in it; none: every document of the formats.
    """

    layer: Layer
    path: str
    formats: tuple[str, ...]
    claims: tuple[str, ...] = ()

    def holds_for(self, format_: str, specification: str) -> bool:
        """Whether a document of the format that claims the specification is judged by it."""
        claimed = not self.claims or any(claim in specification for claim in self.claims)
        return format_ in self.formats and claimed


@dataclass(frozen=True, slots=True)
class Pack:
    """Official rules that the operator installed: whose, which release, from which day, and its files."""

    name: str
    release: str
    since: date
    rules: tuple[PackRule, ...] = ()


class State(StrEnum):
    """What became of a layer."""

    RAN = "ran"
    NOT_APPLICABLE = "not_applicable"  # the document does not claim to follow it
    NOT_ASKED = "not_asked"  # the caller wanted business rules only
    NOT_INSTALLED = "not_installed"
    FAILED = "failed"  # it was tried and could not be carried out


class Verdict(StrEnum):
    """The judgement of a document."""

    VALID = "valid"  # every layer that applies ran, nothing fatal was found
    PASSED = "passed"  # nothing fatal was found, but a layer that applies was not installed or not asked for
    INVALID = "invalid"  # something fatal was found
    UNDECIDED = "undecided"  # nothing fatal was found, but a layer failed


@dataclass(frozen=True, slots=True)
class LayerRun:
    """A layer's state, with the release of its rules ("1.3.16", "3.0.21") and who carried it out."""

    layer: Layer
    state: State
    release: str = ""
    by: str = ""
    reason: str = ""  # why it failed or is not installed, in words


@dataclass(frozen=True, slots=True)
class Breach:
    """One broken rule at one place.

    `says` is an English sentence with {named} places filled from `values`, `mend` how to put it right; faces translate
    both. `field` is the invoice path or empty, `found` the value there, `line` counts from 1 (0: unknown).
    """

    rule: str
    weight: Weight
    layer: Layer
    says: str
    mend: str = ""
    values: tuple[tuple[str, str], ...] = ()
    field: str = ""
    found: str = ""
    xpath: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The judgement of one document: `format` is its syntax ("ubl-invoice"), `profile` what it claims to follow."""

    format: str
    profile: str = ""
    layers: tuple[LayerRun, ...] = ()
    breaches: tuple[Breach, ...] = ()

    def state_of(self, layer: Layer) -> State:
        """What became of a layer; one that is not named does not apply."""
        return next((run.state for run in self.layers if run.layer is layer), State.NOT_APPLICABLE)

    @property
    def verdict(self) -> Verdict:
        """Never valid unless something was tried and each layer that applies ran."""
        if any(breach.weight is Weight.FATAL for breach in self.breaches):
            return Verdict.INVALID
        states = {run.state for run in self.layers}
        if State.FAILED in states or State.RAN not in states:
            return Verdict.UNDECIDED
        return Verdict.PASSED if states & {State.NOT_INSTALLED, State.NOT_ASKED} else Verdict.VALID

"""The desk's fields: each value of the invoice with its label, where it was seen and how sure we are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kontera.core import edit
from kontera.core.case import Case
from kontera.core.evidence import Alternative, Evidence, Source
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType
from kontera.core.money import CENT, ZERO
from kontera.web import said, shown, words
from kontera.web.typed import Kind, kind_of

HEAD: Final = ("type", "number", "issue_date", "due_date", "currency", "payment.reference")
REFERENCES: Final = ("buyer_reference", "order_number")
MORE: Final = (
    "customer_number",
    "seller.name",
    "seller.organisation_number",
    "seller.vat_number",
    "seller.address.country",
    "delivery_date",
    "period.start",
    "period.end",
    "tax_point",
    "payment.days",
    "payment.discount_percent",
    "payment.discount_days",
    "payment.penalty_rate",
    "contract",
    "project",
    "seller_reference",
    "buyer_accounting",
)
AMOUNTS: Final = ("totals.net", "totals.vat", "totals.rounding", "totals.prepaid", "totals.payable")
_NEEDED: Final = frozenset({"number", "issue_date", "currency", "totals.net", "totals.vat", "totals.payable"})
_TO_PAY: Final = _NEEDED | {"due_date"}  # what is credited or already paid falls due on no day
_MINOR: Final = frozenset({*REFERENCES, *MORE}) - {"seller.name", "seller.organisation_number", "seller.vat_number"}
_SURE: Final = 0.97
_FAIR: Final = 0.9
_POOR: Final = 0.5


@dataclass(frozen=True, slots=True)
class Choice:
    """Another candidate for a field, ready to be taken: its text as typed, and how probable it is in per cent."""

    text: str
    percent: int


@dataclass(frozen=True, slots=True)
class Field:
    """One value as the desk shows it; `level` 0–3 is how many dots are filled, `doubtful` puts it first in line."""

    path: str
    id: str
    label: str
    text: str
    kind: str
    level: int
    percent: int
    source: str
    source_word: str
    reason: str
    doubtful: bool
    choices: tuple[Choice, ...] = ()
    options: tuple[tuple[str, str | Promise], ...] = ()
    wrong: str = ""
    reckoned: bool = False  # it follows from other values, and nobody typed it

    @property
    def article(self) -> bool:
        """Whether it is a line's article number."""
        return self.path.endswith("_article")

    @property
    def long(self) -> bool:
        """Whether it is a text that may need several lines to be read whole."""
        return self.path.endswith("].description")

    @property
    def numeric(self) -> bool:
        """Whether it is set to the right."""
        return self.kind in {Kind.AMOUNT, Kind.NUMBER}


def id_of(path: str) -> str:
    """The element id of a path."""
    return "f-" + path.replace(".", "-").replace("[", "-").replace("]", "")


def text_of(case: Case, path: str) -> str:
    """The value at a path as it is typed."""
    return local(path, edit.text_of(case.invoice, path))


def local(path: str, text: str) -> str:  # noqa: PLR0911 - one return a kind
    """Canonical text in the reader's form."""
    if not text:
        return ""
    try:
        match kind_of(path):
            case Kind.AMOUNT:
                return shown.amount(Decimal(text))
            case Kind.NUMBER:
                return shown.number(Decimal(text))
            case Kind.DAY:
                return shown.day(date.fromisoformat(text))
            case Kind.ACCOUNT:
                return shown.account_key(text)
            case Kind.UNIT:
                return str(words.UNIT.get(text, text))
            case _:
                return text
    except (ValueError, ArithmeticError):
        return text


def field(case: Case, path: str, doubt_below: float = _FAIR, named: Mapping[str, str] = MappingProxyType({})) -> Field:
    """One field with what is known of it; `named` says other invoices by their id."""
    evidence = case.evidence.get(path) or case.evidence.get(path.rpartition("[")[0])
    text = text_of(case, path)
    findings = tuple(f for f in case.findings if f.field == path and f.severity is not Severity.NOTE)
    level = _level(evidence, text)
    paid_to = case.invoice.payment.accounts
    wrong = " ".join(said.finding_words(f, paid_to, named) for f in findings if f.rule != "reading.unsure")
    missing = not text and path in (_TO_PAY if case.invoice.type is DocumentType.INVOICE else _NEEDED)
    limit = min(doubt_below, _POOR) if path in _MINOR else doubt_below
    unsure = bool(text) and evidence is not None and evidence.sure < limit and path not in case.corrected
    options = tuple((kind.value, words.TYPE[kind.value]) for kind in DocumentType) if path == "type" else ()
    return Field(
        path=path,
        id=id_of(path),
        label=words.field(path),
        text=text,
        kind=kind_of(path),
        level=level,
        percent=round(100 * evidence.sure) if evidence else 0,
        source=evidence.source if evidence and text else "",
        source_word=_source_word(evidence) if evidence and text else "",
        reason=reason_of(evidence),
        doubtful=missing or unsure or (bool(findings) and path not in case.corrected),
        choices=_choices(path, evidence),
        options=options,
        wrong=wrong or (_("not found") if missing else ""),
        reckoned=_reckoned(case, path, evidence),
    )


def _reckoned(case: Case, path: str, evidence: Evidence | None) -> bool:
    """Whether the value of a typed invoice follows from others: an amount of a line, a sum, the due date."""
    if case.reading is not None or evidence is None or evidence.by != "filled":
        return False
    return evidence.source is Source.ASSUMED or path.endswith(".net_amount")


def _source_word(evidence: Evidence) -> str:
    if evidence.source is Source.ASSUMED and evidence.by == "filled":
        return _("reckoned")
    return str(words.SOURCE[evidence.source])


def _level(evidence: Evidence | None, text: str) -> int:
    if evidence is None or not text:
        return 0
    if evidence.source in {Source.E_INVOICE, Source.MANUAL}:
        return 3
    return sum(evidence.sure >= limit for limit in (_POOR, _FAIR, _SURE)) or 1


def reason_of(evidence: Evidence | None) -> str:
    """Why the value is believed, in a sentence for the tooltip."""
    if evidence is None:
        return ""
    reasons = [said.reason_words(reason) for reason in evidence.reasons]
    if evidence.place is not None:
        reasons.append(_("page {number}").format(number=evidence.place.page))
    if evidence.raw and evidence.source is Source.READ:
        reasons.append(f"“{evidence.raw}”")
    return "; ".join(reasons)


def _choices(path: str, evidence: Evidence | None) -> tuple[Choice, ...]:
    found: Iterable[Alternative] = evidence.alternatives if evidence else ()
    return tuple(Choice(local(path, one.value), round(100 * one.sure)) for one in found if one.value)


def accounts(case: Case) -> tuple[str, ...]:
    """The paths of the payment accounts; at least one."""
    return tuple(f"payment.accounts[{at}]" for at in range(max(1, len(case.invoice.payment.accounts))))


def groups(
    case: Case, doubt_below: float, named: Mapping[str, str] = MappingProxyType({})
) -> tuple[tuple[Field, ...], tuple[Field, ...], tuple[Field, ...]]:
    """The head with accounts, references and all doubtful values; the amounts; the further values few invoices need."""
    paths = (*HEAD[:5], *accounts(case), HEAD[5])
    more = tuple(field(case, path, doubt_below, named) for path in (*REFERENCES, *MORE))
    wanted = frozenset({one.path for one in more if one.doubtful or (one.text and one.path in REFERENCES)})
    head = (*(field(case, path, doubt_below, named) for path in paths), *(one for one in more if one.path in wanted))
    optional = {"totals.prepaid", "totals.rounding"}  # a sum that does not add up may lack a rounding
    asked = {"totals.rounding"} if totals_agree(case) is False else set()
    shown_amounts = [p for p in AMOUNTS if p not in optional - asked or edit.text_of(case.invoice, p)]
    amounts = tuple(field(case, path, doubt_below, named) for path in shown_amounts)
    rest = (one for one in more if one.path not in wanted)
    return head, amounts, tuple(sorted(rest, key=lambda one: not one.text))


def totals_agree(case: Case) -> bool | None:
    """Whether net, VAT, rounding and prepayment give the amount due; None when something is missing."""
    totals = case.invoice.totals
    if totals.net is None or totals.payable is None:
        return None
    made = totals.net + (totals.vat or ZERO) + (totals.rounding or ZERO) - (totals.prepaid or ZERO)
    return abs(made - totals.payable) < CENT


@dataclass(frozen=True, slots=True)
class LineView:
    """One invoice line: its cells, and whether quantity × price gives its amount."""

    index: int
    cells: tuple[Field, ...]
    agrees: bool
    note: str = ""  # a price that is another than the last time
    dearer: bool = False
    other: str = ""  # the case of that time


LINE_CELLS: Final = ("description", "quantity", "unit", "unit_price", "vat_rate", "net_amount")


def line_cells(case: Case) -> tuple[str, ...]:
    """The values of a line that are shown: the article and the discount where there are any, or where one types."""
    typed = case.reading is None
    article = typed or any(line.seller_article for line in case.invoice.lines)
    discount = any(line.discount_percent for line in case.invoice.lines)
    shown_cells = list(LINE_CELLS)
    if discount:
        shown_cells.insert(shown_cells.index("vat_rate"), "discount_percent")
    if article:
        shown_cells.insert(1, "seller_article")
    return tuple(shown_cells)


def _price_note(case: Case, index: int, named: Mapping[str, str]) -> tuple[str, bool, str]:
    """What is told of the line's price, whether it rose, and the case it is compared with."""
    path = f"lines[{index}].unit_price"
    found = next((f for f in case.findings if f.rule == "price.changed" and f.field == path), None)
    if found is None:
        return "", False, ""
    values = dict(found.values)
    text = said.filled(found.msgid, {name: named.get(value, value) for name, value in values.items()})
    return text, " more " in found.msgid, values.get("other", "") if values.get("other", "") in named else ""


def lines(case: Case, doubt_below: float, named: Mapping[str, str] | None = None) -> tuple[LineView, ...]:
    """The invoice's lines as the desk shows them; `named` says other invoices by their case."""
    made = []
    shown_cells = line_cells(case)
    for index, line in enumerate(case.invoice.lines):
        cells = tuple(field(case, f"lines[{index}].{name}", doubt_below) for name in shown_cells)
        exact = None
        if line.quantity is not None and line.unit_price is not None:
            factor = Decimal(1) - (line.discount_percent or ZERO) / 100
            exact = line.quantity * line.unit_price / (line.base_quantity or Decimal(1)) * factor
        agrees = exact is not None and line.net_amount is not None and abs(exact - line.net_amount) <= CENT
        note, dearer, other = _price_note(case, index, named or {})
        made.append(LineView(index, cells, agrees, note, dearer, other))
    return tuple(made)


def lines_sum(case: Case) -> tuple[str, str]:
    """The sum of the lines, and what is wanting to the net the supplier states; empty when nothing is."""
    amounts = [line.net_amount for line in case.invoice.lines]
    if not amounts or any(amount is None for amount in amounts):
        return "", ""
    total = sum((amount for amount in amounts if amount is not None), ZERO)
    totals = case.invoice.totals
    if totals.line_net is not None and abs(total - totals.line_net) <= CENT:
        return shown.amount(total), ""
    extras = sum((one.amount if one.is_charge else -one.amount for one in case.invoice.allowances_charges), ZERO)
    wanting = ZERO if totals.net is None else totals.net - total - extras
    return shown.amount(total), shown.amount(wanting) if abs(wanting) > CENT else ""


def doubts(fields: Iterable[Field]) -> int:
    """How many fields a person should look at."""
    return sum(one.doubtful for one in fields)


def about(finding: Finding) -> str:
    """The element a finding speaks of, or empty."""
    return id_of(finding.field) if finding.field else ""

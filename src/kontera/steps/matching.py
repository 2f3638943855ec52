"""Matching: which supplier of the register sent this invoice; organisation number first, IBAN second, then the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz, process

from kontera.core.case import Case
from kontera.core.company import Company
from kontera.core.company_names import bare_name
from kontera.core.event import Change, Event, Filled, Matched
from kontera.core.evidence import Source
from kontera.core.finding import Finding, Severity
from kontera.core.identifiers.vat import organisation_number_of
from kontera.core.identifiers.writing import bare
from kontera.core.invoice import DocumentType
from kontera.core.outcome import Done, Outcome
from kontera.core.party import Handling, Party, Supplier
from kontera.core.sender import (
    DOMAIN,
    LONG,
    NAME,
    NAMED,
    STRONG,
    Criterion,
    Mark,
    Sender,
    all_known,
    company_itself,
    marks,
    names,
    sender_of,
)

BY: Final = "matching"
ALIKE_NAMES: Final = 93.0
"""From this likeness (0–100) on, two names without their company form are taken for the same or for a look-alike."""


@dataclass(frozen=True, slots=True)
class MatchingFacts:
    """The company that receives, and of its register at least whom `sought` and `resembling` find, by name."""

    company: Company
    suppliers: tuple[Supplier, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    """The suppliers that one criterion points at."""

    criterion: Criterion
    suppliers: frozenset[str]


def match(case: Case, facts: MatchingFacts) -> Outcome:
    """Find the supplier; a choice made by a person stands. Who is not found is left empty, with a doubt."""
    found = _found(case, facts)
    return Done(handled(case, found, next((one for one in facts.suppliers if one.id == found.supplier), None)))


def _found(case: Case, facts: MatchingFacts) -> Matched:
    if case.supplier_chosen:
        return Matched(case.supplier, "person", 1.0)
    sender = sender_of(case)
    hits = _hits(sender, facts)
    return _matched_by_ids(hits, sender, facts.suppliers) if hits else _matched_by_looks(sender, facts)


def handled(case: Case, found: Matched, supplier: Supplier | None) -> tuple[Event, ...]:
    """What the register says the supplier's documents are: one that was read as an invoice is a receipt then.

    A person's word on the type stands, and so does an e-invoice's. One that asks to be paid is left as it is, with a
    doubt: paid on the spot and asking for the money do not go together.
    """
    invoice = case.invoice
    read = case.scanned and case.reading is not None and "type" not in case.corrected
    if supplier is not None and read and _was_by_register(case) and supplier.handling is Handling.INVOICE:
        change = Change("type", DocumentType.RECEIPT.value, DocumentType.INVOICE.value)
        return (found, Filled((change,), Source.REGISTER))
    if supplier is None or supplier.handling is Handling.INVOICE or invoice.type is not DocumentType.INVOICE:
        return (found,)
    if not read or _asks_to_be_paid(case):
        text = "The documents of this supplier are receipts by the register, and this one asks to be paid."
        doubt = Finding("matching.handling", text, Severity.DOUBT, "type", (), BY)
        return (replace(found, findings=(*found.findings, doubt)),) if "type" not in case.corrected else (found,)
    change = Change("type", DocumentType.INVOICE.value, DocumentType.RECEIPT.value)
    return (found, Filled((change,), Source.REGISTER))


def _was_by_register(case: Case) -> bool:
    """Whether it is a receipt only because another supplier's record said so."""
    evidence = case.evidence.get("type")
    return case.invoice.type is DocumentType.RECEIPT and evidence is not None and evidence.source is Source.REGISTER


def _asks_to_be_paid(case: Case) -> bool:
    """Whether the document names an account, a reference or a later day to pay on."""
    invoice = case.invoice
    later = invoice.due_date is not None and invoice.due_date != invoice.issue_date
    return bool(invoice.payment.accounts or invoice.payment.reference) or later


def sought(case: Case, company: Company) -> frozenset[Mark]:
    """The marks of the suppliers that the numbers on an invoice point at; where there are any, no others matter."""
    sender, own = sender_of(case), company_itself(company)
    return frozenset(mark for one in STRONG for mark in marks(one.name, _keys(one, sender, own)))


def resembling(case: Case, company: Company, known: Iterable[str]) -> frozenset[Mark]:
    """The marks of the suppliers that could have sent it by its mail or by one of the names that are `known`."""
    sender, among = sender_of(case), tuple(known)
    found = (
        process.extract(one, among, scorer=fuzz.ratio, score_cutoff=ALIKE_NAMES, limit=None)
        for one in names(sender.party)
    )
    alike = (name for each in found for name, *_ in each)
    mailed = marks(DOMAIN.name, sender.domains - company_itself(company).domains)
    return marks(NAMED, (LONG, *alike)) | mailed


def _keys(criterion: Criterion, sender: Sender, own: Sender) -> frozenset[str]:
    """What a criterion compares; the company's own numbers never point at anybody."""
    return frozenset(criterion.keys(sender)) - frozenset(criterion.keys(own)) - {""}


def _hits(sender: Sender, facts: MatchingFacts) -> tuple[_Hit, ...]:
    """What each identifying criterion points at."""
    own = company_itself(facts.company)
    hits = []
    for criterion in STRONG:
        found = _pointed_at(criterion, _keys(criterion, sender, own), facts.suppliers)
        if found:
            hits.append(_Hit(criterion, found))
    return tuple(hits)


def _pointed_at(criterion: Criterion, keys: frozenset[str], suppliers: tuple[Supplier, ...]) -> frozenset[str]:
    if not keys:
        return frozenset()
    return frozenset(s.id for s in suppliers if any(not keys.isdisjoint(criterion.keys(one)) for one in all_known(s)))


def _matched_by_ids(hits: tuple[_Hit, ...], sender: Sender, suppliers: tuple[Supplier, ...]) -> Matched:
    first, candidates = hits[0], hits[0].suppliers
    against: list[_Hit] = []
    for hit in hits[1:]:
        if candidates & hit.suppliers:
            candidates &= hit.suppliers
        else:
            against.append(hit)
    if len(candidates) > 1:
        candidates = _narrowed(candidates, sender, suppliers)
    others = frozenset().union(*(hit.suppliers for hit in against)) - candidates
    if len(candidates) > 1:
        return _ambiguous(first, candidates | others, suppliers)
    (chosen,) = candidates
    supplier = next(s for s in suppliers if s.id == chosen)
    if all(_is_another(sender.party, party) for party in supplier.parties):
        return _another(supplier, sender, first, suppliers)
    findings = tuple(_conflict(supplier, first, hit, suppliers) for hit in against)
    return Matched(chosen, first.criterion.name, first.criterion.sure, tuple(sorted(others)), findings)


def _narrowed(candidates: frozenset[str], sender: Sender, suppliers: tuple[Supplier, ...]) -> frozenset[str]:
    """Of several that share a number (a factoring company's account, say), the one whose name is on the invoice."""
    named = frozenset(s.id for s in suppliers if s.id in candidates and _likeness(sender.party, s) >= ALIKE_NAMES)
    return named if len(named) == 1 else candidates


def _is_another(stated: Party, known: Party) -> bool:
    """Both state a number of the same form and they differ: the same account or name does not make them one."""
    mine, theirs = bare(stated.organisation_number), bare(known.organisation_number)
    own = {theirs, str(organisation_number_of(bare(known.vat_number)))}
    same_form = mine.isdigit() and theirs.isdigit() and len(mine) == len(theirs)
    return same_form and mine not in own


def _names(ids: Iterable[str], suppliers: tuple[Supplier, ...]) -> str:
    by_id = {s.id: s.party.name or s.id for s in suppliers}
    return ", ".join(by_id[one] for one in sorted(ids))


def _conflict(supplier: Supplier, first: _Hit, hit: _Hit, suppliers: tuple[Supplier, ...]) -> Finding:
    return Finding(
        "matching.conflict",
        "The {by} belongs to {supplier}, but the {other_by} to {other}.",
        Severity.STOP,
        field="seller",
        values=(
            ("by", first.criterion.words),
            ("supplier", supplier.party.name),
            ("other_by", hit.criterion.words),
            ("other", _names(hit.suppliers, suppliers)),
        ),
        by=BY,
    )


def _ambiguous(hit: _Hit, candidates: frozenset[str], suppliers: tuple[Supplier, ...]) -> Matched:
    text = "The {by} is shared by several suppliers: {suppliers}. Choose one."
    values = (("by", hit.criterion.words), ("suppliers", _names(candidates, suppliers)))
    finding = Finding("matching.ambiguous", text, Severity.DOUBT, "seller", values, BY)
    return Matched("", others=tuple(sorted(candidates)), findings=(finding,))


def _another(supplier: Supplier, sender: Sender, first: _Hit, suppliers: tuple[Supplier, ...]) -> Matched:
    values = (
        ("by", first.criterion.words),
        ("supplier", _names((supplier.id,), suppliers)),
        ("number", sender.party.organisation_number),
    )
    text = "The {by} belongs to {supplier}, but the invoice states the organisation number {number}."
    finding = Finding("matching.other_number", text, Severity.DOUBT, "seller.organisation_number", values, BY)
    return Matched("", others=(supplier.id,), findings=(finding, _unknown(sender)))


def _likeness(party: Party, supplier: Supplier) -> float:
    return _alike(names(party), names(supplier.party))


def _alike(stated: Iterable[str], known: tuple[str, ...]) -> float:
    return max((fuzz.ratio(one, other) for one in stated for other in known), default=0.0)


def _matched_by_looks(sender: Sender, facts: MatchingFacts) -> Matched:
    """By the domain of its mail, then by name: never sure, so a person is asked."""
    own = company_itself(facts.company)
    mailed = _pointed_at(DOMAIN, sender.domains - own.domains, facts.suppliers)
    ours = bare_name(sender.party.name) == bare_name(facts.company.party.name)
    alike = () if ours else tuple(s for s in facts.suppliers if _likeness(sender.party, s) >= ALIKE_NAMES)
    strangers = tuple(s for s in facts.suppliers if s.id in mailed or s in alike)
    possible = tuple(s for s in strangers if not _is_another(sender.party, s.party))
    both = tuple(s for s in possible if s.id in mailed and s in alike)
    chosen = both or tuple(s for s in possible if s.id in mailed) or tuple(s for s in possible if s in alike)
    if len(chosen) == 1:
        return _weak(chosen[0], DOMAIN if chosen[0].id in mailed else NAME, possible)
    lookalikes = tuple(_lookalike(s, sender) for s in alike if _is_another(sender.party, s.party))
    return Matched("", others=tuple(s.id for s in possible), findings=(*lookalikes, _unknown(sender)))


def _weak(supplier: Supplier, criterion: Criterion, possible: tuple[Supplier, ...]) -> Matched:
    values = (("supplier", supplier.party.name), ("by", criterion.words))
    text = "{supplier} was recognised only by its {by}. Confirm that it is the supplier."
    finding = Finding("matching.weak", text, Severity.DOUBT, "seller", values, BY)
    others = tuple(s.id for s in possible if s.id != supplier.id)
    return Matched(supplier.id, criterion.name, criterion.sure, others, (finding,))


def _lookalike(supplier: Supplier, sender: Sender) -> Finding:
    values = (
        ("name", sender.party.name),
        ("supplier", supplier.party.name),
        ("number", sender.party.organisation_number),
    )
    text = "{name} looks like the known supplier {supplier}, but has another organisation number: {number}."
    return Finding("matching.lookalike", text, Severity.DOUBT, "seller.name", values, BY)


def _unknown(sender: Sender) -> Finding:
    text = "{name} is not in the supplier register."
    values = (("name", sender.party.name or "?"),)
    return Finding("matching.unknown_supplier", text, Severity.DOUBT, "seller", values, BY)

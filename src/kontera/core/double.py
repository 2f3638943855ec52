"""Suppliers that stand twice in the register: found by what they share, joined without trusting an account by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations, pairwise
from typing import Final

from rapidfuzz import fuzz

from kontera.core.company_names import bare_name
from kontera.core.identifiers.vat import organisation_number_of
from kontera.core.identifiers.writing import bare
from kontera.core.party import Contact, KnownAccount, Party, Supplier, Trust

ALIKE: Final = 92.0
"""The least likeness (0–100) of two bare names; from here on a person is asked whether they are one."""
_BLOCK: Final = 4  # letters: names that do not begin alike are not compared
_MOST_IN_BLOCK: Final = 60


class Shared(StrEnum):
    """What two records have in common, the strongest first."""

    ORGANISATION_NUMBER = "organisation_number"
    VAT_NUMBER = "vat_number"
    ACCOUNT = "account"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Double:
    """Two records that are likely one supplier, and what they share; `first` is the older or fuller."""

    first: Supplier
    second: Supplier
    shared: tuple[Shared, ...]


def doubles(suppliers: Sequence[Supplier]) -> tuple[Double, ...]:
    """The likely doubles of a register, those that share most first."""
    by_id = {one.id: one for one in suppliers}
    found: dict[tuple[str, str], list[Shared]] = {}
    for shared, pair in (*_by_keys(suppliers), *_by_names(suppliers)):
        kinds = found.setdefault(pair, [])
        if shared not in kinds:
            kinds.append(shared)
    made = []
    for (one, other), kinds in found.items():
        if set(kinds) == {Shared.NAME} and _told_apart(by_id[one], by_id[other]):
            continue
        first, second = sorted((by_id[one], by_id[other]), key=_fullness)
        made.append(Double(first, second, tuple(sorted(kinds, key=list(Shared).index))))
    strength = {kind: place for place, kind in enumerate(Shared)}
    return tuple(sorted(made, key=lambda double: (strength[double.shared[0]], double.first.party.name.casefold())))


def doubles_of(supplier: Supplier, others: Iterable[Supplier]) -> tuple[Double, ...]:
    """The likely doubles of one supplier among a few others."""
    found = doubles((supplier, *(one for one in others if one.id != supplier.id)))
    return tuple(one for one in found if supplier.id in {one.first.id, one.second.id})


def _by_keys(suppliers: Sequence[Supplier]) -> Iterator[tuple[Shared, tuple[str, str]]]:
    held: dict[tuple[Shared, str], list[str]] = {}
    for supplier in suppliers:
        for key in _keys(supplier):
            held.setdefault(key, []).append(supplier.id)
    for (shared, _value), ids in held.items():
        for pair in pairwise(dict.fromkeys(ids)):
            yield shared, (min(pair), max(pair))


def _keys(supplier: Supplier) -> Iterator[tuple[Shared, str]]:
    for party in supplier.parties:
        for number in {bare(party.organisation_number), str(organisation_number_of(bare(party.vat_number)))} - {""}:
            yield Shared.ORGANISATION_NUMBER, number
        if party.vat_number:
            yield Shared.VAT_NUMBER, bare(party.vat_number)
    for known in supplier.accounts:
        yield Shared.ACCOUNT, known.account.key


def _by_names(suppliers: Sequence[Supplier]) -> Iterator[tuple[Shared, tuple[str, str]]]:
    blocks: dict[str, list[tuple[str, str]]] = {}
    for supplier in suppliers:
        name = bare_name(supplier.party.name)
        if name:
            blocks.setdefault(name[:_BLOCK], []).append((supplier.id, name))
    for block in blocks.values():
        near = sorted(block, key=lambda one: one[1])
        pairs = combinations(near, 2) if len(near) <= _MOST_IN_BLOCK else pairwise(near)
        for (one, name), (other, second) in pairs:
            if fuzz.ratio(name, second) >= ALIKE:
                yield Shared.NAME, (min(one, other), max(one, other))


def _told_apart(one: Supplier, other: Supplier) -> bool:
    """Both have an organisation number and they differ: two companies of like names."""
    numbers = bare(one.party.organisation_number), bare(other.party.organisation_number)
    return all(numbers) and numbers[0] != numbers[1]


def _fullness(supplier: Supplier) -> tuple[int, str]:
    trusted = sum(known.trust is Trust.CONFIRMED for known in supplier.accounts)
    filled = sum(bool(text) for text in (supplier.number, supplier.default_account, supplier.party.organisation_number))
    return -trusted * 10 - filled, supplier.id


def joined(keep: Supplier, gone: Supplier) -> tuple[Supplier, Supplier]:
    """The record that stays, with all that the other held, and the other as it leaves the register.

    An account that was trusted in the leaving record only is new in the staying one: its own case must confirm it. One
    that either record refused stays refused.
    """
    also = tuple(
        party for party in dict.fromkeys((*keep.also, gone.party, *gone.also)) if _identifies(party, keep.party)
    )
    stays = replace(
        keep,
        number=keep.number or gone.number,
        accounts=_accounts(keep, gone),
        default_account=keep.default_account or gone.default_account,
        default_vat_rate=keep.default_vat_rate or gone.default_vat_rate,
        default_dimensions=keep.default_dimensions or gone.default_dimensions,
        default_currency=keep.default_currency or gone.default_currency,
        payment_days=gone.payment_days if keep.payment_days is None else keep.payment_days,
        language=keep.language or gone.language,
        notes="\n".join(text for text in (keep.notes, gone.notes) if text),
        domains=tuple(dict.fromkeys((*keep.domains, *gone.domains))),
        contacts=_contacts(keep, gone),
        terms=keep.terms or gone.terms,
        hold=keep.hold or gone.hold,
        also=also,
        merged=tuple(dict.fromkeys((*keep.merged, gone.id, *gone.merged))),
        related=tuple(dict.fromkeys((*keep.related, *gone.related))),
        party=_filled(keep.party, gone.party),
    )
    return stays, replace(gone, merged_into=keep.id)


def _identifies(party: Party, keep: Party) -> bool:
    """Whether the other identity says anything that the staying one does not."""
    return any(
        mine and mine != theirs
        for mine, theirs in (
            (party.name, keep.name),
            (party.organisation_number, keep.organisation_number),
            (party.vat_number, keep.vat_number),
            (party.endpoint, keep.endpoint),
            (party.identifiers, keep.identifiers),
        )
    )


def _filled(party: Party, other: Party) -> Party:
    return replace(
        party,
        organisation_number=party.organisation_number or other.organisation_number,
        vat_number=party.vat_number or other.vat_number,
        endpoint=party.endpoint or other.endpoint,
        identifiers=tuple(dict.fromkeys((*party.identifiers, *other.identifiers))),
        address=party.address if party.address.lines or party.address.city else other.address,
        contact=party.contact if party.contact != Contact() else other.contact,
    )


def _accounts(keep: Supplier, gone: Supplier) -> tuple[KnownAccount, ...]:
    made = []
    for known in keep.accounts:
        other = gone.knows(known.account)
        refused = other is not None and other.trust is Trust.BLOCKED
        made.append(replace(known, trust=Trust.BLOCKED) if refused else known)
    for known in gone.accounts:
        if keep.knows(known.account) is None:
            trust = Trust.BLOCKED if known.trust is Trust.BLOCKED else Trust.NEW
            made.append(replace(known, trust=trust, vouched=()))
    return tuple(made)


def _contacts(keep: Supplier, gone: Supplier) -> tuple[Contact, ...]:
    people = (*keep.contacts, gone.party.contact, *gone.contacts)
    return tuple(one for one in dict.fromkeys(people) if one not in {Contact(), keep.party.contact})

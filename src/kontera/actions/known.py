"""The supplier register by what a file names a supplier by."""

from __future__ import annotations

from collections.abc import Callable

from kontera.core.identifiers.vat import organisation_number_of
from kontera.core.identifiers.writing import bare
from kontera.core.party import Party, Supplier


class Known:
    """The register by what a row of a file names a supplier by."""

    def __init__(self, register: tuple[Supplier, ...]) -> None:
        self.register = register
        self.by_number = _by(register, lambda one: (one.number.casefold(),))
        self.by_organisation = _by(register, _organisations)
        self.by_name = _by(register, lambda one: (one.party.name.casefold(),))
        self.ids = {one.id for one in register}

    def find(self, party: Party, number: str) -> Supplier | None:
        """The one supplier that a row means: by organisation or VAT number, else by its own number, else by name."""
        asked = Supplier("", party)
        for found, keys in (
            (self.by_organisation, _organisations(asked)),
            (self.by_number, (number.casefold(),)),
            (self.by_name, (party.name.casefold(),)),
        ):
            for key in keys:
                if key and key in found:
                    other = found[key]
                    if found is self.by_organisation or not _another(party, other.party):
                        return other
        return None


def _by(register: tuple[Supplier, ...], keys: Callable[[Supplier], tuple[str, ...]]) -> dict[str, Supplier]:
    return {key: one for one in reversed(register) for key in keys(one) if key}


def _organisations(supplier: Supplier) -> tuple[str, ...]:
    numbers = []
    for party in supplier.parties:
        numbers += [bare(party.organisation_number), str(organisation_number_of(bare(party.vat_number)))]
        numbers.append(bare(party.vat_number))
    return tuple(dict.fromkeys(number for number in numbers if number))


def _another(stated: Party, known: Party) -> bool:
    mine, theirs = bare(stated.organisation_number), bare(known.organisation_number)
    return bool(mine and theirs and mine != theirs)

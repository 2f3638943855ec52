"""Which supplier of the register a voucher speaks of, by number or by name in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from kontera.core.company_names import bare_name
from kontera.core.party import Supplier
from kontera.formats.sie.purchases import Purchase

SHORTEST: Final = 4
"""Letters of a bare name: a shorter one stands in too many texts by chance."""
_DIGITS: Final = re.compile(r"\d{6}-?\d{4}|\d{7}-\d|\d{9}", re.ASCII)


class Register:
    """The supplier register, arranged so that one text is looked up without walking the whole."""

    def __init__(self, suppliers: Iterable[Supplier]) -> None:
        self._by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._by_number: dict[str, str] = {}
        self._by_organisation: dict[str, str] = {}
        for supplier in suppliers:
            words = tuple(bare_name(supplier.party.name).split())
            if words and len("".join(words)) >= SHORTEST:
                self._by_word.setdefault(words[0], []).append((words, supplier.id))
            if supplier.number:
                self._by_number[supplier.number] = supplier.id
            if supplier.party.organisation_number:
                self._by_organisation[supplier.party.organisation_number] = supplier.id

    def of(self, purchase: Purchase) -> str:
        """The supplier's id; empty when nobody is named, or several are as well as each other."""
        if purchase.supplier_number in self._by_number:
            return self._by_number[purchase.supplier_number]
        for digits in _DIGITS.findall(purchase.words):
            if digits.replace("-", "") in self._by_organisation:
                return self._by_organisation[digits.replace("-", "")]
        return self._named(bare_name(purchase.words).split())

    def _named(self, words: list[str]) -> str:
        found: Mapping[str, int] = {
            supplier: len("".join(name))
            for at, word in enumerate(words)
            for name, supplier in self._by_word.get(word, ())
            if tuple(words[at : at + len(name)]) == name
        }
        if not found:
            return ""
        longest = max(found.values())
        best = [supplier for supplier, length in found.items() if length == longest]
        return best[0] if len(best) == 1 else ""

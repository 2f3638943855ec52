"""The cases of one company in the database, and the lists of them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, F, Q, QuerySet, Sum, Window
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

from kontera.adapters.db import models, rows
from kontera.adapters.db.books import MARKS_AT_ONCE
from kontera.adapters.db.streams import DbStreams
from kontera.adapters.projection import order_of, search_of
from kontera.core.case import Case, Queue, State, fold
from kontera.core.errors import NotFound
from kontera.core.money import from_minor, minor
from kontera.core.row import CaseRow
from kontera.ports import OpenSum, View


class DbCases(DbStreams):
    """The cases and the lists of them; `ports.cases.Cases`."""

    def case(self, case: str) -> Case:
        """A case folded from its events. Raises NotFound."""
        folded = fold(case, self._company.id, self.history(case))
        if folded.document is None:
            raise NotFound(what=case)
        return folded

    def rows(self, view: View) -> tuple[CaseRow, ...]:
        """One page of cases. Raises InvalidValue for a sort that is none.

        The page is found by its keys alone, which an index holds; only then are its rows read: they are wide.
        """
        ordered = self._viewed(view).order_by(*_order(view))
        return self._of(list(ordered.values_list("pk", flat=True)[view.offset : view.offset + view.limit]))

    def _of(self, page: list[int]) -> tuple[CaseRow, ...]:
        """The rows with these keys, in their order."""
        found: dict[int, models.CaseRow] = {}
        for at in range(0, len(page), MARKS_AT_ONCE):
            found |= self._books.of(models.CaseRow).in_bulk(page[at : at + MARKS_AT_ONCE])
        return tuple(rows.case_row(found[key]) for key in page if key in found)

    def page(self, view: View) -> tuple[tuple[CaseRow, ...], int]:
        """One page of cases, and how many the view has in all. Raises InvalidValue for a sort that is none.

        A search looks through the text of many rows: it is made once for both.
        """
        if not view.search.strip():
            return self._counted(view, self.rows(view))
        ordered = self._viewed(view).order_by(*_order(view)).annotate(whole=Window(Count("*")))
        page = list(ordered.values_list("pk", "whole")[view.offset : view.offset + view.limit])
        shown = self._of([key for key, _ in page])
        return (shown, page[0][1]) if page else self._counted(view, shown)

    def _counted(self, view: View, shown: tuple[CaseRow, ...]) -> tuple[tuple[CaseRow, ...], int]:
        """A page and the count of its view, which a last page tells by itself."""
        last = len(shown) < view.limit and (bool(shown) or not view.offset)
        return shown, view.offset + len(shown) if last else self.count(view)

    def count(self, view: View) -> int:
        """How many cases the view has in all."""
        return self._viewed(view).count()

    def _viewed(self, view: View) -> QuerySet[models.CaseRow]:
        found = self._books.of(models.CaseRow)
        if view.states:
            found = found.filter(state__in=[state.value for state in view.states])
        if view.received is not None:
            found = found.filter(received__range=view.received)
        if view.queue is not None:
            found = found.filter(queue=view.queue.value)
        if view.cases is not None:
            found = found.filter(case__in=view.cases)
        if view.supplier:
            found = found.filter(supplier=view.supplier)
        if view.waits_for:
            found = found.filter(self._waiting_for(view.waits_for))
        if view.samples:
            found = found.filter(sample__in=sorted(one.value for one in view.samples))
        if view.search.strip():
            found = found.filter(_searched(view.search))
        return found

    def _waiting_for(self, seats: tuple[str, ...]) -> Q:
        """Many cases wait for the same seats: those few are looked through, not the cases."""
        waiting = self._books.of(models.CaseRow).filter(waits_for__gt="").order_by()  # a range of the index
        wanted, left_out = set(seats), {f"-{seat}" for seat in seats}
        kinds = ((kept, set(kept.split())) for (kept,) in waiting.values_list("waits_for").distinct())
        return Q(waits_for__in=[kept for kept, held in kinds if wanted & held and not left_out & held])

    def queues(self) -> Mapping[Queue, int]:
        """How many cases stand in each queue of the inbox."""
        waiting = self._books.of(models.CaseRow).filter(queue__gt="").order_by()  # a range of the index, not all of it
        return {Queue(q): n for q, n in waiting.values_list("queue").annotate(n=Count("*"))}

    def neighbours(self, case: str, queue: Queue) -> tuple[str, str]:
        """The cases before and after this one in a queue, newest first; for one not in it nothing and the first."""
        waiting = self._books.of(models.CaseRow).filter(queue=queue.value)
        here = waiting.filter(case=case).values_list("received", "pk").first()
        newest_first, oldest_first = ("-received", "-pk"), ("received", "pk")
        if here is None:
            return "", waiting.order_by(*newest_first).values_list("case", flat=True).first() or ""
        at, key = here
        newer = waiting.filter(Q(received__gt=at) | Q(pk__gt=key), received__gte=at).order_by(*oldest_first)
        older = waiting.filter(Q(received__lt=at) | Q(pk__lt=key), received__lte=at).order_by(*newest_first)
        found = (one.values_list("case", flat=True).first() or "" for one in (newer, older))
        return next(found), next(found)

    def sums(self, view: View) -> tuple[OpenSum, ...]:
        """What is open on the cases of a view, by currency and due date; those without an open amount left out."""
        found = self._viewed(view).filter(open_amount__isnull=False).order_by()
        summed = found.values_list("currency", "due_date").annotate(whole=Sum("open_amount"), n=Count("*"))
        return tuple(OpenSum(currency, due, from_minor(amount), n) for currency, due, amount, n in summed)

    def states(self, among: frozenset[State] = frozenset()) -> Mapping[State, int]:
        """How many cases stand in each state, or in each of these: the rest are the more, the older the books."""
        standing = self._viewed(View(states=among)).order_by()
        return {State(s): n for s, n in standing.values_list("state").annotate(n=Count("*"))}

    def by_digest(self, digest: str) -> str | None:
        """The case that these bytes became first, or None."""
        same = self._books.of(models.CaseRow).filter(digest=digest).order_by("id")
        return same.values_list("case", flat=True).first()

    def alike(self, row: CaseRow) -> tuple[CaseRow, ...]:
        """Other cases with the same number key, reference, or amount and date, oldest first."""
        same = Q(pk__in=())
        if row.number_key:
            same |= Q(number_key=row.number_key)
        if row.reference:
            same |= Q(reference=row.reference)
        if row.payable is not None and row.issue_date is not None:
            same |= Q(issue_date=row.issue_date, payable=minor(row.payable))
        others = self._books.of(models.CaseRow).filter(same).exclude(case=row.id).order_by("id")
        return tuple(rows.case_row(kept) for kept in others)


def _order(view: View) -> tuple[OrderBy, OrderBy]:
    """Nulls are told apart only where there are any: an index is read in its own order, either way, not in another.

    What is wrapped is not read along an index: where a view is of few cases (those it names, samples, a queue by its
    days of issue) they are found by that and sorted then, for to go through all others in order would take longer.
    """
    field, downward = order_of(view.sort)
    name = "supplier_key" if field == "supplier_name" else field
    last = True if models.CaseRow._meta.get_field(name).null else None  # noqa: SLF001 - Django's public API
    few = view.cases is not None or bool(view.samples) or (view.queue is not None and name == "issue_date")
    value = Coalesce(name, name) if few else F(name)
    first = value.desc(nulls_last=last) if downward else value.asc(nulls_last=last)
    return first, F("id").desc() if downward else F("id").asc()


def _searched(text: str) -> Q:
    search = search_of(text)
    words = Q()
    for word in search.words:
        words &= Q(search__contains=word)
    found = words | Q(reference=search.reference)
    if search.number:
        found |= Q(number_key=search.number)
    if search.amount is not None:
        found |= Q(payable=search.amount)
    return found

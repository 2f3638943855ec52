"""All companies of an installation, and the tasks asked for in their books."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.db import Error

from kontera.adapters.db import models
from kontera.adapters.db.box import DbBox
from kontera.adapters.db.connection import lost_race
from kontera.core.company import Company
from kontera.core.errors import Conflict, NotFound
from kontera.core.serial import from_json, to_json
from kontera.ports import Clock, Task, TaskKind


class DbBoxes:
    """The companies in one database; `ports.Boxes`. `submit` is handed each task once its transaction is committed."""

    def __init__(self, submit: Callable[[Task], None], clock: Clock, using: str = "default") -> None:
        self._submit = submit
        self._clock = clock
        self._using = using

    def open(self, company: str) -> DbBox:
        """The books of one company. Raises NotFound."""
        kept = models.Company.objects.using(self._using).filter(pk=company).first()
        if kept is None:
            raise NotFound(what=company)
        return DbBox(_company(kept.settings), self._submit, self._clock, self._using)

    def companies(self) -> tuple[Company, ...]:
        """All of them, by id."""
        kept = models.Company.objects.using(self._using).order_by("pk")
        return tuple(_company(settings) for settings in kept.values_list("settings", flat=True))

    def save(self, company: Company) -> None:
        """Add a company or change its settings. Raises Conflict when its mailbox is another company's."""
        columns = {"mailbox": company.mailbox.casefold(), "settings": to_json(company)}
        try:
            models.Company.objects.using(self._using).update_or_create(pk=company.id, defaults=columns)
        except Error as error:
            if lost_race(error):
                raise Conflict(who=company.mailbox) from error
            raise

    def by_mailbox(self, mailbox: str) -> Company | None:
        """Whose unique mail address has this local part, in whatever case."""
        if not mailbox:
            return None
        kept = models.Company.objects.using(self._using).filter(mailbox=mailbox.casefold()).first()
        return _company(kept.settings) if kept else None

    def outstanding(self) -> tuple[Task, ...]:
        """Tasks that were asked for and not finished, oldest first."""
        kept = models.OutboxTask.objects.using(self._using).filter(done=False).order_by("id")
        return tuple(Task(TaskKind(task.kind), task.company_id, task.argument, task.key) for task in kept)

    def finished(self, task: Task) -> None:
        """Forget a task that is done; its key stays taken."""
        kept = models.OutboxTask.objects.using(self._using).filter(company_id=task.company, key=task.key)
        kept.update(done=True)


@lru_cache(1024)
def _company(settings: str) -> Company:
    """The company from its settings; kept, for every page opens those of its reader."""
    return from_json(Company, settings)

"""The addresses of the API: all its routes under /v1/, their documentation at /v1/docs."""

from __future__ import annotations

from typing import Final

from django.urls import path, re_path
from ninja import NinjaAPI, Router
from ninja.operation import Operation

from kontera.api import (
    account_lists,
    acts,
    approval,
    books,
    cases,
    documents,
    joining,
    me,
    office,
    opening,
    payments,
    products,
    register,
    reports,
    straight,
)
from kontera.api.access import Token
from kontera.api.refusal import refuse_with, unknown_address

_ABOUT: Final = """
Supplier invoices from received to archived. Everything the screens can do, a program can do here.

**Tokens.** Send `Authorization: Bearer TOKEN`. A token acts for one person in one company; its scopes (*see*,
*receive*, *verify*, *approve*, *pay*, *suppliers*, *settle*, *manage*) can only narrow that person's rights. Another
company's things answer 404.

**Values.** Amounts are text with a decimal point, dates are ISO 8601, times are UTC. What is not known is empty or
null, never invented.

**Errors.** Every error has a stable `code`, a `message` in English and the `values` it speaks of.

**Versions.** Within v1, fields and routes are added, never changed or removed. Ignore fields you do not know.
"""

ROUTERS: Final[tuple[tuple[str, Router], ...]] = (
    ("/me", me.router),
    ("/documents", documents.router),
    ("/cases", cases.router),
    ("/cases", acts.router),
    ("/cases", joining.router),
    ("/cases", approval.router),
    ("/approval", approval.rules),
    ("/suppliers/account-lists", account_lists.router),
    ("/suppliers", register.router),
    ("/payments", payments.router),
    ("/reports", reports.router),
    ("", products.router),
    ("", straight.router),
    ("", books.router),
    ("", opening.router),
    ("", office.router),
)


class Api(NinjaAPI):
    """The API, its operations named by room and verb."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The stable name of an operation, such as "cases_list_cases": what generated clients call it."""
        view = operation.view_func
        return f"{view.__module__.rsplit('.', 1)[-1]}_{view.__name__}"


def make_api() -> NinjaAPI:
    """The API with all its routes; no cookie is accepted, so there is nothing for another site to forge."""
    made = Api(title="Kontera", version="1", description=_ABOUT, auth=Token(), urls_namespace="api")
    refuse_with(made)
    for prefix, router in ROUTERS:
        made.add_router(prefix, router)
    return made


api: Final = make_api()

urlpatterns = [
    path("v1/", api.urls),
    re_path(r"^(?P<rest>.*)$", unknown_address),
]

"""The addresses of the web application; every one but the sign-in is for people who work in a company."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from kontera.web import acts, archive, desk, inbox, ledger, payments, preferences, reception, sign_in, start, suppliers
from kontera.web.doors import person_of

View = Callable[..., HttpResponse]


def _inside(view: View) -> View:
    """Only for people at work; a stranger is led to the sign-in, somebody without a company is told so."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if person_of(request) is not None:
            return view(request, *args, **kwargs)
        if request.user.is_authenticated:
            return start.nowhere(request)
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=204)
            response.headers["HX-Redirect"] = "/sign-in/"
            return response
        return redirect(f"/sign-in/?next={request.get_full_path()}")

    return guarded


_CASE: Final = "cases/<str:case>/"
_OUTSIDE: Final = [
    path("", start.start, name="start"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.code, name="sign_in_code"),
    path("sign-in/link/<str:secret>", sign_in.link, name="sign_in_link"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("company/", sign_in.company, name="company"),
    path("language/", sign_in.language, name="language"),
]
_INSIDE: Final[tuple[tuple[str, View, str], ...]] = (
    ("inbox/", inbox.inbox, "inbox"),
    ("inbox/bulk/", inbox.bulk, "bulk"),
    ("upload/", inbox.upload, "upload"),
    ("find/", inbox.find, "find"),
    (_CASE, desk.desk, "desk"),
    (f"{_CASE}pulse/", desk.pulse, "pulse"),
    (f"{_CASE}preview/", inbox.preview, "preview"),
    (f"{_CASE}pages/<int:number>.png", desk.page, "page"),
    (f"{_CASE}original/", desk.original, "original"),
    (f"{_CASE}response/", desk.response, "response"),
    (f"{_CASE}attachments/<int:number>/", desk.attachment, "attachment"),
    (f"{_CASE}correct/", acts.set_values, "correct"),
    (f"{_CASE}undo/", acts.undo, "undo"),
    (f"{_CASE}coding/", acts.set_coding, "coding"),
    (f"{_CASE}rate/", acts.set_rate, "rate"),
    (f"{_CASE}supplier/", acts.choose_supplier, "choose_supplier"),
    (f"{_CASE}supplier/add/", acts.add_supplier, "add_supplier_from_case"),
    (f"{_CASE}verify/", acts.verify, "verify"),
    (f"{_CASE}approve/", acts.approve, "approve"),
    (f"{_CASE}release/", acts.release, "release"),
    (f"{_CASE}close/", acts.close, "close"),
    (f"{_CASE}reopen/", acts.reopen, "reopen"),
    (f"{_CASE}dispute/", acts.dispute, "dispute"),
    (f"{_CASE}dispute/end/", acts.end_dispute, "end_dispute"),
    (f"{_CASE}comment/", acts.comment, "comment"),
    ("payments/", payments.payments, "payments"),
    ("payments/propose/", payments.propose, "propose"),
    ("payments/<str:batch>/release/", payments.release, "release_batch"),
    ("payments/<str:batch>/cancel/", payments.cancel, "cancel_batch"),
    ("payments/<str:batch>/settle/", payments.settle, "settle_batch"),
    ("payments/<str:batch>/file/", payments.file, "batch_file"),
    ("suppliers/", suppliers.suppliers, "suppliers"),
    ("suppliers/add/", suppliers.add, "add_supplier"),
    ("suppliers/<str:supplier_id>/", suppliers.supplier, "supplier"),
    ("suppliers/<str:supplier_id>/save/", suppliers.save, "save_supplier"),
    ("suppliers/<str:supplier_id>/confirm/", suppliers.confirm, "confirm_account"),
    ("ledger/", ledger.ledger, "ledger"),
    ("vouchers/", ledger.vouchers, "vouchers"),
    ("archive/", archive.archive, "archive"),
    ("archive/integrity/", archive.integrity, "integrity"),
    ("reception/", reception.reception, "reception"),
    ("settings/", preferences.settings, "settings"),
    ("settings/second-factor/", preferences.second_factor, "second_factor"),
    ("settings/password/", preferences.password, "password"),
)
_pages = [*_OUTSIDE, *(path(address, _inside(view), name=name) for address, view, name in _INSIDE)]

urlpatterns = [path("", include((_pages, "web")))]

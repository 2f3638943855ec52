"""The addresses of the web application; every one but the sign-in is for people who work in a company."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, is_valid_path, path

from kontera.actions.access import ACCOUNTS, REVIEW, Need, admit
from kontera.core.company import Right
from kontera.web import (
    account_changes,
    account_lists,
    acts,
    approvals,
    archive,
    arrangement,
    chart,
    desk,
    entry,
    hand_over,
    inbox,
    joining,
    ledger,
    opening,
    opening_payables,
    outlays,
    payments,
    people_admin,
    preferences,
    products,
    reception,
    related,
    reports,
    setup,
    sign_in,
    start,
    straight,
    supplier_imports,
    suppliers,
)
from kontera.web.doors import person_of

View = Callable[..., HttpResponse]


def _inside(view: View, need: Need) -> View:
    """Only for people at work who meet the need; a stranger is led to the sign-in, who has no company is told so."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        person = person_of(request)
        if person is not None:
            admit(person, need)
            response = view(request, *args, **kwargs)
            asked_for = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET"
            return redirect(_above(request.path)) if asked_for else response
        if request.user.is_authenticated:
            return start.nowhere(request)
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=204)
            response.headers["HX-Redirect"] = "/sign-in/"
            return response
        back = request.get_full_path() if request.method == "GET" else "/"
        return redirect(f"/sign-in/?next={quote(back)}")

    return guarded


def _above(address: str) -> str:
    """The nearest page above an address that only takes forms: who reloads one comes to where the form stands."""
    parts = address.strip("/").split("/")
    above = (f"/{'/'.join(parts[:count])}/" for count in range(len(parts) - 1, 0, -1))
    return next((one for one in above if is_valid_path(one)), "/")


_CASE: Final = "cases/<str:case>/"
_APPROVAL: Final = "approvals/<str:case>/"
_OUTSIDE: Final = [
    path("", start.start, name="start"),
    path("setup/first/", setup.first, name="setup_first"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.code, name="sign_in_code"),
    path("sign-in/link/<str:secret>", sign_in.link, name="sign_in_link"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("company/", sign_in.company, name="company"),
    path("language/", sign_in.language, name="language"),
]
_INSIDE: Final[tuple[tuple[str, View, str, Need], ...]] = (
    ("inbox/", inbox.inbox, "inbox", Right.SEE),
    ("inbox/bulk/", inbox.bulk, "bulk", REVIEW),
    ("upload/", inbox.upload, "upload", Right.RECEIVE),
    ("entry/", entry.enter, "entry", Right.RECEIVE),
    ("find/", inbox.find, "find", Right.SEE),
    (_CASE, desk.desk, "desk", Right.SEE),
    (f"{_CASE}pulse/", desk.pulse, "pulse", Right.SEE),
    (f"{_CASE}preview/", inbox.preview, "preview", Right.SEE),
    (f"{_CASE}pages/<int:number>.png", desk.page, "page", Right.SEE),
    (f"{_CASE}original/", desk.original, "original", Right.SEE),
    (f"{_CASE}response/", desk.response, "response", Right.SEE),
    (f"{_CASE}attachments/<int:number>/", desk.attachment, "attachment", Right.SEE),
    (f"{_CASE}correct/", acts.set_values, "correct", Right.VERIFY),
    (f"{_CASE}undo/", acts.undo, "undo", Right.VERIFY),
    (f"{_CASE}password/", opening.password, "password_of", Right.VERIFY),
    (f"{_CASE}join/", joining.join, "join", Right.VERIFY),
    (f"{_CASE}apart/", joining.take_apart, "take_apart", Right.VERIFY),
    (f"{_CASE}lines/", acts.reread_lines, "reread_lines", Right.VERIFY),
    (f"{_CASE}coding/", acts.set_coding, "coding", Right.VERIFY),
    (f"{_CASE}rate/", acts.set_rate, "rate", Right.VERIFY),
    (f"{_CASE}supplier/", acts.choose_supplier, "choose_supplier", Right.VERIFY),
    ("suppliers/offered/", suppliers.offered, "offered_suppliers", Right.SEE),
    (f"{_CASE}products/", entry.find_products, "find_products", Right.SEE),
    (f"{_CASE}products/add/", entry.add_product, "add_product_line", Right.VERIFY),
    (f"{_CASE}paid-with/", entry.paid_with, "paid_with", Right.VERIFY),
    (f"{_CASE}supplier/add/", acts.add_supplier, "add_supplier_from_case", Right.SUPPLIERS),
    (f"{_CASE}verify/", acts.verify, "verify", Right.VERIFY),
    (f"{_CASE}approve/", acts.approve, "approve", Right.APPROVE),
    (f"{_CASE}release/", acts.release, "release", REVIEW),
    (f"{_CASE}close/", acts.close, "close", Right.VERIFY),
    (f"{_CASE}reopen/", acts.reopen, "reopen", Right.VERIFY),
    (f"{_CASE}dispute/", acts.dispute, "dispute", Right.APPROVE),
    (f"{_CASE}dispute/end/", acts.end_dispute, "end_dispute", Right.APPROVE),
    (f"{_CASE}comment/", acts.comment, "comment", Right.SEE),
    ("payments/", payments.payments, "payments", Right.SEE),
    ("payments/propose/", payments.propose, "propose", Right.PAY),
    ("payments/<str:batch>/release/", payments.release, "release_batch", Right.PAY),
    ("payments/<str:batch>/cancel/", payments.cancel, "cancel_batch", Right.PAY),
    ("payments/<str:batch>/settle/", payments.settle, "settle_batch", Right.SETTLE),
    ("payments/<str:batch>/file/", payments.file, "batch_file", Right.SEE),
    ("suppliers/", suppliers.suppliers, "suppliers", Right.SEE),
    ("suppliers/add/", suppliers.add, "add_supplier", Right.SUPPLIERS),
    ("suppliers/import/", supplier_imports.look, "import_suppliers", Right.SUPPLIERS),
    ("suppliers/import/take-in/", supplier_imports.take_in, "take_in_suppliers", Right.SUPPLIERS),
    ("suppliers/doubles/", suppliers.doubles, "doubles", Right.SEE),
    ("suppliers/accounts/", account_changes.changes, "account_changes", Right.SEE),
    ("suppliers/accounts/many/", account_lists.many, "account_lists", Right.SEE),
    ("suppliers/accounts/many/propose/", account_lists.propose, "propose_accounts", ACCOUNTS),
    ("suppliers/accounts/many/<str:list_id>/confirm/", account_lists.confirm, "confirm_accounts", ACCOUNTS),
    ("suppliers/accounts/many/<str:list_id>/let-go/", account_lists.let_go, "let_go_accounts", ACCOUNTS),
    ("suppliers/accounts/<str:change_id>/", account_changes.change, "account_change", Right.SEE),
    ("suppliers/accounts/<str:change_id>/confirm/", account_changes.vouch, "vouch_account", ACCOUNTS),
    ("suppliers/accounts/<str:change_id>/refuse/", account_changes.refuse, "refuse_account", ACCOUNTS),
    ("suppliers/accounts/<str:change_id>/withdraw/", account_changes.withdraw, "withdraw_account", ACCOUNTS),
    ("suppliers/<str:supplier_id>/", suppliers.supplier, "supplier", Right.SEE),
    ("suppliers/<str:supplier_id>/save/", suppliers.save, "save_supplier", Right.SUPPLIERS),
    ("suppliers/<str:supplier_id>/related/", related.relate, "relate_supplier", Right.SUPPLIERS),
    ("suppliers/<str:supplier_id>/propose/", suppliers.propose, "propose_supplier", Right.SUPPLIERS),
    ("suppliers/<str:supplier_id>/forget/", suppliers.forget, "forget_layout", Right.SUPPLIERS),
    ("suppliers/<str:supplier_id>/account/", suppliers.open_account, "open_account", ACCOUNTS),
    ("suppliers/<str:supplier_id>/doubles/", suppliers.doubles_of, "doubles_of", Right.SEE),
    ("suppliers/<str:supplier_id>/merge/", suppliers.merge, "merge_supplier", Right.SUPPLIERS),
    ("products/", products.products, "products", Right.SEE),
    ("products/add/", products.add, "add_product", Right.SUPPLIERS),
    ("products/import/", products.take_in, "import_products", Right.SUPPLIERS),
    ("products/export/", products.export, "export_products", Right.SEE),
    ("products/<str:product_id>/", products.product, "product", Right.SEE),
    ("products/<str:product_id>/save/", products.save, "save_product", Right.SUPPLIERS),
    ("ledger/", ledger.ledger, "ledger", Right.SEE),
    ("ledger/opening/", opening_payables.look, "opening_payables", Right.VERIFY),
    ("ledger/opening/take-in/", opening_payables.take_in, "take_in_opening", Right.VERIFY),
    ("ledger/opening/table/", opening_payables.table, "opening_table", Right.VERIFY),
    (f"{_CASE}take-back/", opening_payables.take_back, "take_back", Right.VERIFY),
    ("outlays/", outlays.outlays, "outlays", Right.SEE),
    ("outlays/repay/", outlays.repay, "repay_outlays", Right.SETTLE),
    ("outlays/csv/", outlays.download, "outlays_csv", Right.SEE),
    ("vouchers/", ledger.vouchers, "vouchers", Right.SEE),
    ("reports/", reports.reports, "reports", Right.SEE),
    ("reports/<str:name>/", reports.report, "report", Right.SEE),
    ("reports/<str:name>/xlsx/", reports.report_xlsx, "report_xlsx", Right.SEE),
    ("reports/<str:name>/<str:table>.csv", reports.report_csv, "report_csv", Right.SEE),
    ("vouchers/hand-over/", hand_over.hand_over, "hand_over", Right.VERIFY),
    ("vouchers/handed-over/<int:number>/<str:form>/", hand_over.file, "handed_file", Right.SEE),
    ("vouchers/copy/<str:form>/", hand_over.copy, "voucher_copy", Right.SEE),
    ("archive/", archive.archive, "archive", Right.SEE),
    ("archive/integrity/", archive.integrity, "integrity", Right.SEE),
    ("reception/", reception.reception, "reception", Right.SEE),
    ("settings/", preferences.settings, "settings", Right.SEE),
    ("settings/services/", preferences.services, "services", Right.MANAGE),
    ("settings/people/", people_admin.settings, "people", Right.MANAGE),
    ("settings/people/add/", people_admin.add, "add_person", Right.MANAGE),
    ("settings/people/token/", people_admin.make_token, "make_token", Right.MANAGE),
    ("settings/people/token/<str:token>/revoke/", people_admin.revoke_token, "revoke_token", Right.MANAGE),
    ("settings/people/<str:person>/roles/", people_admin.set_roles, "person_roles", Right.MANAGE),
    ("settings/people/<str:person>/switch/", people_admin.switch, "switch_person", Right.MANAGE),
    ("settings/people/<str:person>/link/", people_admin.link, "person_link", Right.MANAGE),
    (
        "settings/people/<str:person>/second-factor/",
        people_admin.reset_second_factor,
        "reset_second_factor",
        Right.MANAGE,
    ),
    ("settings/chart/", chart.settings, "chart", Right.SEE),
    ("settings/chart/account/", chart.save_account, "save_account", Right.MANAGE),
    ("settings/chart/uses/", chart.save_uses, "save_uses", Right.MANAGE),
    ("settings/chart/dimension/", chart.save_dimension, "save_dimension", Right.MANAGE),
    ("settings/chart/object/", chart.save_object, "save_object", Right.MANAGE),
    ("settings/chart/sie/", chart.take_in, "take_in_sie", Right.MANAGE),
    ("setup/", setup.overview, "setup", Right.MANAGE),
    ("setup/mail/free/", setup.mailbox_free, "mailbox_free", Right.MANAGE),
    ("setup/<str:name>/", setup.step, "setup_step", Right.MANAGE),
    ("setup/<str:name>/skip/", setup.skip, "skip_step", Right.MANAGE),
    ("settings/approval/", arrangement.arrangement, "arrangement", Right.SEE),
    ("settings/approval/save/", arrangement.save, "save_arrangement", Right.MANAGE),
    ("approvals/", approvals.approvals, "approvals", Right.SEE),
    (_APPROVAL, approvals.approval, "approval", Right.SEE),
    (f"{_APPROVAL}approve/", approvals.give, "give_approval", Right.APPROVE),
    (f"{_APPROVAL}comment/", approvals.comment, "approval_comment", Right.SEE),
    (f"{_APPROVAL}answer/", approvals.answer, "approval_answer", Right.SEE),
    (f"{_APPROVAL}hold/", approvals.hold, "hold", REVIEW),
    (f"{_APPROVAL}hold/end/", approvals.end_hold, "end_hold", REVIEW),
    (f"{_APPROVAL}reject/", approvals.reject, "reject", Right.APPROVE),
    (f"{_APPROVAL}letter/", approvals.letter_page, "letter", Right.SEE),
    (f"{_APPROVAL}letter/sent/", approvals.letter_sent, "letter_sent", REVIEW),
    ("settings/rules/", straight.rules, "rules", Right.MANAGE),
    ("settings/rules/try/", straight.trial, "try_rules", Right.MANAGE),
    ("settings/rules/save/", straight.save, "save_rules", Right.MANAGE),
    ("settings/rules/restore/", straight.restore, "restore_supplier", Right.MANAGE),
    ("samples/", straight.samples, "samples", Right.SEE),
    ("samples/<str:case>/", straight.sample, "sample", Right.SEE),
    ("samples/<str:case>/seen/", straight.seen, "sample_seen", Right.VERIFY),
    ("settings/second-factor/", preferences.second_factor, "second_factor", None),
    ("settings/password/", preferences.password, "password", None),
)


def needs() -> dict[str, Need]:
    """What each page or act needs of a person, by its name; what a person does for themself needs nothing."""
    return {name: need for _address, _view, name, need in _INSIDE}


def pages() -> tuple[str, ...]:
    """The addresses of all that people at work can open or send, as patterns."""
    return tuple(f"/{address}" for address, *_ in _INSIDE)


_pages = [*_OUTSIDE, *(path(address, _inside(view, need), name=name) for address, view, name, need in _INSIDE)]

urlpatterns = [path("", include((_pages, "web")))]

"""Documents through the API: one or many, new or known, and what is refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from api_house import PDF, House, a_house
from django.core.files.uploadedfile import SimpleUploadedFile

from build import a_company
from kontera.core.company import Right
from kontera.core.policy import Policy

pytestmark = pytest.mark.urls("api_house")


@pytest.fixture
def house() -> House:
    return a_house()


def a_zip(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.pdf", data)
    return made.getvalue()


def small(house: House, most: int) -> None:
    company = a_company(mailbox="mottagaren", policy=replace(Policy(), max_bytes=most))
    house.boxes.save(company)


def test_a_new_document_is_a_case_and_a_task(house: House) -> None:
    response = house.client(Right.RECEIVE).send(PDF, "?filename=faktura.pdf")
    said = response.json()
    assert (response.status_code, said["known"], said["name"]) == (201, False, "faktura.pdf")
    assert house.boxes.open("mottagaren").by_digest(said["digest"]) == said["case"]
    assert [task.argument for task in house.tasks] == [said["case"]]


def test_the_same_bytes_are_known(house: House) -> None:
    first = house.client().send(PDF).json()
    again = house.client().send(PDF, "?filename=other.pdf")
    assert (again.status_code, again.json()["known"], again.json()["case"]) == (200, True, first["case"])


def test_a_form_brings_a_file_under_any_name(house: House) -> None:
    response = house.client().upload(anything=SimpleUploadedFile("../../Räkning 1.pdf", PDF))
    assert (response.status_code, response.json()["name"]) == (201, "Räkning 1.pdf")


def test_several_files_are_answered_with_a_list(house: House) -> None:
    files = [SimpleUploadedFile("a.pdf", PDF + b"a"), SimpleUploadedFile("b.txt", b"not an invoice")]
    response = house.client().upload(file=files)
    said = response.json()["documents"]
    assert response.status_code == 201
    assert [(one["name"], bool(one["case"]), one["code"]) for one in said] == [
        ("a.pdf", True, ""),
        ("b.txt", False, "document.unsupported"),
    ]


def test_a_zip_is_unpacked(house: House) -> None:
    response = house.client().send(a_zip(a=PDF + b"a", b=PDF + b"b"), "?filename=all.zip", "application/zip")
    assert response.status_code == 201
    assert len(response.json()["documents"]) == 2


def test_a_zip_that_came_before_is_known(house: House) -> None:
    house.client().send(a_zip(a=PDF + b"a", b=PDF + b"b"))
    response = house.client().send(a_zip(a=PDF + b"a", b=PDF + b"b"))
    assert response.status_code == 200
    assert all(one["known"] for one in response.json()["documents"])


@pytest.mark.parametrize("data", [b"plain words", b"GIF89a", b"<html><body></body></html>", b"\x00" * 50])
def test_what_cannot_be_an_invoice_is_refused_and_listed(house: House, data: bytes) -> None:
    response = house.client().send(data, "?filename=strange.bin")
    assert (response.status_code, response.json()["code"]) == (415, "document.unsupported")
    listed = house.client().ask("get", "/documents/refused").json()
    assert [(one["name"], one["code"]) for one in listed["items"]] == [("strange.bin", "document.unsupported")]


def test_a_damaged_zip_is_refused(house: House) -> None:
    response = house.client().send(a_zip(a=PDF)[:-30])
    assert response.status_code in {415, 422}
    assert response.json()["code"].startswith("document.")


@pytest.mark.parametrize("way", ["send", "upload"])
def test_a_document_over_the_companys_limit_is_refused(house: House, way: str) -> None:
    small(house, 10)
    caller = house.client()
    response = caller.send(PDF) if way == "send" else caller.upload(file=SimpleUploadedFile("a.pdf", PDF))
    assert (response.status_code, response.json()["code"]) == (413, "document.too_large")


def test_a_body_above_the_frameworks_form_limit_is_taken_in(house: House) -> None:
    response = house.client().send(PDF + b"\n%" + b"x" * 11_000_000)
    assert response.status_code == 201


def test_nothing_sent_is_refused(house: House) -> None:
    assert house.client().send(b"").json()["code"] == "document.missing"
    assert house.client().upload(note="no file").json()["code"] == "document.missing"


def test_a_torn_form_is_refused(house: House) -> None:
    response = house.client().send(b"torn", content_type="multipart/form-data")
    assert (response.status_code, response.json()["code"]) == (400, "request.malformed")

"""The documentation of the API says all, and says it in words."""

from __future__ import annotations

from typing import Any

import pytest
from api_house import Caller, a_house

pytestmark = pytest.mark.urls("api_house")


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    a_house()
    return Caller("").ask("get", "/openapi.json").json()


def operations(said: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(f"{method} {path}", made) for path, by in said["paths"].items() for method, made in by.items()]


def test_every_route_is_described_and_needs_a_token(said: dict[str, Any]) -> None:
    for name, made in operations(said):
        assert made["description"], name
        assert made["summary"], name
        assert made["tags"], name
        assert made["security"] == [{"Token": []}], name
    names = [made["operationId"] for _, made in operations(said)]
    assert len(set(names)) == len(names)


def test_every_route_documents_success_and_refusal(said: dict[str, Any]) -> None:
    for name, made in operations(said):
        assert {"401", "403", "404", "409", "422"} < set(made["responses"]), name
        assert any(status.startswith("2") for status in made["responses"]), name


def test_every_field_and_parameter_is_described(said: dict[str, Any]) -> None:
    bare = [
        f"{shape}.{field}"
        for shape, made in said["components"]["schemas"].items()
        for field, told in made.get("properties", {}).items()
        if not told.get("description")
    ]
    bare += [
        f"{name} {one['name']}"
        for name, made in operations(said)
        for one in made["parameters"]
        if not one.get("description")
    ]
    assert bare == []


def test_no_amount_is_a_float(said: dict[str, Any]) -> None:
    floats = {
        f"{shape}.{field}"
        for shape, made in said["components"]["schemas"].items()
        for field, told in made.get("properties", {}).items()
        if told.get("type") == "number"
    }
    assert {name.rsplit(".", 1)[-1] for name in floats} <= {"sure", "x0", "y0", "x1", "y1", "width", "height"}


def test_the_page_of_the_documentation_opens_without_a_token_and_fetches_nothing_from_elsewhere() -> None:
    response = Caller("").ask("get", "/docs")
    assert (response.status_code, b"/ninja/swagger-ui-bundle.js" in response.content) == (200, True)
    assert b"//cdn" not in response.content

"""A house for the tests of the web application: the API's house with its web faces open, and people who sign in."""

from __future__ import annotations

from api_house import NAMES, House, _nothing, _rests, a_house
from django.contrib.auth import get_user_model
from django.test import Client

from kontera.core.company import Role
from kontera.pipeline.runner import Runner
from kontera.pipeline.step import Step
from kontera.web import doors as web_doors

PASSWORD = "a long enough password"
EVERYTHING = frozenset(Role)


def a_web_house() -> House:
    """Two companies in memory, shown by the web application."""
    house = a_house()
    runner = Runner(tuple(Step(name, _rests, _nothing, by_hand=True) for name in NAMES), house.doors)
    web_doors.open_with(house.doors, runner, "in.kontera.example")
    return house


def a_user(house: House, name: str = "alma", roles: frozenset[Role] = EVERYTHING, language: str = "sv") -> str:
    """Somebody who can sign in, at work in the first company; gives the mail address."""
    email = f"{name}@mottagaren.example"
    if not any(one.email == email for one in house.doors.people.of("mottagaren")):
        house.doors.people.add("mottagaren", email, name.title(), roles)
    user = get_user_model().objects.filter(email=email).first() or get_user_model()(email=email)
    user.name, user.language = name.title(), language
    user.set_password(PASSWORD)
    user.save()
    return email


def signed_in(house: House, name: str = "alma", roles: frozenset[Role] = EVERYTHING, language: str = "sv") -> Client:
    """The browser of such a person."""
    client = Client()
    client.force_login(
        get_user_model().objects.get(email=a_user(house, name, roles, language)),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client

"""Commands about people: who works in a company, their roles, sign-in, tokens."""

from __future__ import annotations

from typing import Annotated

import typer

from kontera.actions import people as people_actions
from kontera.actions.desk import Desk
from kontera.cli.office import CompanyOption, company_named
from kontera.core.company import Person, Right, Role
from kontera.wiring.rooms import Rooms, open_rooms

people_commands = typer.Typer(no_args_is_help=True, help="Who works in a company, and as what.")
EmailArgument = Annotated[str, typer.Argument(help="The mail address, which is the sign-in name.")]


def administrator(rooms: Rooms, named: str) -> Desk:
    """Whoever runs the machine keeps people and settings at its command line."""
    company = company_named(rooms, named)
    roles = frozenset({Role.ADMIN, Role.CLERK})
    return Desk(rooms.doors, rooms.runner, Person("command", "command line", company.id, roles))


def person(
    email: EmailArgument,
    name: Annotated[str, typer.Option(help="The full name.")],
    roles: Annotated[list[Role], typer.Option("--role", help="A role; may be given several times.")],
    company: CompanyOption = "",
) -> None:
    """Give somebody roles in a company, and print a link for the first sign-in."""
    rooms = open_rooms()
    desk = administrator(rooms, company)
    made = people_actions.add(desk, email, name, frozenset(roles))
    typer.echo(people_actions.link(desk, made.email, rooms.settings.base_url))


def token(
    email: Annotated[str, typer.Argument(help="Whom the token acts for.")],
    label: Annotated[str, typer.Option(help="What it is for.")],
    scopes: Annotated[list[Right], typer.Option("--scope", help="A right it gives; may be given several times.")],
    company: CompanyOption = "",
) -> None:
    """Make a token for the API and print it; it is shown this once."""
    typer.echo(people_actions.issue_token(administrator(open_rooms(), company), email, label, frozenset(scopes)))


@people_commands.command("list")
def listed(company: CompanyOption = "") -> None:
    """Everybody: mail address, name, roles, and whether switched off or asked for a one-time code."""
    for one in people_actions.staff(administrator(open_rooms(), company)):
        marks = ("" if one.active else "off", "one-time code" if one.second_factor else "")
        roles = ",".join(sorted(one.person.roles))
        typer.echo("\t".join((one.person.email, one.person.name, roles, " ".join(mark for mark in marks if mark))))


@people_commands.command("roles")
def roles_of(
    email: EmailArgument,
    roles: Annotated[list[Role], typer.Option("--role", help="A role; may be given several times.")],
    company: CompanyOption = "",
) -> None:
    """Change what somebody may; those given replace those before."""
    people_actions.set_roles(administrator(open_rooms(), company), email, frozenset(roles))


@people_commands.command("off")
def off(email: EmailArgument, company: CompanyOption = "") -> None:
    """Switch somebody off in a company; the tokens rest too."""
    people_actions.switch(administrator(open_rooms(), company), email, active=False)


@people_commands.command("on")
def on(email: EmailArgument, company: CompanyOption = "") -> None:
    """Switch somebody on again."""
    people_actions.switch(administrator(open_rooms(), company), email, active=True)


@people_commands.command("reset-code")
def reset_code(email: EmailArgument, company: CompanyOption = "") -> None:
    """Ask somebody for no one-time code at the next sign-in."""
    people_actions.reset_second_factor(administrator(open_rooms(), company), email)


@people_commands.command("tokens")
def tokens(company: CompanyOption = "") -> None:
    """The tokens: id, person, what for, scopes, and when they were revoked."""
    for one in people_actions.tokens(administrator(open_rooms(), company)):
        revoked = f"revoked {one.revoked:%Y-%m-%d}" if one.revoked else ""
        typer.echo("\t".join((one.id, one.person.email, one.label, ",".join(sorted(one.scopes)), revoked)))


@people_commands.command("revoke")
def revoke(
    token_id: Annotated[str, typer.Argument(help="The id that `people tokens` prints.")], company: CompanyOption = ""
) -> None:
    """Take a token back."""
    people_actions.revoke_token(administrator(open_rooms(), company), token_id)

"""Commands for an installation's own work: receive, people, tokens, the archive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kontera.actions import archive as archive_actions
from kontera.actions import companies as company_actions
from kontera.actions import people as people_actions
from kontera.actions import receive as receive_actions
from kontera.actions.desk import Desk
from kontera.cli.taken import bytes_of
from kontera.core.company import Company, Person, Role
from kontera.core.document import Channel
from kontera.core.errors import DocumentTooLarge, NotFound
from kontera.wiring.rooms import Rooms, open_rooms

CompanyOption = Annotated[str, typer.Option(help="The company's id; not needed where there is one only.")]


def company_named(rooms: Rooms, named: str) -> Company:
    """The company with the id, or the only one there is. Raises NotFound."""
    companies = rooms.doors.boxes.companies()
    if named:
        return rooms.doors.boxes.open(named).company
    if len(companies) != 1:
        raise NotFound(what="the company (name one with --company)")
    return companies[0]


def _clerk(company: Company) -> Person:
    """Whoever works at the command line of the machine itself."""
    return Person("command", "command line", company.id, frozenset({Role.CLERK, Role.AUDITOR}))


def _desk(rooms: Rooms, named: str) -> Desk:
    return Desk(rooms.doors, rooms.runner, _clerk(company_named(rooms, named)))


def receive(
    files: Annotated[list[Path], typer.Argument(help="Documents to take in.", exists=True, dir_okay=False)],
    company: CompanyOption = "",
) -> None:
    """Take in documents for a company; a running installation reads them at once, else at its next start."""
    rooms = open_rooms()
    desk = _desk(rooms, company)
    refused = 0
    for file in files:
        try:
            data = bytes_of(file)
        except DocumentTooLarge as error:
            refused += 1
            typer.echo(f"refused\t{file.name}\t{error}")
            continue
        for receipt in receive_actions.receive(desk, file.name, data, Channel.COMMAND):
            if receipt.refused:
                refused += 1
                typer.echo(f"refused\t{receipt.name}\t{receipt.refused.reason}")
            else:
                typer.echo(f"{'known' if receipt.known else 'received'}\t{receipt.name}\t{receipt.case}")
    if refused:
        raise typer.Exit(3)


def company(
    name: Annotated[str, typer.Argument(help="The legal name.")],
    number: Annotated[str, typer.Option("--number", help="The organisation number.")],
    country: Annotated[str, typer.Option(help="ISO 3166-1, such as SE.")] = "SE",
    currency: Annotated[str, typer.Option(help="The accounting currency; the country's own when not given.")] = "",
    vat: Annotated[str, typer.Option(help="The VAT number.")] = "",
    iban: Annotated[str, typer.Option(help="The account that payments are drawn on.")] = "",
    old_bank: Annotated[bool, typer.Option(help="The bank takes pain.001.001.03 instead of .09.")] = False,
    one_may_release: Annotated[bool, typer.Option(help="Let one person propose and release a payment.")] = False,
) -> None:
    """Add a company; prints its id and the mail address that receives its invoices."""
    rooms = open_rooms()
    made = company_actions.add_company(
        rooms.doors,
        company_actions.NewCompany(
            name, number, country.upper(), currency.upper(), vat, iban, not one_may_release, old_bank
        ),
    )
    typer.echo(f"{made.id}\t{made.mailbox}@{rooms.settings.mail_domain}")


def sign_in(email: Annotated[str, typer.Argument(help="Whose link.")]) -> None:
    """Print a link that signs somebody in once."""
    rooms = open_rooms()
    typer.echo(people_actions.sign_in_address(rooms.doors, rooms.settings.base_url, email))


def rebuild(company: CompanyOption = "") -> None:
    """Write all lists anew from the events."""
    rooms = open_rooms()
    count = rooms.doors.boxes.open(company_named(rooms, company).id).rebuild()
    typer.echo(f"{count} cases rebuilt")


def verify_archive(
    company: CompanyOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Prove that every sealed document, event and log entry is what it was; exits with 1 when one is not."""
    rooms = open_rooms()
    proof = archive_actions.verify(_desk(rooms, company))
    if as_json:
        faults = [{"what": fault.what, "fault": fault.fault} for fault in proof.faults]
        shown = {"sealed": proof.documents, "events": proof.events, "head": proof.head, "faults": faults}
        typer.echo(json.dumps(shown))
    else:
        typer.echo(f"{proof.documents} sealed, {proof.events} events, log head {proof.head[:16] or '-'}")
        for fault in proof.faults:
            typer.echo(f"{fault.fault}\t{fault.what}")
        typer.echo("intact" if not proof.faults else f"{len(proof.faults)} faults")
    if proof.faults:
        raise typer.Exit(1)

"""Three people take two invoices from the mail to the archive in a browser, on a whole installation of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from browser_house import PATIENCE_MS, ready
from installation import ANNA, BO, CIA, Installation
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kontera.formats.pain001_xsd import validate_pain001
from kontera.formats.ubl.write import write_ubl
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.draw import draw_pdf
from kontera.samples.invent import invent

SHARED: Final = Path(__file__).resolve().parents[3] / "shared"
READ_WITHIN_MS: Final = 60_000
RIGHT_ACCOUNT: Final = "Bankgiro 5050-1055"
PHONE: Final = "Ringde växeln på numret i avtalet."


@dataclass(frozen=True, slots=True)
class Paper:
    """One invoice on its way: its file, and what a person sees of it."""

    file: str
    data: bytes
    supplier: str
    number: str
    amount: str
    paid: str


@dataclass(slots=True)
class Room:
    """One person at a browser of their own, with what the scripts complained about."""

    page: Page
    address: str
    faults: list[str]

    def open(self, path: str) -> Page:
        """Go to a room."""
        self.page.goto(f"{self.address}/{path}")
        return self.page

    def desk(self, paper: Paper) -> Page:
        """The desk of an invoice, by a search in the inbox."""
        page = self.open("inbox/")
        page.get_by_role("searchbox", name="Sök i inkorgen").fill(paper.number)
        expect(page.locator("#rows tbody tr")).to_have_count(1)
        page.get_by_role("link", name=paper.supplier).click()
        expect(page.get_by_role("heading", name=paper.supplier, level=1)).to_be_visible()
        return ready(page)


def real_papers() -> tuple[Paper, Paper]:
    """An e-invoice of the Peppol examples, and a PDF of a Swedish builder."""
    data = (SHARED / "einvoices/peppol-bis-3/peppol-bis-3-06.xml").read_bytes()
    pdf = (SHARED / "corpus/training/kimai-din5008-01.pdf").read_bytes()
    return (
        Paper("faktura.xml", data, "The Sellercompany Incorporated", "Vat-O", "3 200,00", "3200.00"),
        Paper("faktura.pdf", pdf, "Lillsjöns Byggservice AB", "1237024", "11 959,00", "11959.00"),
    )


def own_papers() -> tuple[Paper, Paper]:
    """The same kinds of documents, invented."""
    data, pdf = business("norrglans"), business("pennverket")
    first, second = (invent(5, one, DEMO_BUYER, date(2026, 3, 2)) for one in (data, pdf))
    papers = []
    for invoice, name, file in (
        (first, "faktura.xml", write_ubl(first)),
        (second, "faktura.pdf", draw_pdf(second, pdf.layout, "sv")),
    ):
        payable = invoice.totals.payable
        assert payable is not None
        shown = f"{payable:,.2f}".replace(",", " ").replace(".", ",")
        papers.append(Paper(name, file, invoice.seller.name, invoice.number, shown, f"{payable:.2f}"))
    return papers[0], papers[1]


@pytest.fixture(params=["sqlite", "postgresql"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """An installation that serves, on each database."""
    made = Installation(tmp_path)
    if request.param == "postgresql":
        import psycopg

        server: str = request.getfixturevalue("pgserver")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("CREATE DATABASE whole_way")
        made.environment["KONTERA_DATABASE_URL"] = server.replace("/postgres?", "/whole_way?")
    made.furnish()
    made.start()
    yield made
    made.stop()


def enter(browser: Browser, served: Installation, email: str) -> Room:
    """Somebody signs in by a link, in a browser that knows nobody else."""
    context: BrowserContext = browser.new_context(locale="sv-SE", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.goto(served.sign_in_link(email))
    return Room(page, served.address, faults)


def test_two_invoices_go_from_the_mail_to_the_archive(
    browser: Browser, served: Installation, request: pytest.FixtureRequest
) -> None:
    real = SHARED.is_dir() and "sqlite" in request.node.name
    first, second = papers = real_papers() if real else own_papers()
    anna, bo, cia = (enter(browser, served, email) for email in (ANNA, BO, CIA))
    arrive(anna, served, papers)
    the_supplier_is_taken_in(anna, first)
    the_account_is_corrected(anna, first)
    review(anna, first)
    review(anna, second, scanned=True)
    the_account_is_not_hers_to_confirm(anna, first)
    for paper in papers:
        approve(bo, paper)
        held(anna, paper)
        for person in (bo, cia):
            confirm_the_account(person, paper)
    pay(anna, bo, papers)
    for paper in papers:
        archived(anna, paper)
    told_in_the_trail(anna, first)
    proof = anna.open("archive/")
    proof.get_by_role("button", name="Bevisa integriteten").click()
    expect(proof.get_by_text("Allt är som det var")).to_be_visible()
    assert served.told("archive", "verify").endswith("intact")
    for person in (anna, bo, cia):
        person.page.context.close()
    assert (anna.faults, bo.faults, cia.faults) == ([], [], [])


def arrive(anna: Room, served: Installation, papers: tuple[Paper, ...]) -> None:
    """One mail with both; the rows appear in the open inbox by themselves."""
    page = anna.open("inbox/")
    expect(page.get_by_text(served.mailbox).first).to_be_visible()
    served.mail(*((paper.file, paper.data) for paper in papers))
    for paper in papers:
        row = page.get_by_role("row").filter(has_text=paper.supplier)
        if paper is papers[0]:
            expect(row).to_be_visible(timeout=READ_WITHIN_MS)
        expect(row).to_contain_text(paper.number, timeout=READ_WITHIN_MS)
        expect(row).to_contain_text(re.compile(re.sub(r"\s", r"\\s", paper.amount)))


def the_supplier_is_taken_in(anna: Room, paper: Paper) -> None:
    """The supplier comes into the register from its invoice; its account waits to be confirmed."""
    page = anna.desk(paper)
    page.get_by_role("button", name="Lägg upp i registret").click()
    expect(page.get_by_text("känd leverantör")).to_be_visible()


def the_account_is_corrected(anna: Room, paper: Paper) -> None:
    """The payee's account is typed anew at the desk: another than the one that was read."""
    page = anna.desk(paper)
    field = page.get_by_label("Betalkonto").first
    field.fill(RIGHT_ACCOUNT)
    field.press("Tab")
    expect(page.locator("[data-path='payment.accounts[0]'] .source")).to_have_text("manuell")


def review(anna: Room, paper: Paper, *, scanned: bool = False) -> None:
    """The supplier is registered, a value and an account corrected, what must be compared is ticked: booked."""
    page = anna.desk(paper)
    unknown = page.get_by_role("button", name="Lägg upp i registret")
    if unknown.is_visible():
        unknown.click()
    expect(page.get_by_text("känd leverantör")).to_be_visible()
    reference = page.get_by_label("Er referens")
    if not reference.is_visible():
        page.get_by_text("Fler uppgifter").click()
    reference.fill("Anna på ekonomi")
    reference.press("Tab")
    expect(page.locator("[data-path=buyer_reference] .source")).to_have_text("manuell")
    account = page.locator("#coding").get_by_label("Konto").first
    account.fill("6250")
    page.get_by_label("Kommentar", exact=True).first.fill("Porto")
    expect(page.locator(".trail")).to_contain_text("6250")
    expect(page.locator("#coding").get_by_label("Konto").first).to_have_value("6250")
    for compared in ("bild mot rader", "betalkonto", "summor") if scanned else ():
        page.get_by_role("checkbox", name=compared).check()
    page.get_by_role("button", name="Godkänn läsningen").click()
    expect(page.locator("#notices")).to_contain_text(f"{paper.number} är granskad.")


def the_account_is_not_hers_to_confirm(anna: Room, paper: Paper) -> None:
    """Who typed the account may not confirm it; the booking's number is shown."""
    page = anna.desk(paper)
    expect(page.locator(".trail")).to_contain_text(re.compile(r"verifikation L\d"))
    page = the_account(anna, paper)
    expect(page.get_by_text(RIGHT_ACCOUNT).first).to_be_visible()
    expect(page.locator("[name=contact]")).to_have_count(0)


def the_account(who: Room, paper: Paper) -> Page:
    """The open case of the account that the invoice asks to be paid on."""
    page = who.open("suppliers/accounts/")
    page.get_by_role("link", name=paper.supplier).first.click()
    expect(page.locator(".both .new")).to_be_visible()
    return page


def held(anna: Room, paper: Paper) -> None:
    """While the account waits, the approved invoice cannot be chosen for payment."""
    page = anna.open("payments/")
    expect(page.get_by_role("checkbox", name=f"Välj {paper.supplier}")).to_be_disabled()


def confirm_the_account(who: Room, paper: Paper) -> None:
    """One of two people has called the supplier at a number from elsewhere than the invoice."""
    page = the_account(who, paper)
    before = page.locator(".steps-two .done").count()
    page.fill("[name=other_channel]", "växeln i ramavtalet")
    page.fill("[name=contact]", "Ekonomiavdelningen")
    page.fill("[name=note]", PHONE)
    page.press("[name=note]", "Enter")
    expect(page.locator(".steps-two .done")).to_have_count(before + 1)


def approve(bo: Room, paper: Paper) -> None:
    """Bo approves."""
    page = bo.desk(paper)
    page.get_by_role("button", name="Attestera").click()
    expect(page.locator("#notices")).to_contain_text(f"{paper.number} är attesterad.")
    page.locator("#notices").get_by_role("link", name="Visa").click()
    expect(page.locator(".side-head")).to_contain_text("att betala")


def pay(anna: Room, bo: Room, papers: tuple[Paper, ...]) -> None:
    """Anna proposes, only Bo can release; the file is valid and says both amounts; the bank has paid."""
    page = anna.open("payments/")
    for paper in papers:
        page.get_by_role("checkbox", name=f"Välj {paper.supplier}").check()
    whole = f"{sum(Decimal(paper.paid) for paper in papers):,.2f}".replace(",", " ").replace(".", ",")
    expect(page.locator("[data-sum]")).to_have_text(f"Valda {len(papers)}: {whole} SEK")
    page.get_by_role("button", name="Föreslå betalningen").click()
    expect(page.get_by_text("Någon annan måste frisläppa det du föreslagit.")).to_be_visible()
    expect(page.get_by_role("button", name="Frisläpp")).to_have_count(0)
    page = bo.open("payments/")
    page.get_by_role("button", name="Frisläpp").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Hämta betalfilen").click()
    file = Path(waiting.value.path()).read_bytes()
    assert validate_pain001(file) == ()
    for paper in papers:
        assert paper.paid in file.decode()
    page.get_by_role("button", name="Notera som betald").click()
    expect(page.get_by_text("Noterad som betald och bokförd.")).to_be_visible()


def archived(anna: Room, paper: Paper) -> None:
    """Its desk says so as soon as it is sealed; it is found in the archive by its number."""
    page = anna.open("payments/")
    page.get_by_text("Visa fakturor").click()
    page.get_by_role("link", name=paper.supplier).click()
    expect(page.locator(".side-head")).to_contain_text("arkiverad", timeout=READ_WITHIN_MS)
    page = anna.open(f"archive/?q={paper.number}")
    row = page.get_by_role("row").filter(has_text=paper.supplier)
    expect(row).to_contain_text("arkiverad")


def told_in_the_trail(anna: Room, paper: Paper) -> None:
    """Every act stands there with the name of who did it."""
    page = anna.open(f"archive/?q={paper.number}")
    page.get_by_role("link", name=paper.supplier).click()
    acts = page.locator(".trail li")
    for act, who in (
        ("Rättad", "Anna Andersson"),
        ("Konterad", "Anna Andersson"),
        ("Granskad", "Anna Andersson"),
        ("Attesterad", "Bo Berg"),
        ("I betalningsförslag", "Anna Andersson"),
        ("Betalning frisläppt", "Bo Berg"),
        ("Betald", "Bo Berg"),
    ):
        expect(acts.filter(has_text=act).filter(has_text=who).first).to_be_visible()
    page.get_by_role("link", name="Registret", exact=True).click()
    expect(page.locator(".account").filter(has_text=RIGHT_ACCOUNT).get_by_text(PHONE)).to_have_count(2)

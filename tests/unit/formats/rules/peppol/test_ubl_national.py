"""Each national Peppol rule on UBL, on one document that breaks it and one that does not."""

from __future__ import annotations

from typing import Final

import pytest
from cases import (
    a,
    account,
    address,
    allowance,
    b,
    buyer,
    category,
    credit_note,
    document,
    invoice,
    legal,
    line,
    means,
    money,
    seller,
    tax_scheme,
    vat,
)

from kontera.formats.rules.peppol.ubl import RULES, SELF_BILLED_RULES, judge_ubl
from kontera.formats.xml import parse_xml

Case = tuple[str, bytes, bytes]
CVR: Final = legal("12345674", "0184")
NEGATIVE: Final = a("LegalMonetaryTotal", money("PayableAmount", "-1"))
REFERENCE: Final = "PaymentID"


def danish(*more: str, **parts: str) -> bytes:
    return invoice(*more, **({"seller": seller("DK", CVR), "buyer": buyer("DK", CVR), "means": ""} | parts))


def paid(code: str, *more: str) -> bytes:
    return danish(means=means(code, *more))


def slip(code: str, reference: str, number: str) -> bytes:
    return paid(code, b(REFERENCE, reference), account(number))


def classified(list_id: str, version: str) -> bytes:
    item = b("ItemClassificationCode", "1", listID=list_id, listVersionID=version)
    return danish(lines=line(a("Item/CommodityClassification", item)))


def duty(reason: str) -> bytes:
    return danish(allowance(b("AllowanceChargeReasonCode", "ZZZ"), b("AllowanceChargeReason", reason), kind="true"))


def identified(**scheme: str) -> bytes:
    return danish(buyer=buyer("DK", CVR, a("PartyIdentification", b("ID", "1", **scheme))))


DENMARK: Final[tuple[Case, ...]] = (
    ("DK-R-002", danish(seller=seller("DK")), danish()),
    ("DK-R-003", classified("TST", "11"), classified("TST", "26.08.01")),
    ("DK-R-003", classified("TST", "11"), classified("STI", "11")),
    ("DK-R-004", duty("#12"), duty("1234")),
    ("DK-R-004", duty("12345"), duty("a#b")),
    ("DK-R-005", paid("30"), paid("42", account("1", "2"))),
    ("DK-R-006", paid("42", account("1")), paid("42", account("1", "2"))),
    ("DK-R-007", paid("49"), paid("49", a("PaymentMandate", b("ID"), a("PayerFinancialAccount", b("ID"))))),
    ("DK-R-008", slip("50", "71#", "1234567"), slip("50", "01#", "1234567")),
    ("DK-R-008", slip("50", "01#", "123456"), slip("50", "01#", "12345678")),
    ("DK-R-009", slip("50", "04#1", "1234567"), slip("50", "04#1234567890123456", "1234567")),
    ("DK-R-010", slip("93", "01#", "12345678"), slip("93", "73#", "12345678")),
    ("DK-R-011", slip("93", "71#1", "12345678"), slip("93", "71#123456789012345", "12345678")),
    ("DK-R-013", identified(), identified(schemeID="0088")),
    ("DK-R-014", danish(seller=seller("DK", legal("12345674"))), danish()),
    (
        "DK-R-016",
        credit_note(seller=seller("DK", CVR), buyer=buyer("DK"), totals=NEGATIVE),
        credit_note(seller=seller("DK", CVR), totals=NEGATIVE),
    ),
    ("DK-R-017", danish(buyer=buyer("DK", legal("1", "0060"))), danish()),
)

KENNITALA: Final = legal("1234567890", "0196")
TWELVE: Final = "123456789012"


def icelandic(*more: str, **parts: str) -> bytes:
    return invoice(*more, **({"seller": seller("IS", KENNITALA), "buyer": buyer("IS", KENNITALA)} | parts))


def eindagi(day: str, due: str = "2026-04-30") -> bytes:
    return icelandic(b("DueDate", due) if due else "", document("EINDAGI", number=day))


ICELAND: Final[tuple[Case, ...]] = (
    ("IS-R-001", icelandic(kind=b("InvoiceTypeCode", "393")), icelandic()),
    ("IS-R-002", icelandic(seller=seller("IS", legal("1", "0060"))), icelandic()),
    ("IS-R-003", icelandic(seller=seller(address("IS", "StreetName"), KENNITALA)), icelandic()),
    ("IS-R-004", icelandic(buyer=buyer("IS")), icelandic()),
    ("IS-R-005", icelandic(buyer=buyer(address("IS", "PostalZone"), KENNITALA)), icelandic()),
    ("IS-R-006", icelandic(means=means("9", account("1"))), icelandic(means=means("9", account(TWELVE)))),
    ("IS-R-007", icelandic(means=means("42")), icelandic(means=means("42", account(TWELVE)))),
    ("IS-R-008", eindagi("30.4.2026"), eindagi("2026-04-30")),
    ("IS-R-009", eindagi("2026-04-30", due=""), eindagi("2026-04-30")),
    ("IS-R-010", eindagi("2026-04-29"), eindagi("2026-04-30")),
)

FORETAK: Final = tax_scheme("Foretaksregisteret", "TAX")


def norwegian(number: str = "NO974760673MVA", *more: str) -> bytes:
    return invoice(seller=seller("NO", tax_scheme(number), *more))


NORWAY: Final[tuple[Case, ...]] = (
    ("NO-R-001", norwegian("NO974760674MVA"), norwegian()),
    ("NO-R-001", norwegian("NO974760673"), invoice(seller=seller("NO"))),
    ("NO-R-002", norwegian(), norwegian("NO974760673MVA", FORETAK)),
)

NUMBER: Final = legal("5560360793", "0007")
SE_VAT: Final = tax_scheme("SE556036079301")


def swedish(*more: str, **parts: str) -> bytes:
    return invoice(*more, **({"seller": seller("SE", NUMBER, SE_VAT)} | parts))


def registered(number: str) -> bytes:
    return swedish(seller=seller("SE", legal(number)))


def giro(number: str, kind: str) -> bytes:
    return swedish(means=means("30", account(number, f"SE:{kind}")))


def f_tax(words: str) -> bytes:
    return swedish(seller=seller("SE", NUMBER, tax_scheme(words, "TAX")))


SWEDEN: Final[tuple[Case, ...]] = (
    ("SE-R-001", swedish(seller=seller("SE", tax_scheme("SE5560360793"))), swedish()),
    ("SE-R-002", swedish(seller=seller("SE", tax_scheme("SE55603607930X"))), swedish()),
    ("SE-R-003", registered("556036-0793"), registered("5560360793")),
    ("SE-R-004", registered("556036"), registered("5560360793")),
    ("SE-R-005", f_tax("F-skatt"), f_tax("godkänd för F-skatt")),
    ("SE-R-006", swedish(tax=vat(category("S", "24"))), swedish(tax=vat(category("S", "12.0")))),
    ("SE-R-006", swedish(lines=line(a("Item", category("S", "20", name="ClassifiedTaxCategory")))), swedish()),
    ("SE-R-007", giro("12-3", "PLUSGIRO"), giro("123", "PLUSGIRO")),
    ("SE-R-008", giro("55-5551", "BANKGIRO"), giro("5555551", "BANKGIRO")),
    ("SE-R-009", giro("555555", "BANKGIRO"), giro("55555551", "BANKGIRO")),
    ("SE-R-010", giro("123456789", "PLUSGIRO"), giro("12", "PLUSGIRO")),
    ("SE-R-011", swedish(means=means("56", account("1"))), swedish()),
    ("SE-R-012", swedish(means=means("31"), buyer=buyer("SE")), swedish(means=means("31"))),
    ("SE-R-013", registered("5560360794"), registered("5560360793")),
)

TIN: Final = "123456783"
GREEK_NUMBER: Final = f"{TIN}|31/03/2026|0|1.1|A|7"
GREEK_VAT: Final = tax_scheme(f"EL{TIN}")
GREEK_NAME: Final = a("PartyName", b("Name"))
GREEK_ADDRESS: Final = b("EndpointID", TIN, schemeID="9933")
MARK: Final = document("##M.AR.K##", number="400001")
LINK: Final = document("##INVOICE|URL##", a("Attachment/ExternalReference", b("URI", "https://example.gr/1")))


def greek(*more: str, **parts: str) -> bytes:
    ours = {
        "number": b("ID", GREEK_NUMBER),
        "seller": seller("GR", GREEK_NAME, GREEK_VAT, endpoint=GREEK_ADDRESS),
        "buyer": buyer("GR", GREEK_NAME, GREEK_VAT, endpoint=GREEK_ADDRESS),
    }
    return invoice(*(more or (MARK, LINK)), **(ours | parts))


def numbered(number: str) -> bytes:
    return greek(number=b("ID", number))


WRONG_VAT: Final = seller("GR", GREEK_NAME, tax_scheme("EL123456780"), endpoint=GREEK_ADDRESS)
GREECE: Final[tuple[Case, ...]] = (
    ("GR-R-001-1", numbered("1"), greek()),
    ("GR-R-001-2", numbered(GREEK_NUMBER.replace(TIN, "123456784")), greek()),
    ("GR-R-001-3", numbered(GREEK_NUMBER.replace("31/03", "30/03")), greek()),
    ("GR-R-001-4", numbered(GREEK_NUMBER.replace("|0|", "|x|")), greek()),
    ("GR-R-001-5", numbered(GREEK_NUMBER.replace("1.1", "1.2")), greek()),
    ("GR-R-001-6", numbered(GREEK_NUMBER.replace("|A|", "||")), greek()),
    ("GR-R-001-7", numbered(GREEK_NUMBER[:-1]), greek()),
    ("GR-R-002", greek(seller=seller("GR", GREEK_VAT)), greek()),
    ("GR-R-003", greek(seller=WRONG_VAT), greek()),
    ("GR-R-004-1", greek(LINK), greek()),
    ("GR-R-004-2", greek(document("##M.AR.K##", number="0400001")), greek()),
    ("GR-R-005", greek(buyer=buyer("GR", GREEK_VAT)), greek()),
    ("GR-R-006", greek(buyer=buyer("GR", GREEK_NAME)), greek()),
    ("GR-R-008-2", greek(LINK, LINK), greek()),
    ("GR-R-008-3", greek(document("##INVOICE|URL##")), greek()),
    ("GR-R-009", greek(seller=seller("GR", GREEK_VAT)), greek()),
    ("GR-R-010", greek(buyer=buyer("GR", GREEK_VAT)), greek()),
    ("GR-S-008-1", greek(MARK), greek()),
    ("GR-S-011", greek(seller=WRONG_VAT), greek()),
)


def italian(lines: str, *more: str) -> bytes:
    return invoice(seller=seller(address("IT", lines), *more))


ITALY: Final[tuple[Case, ...]] = (
    ("IT-R-001", italian("", tax_scheme("REA12", "TAX")), italian("", tax_scheme("RSSMRA85T10A", "TAX"))),
    ("IT-R-002", italian("CityName"), italian("StreetName")),
    ("IT-R-003", italian("StreetName"), italian("CityName")),
    ("IT-R-004", italian("CityName"), italian("PostalZone")),
)

KVK: Final = legal("12345678", "0106")


def dutch(*more: str, **parts: str) -> bytes:
    ours = {"seller": seller("NL", KVK), "buyer": buyer("NL", KVK), "currency": b("DocumentCurrencyCode", "EUR")}
    return invoice(*more, **(ours | parts))


CREDITED: Final = a("BillingReference/InvoiceDocumentReference", b("ID"))
ORDER_LINE: Final = line(a("OrderLineReference", b("LineID", "1")))
NETHERLANDS: Final[tuple[Case, ...]] = (
    ("NL-R-001", credit_note(seller=seller("NL")), credit_note(CREDITED, seller=seller("NL"))),
    ("NL-R-002", dutch(seller=seller(address("nl", "StreetName CityName"))), dutch()),
    ("NL-R-003", dutch(seller=seller("NL", legal("1", "0007"))), dutch()),
    ("NL-R-004", dutch(buyer=buyer(address("NL", "StreetName"))), dutch()),
    ("NL-R-005", dutch(buyer=buyer("NL", legal("1"))), dutch(buyer=buyer("BE", legal("1")))),
    (
        "NL-R-006",
        dutch(a("TaxRepresentativeParty", address("NL", "CityName"))),
        dutch(a("TaxRepresentativeParty", address("BE", "CityName"))),
    ),
    ("NL-R-007", dutch(means=""), dutch(means="", totals=NEGATIVE)),
    (
        "NL-R-007",
        credit_note(seller=seller("NL"), means="", totals=NEGATIVE),
        credit_note(seller=seller("NL"), means=""),
    ),
    ("NL-R-008", dutch(means=means("31")), dutch(means=means(" 30 "))),
    ("NL-R-009", dutch(lines=ORDER_LINE), dutch(a("OrderReference", b("ID")), lines=ORDER_LINE)),
)

CONTACT: Final = a("Contact", b("Name"), b("Telephone", "+49 30 12"), b("ElectronicMail", "a@b.de"))
GERMAN_VAT: Final = tax_scheme("DE123456789")
IBAN: Final = "DE89 3704 0044 0532 0130 00"
SKONTO: Final = "#SKONTO#TAGE=14#PROZENT=2.00#"


def german(*more: str, **parts: str) -> bytes:
    return invoice(*more, **({"seller": seller("DE", CONTACT, GERMAN_VAT), "buyer": buyer("DE")} | parts))


def contacted(**inner: str) -> bytes:
    stated = {"Name": "x", "Telephone": "123", "ElectronicMail": "a@b.de"} | inner
    contact = a("Contact", *(b(name, text) for name, text in stated.items() if text))
    return german(seller=seller("DE", contact, GERMAN_VAT))


def charged(code: str, *more: str) -> bytes:
    return german(means=means(code, *more))


def terms(text: str) -> bytes:
    return german(a("PaymentTerms", b("Note", text)))


def delivered(*lines: str) -> bytes:
    return german(a("Delivery/DeliveryLocation/Address", *(b(name) for name in lines)))


def attached(*names: str) -> bytes:
    files = (b("EmbeddedDocumentBinaryObject", filename=name, mimeCode="image/png") for name in names)
    return german(*(document("", a("Attachment", file)) for file in files))


def linked(uri: str) -> bytes:
    return german(document("", a("Attachment/ExternalReference", b("URI", uri))))


DEBITED: Final = a("PayerFinancialAccount", b("ID", IBAN))
MANDATE: Final = a("PaymentMandate", b("ID"), DEBITED)
CARD: Final = a("CardAccount", b("PrimaryAccountNumberID"))
SEPA: Final = a("PartyIdentification", b("ID", "DE98ZZZ", schemeID="SEPA"))
CITY: Final = "CityName"
ZONE: Final = "PostalZone"
GERMANY: Final[tuple[Case, ...]] = (
    ("DE-R-001", german(means=""), german()),
    ("DE-R-002", german(seller=seller("DE", GERMAN_VAT)), german()),
    ("DE-R-003", german(seller=seller(address("DE", ZONE))), german()),
    ("DE-R-004", german(seller=seller(address("DE", CITY))), german()),
    ("DE-R-005", contacted(Name=""), contacted()),
    ("DE-R-006", contacted(Telephone=" "), contacted()),
    ("DE-R-007", contacted(ElectronicMail=""), contacted()),
    ("DE-R-008", german(buyer=buyer(address("DE", ZONE))), german()),
    ("DE-R-009", german(buyer=buyer(address("DE", CITY))), german()),
    ("DE-R-010", delivered(ZONE), delivered(CITY, ZONE)),
    ("DE-R-011", delivered(CITY), delivered(CITY, ZONE)),
    ("DE-R-014", german(tax=vat(a("TaxCategory", b("ID", "E")))), german()),
    ("DE-R-015", german(reference=""), german()),
    (
        "DE-R-016",
        german(lines=line(a("Item", category(name="ClassifiedTaxCategory"))), seller=seller("DE", CONTACT)),
        german(lines=line(a("Item", category("O", name="ClassifiedTaxCategory"))), seller=seller("DE", CONTACT)),
    ),
    ("DE-R-017", german(kind=b("InvoiceTypeCode", "393")), german(kind=b("InvoiceTypeCode", " 875"))),
    ("DE-R-018", terms(SKONTO), terms(f"{SKONTO}\n")),
    ("DE-R-018", terms(f"bar {SKONTO}\n#{SKONTO}\n"), terms("30 Tage netto")),
    ("DE-R-019", charged("58", account("DE88370400440532013000")), charged("58", account(IBAN))),
    ("DE-R-020", charged("59", a("PaymentMandate", a("PayerFinancialAccount", b("ID", "1")))), charged("59", MANDATE)),
    ("DE-R-022", attached("a.png", "a.png"), attached("a.png", "A.png")),
    ("DE-R-023-1", charged("58"), charged("58", account(IBAN))),
    ("DE-R-023-2", charged("30", account("1"), CARD), charged("30", account("1"))),
    ("DE-R-024-1", charged("48"), charged("54", CARD)),
    ("DE-R-024-2", charged("55", CARD, account("1")), charged("55", CARD)),
    ("DE-R-025-1", charged("59"), charged("59", MANDATE)),
    ("DE-R-025-2", charged("59", MANDATE, account("1")), charged("59", MANDATE)),
    ("DE-R-026", german(kind=b("InvoiceTypeCode", "384")), german(CREDITED, kind=b("InvoiceTypeCode", "384"))),
    ("DE-R-027", contacted(Telephone="12 x"), contacted(Telephone="1-2-3")),
    ("DE-R-028", contacted(ElectronicMail="a@b"), contacted(ElectronicMail="ä@b.c.de")),
    (
        "DE-R-030",
        charged("59", MANDATE),
        german(means=means("59", MANDATE), seller=seller("DE", CONTACT, GERMAN_VAT, SEPA)),
    ),
    ("DE-R-031", charged("59", a("PaymentMandate", b("ID"))), charged("59", MANDATE)),
    ("DE-R-T02", linked("example.de"), linked("https://example.de/1")),
)
CASES: Final = (*DENMARK, *ICELAND, *NORWAY, *SWEDEN, *GREECE, *ITALY, *NETHERLANDS, *GERMANY)


def _broken(data: bytes, release: str = "3.0.21") -> set[str]:
    return {breach.rule for breach in judge_ubl(parse_xml(data), release)}


@pytest.mark.parametrize(("rule", "wrong", "right"), CASES, ids=[case[0] for case in CASES])
def test_a_national_rule_fires_on_what_breaks_it_and_is_silent_otherwise(rule: str, wrong: bytes, right: bytes) -> None:
    assert rule in _broken(wrong)
    assert rule not in _broken(right)


def test_every_national_rule_has_a_case() -> None:
    general = {rule.id for rule in SELF_BILLED_RULES} | {"PEPPOL-EN16931-P0112"}
    assert {case[0] for case in CASES} == {rule.id for rule in RULES} - general


@pytest.mark.parametrize(
    "data",
    [
        danish(),
        icelandic(),
        norwegian("NO974760673MVA", FORETAK),
        swedish(),
        greek(),
        invoice(seller=seller("IT")),
        dutch(),
        german(),
    ],
    ids=["DK", "IS", "NO", "SE", "GR", "IT", "NL", "DE"],
)
def test_a_faultless_invoice_of_each_country_breaks_no_rule(data: bytes) -> None:
    assert _broken(data) == set()


@pytest.mark.parametrize(
    ("rule", "data", "releases"),
    [
        ("DK-R-017", danish(buyer=buyer("DK", legal("1", "0060"))), "20 21"),
        ("DE-R-T02", linked("example.de"), "21"),
        ("DE-R-017", german(kind=b("InvoiceTypeCode", " 875")), "19 20"),
        ("DE-R-018", terms(f"#{SKONTO}\n"), "21"),
        ("DE-R-026", german(kind=b("InvoiceTypeCode", "384.0")), "19 20"),
        ("DE-R-028", contacted(ElectronicMail="ä@b.de"), "19 20"),
        ("DE-R-023-1", charged("30.0"), "19 20"),
    ],
)
def test_a_national_rule_holds_in_its_releases_only(rule: str, data: bytes, releases: str) -> None:
    holds = [number for number in ("19", "20", "21") if rule in _broken(data, f"3.0.{number}")]
    assert holds == releases.split()


def test_two_danish_rules_became_fatal_with_the_release_of_may_2026() -> None:
    faulty = (classified("TST", "11"), danish(buyer=buyer("DK", legal("1", "0060"))))
    weights = [[judge_ubl(parse_xml(data), f"3.0.{number}")[0].weight.value for data in faulty] for number in (20, 21)]
    assert weights == [["warning", "warning"], ["fatal", "fatal"]]


def test_a_tax_representative_lends_its_country_to_the_seller() -> None:
    lent = invoice(a("TaxRepresentativeParty", tax_scheme("NO974760673MVA")), seller=seller("FI"))
    assert _broken(lent) == {"NO-R-002"}


def test_two_vat_numbers_leave_the_country_open() -> None:
    open_country = invoice(seller=seller("NO", tax_scheme("NO1"), tax_scheme("NO2")))
    assert _broken(open_country) == set()

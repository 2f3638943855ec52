"""The invented suppliers in Denmark, Germany, Ireland and the United States.

Each good's account is the one a Swedish buyer books it on (BAS): purchases from abroad have their own accounts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.samples.business import Business, Reference, sells
from kontera.samples.found import (
    Seat,
    american,
    american_account,
    danish,
    danish_bank,
    danish_creditor,
    german,
    german_iban,
    irish,
    irish_iban,
)

EU_GOODS: Final = "4515"
EU_SERVICES: Final = "4535"
FAR_SERVICES: Final = "4531"


def _seat(name: str, base: str, place: tuple[str, str, str], phone: str, contact: str, domain: str) -> Seat:
    return Seat(name, base, *place, phone, contact, f"{domain}.example")


DANISH: Final = (
    Business(
        "bolgebeslag",
        danish(
            _seat(
                "Bølgebeslag ApS",
                "9900101",
                ("Håndværkervej 9", "7100", "Vejle"),
                "+45 75 00 01 01",
                "Mette Krog",
                "bolgebeslag",
            )
        ),
        "da",
        "DKK",
        "Beslag",
        (
            sells("Sengebeslag forzinket, sæt", "SET", "48 69", EU_GOODS, 100, article="BB-10"),
            sells("Hængsel messing 60 mm", "H87", "22.50 31.00", EU_GOODS, 200, article="BB-60"),
            sells("Skuffeskinne 400 mm, par", "PR", "79 109", EU_GOODS, 80, article="BB-40"),
            sells("Træskrue 4 x 50, æske a 200 stk.", "XBX", "59 79", EU_GOODS, 20, article="BB-450"),
        ),
        (*danish_bank("9990", "101010"), danish_creditor("8990101")),
        days=14,
        first=22140,
        pace=6,
        reference=Reference.SLIP,
        freight=Decimal(175),
        penalty=Decimal("9.9"),
        web="www.bolgebeslag.example",
        layout=0,
    ),
    Business(
        "havnefragt",
        danish(
            _seat(
                "Havnefragt Transport A/S",
                "9900202",
                ("Sydhavnsgade 30", "2450", "København SV"),
                "+45 33 00 02 02",
                "Disponent",
                "havnefragt",
            )
        ),
        "da",
        "DKK",
        "Transport",
        (
            sells("Transport København–Nässjö, palle", "H87", "690 890", EU_SERVICES, 8, service=True),
            sells("Brobizz og broafgift", "H87", "320 390", EU_SERVICES, 2, service=True),
            sells("Olietillæg", "H87", "85 140", EU_SERVICES, 1, service=True),
        ),
        (*danish_bank("9990", "202020"), danish_creditor("8990202")),
        days=8,
        first=70110,
        pace=9,
        reference=Reference.SLIP,
        penalty=Decimal("9.9"),
        web="www.havnefragt.example",
        layout=5,
    ),
    Business(
        "lyskilde",
        danish(
            _seat(
                "Lyskilde Design ApS",
                "9900303",
                ("Nørregade 77", "8000", "Aarhus C"),
                "+45 86 00 03 03",
                "Signe Lund",
                "lyskilde",
            )
        ),
        "da",
        "DKK",
        "Design",
        (
            sells("Produktdesign, skitseforslag", "HUR", "850 990", EU_SERVICES, 20, service=True),
            sells("3D-visualisering", "H87", "1800 2600", EU_SERVICES, 4, service=True),
            sells("Workshop, halv dag", "H87", "5500 6900", EU_SERVICES, 1, service=True),
        ),
        danish_bank("9990", "303030"),
        days=14,
        series="LD{n}",
        first=410,
        pace=1,
        penalty=Decimal("9.9"),
        web="www.lyskilde.example",
        layout=9,
    ),
    Business(
        "papirgaarden",
        danish(
            _seat(
                "Papirgården Kontor A/S",
                "9900404",
                ("Møllevej 4", "5000", "Odense C"),
                "+45 66 00 04 04",
                "Kundeservice",
                "papirgaarden",
            )
        ),
        "da",
        "DKK",
        "Kontorartikler",
        (
            sells("Kopipapir A4 80 g, 5 pakker", "XBX", "189 239", "6110", 12, article="P-4080"),
            sells("Brevordner 70 mm", "H87", "22 34", "6110", 30, article="P-070"),
            sells("Kuglepen sort, 20 stk.", "XPK", "69 99", "6110", 6, article="P-020"),
            sells("Aftørringspapir, 6 ruller", "XPK", "129 159", "5460", 8, article="P-606"),
        ),
        (*danish_bank("9990", "404040"), danish_creditor("8990404")),
        days=30,
        first=904100,
        pace=19,
        reference=Reference.SLIP,
        freight=Decimal(49),
        penalty=Decimal("9.9"),
        web="www.papirgaarden.example",
        layout=7,
    ),
)

OTHERS: Final = (
    Business(
        "tannwald",
        german(
            _seat(
                "Tannwald Maschinenbau GmbH",
                "99900101",
                ("Sägewerkstraße 12", "72250", "Freudenstadt"),
                "+49 7441 000101",
                "Jürgen Holz",
                "tannwald",
            )
        ),
        "de",
        "EUR",
        "Maschinen",
        (
            sells("Sägeblatt HM 350 mm, 72 Zähne", "H87", "84 119", EU_GOODS, 8, article="TW-350"),
            sells("Fräskopf mit Wendeplatten", "H87", "210 340", EU_GOODS, 3, article="TW-F12"),
            sells("Keilriemen XPZ 1250", "H87", "14.50 19.90", EU_GOODS, 10, article="TW-1250"),
            sells("Wartung vor Ort", "HUR", "98 125", EU_SERVICES, 8, service=True),
        ),
        (german_iban("99999999", "1010101"),),
        days=14,
        series="RE-{yyyy}-{n}",
        first=1201,
        pace=2,
        freight=Decimal("18.50"),
        penalty=Decimal(9),
        web="www.tannwald.example",
        layout=4,
    ),
    Business(
        "lackstern",
        german(
            _seat(
                "Lackstern Farben GmbH",
                "99900202",
                ("Pigmentweg 3", "27572", "Bremerhaven"),
                "+49 471 000202",
                "Vertrieb",
                "lackstern",
            )
        ),
        "de",
        "EUR",
        "Lacke",
        (
            sells("Möbellack seidenmatt, Gebinde 25 l", "H87", "189 249", EU_GOODS, 6, article="LS-25"),
            sells("Hartwachsöl natur, 10 l", "H87", "139 179", EU_GOODS, 6, article="LS-10"),
            sells("Härter 5 kg", "H87", "62 79", EU_GOODS, 6, article="LS-H5"),
        ),
        (german_iban("99999999", "2020202"),),
        days=30,
        series="{n}",
        first=260110,
        pace=5,
        freight=Decimal(35),
        web="www.lackstern.example",
        layout=0,
    ),
    Business(
        "cloudharbour",
        irish(
            _seat(
                "Cloudharbour Software Ltd",
                "9990101",
                ("99 Quay Lane", "D02 X000", "Dublin"),
                "+353 1 000 0101",
                "Billing",
                "cloudharbour",
            )
        ),
        "en",
        "EUR",
        "Software",
        (
            sells("Design suite, team plan, per seat", "MON", "32 49", EU_SERVICES, 12, service=True),
            sells("Additional storage, 1 TB", "MON", "9.90 14.90", EU_SERVICES, 4, service=True),
            sells("Priority support", "MON", "59 89", EU_SERVICES, 1, service=True),
        ),
        (irish_iban("999999", "10101010"),),
        days=14,
        series="INV-{n}",
        first=88010,
        pace=60,
        monthly=True,
        web="www.cloudharbour.example",
        layout=8,
    ),
    Business(
        "prairiefonts",
        american(
            _seat(
                "Prairie Fonts Inc.",
                "999900202",
                ("900 Main Street", "68100", "Omaha"),
                "+1 402 555 0102",
                "Accounts",
                "prairiefonts",
            )
        ),
        "en",
        "USD",
        "Typefaces",
        (
            sells("Typeface licence, desktop, 10 users", "H87", "290 490", FAR_SERVICES, 1, service=True),
            sells("Web font licence, 500k page views", "H87", "120 240", FAR_SERVICES, 1, service=True),
            sells("Custom kerning", "HUR", "90 120", FAR_SERVICES, 6, service=True),
        ),
        (american_account("999900002-10202020"),),
        days=30,
        series="{n}",
        first=5510,
        pace=2,
        web="www.prairiefonts.example",
        layout=6,
    ),
)

"""The invented suppliers in Finland and Norway.

Each good's account is the one a Swedish buyer books it on (BAS): purchases from abroad have their own accounts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.samples.business import Business, Reference, Sold, sells
from kontera.samples.found import Seat, finnish, finnish_iban, norwegian, norwegian_bank

EU_GOODS: Final = "4515"
EU_SERVICES: Final = "4535"
FAR_GOODS: Final = "4545"
FAR_SERVICES: Final = "4531"


def _seat(name: str, base: str, place: tuple[str, str, str], phone: str, contact: str, domain: str) -> Seat:
    return Seat(name, base, *place, phone, contact, f"{domain}.example")


FINNISH: Final = (
    Business(
        "koivuosa",
        finnish(
            _seat(
                "Koivuosa Komponentit Oy",
                "9900101",
                ("Höyläkatu 5", "15140", "Lahti"),
                "+358 3 000 0101",
                "Antti Salo",
                "koivuosa",
            )
        ),
        "fi",
        "EUR",
        "Puukomponentit",
        (
            sells("Muotopuristettu istuinosa, koivu", "H87", "14.80 21.50", EU_GOODS, 240, article="KO-210"),
            sells("Selkänoja koivuviilu, lakattu", "H87", "12.40 17.90", EU_GOODS, 240, article="KO-220"),
            sells(
                "Pöydänjalka massiivikoivu 720 mm",
                "H87",
                "9.90 13.50",
                EU_GOODS,
                400,
                article="KO-310",
                detail="Hiottu, valmis pintakäsittelyyn, kiinnityslevy M8 mukana toimituksessa",
            ),
            sells("Viilupuristus, työ", "HUR", "62 74", EU_GOODS, 6, service=True),
        ),
        (finnish_iban("9990000000101"),),
        days=14,
        series="{n}",
        first=40210,
        pace=4,
        reference=Reference.VIITE,
        freight=Decimal(85),
        penalty=Decimal("10.5"),
        web="www.koivuosa.example",
        layout=2,
    ),
    Business(
        "tunturitili",
        finnish(
            _seat(
                "Tunturitili Taloushallinto Oy",
                "9900202",
                ("Rovakatu 99", "96200", "Rovaniemi"),
                "+358 16 000 0202",
                "Päivi Ranta",
                "tunturitili",
            )
        ),
        "fi",
        "EUR",
        "Taloushallinto",
        (
            sells("Kuukausikirjanpito", "MON", "390 490", EU_SERVICES, 1, service=True),
            sells("Palkanlaskenta, palkkalaskelma", "H87", "14.50 18.00", EU_SERVICES, 20, service=True),
            sells("Arvonlisäverotuksen neuvonta", "HUR", "95 120", EU_SERVICES, 4, service=True),
        ),
        (finnish_iban("9990000000202"),),
        days=14,
        series="{yy}{n}",
        first=2210,
        pace=2,
        reference=Reference.RF,
        monthly=True,
        penalty=Decimal("9.5"),
        web="www.tunturitili.example",
        layout=3,
    ),
    Business(
        "pilvisato",
        finnish(
            _seat(
                "Pilvisato Ohjelmistot Oy",
                "9900303",
                ("Tietäjäntie 44", "02130", "Espoo"),
                "+358 9 000 0303",
                "Laskutus",
                "pilvisato",
            )
        ),
        "fi",
        "EUR",
        "Ohjelmistot",
        (
            sells("Varastonhallinta, kuukausilisenssi", "MON", "189 249", EU_SERVICES, 3, service=True),
            sells("Rajapintaintegraatio", "HUR", "110 135", EU_SERVICES, 16, service=True),
            sells("Tuki ja ylläpito", "MON", "75 95", EU_SERVICES, 3, service=True),
        ),
        (finnish_iban("9990000000303"),),
        days=14,
        series="PS-{n}",
        first=7010,
        pace=3,
        reference=Reference.RF,
        penalty=Decimal("10.5"),
        web="www.pilvisato.example",
        layout=1,
    ),
    Business(
        "kahvitauko",
        finnish(
            _seat(
                "Saimaan Kahvitauko Oy",
                "9900404",
                ("Satamakatu 12", "53100", "Lappeenranta"),
                "+358 5 000 0404",
                "Myynti",
                "kahvitauko",
            )
        ),
        "fi",
        "EUR",
        "Kahvi ja tarjoilu",
        (
            sells("Suodatinkahvi tumma paahto 500 g", "H87", "6.90 8.90", "7690", 24, Sold.FOOD),
            sells("Karjalanpiirakka, 10 kpl", "XPK", "8.50 11.00", "7690", 6, Sold.FOOD),
            sells("Pahvimuki 2,5 dl, 50 kpl", "XPK", "4.20 5.60", "7690", 6),
            sells("Kahvinkeittimen vuokra", "MON", "29 39", "5220", 1, service=True),
        ),
        (finnish_iban("9990000000404"),),
        days=14,
        first=15120,
        pace=5,
        reference=Reference.VIITE,
        freight=Decimal("9.90"),
        penalty=Decimal("9.5"),
        web="www.kahvitauko.example",
        layout=4,
    ),
    Business(
        "sahkorasia",
        finnish(
            _seat(
                "Sähkörasia Asennus Oy",
                "9900505",
                ("Käämikuja 7", "33840", "Tampere"),
                "+358 3 000 0505",
                "Ville Mäki",
                "sahkorasia",
            )
        ),
        "fi",
        "EUR",
        "Sähköasennus",
        (
            sells("Asennustyö, sähköasentaja", "HUR", "58 69", "5070", 30, service=True),
            sells("Kaapeli MMJ 3 x 2,5 mm²", "MTR", "1.35 1.95", "5070", 200, article="MMJ325"),
            sells("Pistorasia 2-osainen, maadoitettu", "H87", "8.90 12.50", "5070", 20, article="PR-2"),
            sells("Matkakulut", "KMT", "0.59 0.59", "5070", 120, service=True),
        ),
        (finnish_iban("9990000000505"),),
        days=14,
        first=880,
        pace=1,
        reference=Reference.VIITE,
        penalty=Decimal("9.5"),
        web="www.sahkorasia.example",
        layout=7,
    ),
)

NORWEGIAN: Final = (
    Business(
        "fjordull",
        norwegian(
            _seat(
                "Fjordull Tekstil AS",
                "99900101",
                ("Veverivegen 6", "6770", "Nordfjordeid"),
                "+47 57 00 01 01",
                "Ingrid Vik",
                "fjordull",
            )
        ),
        "nb",
        "NOK",
        "Møbelstoff",
        (
            sells("Møbelstoff ull 140 cm, grå melert", "MTR", "389 489", FAR_GOODS, 60, article="FU-140"),
            sells("Møbelstoff ull 140 cm, rustrød", "MTR", "399 499", FAR_GOODS, 60, article="FU-141"),
            sells("Skumplast 40 mm, tilskåret", "H87", "79 119", FAR_GOODS, 80, article="SK-40"),
            sells("Prøvehefte", "H87", "120 150", FAR_GOODS, 2),
        ),
        norwegian_bank("9999000101"),
        days=14,
        first=30210,
        pace=3,
        reference=Reference.KID,
        freight=Decimal(450),
        penalty=Decimal("12.5"),
        web="www.fjordull.example",
        layout=2,
    ),
    Business(
        "nordspedisjon",
        norwegian(
            _seat(
                "Lofotvind Spedisjon AS",
                "99900202",
                ("Kaiveien 20", "8300", "Svolvær"),
                "+47 76 00 02 02",
                "Ordrekontor",
                "lofotvind",
            )
        ),
        "nb",
        "NOK",
        "Frakt",
        (
            sells("Frakt Svolvær–Oslo, pall", "H87", "1450 1890", FAR_SERVICES, 6, service=True),
            sells("Drivstofftillegg", "H87", "190 320", FAR_SERVICES, 1, service=True),
            sells("Fortolling", "H87", "550 650", FAR_SERVICES, 1, service=True),
        ),
        norwegian_bank("9999000202"),
        days=20,
        series="{n}",
        first=11800,
        pace=7,
        reference=Reference.KID,
        penalty=Decimal("12.5"),
        web="www.lofotvind.example",
        layout=5,
    ),
    Business(
        "kontorkroken",
        norwegian(
            _seat(
                "Kontorkroken Rekvisita AS",
                "99900303",
                ("Bryggegata 15", "5003", "Bergen"),
                "+47 55 00 03 03",
                "Salg",
                "kontorkroken",
            )
        ),
        "nb",
        "NOK",
        "Kontorrekvisita",
        (
            sells("Kopipapir A4, eske 5 x 500", "XBX", "329 399", "6110", 10, article="K-100"),
            sells("Skriveblokk A5 linjert", "H87", "29 45", "6110", 20, article="K-210"),
            sells("Kaffe filtermalt 500 g", "H87", "69 89", "7690", 12, Sold.FOOD),
            sells("Tonerkassett sort", "H87", "990 1390", "6110", 3, article="K-777"),
            sells("Kontorstol med armlener, svart stoff", "H87", "2490 3290", "5410", 4, article="K-900"),
        ),
        norwegian_bank("9999000303"),
        days=14,
        series="{n}",
        first=500200,
        pace=15,
        reference=Reference.KID,
        freight=Decimal(149),
        penalty=Decimal("12.5"),
        web="www.kontorkroken.example",
        layout=1,
    ),
    Business(
        "polarkode",
        norwegian(
            _seat(
                "Polarkode Konsulent AS",
                "99900404",
                ("Storgata 88", "9008", "Tromsø"),
                "+47 77 00 04 04",
                "Regnskap",
                "polarkode",
            )
        ),
        "nb",
        "NOK",
        "Konsulent",
        (
            sells("Konsulenttimer utvikling", "HUR", "1290 1490", FAR_SERVICES, 40, service=True),
            sells("Prosjektledelse", "HUR", "1390 1590", FAR_SERVICES, 8, service=True),
            sells("Reisetid", "HUR", "690 790", FAR_SERVICES, 4, service=True),
        ),
        norwegian_bank("9999000404"),
        days=30,
        series="{yyyy}-{n}",
        first=140,
        pace=1,
        reference=Reference.NUMBER,
        penalty=Decimal("12.5"),
        web="www.polarkode.example",
        layout=6,
    ),
)

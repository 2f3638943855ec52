"""Further invented Swedish suppliers: services, travel, insurance, building, and one nobody knows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from kontera.samples.business import Business, Reference, Sold, sells
from kontera.samples.found import Seat, bankgiro, plusgiro, swedish

BAKERY: Final = Business(
    "kanelsnurran",
    swedish(
        Seat(
            "Bageri Kanelsnurran AB",
            "559991111",
            "Esplanaden 9",
            "571 38",
            "Nässjö",
            "0380-000 11",
            "Maj Nilsson",
            "kanelsnurran.example",
        )
    ),
    "sv",
    "SEK",
    "Fika och smörgåsar",
    (
        sells("Kanelbulle", "H87", "16.50 22.00", "7690", 40, Sold.FOOD),
        sells("Smörgåstårta, per bit", "H87", "79 98", "7690", 24, Sold.FOOD),
        sells("Fralla ost och skinka", "H87", "38 45", "7690", 30, Sold.FOOD),
        sells("Kaffe, termos 2 liter", "H87", "149 179", "7690", 4, Sold.FOOD),
        sells("Engångsmuggar och servetter", "SET", "45 69", "7690", 2),
        sells("Leverans", "H87", "150 195", "7690", 1),
    ),
    (bankgiro("5991111"),),
    days=10,
    first=3380,
    pace=3,
    web="www.kanelsnurran.example",
    layout=3,
)

HOTEL: Final = Business(
    "fyrtornet",
    swedish(
        Seat(
            "Hotell Fyrtornet i Varberg AB",
            "559991212",
            "Strandpromenaden 1",
            "432 44",
            "Varberg",
            "0340-000 12",
            "Receptionen",
            "hotellfyrtornet.example",
        )
    ),
    "sv",
    "SEK",
    "Hotell",
    (
        sells("Enkelrum inkl. frukost", "DAY", "1250 1690", "5831", 3, Sold.LODGING, service=True),
        sells("Dubbelrum inkl. frukost", "DAY", "1490 1990", "5831", 2, Sold.LODGING, service=True),
        sells("Middag, tvårätters", "H87", "345 425", "6071", 4, Sold.LODGING, service=True),
        sells("Garageplats", "DAY", "160 196", "5831", 3, service=True),
    ),
    (bankgiro("5991212"),),
    days=20,
    series="{n}",
    first=90210,
    pace=11,
    penalty=Decimal(12),
    web="www.hotellfyrtornet.example",
    layout=4,
)

BUILDER: Final = Business(
    "murstocken",
    swedish(
        Seat(
            "Murstockens Bygg & Plåt AB",
            "559991313",
            "Kranvägen 14",
            "575 39",
            "Eksjö",
            "0381-000 13",
            "Tommy Dahl",
            "murstocken.example",
        )
    ),
    "sv",
    "SEK",
    "Bygg",
    (
        sells("Arbete snickare", "HUR", "545 595", "5070", 60, service=True),
        sells("Arbete plåtslagare", "HUR", "585 640", "5070", 30, service=True),
        sells(
            "Material enligt specifikation",
            "H87",
            "1200 14500",
            "5070",
            1,
            detail="Reglar, gipsskivor, isolering och fästdon till ombyggnad av lackrum, etapp 2",
        ),
        sells("Containerhyra och tippavgift", "H87", "2400 3200", "5070", 2, service=True),
        sells("Servicebil", "DAY", "350 390", "5070", 8, service=True),
    ),
    (bankgiro("5991313"), plusgiro("991313")),
    series="{n}",
    first=2450,
    pace=2,
    reference=Reference.OCR,
    penalty=Decimal(12),
    web="www.murstocken.example",
    layout=7,
)

ADVERTISING: Final = Business(
    "tuppfjat",
    swedish(
        Seat(
            "Reklambyrå Tuppfjät AB",
            "559991414",
            "Magasinsgatan 22",
            "411 18",
            "Göteborg",
            "031-000 14 14",
            "Nora Wik",
            "tuppfjat.example",
        )
    ),
    "sv",
    "SEK",
    "Reklam",
    (
        sells("Annonsering sociala medier, kampanj", "H87", "8500 24000", "5910", 1, service=True),
        sells("Originalarbete och layout", "HUR", "1050 1250", "5990", 16, service=True),
        sells(
            "Produktkatalog, 48 sidor",
            "H87",
            "28.50 41.00",
            "5930",
            500,
            detail="Tryck 4+4 på obestruket 130 g, omslag 250 g, klammerhäftad, levererad på pall",
        ),
        sells("Fotografering, halvdag i studio", "H87", "9800 12500", "5990", 1, service=True),
    ),
    (bankgiro("5991414"),),
    series="{yy}{n}",
    first=1180,
    pace=1,
    penalty=Decimal(10),
    web="www.tuppfjat.example",
    layout=6,
)

BOOKS: Final = Business(
    "blad",
    swedish(
        Seat(
            "Bladguld Fackförlag AB",
            "559991515",
            "Tryckarevägen 8",
            "211 20",
            "Malmö",
            "040-000 15 15",
            "Prenumeration",
            "bladguld.example",
        )
    ),
    "sv",
    "SEK",
    "Fackböcker",
    (
        sells("Handbok i möbelkonstruktion, inbunden", "H87", "389 495", "6970", 5, Sold.BOOK),
        sells("Tidskriften Trä & Form, helår", "H87", "745 845", "6970", 2, Sold.BOOK),
        sells("Bokföringslagen med kommentarer", "H87", "595 695", "6970", 1, Sold.BOOK),
    ),
    (plusgiro("9915150"),),
    first=77021,
    pace=6,
    reference=Reference.OCR,
    freight=Decimal(59),
    web="www.bladguld.example",
    layout=0,
)

INSURANCE: Final = Business(
    "trygghamn",
    swedish(
        Seat(
            "Trygghamn Sakförsäkring AB",
            "559991616",
            "Hamngatan 60",
            "111 47",
            "Stockholm",
            "08-000 16 16",
            "Företagskund",
            "trygghamn.example",
        )
    ),
    "sv",
    "SEK",
    "Försäkring",
    (
        sells("Företagsförsäkring tillverkning", "H87", "3850 4650", "6310", 1, Sold.EXEMPT, service=True),
        sells("Ansvarsförsäkring", "H87", "690 890", "6310", 1, Sold.EXEMPT, service=True),
        sells("Transportförsäkring", "H87", "310 420", "6310", 1, Sold.EXEMPT, service=True),
    ),
    (bankgiro("5991616"),),
    series="{n}",
    first=551200300,
    pace=400,
    reference=Reference.OCR_LENGTH,
    monthly=True,
    web="www.trygghamn.example",
    layout=2,
)

WORKWEAR: Final = Business(
    "varnarock",
    swedish(
        Seat(
            "Värnarock Arbetskläder AB",
            "559991717",
            "Vävargatan 41",
            "504 33",
            "Borås",
            "033-000 17",
            "Order",
            "varnarock.example",
        )
    ),
    "sv",
    "SEK",
    "Arbetskläder",
    (
        sells("Skyddssko S3 storlek 43", "PR", "890 1290", "5480", 6, article="S3-43"),
        sells("Hantverksbyxa med hölsterfickor", "H87", "749 949", "5480", 8, article="HB-220"),
        sells("Hörselkåpa med radio", "H87", "1190 1590", "5480", 3, article="HK-9"),
        sells("Halvmask med filter A2P3", "H87", "349 449", "5480", 4, article="HM-A2"),
        sells("Arbetshandske nitril, 12 par", "XPK", "229 289", "5480", 10, article="AH-12"),
        sells("Brodyr logotyp", "H87", "45 65", "5480", 8, service=True),
    ),
    (bankgiro("5991717"),),
    series="{n}",
    first=310040,
    pace=12,
    reference=Reference.OCR,
    freight=Decimal(120),
    penalty=Decimal(12),
    whole_krona=True,
    web="www.varnarock.example",
    layout=1,
)

LEASING: Final = Business(
    "rullande",
    swedish(
        Seat(
            "Rullande Billeasing AB",
            "559991818",
            "Motorgatan 7",
            "702 27",
            "Örebro",
            "019-000 18",
            "Avtalsgruppen",
            "rullande.example",
        )
    ),
    "sv",
    "SEK",
    "Leasing",
    (
        sells("Leasingavgift personbil, avtal 44-1818", "MON", "4690 4690", "5615", 1, service=True),
        sells("Serviceavtal", "MON", "390 390", "5613", 1, service=True),
        sells("Administrationsavgift", "MON", "49 49", "6570", 1, service=True),
    ),
    (bankgiro("5991818"),),
    series="{n}",
    first=4410020,
    pace=31,
    reference=Reference.OCR_LENGTH,
    monthly=True,
    penalty=Decimal(24),
    web="www.rullande.example",
    layout=5,
)

SOLE_TRADER: Final = Business(
    "slipstugan",
    swedish(
        Seat(
            "Slipstugan Test Testsson",
            "811228987",
            "Backen 1",
            "570 60",
            "Österbymo",
            "070-000 19 19",
            "Test Testsson",
            "slipstugan.example",
        )
    ),
    "sv",
    "SEK",
    "Verktygsslipning",
    (
        sells("Slipning sågklinga HM 300 mm", "H87", "165 210", "5500", 8, service=True),
        sells("Slipning hyvelstål, per meter", "MTR", "290 340", "5500", 4, service=True),
        sells("Framkörning", "H87", "250 250", "5500", 1, service=True),
    ),
    (plusgiro("991919"),),
    days=10,
    first=118,
    pace=1,
    web="www.slipstugan.example",
    layout=9,
)

STRANGER: Final = Business(
    "katalogtorget",
    replace(
        swedish(
            Seat(
                "Katalogtorget Online Sverige AB",
                "559992020",
                "Box 9920",
                "200 39",
                "Malmö",
                "010-000 20 20",
                "Ekonomi",
                "katalogtorget.example",
            )
        ),
        tax_registration="",
    ),
    "sv",
    "SEK",
    "Företagskatalog",
    (
        sells("Företagsexponering guld, 12 månader", "H87", "7990 7990", "5910", 1, service=True),
        sells("Uppdatering av sökord", "H87", "1490 1490", "5910", 1, service=True),
    ),
    (bankgiro("5992020"),),
    days=5,
    first=100231,
    pace=40,
    penalty=Decimal(24),
    web="www.katalogtorget.example",
    layout=8,
)

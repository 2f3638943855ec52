"""The invented Swedish suppliers of the demo company, with what they sell and where its cost belongs (BAS)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.samples.business import Business, Reference, sells
from kontera.samples.found import Seat, bankgiro, plusgiro, swedish, swedish_iban

OFFICE: Final = Business(
    "pennverket",
    swedish(
        Seat(
            "Pennverket Kontorsvaror AB",
            "559990101",
            "Allégatan 900",
            "503 32",
            "Borås",
            "033-000 12 00",
            "Lisa Ek",
            "pennverket.example",
        )
    ),
    "sv",
    "SEK",
    "Kontorsmaterial",
    (
        sells("Kopieringspapper A4 80 g, kartong 5 x 500", "XBX", "289 349", "6110", 12, article="20114"),
        sells("Kulspetspenna blå 0,7 mm, 12-pack", "XPK", "49 99", "6110", 8, article="31007"),
        sells("Gaffelpärm A4 60 mm, svart", "H87", "24 39", "6110", 40, article="40221"),
        sells("Toner svart, hög kapacitet 8 000 sidor", "H87", "890 1490", "6110", 4, article="77310"),
        sells("Häftapparat 24/6 helmetall", "H87", "119 259", "6110", 3, article="55102"),
        sells("Blädderblock 60 x 85 cm rutat, 50 blad", "H87", "79 129", "6110", 10, article="20987"),
        sells(
            "Skrivbordsstol Ergo 2 med nackstöd",
            "H87",
            "2495 4290",
            "5410",
            4,
            article="90455",
            detail="Svart tyg, gaslyft 42–55 cm, länkhjul för hårt golv, fem års garanti",
        ),
        sells("Whiteboardpenna rund spets, sats om fyra färger", "SET", "59 89", "6110", 6, article="31450"),
        sells("Kaffefilter 1 x 4, 200 st", "XPK", "29 49", "7690", 6, article="88120"),
        sells("Handtorkrullar vita, bal om 6", "XBX", "219 319", "5460", 6, article="88304"),
    ),
    (bankgiro("5990101"), plusgiro("990101")),
    series="{n}",
    first=204100,
    pace=23,
    reference=Reference.OCR_LENGTH,
    freight=Decimal(95),
    penalty=Decimal(10),
    whole_krona=True,
    web="www.pennverket.example",
    layout=2,
)

POWER: Final = Business(
    "norrglans",
    swedish(
        Seat(
            "Norrglans Elhandel AB",
            "559990202",
            "Kraftverksvägen 18",
            "931 44",
            "Skellefteå",
            "0910-00 22 00",
            "Kundtjänst företag",
            "norrglans.example",
        )
    ),
    "sv",
    "SEK",
    "El",
    (
        sells("Elförbrukning rörligt pris, anläggning 735 999", "KWH", "0.4871 1.2140", "5310", 22000),
        sells("Elcertifikat och ursprungsgarantier", "KWH", "0.0110 0.0380", "5310", 22000),
        sells("Nätöverföring, högbelastningstid", "KWH", "0.2140 0.3320", "5310", 9000),
        sells("Fast avgift abonnemang 125 A", "MON", "410 690", "5310", 1, service=True),
        sells("Energiskatt", "KWH", "0.4390 0.4390", "5310", 22000),
    ),
    (bankgiro("5990202"),),
    series="{yyyy}{n}",
    first=310000,
    pace=90,
    reference=Reference.OCR,
    monthly=True,
    penalty=Decimal(12),
    whole_krona=True,
    web="www.norrglans.example",
    layout=8,
)

TELECOM: Final = Business(
    "fiberviken",
    swedish(
        Seat(
            "Fiberviken Telekom AB",
            "559990303",
            "Sändargatan 5",
            "164 40",
            "Kista",
            "08-000 33 00",
            "Företagsservice",
            "fiberviken.example",
        )
    ),
    "sv",
    "SEK",
    "Telefoni och bredband",
    (
        sells("Mobilabonnemang Företag Fri, 25 GB", "MON", "199 289", "6212", 18, service=True),
        sells("Fiberanslutning 500/500 Mbit/s", "MON", "890 1290", "6230", 1, service=True),
        sells("Växel i molnet, användarlicens", "MON", "79 119", "6211", 18, service=True),
        sells("Datatrafik utanför EU", "4L", "0.49 0.99", "6212", 400, service=True),
        sells("Fast IP-adress", "MON", "49 99", "6230", 4, service=True),
    ),
    (bankgiro("5990303"),),
    series="{n}",
    first=88120400,
    pace=210,
    reference=Reference.OCR_LENGTH,
    monthly=True,
    penalty=Decimal(10),
    whole_krona=True,
    web="www.fiberviken.example",
    layout=1,
)

TIMBER: Final = Business(
    "furulund",
    swedish(
        Seat(
            "Furulunds Trävaror AB",
            "559990404",
            "Sågverksgatan 31",
            "570 80",
            "Virserum",
            "0495-000 44",
            "Göran Lind",
            "furulund.example",
        )
    ),
    "sv",
    "SEK",
    "Virke och skivor",
    (
        sells("Limfog björk A/B 18 x 620 x 2400 mm", "H87", "612 748", "4010", 60, article="LF-B18-620"),
        sells(
            "Plywood björk BB/BB 15 mm 1250 x 2500",
            "H87",
            "529 689",
            "4010",
            40,
            article="PW-BB15",
            detail="Skiva med putsade ytor båda sidor, formaldehydklass E1, buntad om 20",
        ),
        sells("Ek stav torkad 8 %, 32 x 52 mm", "MTR", "58.50 74.00", "4010", 300, article="EK-3252"),
        sells("Spånskiva melamin vit 16 mm 2800 x 2070", "H87", "298 362", "4010", 50, article="MS-V16"),
        sells("Kantlist ABS björk 23 x 1 mm, rulle 100 m", "XRO", "412 498", "4010", 12, article="KL-231"),
        sells("Hyvlad furu 45 x 70 mm, längd 4,2 m", "MTR", "14.20 19.80", "4010", 800, article="FU-4570"),
        sells("Kapning enligt lista", "HUR", "590 690", "4600", 4, service=True),
    ),
    (bankgiro("599404"), swedish_iban("4400040441")),
    series="F{n}",
    first=51800,
    pace=9,
    reference=Reference.OCR,
    freight=Decimal(1250),
    penalty=Decimal(12),
    web="www.furulund.example",
    layout=0,
)

FITTINGS: Final = Business(
    "beslagsboden",
    swedish(
        Seat(
            "Beslagsboden i Gnosjö AB",
            "559990505",
            "Industrigatan 12 B",
            "335 32",
            "Gnosjö",
            "0370-000 550",
            "Petra Holm",
            "beslagsboden.example",
        )
    ),
    "sv",
    "SEK",
    "Beslag och skruv",
    (
        sells("Lådskena fullutdrag 450 mm, dämpad, par", "PR", "112 149", "4010", 200, article="10-450-D"),
        sells("Gångjärn 110° clip, påskruvat", "H87", "18.40 24.90", "4010", 400, article="12-110"),
        sells("Träskruv TFT 4,0 x 40 förzinkad, 500 st", "XBX", "129 169", "5460", 20, article="30-4040"),
        sells("Handtag rostfritt cc 160 mm", "H87", "34.50 46.00", "4010", 150, article="21-160"),
        sells("Möbeltass filt Ø 28 mm, ark om 16", "H87", "12.90 18.90", "4010", 80, article="44-28"),
        sells("Lim D3 inomhus, dunk 10 kg", "XCA", "398 469", "5460", 8, article="60-D3"),
        sells("Excenterbeslag 15 mm med dubb", "H87", "4.85 6.20", "4010", 1000, article="14-15"),
        sells("Bordsben koniskt björk 710 mm", "H87", "89 119", "4010", 120, article="50-710"),
    ),
    (bankgiro("5990505"),),
    series="{yy}-{n}",
    first=20340,
    pace=14,
    reference=Reference.OCR_LENGTH,
    freight=Decimal(189),
    penalty=Decimal(10),
    web="www.beslagsboden.example",
    layout=4,
)

HAULAGE: Final = Business(
    "raskvagn",
    swedish(
        Seat(
            "Raskvagn Åkeri AB",
            "559990606",
            "Terminalvägen 77",
            "571 34",
            "Nässjö",
            "0380-000 66",
            "Trafikledningen",
            "raskvagn.example",
        )
    ),
    "sv",
    "SEK",
    "Frakt",
    (
        sells("Styckegods Nässjö–Stockholm, fraktsedel", "KGM", "2.15 3.40", "5710", 900, service=True),
        sells("Partigods, flakmeter", "H87", "890 1240", "5710", 6, service=True),
        sells("Drivmedelstillägg", "H87", "85 240", "5710", 1, service=True),
        sells("Bakgavellyft", "H87", "195 245", "5710", 4, service=True),
        sells("Väntetid", "HUR", "620 720", "5710", 2, service=True),
    ),
    (bankgiro("5990606"),),
    days=20,
    first=66010,
    pace=17,
    reference=Reference.OCR,
    penalty=Decimal(12),
    web="www.raskvagn.example",
    layout=5,
)

LANDLORD: Final = Business(
    "kvarnholmen",
    swedish(
        Seat(
            "Kvarnhagens Fastigheter AB",
            "559990707",
            "Kvarngatan 2",
            "571 31",
            "Nässjö",
            "0380-000 77",
            "Eva Brandt",
            "kvarnhagen.example",
        )
    ),
    "sv",
    "SEK",
    "Lokaler",
    (
        sells("Hyra lokal 2104, verkstad 860 m²", "MON", "48500 48500", "5010", 1, service=True),
        sells("Tillägg för värme", "MON", "7400 7400", "5030", 1, service=True),
        sells("Vatten och avlopp", "MON", "1250 1250", "5040", 1, service=True),
        sells("Fastighetsskatt", "MON", "2180 2180", "5010", 1, service=True),
    ),
    (bankgiro("5990707"), plusgiro("9907070")),
    series="{n}",
    first=720300,
    pace=2,
    reference=Reference.OCR_LENGTH,
    monthly=True,
    penalty=Decimal(10),
    web="www.kvarnhagen.example",
    layout=7,
)

CLEANING: Final = Business(
    "blanka",
    swedish(
        Seat(
            "Blanka Golv Handelsbolag",
            "969990808",
            "Såpgränd 3",
            "571 36",
            "Nässjö",
            "070-000 88 00",
            "Amina Yusuf",
            "blankagolv.example",
        )
    ),
    "sv",
    "SEK",
    "Städning",
    (
        sells("Kontorsstädning enligt avtal", "MON", "6400 6400", "5060", 1, service=True),
        sells("Fönsterputs in- och utvändigt", "HUR", "385 420", "5060", 8, service=True),
        sells("Golvvård, polish", "MTK", "24 32", "5060", 240, service=True),
    ),
    (bankgiro("5990808"),),
    days=15,
    first=410,
    pace=1,
    series="{yyyy}-{n}",
    monthly=True,
    web="www.blankagolv.example",
    layout=9,
)

ACCOUNTANT: Final = Business(
    "gronvik",
    swedish(
        Seat(
            "Grönviks Redovisningsbyrå AB",
            "559990909",
            "Stora torget 4",
            "553 20",
            "Jönköping",
            "036-000 99",
            "Karin Ask",
            "gronviks.example",
        )
    ),
    "sv",
    "SEK",
    "Redovisning",
    (
        sells("Löpande bokföring", "HUR", "895 995", "6530", 14, service=True),
        sells("Lönehantering, per anställd", "H87", "165 195", "6530", 24, service=True),
        sells(
            "Rådgivning moms och skatt",
            "HUR",
            "1350 1650",
            "6530",
            3,
            service=True,
            detail="Genomgång av omvänd betalningsskyldighet vid inköp från Finland och Danmark",
        ),
        sells("Systemavgift", "MON", "490 490", "6530", 1, service=True),
    ),
    (bankgiro("5990909"),),
    days=30,
    series="{n}",
    first=15020,
    pace=4,
    reference=Reference.OCR,
    penalty=Decimal(10),
    web="www.gronviks.example",
    layout=3,
)

IT: Final = Business(
    "molnskog",
    swedish(
        Seat(
            "Molnskog IT AB",
            "559991010",
            "Datavägen 100",
            "436 32",
            "Askim",
            "031-000 10 10",
            "Johan Rydh",
            "molnskog.example",
        )
    ),
    "sv",
    "SEK",
    "IT",
    (
        sells("Driftavtal arbetsplats", "MON", "389 449", "6540", 22, service=True),
        sells("Konsulttid systemtekniker", "HUR", "1150 1350", "6540", 12, service=True),
        sells("Licens kontorspaket, per användare", "MON", "129 179", "5420", 22, service=True),
        sells("Bärbar dator 14 tum, 32 GB, 1 TB", "H87", "12490 16990", "5410", 2, article="NB14-32"),
        sells("Bildskärm 27 tum QHD", "H87", "2990 3990", "5410", 4, article="MO27Q"),
        sells("Säkerhetskopiering, lagring", "MON", "690 990", "6540", 1, service=True),
    ),
    (bankgiro("5991010"),),
    series="MS{n}",
    first=10450,
    pace=5,
    reference=Reference.OCR_LENGTH,
    penalty=Decimal(12),
    web="www.molnskog.example",
    layout=6,
)

"""Starter charts of accounts in our own wording; a company's own chart, read from its ledger, goes before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kontera.core.chart import AccountClass, ChartAccount

_SWEDISH: Final = """
1220 Inventarier och verktyg
1240 Bilar och andra fordon
1250 Datorer
1460 Lager av handelsvaror
1480 Förskott till leverantör
1630 Skattekonto
1650 Momsfordran
1710 Förbetald lokalhyra
1720 Förbetald leasing
1730 Förbetald försäkring
1790 Andra förbetalda kostnader
1910 Kassa
1930 Företagets bankkonto
2440 Leverantörsskulder
2445 Bestridda leverantörsskulder
2499 Skuld för företagskort
2614 Utgående moms 25 %, omvänd betalningsskyldighet
2615 Utgående moms 25 %, varuimport
2617 Utgående moms 25 %, omvänd inom Sverige
2624 Utgående moms 12 %, omvänd betalningsskyldighet
2625 Utgående moms 12 %, varuimport
2634 Utgående moms 6 %, omvänd betalningsskyldighet
2635 Utgående moms 6 %, varuimport
2640 Ingående moms
2641 Ingående moms enligt faktura
2645 Beräknad ingående moms, utlandet
2647 Ingående moms, omvänd inom Sverige
2649 Ingående moms, blandad verksamhet
2650 Momsredovisning
2890 Andra kortfristiga skulder, utlägg
2990 Andra upplupna kostnader
3740 Öresutjämning
3960 Kursvinster på rörelsens fordringar och skulder
4000 Varuinköp
4010 Inköp av handelsvaror
4415 Varuinköp i Sverige, omvänd moms 25 %
4416 Varuinköp i Sverige, omvänd moms 12 %
4417 Varuinköp i Sverige, omvänd moms 6 %
4425 Tjänsteinköp i Sverige, omvänd moms 25 %
4426 Tjänsteinköp i Sverige, omvänd moms 12 %
4427 Tjänsteinköp i Sverige, omvänd moms 6 %
4515 Varuinköp från EU-land, 25 %
4516 Varuinköp från EU-land, 12 %
4517 Varuinköp från EU-land, 6 %
4531 Tjänsteinköp utanför EU, 25 %
4532 Tjänsteinköp utanför EU, 12 %
4533 Tjänsteinköp utanför EU, 6 %
4535 Tjänsteinköp från EU-land, 25 %
4536 Tjänsteinköp från EU-land, 12 %
4537 Tjänsteinköp från EU-land, 6 %
4545 Varuimport, 25 %
4546 Varuimport, 12 %
4547 Varuimport, 6 %
4600 Underentreprenörer och legoarbeten
4731 Kassarabatter från leverantörer
5010 Hyra för lokal
5020 El till lokal
5030 Värme
5040 Vatten och avlopp
5060 Städning och sophämtning
5070 Underhåll av lokal
5090 Andra lokalkostnader
5210 Maskinhyra
5220 Inventariehyra
5250 Datorhyra
5310 El till driften
5410 Förbrukningsinventarier
5420 Programvara
5460 Förbrukningsmaterial
5480 Arbetskläder och skyddsutrustning
5500 Reparationer och underhåll
5611 Drivmedel, personbil
5612 Skatt och försäkring, personbil
5613 Reparation och service, personbil
5615 Leasing, personbil
5616 Trängselskatt och vägavgift
5710 Frakter och transporter
5720 Tull och spedition
5810 Resebiljetter
5820 Hyrbil och taxi
5831 Kost och logi inom Sverige
5832 Kost och logi utomlands
5910 Annonser
5930 Trycksaker för reklam
5990 Annan reklam och PR
6040 Avgifter för kort
6071 Representation med avdrag
6072 Representation utan avdrag
6110 Kontorsmaterial
6150 Trycksaker
6211 Fast telefon
6212 Mobiltelefon
6230 Datakommunikation
6250 Porto
6310 Företagsförsäkring
6420 Revision
6530 Redovisning
6540 IT-tjänster
6550 Konsulter
6560 Serviceavgifter till branschen
6570 Bankavgifter
6580 Juridisk hjälp
6590 Andra externa tjänster
6800 Inhyrd personal
6950 Tillsynsavgifter till myndighet
6970 Tidningar och facklitteratur
6980 Medlemsavgifter
6991 Andra externa kostnader med avdrag
6992 Andra externa kostnader utan avdrag
7610 Utbildning
7621 Sjuk- och hälsovård
7631 Personalrepresentation med avdrag
7632 Personalrepresentation utan avdrag
7690 Andra personalkostnader
7960 Kursförluster på rörelsens fordringar och skulder
8410 Räntor på lån
8422 Dröjsmålsränta till leverantör
"""
_FINNISH: Final = """
1160 Koneet ja kalusto
1530 Tavaravarasto
1763 Alv-saamiset
1800 Siirtosaamiset
1900 Käteiskassa
1910 Pankkitili
2870 Ostovelat
2939 Alv-velka
2940 Muut lyhytaikaiset velat, kulukorvaukset
2941 Yrityskorttivelka
2951 Siirtovelat
4000 Ostot
4110 Tavaraostot EU-maista
4130 Tuontiostot
4140 Tullimaksut
4230 Alennukset ostoista
4290 Ostorahdit
4370 Ostojen kurssierot
4450 Alihankinta
7000 Henkilöstön koulutus
7050 Työterveys
7230 Toimitilojen vuokrat
7250 Varastojen vuokrat
7360 Siivous ja jätehuolto
7390 Sähkö ja kaasu
7460 Vartiointi
7500 Ajoneuvojen leasing
7530 Polttoaineet
7540 Ajoneuvojen huolto
7660 Ohjelmistot ja niiden ylläpito
7690 Atk-laitteet, pienhankinnat
7720 Koneiden ja kaluston vuokrat
7750 Koneet ja kalusto, pienhankinnat
7800 Matkaliput
7810 Taksit
7820 Hotellit ja majoitus
7950 Edustus
8020 Myynnin rahdit
8050 Mainostoimistot
8090 Verkkomainonta
8170 Messut
8370 Vuokrahenkilöstö
8380 Taloushallinnon palvelut
8390 Tilintarkastus
8410 Lakiasiat ja konsultointi
8450 Kirjat
8460 Lehdet
8480 Jäsenyydet
8500 Puhelin
8530 Tietoliikenne
8540 Posti ja lähetit
8560 Pankkikulut
8570 Pyöristykset
8590 Omaisuusvakuutukset
8620 Toimistotarvikkeet
8680 Muut hallinnon kulut
"""
_NORWEGIAN: Final = """
1920 Bankkonto
2400 Gjeld til leverandører
2700 Utgående mva, høy sats
2704 Utgående mva, tjenester fra utlandet
2705 Utgående mva, vareinnførsel
2707 Utgående mva, omvendt avgiftsplikt innenlands
2710 Inngående mva, høy sats
2711 Inngående mva, middels sats
2713 Inngående mva, lav sats
2714 Inngående mva, tjenester fra utlandet
2715 Inngående mva, vareinnførsel
2717 Inngående mva, omvendt avgiftsplikt innenlands
2910 Gjeld til ansatte
2990 Gjeld for firmakort
4300 Varekjøp
6100 Frakt
6200 Strøm
6300 Leie av lokaler
6360 Renhold
6540 Inventar
6553 Programvare
6560 Rekvisita
6700 Revisjon og regnskap
6790 Andre fremmede tjenester
6800 Kontorrekvisita
6900 Telefon
7000 Drivstoff
7140 Reiser
7320 Reklame
7500 Forsikring
7740 Øreavrunding
7770 Bankgebyrer
7790 Andre kostnader
8060 Kursgevinst
8150 Rentekostnad
8160 Kurstap
"""
_BY_FIRST_DIGIT: Final[Mapping[str, AccountClass]] = {
    "1": AccountClass.ASSET,
    "2": AccountClass.LIABILITY,
    "3": AccountClass.INCOME,
}
# What the first digit does not tell.
_EXCEPTIONS: Final[Mapping[str, AccountClass]] = {"8060": AccountClass.INCOME}


def _read(text: str) -> tuple[ChartAccount, ...]:
    rows = (line.partition(" ") for line in text.strip().splitlines())
    return tuple(ChartAccount(number, name, class_of(number)) for number, _, name in rows)


def class_of(number: str) -> AccountClass:
    """The kind of an account by its number, as the Nordic charts are ordered."""
    return _EXCEPTIONS.get(number, _BY_FIRST_DIGIT.get(number[:1], AccountClass.COST))


_CHARTS: Final[Mapping[str, tuple[ChartAccount, ...]]] = {
    "SE": _read(_SWEDISH),
    "FI": _read(_FINNISH),
    "NO": _read(_NORWEGIAN),
}


def chart(country: str) -> tuple[ChartAccount, ...]:
    """The starter chart of a country (ISO 3166-1), in order of number; empty where we have none."""
    return _CHARTS.get(country, ())

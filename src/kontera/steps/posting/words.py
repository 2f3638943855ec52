"""Words on an invoice and the account they suggest, in the Nordic languages and English: where there is no history."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

# A word stands for all that begin with it; one with * in front for all that contain it, as Nordic compounds do.
# Each row: the accounts in the charts of SE, FI, NO ("-" where there is none), then the words.
_TABLE: Final = """
5010 7230 6300  lokalhyra hyresavi *lokalhyr toimitilavuokra liikehuoneisto husleie lokalleie husleje rent
5020 7390 6200  elnät elhandel elavgift elförbrukning *elkraft nätavgift sähkö strøm nettleie elforbrug electricity
5030 7390 6200  fjärrvärme kaukolämpö fjernvarme heating
5040 8680 7790  vatten avlopp vesimaksu jätevesi vann avløp vand water
5060 7360 6360  städ *städning renhållning sophämtning siivous jätehuolto renhold rengøring cleaning waste
5070 8680 7790  fastighetsskötsel lokalvård underhåll kiinteistönhoito vedlikehold maintenance
5210 7720 7790  maskinhyra *uthyrning koneenvuokra maskinleie rental
5410 7750 6540  stol skrivbord möbel inventarie kaluste tuoli kontormøbler møbel chair desk furniture tool verktyg
5420 7660 6553  programvara licens abonnemang mjukvara ohjelmisto lisenssi programvare lisens
5420 7660 6553  software subscription licence license saas
5460 4000 6560  förbrukningsmaterial skruv handskar tarvikkeet forbruksmateriell materiale consumables
5480 7750 6560  arbetskläder skyddsskor skyddsutrustning työvaatteet arbeidstøy arbejdstøj workwear
5500 7540 6560  reparation korjaus reparasjon repair
5611 7530 7000  diesel bensin drivmedel polttoaine bensiini drivstoff brændstof fuel petrol
5613 7540 7000  bilservice däck verkstad autohuolto rengas dekk bilverksted tyre
5615 7500 7000  billeasing leasingbil *leasing autoleasing
5616 8680 7000  trängselskatt parkering pysäköinti bompenger parking toll
5710 4290 6100  frakt transport leverans rahti kuljetus fragt freight shipping delivery courier
5720 4140 6100  tull spedition tullimaksu huolinta fortolling customs
5810 7800 7140  flyg tåg resa biljett matkalippu lento junalippu flybillett togbillett rejse flight train ticket travel
5820 7810 7140  taxi hyrbil taksi leiebil drosje lejebil
5831 7820 7140  hotell logi övernattning hotelli majoitus overnatting hotel accommodation
5910 8090 7320  annons annonsering marknadsföring mainos markkinointi annonse markedsføring advertising marketing
5930 8050 7320  reklamtryck broschyr esite brosjyre brochure flyer
6071 7950 7790  representation lunch middag edustus representasjon dinner
6110 8620 6800  kontorsmaterial kontorsmateriel kopieringspapper papper penna pärm toner toimistotarvike
6110 8620 6800  kopiopaperi kontorrekvisita papir stationery paper
6150 8620 6800  trycksak visitkort visittkort painotuote printing
6211 8500 6900  telefoni växel puhelin telefon telephone
6212 8500 6900  mobil mobilabonnemang matkapuhelin mobile
6230 8530 6900  bredband internet fiber laajakaista bredbånd broadband hosting domän domain webbhotell
6250 8540 6100  porto frimärke postimaksu postage
6310 8590 7500  försäkring vakuutus forsikring insurance
6420 8390 6700  revision revisor tilintarkastus audit
6530 8380 6700  redovisning bokföring lönehantering kirjanpito tilitoimisto regnskap bogføring accounting payroll
6540 7660 6553  it-tjänst drift support molntjänst it-palvelu pilvipalvelu skytjeneste cloud
6550 8410 6790  konsult rådgivning arvode konsultointi neuvonta konsulent rådgiving consult advisory
6570 8560 7770  bankavgift kortavgift pankkikulu palvelumaksu bankgebyr bank
6580 8410 6790  advokat juridisk asianajo lakipalvelu lawyer legal
6590 8680 6790  faktureringsavgift expeditionsavgift laskutuslisä fakturagebyr
6800 8370 6790  inhyrd bemanning vuokratyö innleie vikar staffing
6970 8460 7790  tidning tidskrift facklitteratur lehti tilaus avis magazine newspaper book bok
6980 8480 7790  medlemsavgift jäsenmaksu kontingent medlemskap membership
7610 7000 7790  kurs utbildning konferens koulutus kurssi opplæring uddannelse training course conference
7621 7050 7790  företagshälsovård sjukvård työterveys bedriftshelsetjeneste health
7690 8680 7790  fika frukt kaffe kahvi hedelmä kaffi coffee fruit
4010 4000 4300  inköpsvaror handelsvara varuinköp tavara varekjøp goods
4600 4450 4300  underentreprenör legoarbete alihankinta underentreprise subcontract
"""
_COUNTRIES: Final = ("SE", "FI", "NO")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def _parsed() -> tuple[tuple[str, bool, Mapping[str, str]], ...]:
    rows = []
    for line in _TABLE.strip().splitlines():
        *accounts, words = line.split(maxsplit=len(_COUNTRIES))
        known = {country: account for country, account in zip(_COUNTRIES, accounts, strict=True) if account != "-"}
        rows += [(word.lstrip("*"), word.startswith("*"), known) for word in words.split()]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))  # the longer word knows more


_STEMS: Final = _parsed()


def words_of(text: str) -> frozenset[str]:
    """The words of a text for comparing: small letters, figures and short words left out."""
    return frozenset(word.casefold() for word in _WORD.findall(text))


def suggested(text: str, country: str) -> tuple[str, str]:
    """The account that the words suggest in a country's chart, and the word that did; both empty when none does."""
    words = words_of(text)
    for stem, anywhere, accounts in _STEMS:
        if country not in accounts:
            continue
        found = next((word for word in sorted(words) if word.startswith(stem) or (anywhere and stem in word)), "")
        if found:
            return accounts[country], found
    return "", ""

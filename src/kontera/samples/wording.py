"""What invoices say: labels in six languages with several wordings each, sentences, units."""
# ruff: noqa: E501 - one label a row, all its languages side by side

from __future__ import annotations

from random import Random
from typing import Final

_LABELS: Final = """
invoice|sv:Faktura|fi:Lasku|nb:Faktura|da:Faktura|en:Invoice/Tax invoice|de:Rechnung
credit_note|sv:Kreditfaktura/Kreditnota|fi:Hyvityslasku|nb:Kreditnota|da:Kreditnota|en:Credit note|de:Gutschrift
reminder|sv:Påminnelse/Betalningspåminnelse|fi:Maksumuistutus|nb:Purring/Betalingspåminnelse|da:Rykker|en:Payment reminder|de:Zahlungserinnerung
number|sv:Fakturanummer/Fakturanr/Faktura nr|fi:Laskun numero/Laskunro/Laskunumero|nb:Fakturanummer/Fakturanr.|da:Fakturanr./Fakturanummer|en:Invoice number/Invoice no./Invoice #|de:Rechnungsnummer/Rechnungs-Nr.
issue_date|sv:Fakturadatum/Datum|fi:Laskun päiväys/Päiväys/Laskun pvm|nb:Fakturadato/Dato|da:Fakturadato/Dato|en:Invoice date/Date|de:Rechnungsdatum/Datum
due_date|sv:Förfallodatum/Förfallodag/Oss tillhanda|fi:Eräpäivä|nb:Forfallsdato/Forfall|da:Forfaldsdato/Sidste rettidige betaling|en:Due date/Payment due|de:Fällig am/Zahlbar bis
customer_number|sv:Kundnummer/Kundnr|fi:Asiakasnumero/Asiakasnro|nb:Kundenummer/Kundenr.|da:Kundenr./Kundenummer|en:Customer number/Account no.|de:Kundennummer/Kunden-Nr.
buyer_reference|sv:Er referens/Er ref.|fi:Viitteenne/Viitteenne|nb:Deres ref./Deres referanse|da:Deres ref./Rekvirent|en:Your reference/Attention|de:Ihr Zeichen/Ansprechpartner
seller_reference|sv:Vår referens/Vår ref.|fi:Viitteemme/Käsittelijä|nb:Vår ref./Vår referanse|da:Vor ref./Sælger|en:Our reference/Contact|de:Unser Zeichen/Bearbeiter
order_number|sv:Ert ordernummer/Er order/Beställningsnr|fi:Tilausnumero/Tilauksenne|nb:Ordrenummer/Deres bestilling|da:Ordrenr./Rekvisition|en:Purchase order/Your order|de:Bestellnummer/Ihre Bestellung
delivery_date|sv:Leveransdatum/Levererad|fi:Toimituspäivä|nb:Leveringsdato|da:Leveringsdato|en:Delivery date/Supply date|de:Lieferdatum/Leistungsdatum
period|sv:Period/Avser perioden|fi:Laskutuskausi|nb:Periode|da:Periode|en:Period/Billing period|de:Leistungszeitraum
terms|sv:Betalningsvillkor/Bet.villkor|fi:Maksuehto/Maksuehdot|nb:Betalingsbetingelser/Bet.bet.|da:Betalingsbetingelser/Betaling|en:Payment terms/Terms|de:Zahlungsbedingungen
penalty|sv:Dröjsmålsränta|fi:Viivästyskorko|nb:Forsinkelsesrente|da:Morarente|en:Late payment interest|de:Verzugszinsen
buyer|sv:Faktureringsadress/Kund/Köpare|fi:Asiakas/Laskutusosoite|nb:Kunde/Fakturaadresse|da:Kunde/Faktureres til|en:Bill to/Customer|de:Rechnung an/Kunde
payment_reference|sv:OCR-nummer/OCR/Referens vid betalning/OCR-referens|fi:Viitenumero/Viite|nb:KID/KID-nummer|da:Betalings-id/Kortart og id|en:Payment reference/Reference|de:Verwendungszweck/Zahlungsreferenz
bankgiro|sv:Bankgiro/BG/Bankgironr|fi:Bankgiro|nb:Bankgiro|da:Bankgiro|en:Bankgiro|de:Bankgiro
plusgiro|sv:Plusgiro/PG|fi:Plusgiro|nb:Plusgiro|da:Plusgiro|en:Plusgiro|de:Plusgiro
iban|sv:IBAN|fi:IBAN/Tilinumero|nb:IBAN|da:IBAN|en:IBAN|de:IBAN
bic|sv:BIC/SWIFT|fi:BIC|nb:BIC/SWIFT|da:BIC/SWIFT|en:BIC/SWIFT|de:BIC
domestic|sv:Bankkonto|fi:Tili|nb:Bankkonto/Kontonummer/Konto|da:Konto/Reg.nr. og konto|en:Account/Bank account|de:Konto
danish_slip|sv:Kreditornr|fi:FIK|nb:FIK|da:Kreditornr./Girokort|en:FIK|de:FIK
position|sv:Rad/Pos|fi:Rivi|nb:Linje/Pos|da:Pos./Linje|en:#/Item|de:Pos./Nr.
article|sv:Artikelnr/Art.nr/Artikel|fi:Tuotenro/Koodi|nb:Varenr./Artikkel|da:Varenr./Vare|en:Article/SKU/Code|de:Artikel-Nr./Art.-Nr.
description|sv:Benämning/Beskrivning/Specifikation|fi:Kuvaus/Nimike/Tuote|nb:Beskrivelse/Varebeskrivelse|da:Beskrivelse/Tekst|en:Description/Details|de:Bezeichnung/Beschreibung
quantity|sv:Antal/Lev ant|fi:Määrä/Kpl|nb:Antall/Ant.|da:Antal|en:Quantity/Qty|de:Menge/Anzahl
unit|sv:Enhet/Enh|fi:Yks./Yksikkö|nb:Enhet|da:Enhed/Enh.|en:Unit|de:Einheit/Einh.
unit_price|sv:À-pris/Pris/Pris per enhet|fi:A-hinta/Yksikköhinta/Hinta|nb:Pris/Enhetspris|da:Stk. pris/Pris|en:Unit price/Price/Rate|de:Einzelpreis/Preis
discount_percent|sv:Rabatt/Rab %|fi:Ale %/Alennus|nb:Rabatt/Rab. %|da:Rabat/Rab. %|en:Discount/Disc. %|de:Rabatt/Rab. %
vat_rate|sv:Moms/Moms %|fi:Alv %/ALV|nb:Mva/Mva %|da:Moms/Moms %|en:VAT/VAT %|de:USt./USt. %
amount|sv:Belopp/Summa/Radsumma/Totalt|fi:Yhteensä/Summa/Veroton|nb:Beløp/Sum|da:Beløb/I alt|en:Amount/Line total|de:Betrag/Gesamt
line_net|sv:Summa rader/Delsumma|fi:Rivit yhteensä|nb:Sum linjer/Delsum|da:Subtotal/Varebeløb|en:Subtotal|de:Zwischensumme/Summe Positionen
net|sv:Netto/Summa exkl. moms/Belopp före moms/Exkl. moms|fi:Veroton yhteensä/Veroton hinta|nb:Netto/Sum eks. mva/Beløp eks. mva|da:Netto/I alt ekskl. moms|en:Net total/Total excl. VAT|de:Nettobetrag/Summe netto
vat|sv:Moms/Momsbelopp/Summa moms|fi:Alv yhteensä/Arvonlisävero|nb:Merverdiavgift/Mva/Sum mva|da:Moms/Momsbeløb|en:VAT/Total VAT|de:Umsatzsteuer/MwSt.
vat_base|sv:Momsunderlag/Underlag|fi:Veron peruste/Veroton|nb:Mva-grunnlag/Grunnlag|da:Momsgrundlag/Momspligtigt beløb|en:Taxable amount/VAT base|de:Bemessungsgrundlage/Nettobetrag
gross|sv:Totalt inkl. moms/Summa inkl. moms/Totalt|fi:Verollinen yhteensä/Lasku yhteensä|nb:Sum inkl. mva/Totalt|da:I alt inkl. moms/Total|en:Total incl. VAT/Total|de:Bruttobetrag/Gesamtbetrag
prepaid|sv:Förskott/Avgår betalt|fi:Ennakkomaksu|nb:Forskudd/Betalt|da:Forudbetalt|en:Prepaid/Less deposit|de:Anzahlung
rounding|sv:Öresavrundning/Öresutjämning/Avrundning|fi:Pyöristys|nb:Øreavrunding/Avrunding|da:Øreafrunding/Afrunding|en:Rounding|de:Rundung
payable|sv:Att betala/Summa att betala/ATT BETALA/Belopp att betala|fi:Maksettava/Maksettava yhteensä/Yhteensä|nb:Å betale/Beløp å betale/Sum å betale|da:At betale/I alt at betale|en:Amount due/Total due/To pay|de:Zahlbetrag/Zu zahlen
credited|sv:Att kreditera/Tillgodo/Kreditbelopp|fi:Hyvitys yhteensä|nb:Til gode/Kreditert beløp|da:Til gode/Krediteret i alt|en:Credit total/Total credit|de:Gutschriftsbetrag
organisation_number|sv:Org.nr/Organisationsnr/Orgnr|fi:Y-tunnus|nb:Org.nr.|da:CVR-nr./CVR|en:Company no./Reg. no.|de:HRB/Handelsregister
vat_number|sv:Momsreg.nr/VAT-nr/Moms.nr|fi:ALV-tunnus/ALV nro|nb:Mva-nr.|da:SE-nr./Moms-nr.|en:VAT no./VAT ID|de:USt-IdNr.
buyer_vat|sv:Ert momsreg.nr/Köparens VAT-nr|fi:Asiakkaan ALV-tunnus|nb:Kundens mva-nr.|da:Kundens momsnr.|en:Your VAT no./Customer VAT ID|de:Ihre USt-IdNr.
phone|sv:Telefon/Tel|fi:Puhelin/Puh.|nb:Telefon/Tlf.|da:Telefon/Tlf.|en:Phone/Tel.|de:Telefon/Tel.
mail|sv:E-post|fi:Sähköposti|nb:E-post|da:E-mail|en:Email|de:E-Mail
web|sv:Webb/Hemsida|fi:Verkkosivu|nb:Nett|da:Web|en:Web|de:Internet
page|sv:Sida|fi:Sivu|nb:Side|da:Side|en:Page|de:Seite
registered|sv:Säte|fi:Kotipaikka|nb:Sted|da:Hjemsted|en:Registered in|de:Sitz
payment|sv:Betalning/Betala till|fi:Maksutiedot|nb:Betalingsinformasjon|da:Betaling/Betalingsoplysninger|en:Payment details|de:Zahlung/Bankverbindung
preceding|sv:Avser faktura/Krediterar faktura|fi:Alkuperäinen lasku|nb:Gjelder faktura|da:Vedr. faktura|en:Original invoice|de:Zu Rechnung
"""

_SENTENCES: Final = """
discount|sv:Rabatt|fi:Alennus|nb:Rabatt|da:Rabat|en:Discount|de:Rabatt
freight|sv:Frakt|fi:Rahti|nb:Frakt|da:Fragt|en:Freight|de:Versandkosten
terms|sv:{days} dagar netto|fi:{days} pv netto|nb:{days} dager netto|da:Netto {days} dage|en:{days} days net|de:{days} Tage netto
credits|sv:Krediterar faktura {number}.|fi:Hyvitys laskusta {number}.|nb:Gjelder faktura {number}.|da:Krediterer faktura {number}.|en:Credits invoice {number}.|de:Gutschrift zu Rechnung {number}.
reminds|sv:Enligt våra noteringar är fakturan inte betald. Har betalning redan skett kan ni bortse från påminnelsen.|fi:Lasku on vielä maksamatta. Jos olette jo maksaneet, muistutus on aiheeton.|nb:Vi kan ikke se at fakturaen er betalt. Se bort fra purringen hvis betaling er sendt.|da:Vi har endnu ikke modtaget betaling. Er den sendt, bedes De se bort fra denne rykker.|en:Our records show this invoice as unpaid. Please disregard this letter if you have paid.|de:Die Rechnung ist noch offen. Haben Sie schon bezahlt, ist dieses Schreiben gegenstandslos.
reverse|sv:Omvänd betalningsskyldighet, köparen redovisar momsen.|fi:Käännetty verovelvollisuus, ostaja tilittää arvonlisäveron.|nb:Snudd avregning, kjøper beregner merverdiavgiften.|da:Omvendt betalingspligt, køber afregner momsen.|en:Reverse charge: the customer accounts for the VAT.|de:Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge).
community|sv:Unionsintern försäljning, undantagen från moms i säljarens land.|fi:Veroton yhteisömyynti.|nb:Salg innen EU, uten mva.|da:Momsfri levering til andet EU-land.|en:Intra-Community supply, exempt from VAT.|de:Steuerfreie innergemeinschaftliche Lieferung.
export|sv:Försäljning utanför EU, ingen moms.|fi:Myynti ulkomaille, veroton.|nb:Salg til utlandet, fritatt for mva.|da:Salg til udlandet, uden moms.|en:Supply to a customer abroad, no tax charged.|de:Lieferung ins Ausland, steuerfrei.
exempt|sv:Undantaget från moms.|fi:Arvonlisäveroton.|nb:Unntatt fra mva.|da:Momsfritaget.|en:Exempt from VAT.|de:Umsatzsteuerfrei.
late|sv:Vid betalning efter förfallodagen debiteras dröjsmålsränta med {rate} %.|fi:Viivästyskorko {rate} %. Huomautusaika 8 päivää.|nb:Ved betaling etter forfall beregnes forsinkelsesrente på {rate} %.|da:Ved betaling efter forfald beregnes morarente på {rate} % p.a.|en:Interest of {rate} % a year is charged on late payment.|de:Bei Zahlungsverzug berechnen wir {rate} % Zinsen p. a.
"""

_UNITS: Final = """
H87|sv:st|fi:kpl|nb:stk|da:stk.|en:pcs|de:Stk.
HUR|sv:tim|fi:h|nb:timer|da:timer|en:h|de:Std.
MON|sv:mån|fi:kk|nb:mnd|da:md.|en:month|de:Monat
DAY|sv:dag|fi:pv|nb:døgn|da:døgn|en:day|de:Tag
MTR|sv:m|fi:m|nb:m|da:m|en:m|de:m
MTK|sv:m²|fi:m²|nb:m²|da:m²|en:m²|de:m²
KGM|sv:kg|fi:kg|nb:kg|da:kg|en:kg|de:kg
KMT|sv:km|fi:km|nb:km|da:km|en:km|de:km
KWH|sv:kWh|fi:kWh|nb:kWh|da:kWh|en:kWh|de:kWh
4L|sv:MB|fi:Mt|nb:MB|da:MB|en:MB|de:MB
XBX|sv:krt|fi:ltk|nb:eske|da:ks.|en:box|de:Karton
XPK|sv:förp|fi:pkt|nb:pk|da:pk.|en:pack|de:Pkg.
XRO|sv:rulle|fi:rll|nb:rull|da:rulle|en:roll|de:Rolle
XCA|sv:dunk|fi:ast|nb:kanne|da:dunk|en:can|de:Kan.
SET|sv:sats|fi:srj|nb:sett|da:sæt|en:set|de:Satz
PR|sv:par|fi:pari|nb:par|da:par|en:pair|de:Paar
"""


def table_of(text: str) -> dict[str, dict[str, str]]:
    """The wordings of a table by key and language; several of one language stay joined by "/"."""
    rows = (row.split("|") for row in text.strip().splitlines())
    return {row[0]: dict(_spoken(cell) for cell in row[1:]) for row in rows}


def _spoken(cell: str) -> tuple[str, str]:
    language, _, words = cell.partition(":")
    return language, words


LABELS: Final = table_of(_LABELS)
SENTENCES: Final = table_of(_SENTENCES)
UNITS: Final = table_of(_UNITS)
LANGUAGES: Final = ("sv", "fi", "nb", "da", "en", "de")


def wordings(key: str, language: str) -> tuple[str, ...]:
    """All wordings of a label in a language. Raises KeyError for an unknown label or language."""
    return tuple(LABELS[key][language].split("/")) if key != "bic" else ("BIC",)


def chosen(dice: Random, language: str) -> dict[str, str]:
    """One wording for every label, as one supplier's invoices have it."""
    return {key: dice.choice(wordings(key, language)) for key in LABELS}


def phrase(language: str, key: str, **values: object) -> str:
    """A sentence in this language with its values filled in."""
    return SENTENCES[key][language].format(**values)


def unit_word(code: str, language: str) -> str:
    """How a unit (UN/ECE Rec 20) is printed; a code without a word stands as it is."""
    return UNITS.get(code, {}).get(language, code)

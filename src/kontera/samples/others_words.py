"""What papers that are no invoices say: their titles, labels and sentences in six languages."""
# ruff: noqa: E501 - one wording a row, all its languages side by side

from __future__ import annotations

from typing import Final

from kontera.samples.wording import table_of

WORDS: Final = table_of("""
statement|sv:Kontoutdrag/Reskontrautdrag/Saldobesked|fi:Tiliote/Reskontraote/Saldoluettelo|nb:Kontoutskrift/Kontoutdrag/Saldooversikt|da:Kontoudtog/Saldoopgørelse|en:Statement of account/Statement|de:Kontoauszug/Offene-Posten-Liste
quote|sv:Offert/Anbud/Prisförslag|fi:Tarjous/Hintatarjous|nb:Tilbud/Pristilbud|da:Tilbud|en:Quotation/Quote|de:Angebot/Kostenvoranschlag
order|sv:Orderbekräftelse/Ordererkännande|fi:Tilausvahvistus|nb:Ordrebekreftelse|da:Ordrebekræftelse|en:Order confirmation/Order acknowledgement|de:Auftragsbestätigung
delivery_note|sv:Följesedel/Leveranssedel/Packsedel|fi:Lähete/Lähetyslista|nb:Pakkseddel/Følgeseddel|da:Følgeseddel/Leveringsnota|en:Delivery note/Packing slip|de:Lieferschein
proforma|sv:Proformafaktura|fi:Proformalasku|nb:Proformafaktura|da:Proformafaktura|en:Proforma invoice/Pro forma invoice|de:Proformarechnung
receipt|sv:Betalningskvitto/Betalningsbekräftelse|fi:Maksukuitti/Maksuvahvistus|nb:Betalingskvittering/Betalingsbekreftelse|da:Betalingskvittering|en:Payment receipt/Payment confirmation|de:Zahlungsbestätigung/Quittung
says_statement|sv:Här följer de fakturor som är öppna i vår reskontra.|fi:Alla luetellut laskut ovat kirjanpidossamme avoinna.|nb:Her er fakturaene som står åpne i vår reskontro.|da:Nedenfor ses de fakturaer, der er åbne hos os.|en:These invoices are open in our ledger.|de:Folgende Rechnungen sind bei uns offen.
says_quote|sv:Vi erbjuder er följande. Priserna gäller i 30 dagar.|fi:Tarjoamme teille seuraavaa. Hinnat ovat voimassa 30 päivää.|nb:Vi kan tilby følgende. Prisene gjelder i 30 dager.|da:Vi kan tilbyde følgende. Priserne gælder i 30 dage.|en:We can offer the following. Prices hold for 30 days.|de:Wir bieten Ihnen Folgendes an. Die Preise gelten 30 Tage.
says_order|sv:Tack för er order, som vi levererar enligt nedan.|fi:Kiitos tilauksesta, toimitamme seuraavasti.|nb:Takk for ordren, som vi leverer slik.|da:Tak for ordren, som leveres således.|en:Thank you for the order, to be delivered as follows.|de:Danke für den Auftrag, den wir wie folgt ausführen.
says_delivery_note|sv:Mottagarens underskrift:|fi:Vastaanottajan allekirjoitus:|nb:Mottakers underskrift:|da:Modtagers underskrift:|en:Signature of recipient:|de:Unterschrift des Empfängers:
says_proforma|sv:Detta är ingen faktura; den sänds vid leverans.|fi:Tämä ei ole lasku; lasku lähetetään toimituksen yhteydessä.|nb:Dette er ingen faktura; den sendes ved levering.|da:Dette er ikke en faktura; den sendes ved levering.|en:This is not an invoice; one follows with the goods.|de:Dies ist keine Rechnung; sie folgt mit der Lieferung.
says_receipt|sv:Vi har tagit emot er betalning. Tack!|fi:Maksunne on saapunut. Kiitos!|nb:Vi har mottatt betalingen. Takk!|da:Vi har modtaget betalingen. Tak!|en:Your payment has reached us. Thank you!|de:Ihre Zahlung ist eingegangen. Vielen Dank!
paper_number|sv:Nr|fi:Nro|nb:Nr.|da:Nr.|en:No.|de:Nr.
paper_date|sv:Datum|fi:Päiväys|nb:Dato|da:Dato|en:Date|de:Datum
valid|sv:Gäller till|fi:Voimassa asti|nb:Gjelder til|da:Gælder til|en:Valid until|de:Gültig bis
balance|sv:Saldo|fi:Saldo|nb:Saldo|da:Saldo|en:Balance|de:Saldo
paid|sv:Betalt|fi:Maksettu|nb:Betalt|da:Betalt|en:Paid|de:Bezahlt
specification|sv:Specifikation/Bilaga|fi:Erittely/Liite|nb:Spesifikasjon/Vedlegg|da:Specifikation/Bilag|en:Specification/Attachment|de:Anlage/Leistungsnachweis
hours|sv:timmar|fi:tuntia|nb:timer|da:timer|en:hours|de:Stunden
terms|sv:Allmänna villkor/Leveransvillkor|fi:Yleiset toimitusehdot|nb:Salgs- og leveringsbetingelser|da:Almindelige betingelser|en:Terms and conditions|de:Allgemeine Geschäftsbedingungen
says_terms|sv:Varan levereras från vårt lager om inget annat är avtalat. Köparen ska undersöka varan när den kommer och anmäla fel skriftligen inom skälig tid. Säljaren svarar inte för följdskador. Varan är säljarens till dess att den är betald. Tvist avgörs av allmän domstol i säljarens land.|fi:Tavara toimitetaan varastostamme, ellei muuta ole sovittu. Ostajan on tarkastettava tavara sen saavuttua ja ilmoitettava virheestä kirjallisesti kohtuullisessa ajassa. Myyjä ei vastaa seurannaisvahingoista. Tavara on myyjän omaisuutta, kunnes se on maksettu. Riidat ratkaistaan myyjän maan tuomioistuimessa.|nb:Varen leveres fra vårt lager om ikke annet er avtalt. Kjøperen skal undersøke varen når den kommer og melde fra om feil skriftlig innen rimelig tid. Selgeren svarer ikke for følgeskader. Varen er selgerens til den er betalt. Tvist avgjøres av domstolene i selgerens land.|da:Varen leveres fra vores lager, hvis andet ikke er aftalt. Køberen skal undersøge varen ved modtagelsen og melde fejl skriftligt inden rimelig tid. Sælgeren svarer ikke for følgeskader. Varen er sælgerens, til den er betalt. Tvister afgøres ved domstolene i sælgerens land.|en:The goods are delivered from our warehouse unless agreed otherwise. The buyer shall inspect the goods on arrival and report faults in writing within a reasonable time. The seller is not answerable for consequential damage. The goods belong to the seller until they are paid for. Disputes are settled by the courts of the country of the seller.|de:Die Ware wird ab unserem Lager geliefert, wenn nichts anderes vereinbart ist. Der Käufer hat die Ware bei Ankunft zu prüfen und Fehler schriftlich in angemessener Frist zu melden. Der Verkäufer haftet nicht für Folgeschäden. Die Ware bleibt Eigentum des Verkäufers, bis sie bezahlt ist. Über Streitigkeiten entscheiden die Gerichte am Sitz des Verkäufers.
""")

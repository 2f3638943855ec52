"""What invoices call things: label phrases by concept and language, as data.

Phrases are parted by "|" and compared as lower-case letters only, without accents, spaces or points ("Faktura-nr." and
"Fakturanr" are one). A concept whose name begins with "c_" is a column of the line table, "h_" the heading of a party,
"t_" a document title.
"""

from __future__ import annotations

from typing import Final

PHRASES: Final[dict[str, dict[str, str]]] = {
    "number": {
        "sv": "fakturanummer|fakturanr|faktura nr|faktura nummer|fakt nr|fakturans nummer|verifikationsnummer|kreditnotanr"
        "|kreditfaktura nr|kvittonr|faktura id|fakturano|löpnummer",
        "fi": "laskun numero|laskunro|lasku nro|laskun nro|laskunumero|laskun nr|lasku no|hyvityslaskun numero|tositenumero"
        "|lasku numero",
        "no": "fakturanummer|fakturanr|faktura nr|kreditnotanummer|kreditnota nr|bilagsnummer|fakturanummer dato",
        "da": "fakturanummer|fakturanr|faktura nr|faktura nummer|kreditnota nr|kreditnotanr|bilagsnr",
        "en": "invoice number|invoice no|invoice nr|invoice num|invoice id|inv no|invoice|credit note number|credit note no"
        "|document number|bill number|receipt number|tax invoice no|invoice ref|invoice reference|bill no",
        "de": "rechnungsnummer|rechnungsnr|rechnung nr|rechnungs nr|rechnung nummer|gutschriftsnummer|beleg nr|belegnummer"
        "|rechnungs id|gutschrift nr|faktura nr",
        "fr": "numero de facture|facture n|facture no|n de facture|no facture|facture numero|n facture|numero facture",
        "nl": "factuurnummer|factuurnr|factuur nr|factuur nummer",
        "is": "reikningsnumer|reikningur nr|numer reiknings|kreditreikningur nr|reikningur numer|reikningsnr",
    },
    "issue_date": {
        "sv": "fakturadatum|faktura datum|utställd|utskriftsdatum|utfärdandedatum|datum för faktura|fakturans datum"
        "|utfärdad|kreditnotadatum",
        "fi": "laskun päiväys|laskun päivä|laskun pvm|laskupäivä|laskun päivämäärä|laskutuspäivä|päiväys|laskupvm",
        "no": "fakturadato|faktura dato|kreditnotadato|utstedt|utstedelsesdato|dato for utstedelse",
        "da": "fakturadato|faktura dato|udstedt|udstedelsesdato|kreditnotadato|fakturadag",
        "en": "invoice date|date of issue|issue date|date issued|invoice issue date|billing date|bill date|issued"
        "|document date|credit note date|date of invoice|issued on|tax point",
        "de": "rechnungsdatum|ausstellungsdatum|belegdatum|rechnung vom|datum der rechnung|gutschriftsdatum"
        "|rechnungs datum",
        "fr": "date de facture|date de la facture|date facture|date d emission|date de facturation",
        "nl": "factuurdatum|factuur datum",
        "is": "dagsetning reiknings|utgafudagur|reikningsdagsetning|utgafudags|utgefinn|dagsetning utgafu",
    },
    "date": {
        "sv": "datum|dag",
        "fi": "päivämäärä|pvm|päivä",
        "no": "dato",
        "da": "dato",
        "en": "date|dated",
        "de": "datum|vom",
        "fr": "date|le",
        "nl": "datum",
        "is": "dagsetning|dags",
    },
    "due_date": {
        "sv": "förfallodatum|förfallodag|förfaller|oss tillhanda|oss tillhanda senast|att betala senast|betalas senast"
        "|betala senast|sista betalningsdag|sista betaldatum|sista betalningsdatum|senast|förfaller till betalning"
        "|betalningsdag|vänligen betala senast|förf datum|förfallodat|ska betalas senast|förfall",
        "fi": "eräpäivä|maksun eräpäivä|erääntyy|maksettava viimeistään|viimeinen maksupäivä|eräpvm|eräpv|förfallodag",
        "no": "forfallsdato|forfall|forfaller|betalingsfrist|betales innen|forfallsdag|siste betalingsfrist|betal innen"
        "|forfallsdato betaling",
        "da": "forfaldsdato|forfald|forfalder|sidste rettidige betaling|betalingsfrist|sidste betalingsdato|betalingsdato"
        "|sidste rettidige betalingsdato|forfaldsdag|betales senest|betales inden|betal senest|senest",
        "en": "due date|payment due|due|payment due date|pay by|due on|payable by|date due|due by|payment deadline"
        "|pay before|invoice due|please pay by|final payment date",
        "de": "fälligkeitsdatum|fällig am|fällig|zahlbar bis|zahlbar bis zum|fälligkeit|zahlungsziel|bis spätestens"
        "|zu zahlen bis|bitte zahlen bis|fällig bis|zahlungsfrist|bis zum|fälligkeits datum|überweisen bis",
        "fr": "date d echeance|echeance|date echeance|a payer avant le|date limite de paiement|a regler avant le"
        "|payable avant le|avant le",
        "nl": "vervaldatum|vervaldag|uiterste betaaldatum|te betalen voor|betalen voor|voor",
        "is": "gjalddagi|eindagi|greiðsludagur|síðasti greiðsludagur",
    },
    "delivery_date": {
        "sv": "leveransdatum|leveransdag|verkligt leveransdatum|utfört|utleveransdatum|levererad|lev datum|leverans"
        "|leveransdatum period",
        "fi": "toimituspäivä|toimituspvm|toimitettu|suorituspäivä|toimitusaika",
        "no": "leveringsdato|levert|leveransedato|leveringsdag",
        "da": "leveringsdato|leveret|leveringsdag|leverancedato",
        "en": "delivery date|date of delivery|date of supply|supply date|service date|shipped|ship date|actual delivery date"
        "|tax point date|delivered|date shipped|shipping date",
        "de": "lieferdatum|leistungsdatum|liefer und leistungsdatum|lieferung|leistungszeitpunkt|liefertermin"
        "|lieferungsdatum|lieferzeitpunkt|datum der lieferung|tatsächliches lieferungsdatum",
        "fr": "date de livraison|date de prestation|livraison",
        "nl": "leverdatum|leveringsdatum",
        "is": "afhendingardagur|afhendingardagsetning",
    },
    "order_date": {
        "sv": "orderdatum|beställningsdatum|order datum|beställd",
        "fi": "tilauspäivä|tilauspvm",
        "no": "ordredato|bestilt",
        "da": "ordredato|bestilt",
        "en": "order date|ordered|date ordered|po date|contract date|print date|printed"
        "|preceding invoice date|date of preceding invoice",
        "de": "bestelldatum|auftragsdatum|bestellung vom|auftrag vom|lieferschein vom|druckdatum|vertrag vom|stand"
        "|version vom",
        "fr": "date de commande|date de facture associee",
        "nl": "orderdatum|besteldatum",
        "is": "pöntunardagur",
    },
    "period": {
        "sv": "period|faktureringsperiod|avser perioden|avser|från och med|till och med|fr o m|t o m|avtalsperiod"
        "|periodens start|periodens slut",
        "fi": "laskutuskausi|jakso|ajalta|ajanjakso",
        "no": "periode|fakturaperiode|faktureringsperiode|avtaleperiode",
        "da": "periode|faktureringsperiode|for perioden",
        "en": "period|billing period|invoice period|invoicing period"
        "|service period|from date|to date|start date|end date|start of service|end of service|period of service"
        "|invoice periode|beginning|end|start of accounting period|end of accounting period",
        "de": "leistungszeitraum|abrechnungszeitraum|zeitraum|lieferzeitraum|rechnungszeitraum|von|leistungsbeginn"
        "|leistungsende|beginn|ende|anfangsdatum|enddatum",
        "fr": "periode|periode de facturation|date debut|date fin"
        "|date de debut de prestation|date de fin de prestation",
        "nl": "periode",
        "is": "timabil",
    },
    "net": {
        "sv": "netto|nettobelopp|belopp före moms|summa exkl moms|totalt exkl moms|summa exklusive moms|exkl moms"
        "|totalbelopp exkl moms|belopp exkl moms|summa netto|totalt netto|delsumma|momsunderlag|pris utan moms|summa före moms|pris exkl moms"
        "|total exkl moms|totalt före moms|varuvärde|nettosumma|totalsumma exkl moms|exklusive moms|belopp utan moms"
        "|netto totalt|totalbelopp utan moms|utan moms|moms underlag|summa utan moms|skattefritt belopp|momsfritt belopp",
        "fi": "veroton|veroton yhteensä|yhteensä veroton|netto|veroton summa|veroton määrä|välisumma|veroton hinta"
        "|yhteensä ilman alv|alv 0|summa ilman alv|laskun veroton summa|veron peruste|alviton|veroton loppusumma"
        "|yhteensä alv 0|summa alv 0|yhteensä ennen veroa|netto yhteensä",
        "no": "netto|netto beløp|nettobeløp|sum eks mva|sum ekskl mva|totalt eks mva|delsum|sum netto|eks mva|ekskl mva"
        "|beløp eks mva|totalbeløp eksklusiv mva|grunnlag|mva grunnlag|sum før mva|total eks mva|totalbeløp eks mva"
        "|beløp uten mva|sum uten mva|netto sum|eksklusiv mva|totalt uten mva|ordresum",
        "da": "netto|nettobeløb|i alt ekskl moms|total ekskl moms|ekskl moms|subtotal|beløb ekskl moms|momsgrundlag|sum netto"
        "|i alt uden moms|netto i alt|total ex moms|i alt ex moms|pris ekskl moms|beløb uden moms|i alt excl moms|delsum"
        "|momspligtigt beløb|total uden moms|heraf momspligtigt",
        "en": "net|net total|net amount|subtotal|sub total|total excl vat|total excluding vat|total net|amount excl vat"
        "|total before tax|tax exclusive amount|excl vat|total without vat|net value|total amount without vat|amount before tax"
        "|total exclusive of vat|taxable amount|total excl tax|vat exclusive|total amount excluding vat|net sum|sum net"
        "|invoice total without vat|total net amount|without vat|exclusive vat|untaxed amount|net subtotal|total ex vat"
        "|total vat excluded|vat excluded|vat base|tax exclusive|total before vat|invoice total excl vat|amount without vat",
        "de": "netto|nettobetrag|nettosumme|summe netto|gesamt netto|gesamtbetrag netto|zwischensumme|rechnungssumme ohne ust"
        "|summe ohne mwst|warenwert|netto gesamt|gesamtnetto|nettowarenwert|rechnungsbetrag netto|gesamtsumme netto"
        "|gesamtsumme ohne umsatzsteuer|summe exkl mwst|total netto|basisbetrag|gesamtbetrag ohne ust|nettopreis gesamt"
        "|rechnungssumme netto|rechnungsbetrag ohne mwst|gesamtsumme ohne ust|steuerbasisbetrag|bemessungsgrundlage"
        "|endbetrag netto",
        "fr": "total ht|montant ht|montant total net|sous total|total net|base tva|base ht|net ht|montant net|total hors taxe"
        "|montant hors taxe|total hors tva|montant total ht|hors taxe",
        "nl": "subtotaal|exclusief btw|excl btw|totaal excl btw|totaal exclusief btw|netto|bedrag excl btw|totaal ex btw",
        "is": "an vsk|samtals an vsk|upphaed an vsk|fjarhaed an vsk|heildarupphaed an vsk|millisamtala|netto"
        "|samtals fyrir skatt|fjarhaed an virdisaukaskatts|skattstofn|samtala an vsk",
    },
    "vat": {
        "sv": "moms|mervärdesskatt|mervärdeskatt|summa moms|totalt moms|varav moms|momsbelopp|totalt momsbelopp|moms kr|moms sek"
        "|moms total|skattebelopp|moms totalt|total moms|mvs|moms belopp|momsbelopp totalt",
        "fi": "alv|arvonlisävero|alv yhteensä|vero|alv määrä|arvonlisävero yhteensä|veron määrä|josta alv|yhteensä alv"
        "|alv osuus|veroa yhteensä|vero yhteensä|arvonlisäveron määrä|alv eur|sis alv",
        "no": "mva|merverdiavgift|sum mva|mva beløp|total mva|herav mva|avgift|total avgift|avgiftsbeløp|mva totalt|mva sum"
        "|totalt mva|mva av|merverdiavgift totalt|meirverdiavgift|samlet mva|utgående mva|sum avgift",
        "da": "moms|momsbeløb|heraf moms|moms i alt|total moms|salgsmoms|moms af|afgift|moms total|afgiftsbeløb|i alt moms",
        "en": "vat|tax|vat total|total vat|tax total|total tax|vat amount|tax amount|sales tax|value added tax|gst"
        "|total vat amount|vat sum|sum of vat|sum vat|amount of vat|invoice total vat amount|vat total amount|taxes"
        "|total tax amount|sum of value added tax|total amount of vat|tva|total amount of value added tax",
        "de": "mwst|ust|umsatzsteuer|mehrwertsteuer|steuerbetrag|zzgl mwst|zzgl ust|mwst betrag|umsatzsteuerbetrag|summe mwst"
        "|steuer|zzgl umsatzsteuer|summe umsatzsteuer|gesamtbetrag mwst|steuerbetrag in eur|summe ust|mehrwertsteuerbetrag"
        "|gesamtsumme umsatzsteuer|enthaltene mwst|gesamt ust|gesamtsteuerbetrag|summe steuern|steuersumme|inkl mwst betrag",
        "fr": "tva|total tva|montant tva|taxe sur la valeur ajoutee|dont tva|montant de la tva|total taxes",
        "nl": "btw|btw bedrag|totaal btw|btw totaal",
        "is": "vsk|virdisaukaskattur|vsk samtals|upphaed vsk|fjarhaed vsk|heildarupphaed vsk|vsk upphaed|samtals vsk|samtals skattur|skattur|skattur samtals"
        "|fjarhaed virdisaukaskatts",
    },
    "gross": {
        "sv": "totalt|summa|summa inkl moms|totalt inkl moms|total|totalsumma|inkl moms|slutsumma|belopp inkl moms|totalbelopp"
        "|fakturabelopp|summa inklusive moms|fakturatotal|faktura totalt|fakturasumma|brutto|totalbelopp inkl moms"
        "|summa totalt|fakturans slutsumma|bruttobelopp|totalsumma inkl moms|total inkl moms|inklusive moms|fakturans totalsumma|pris med moms|total incl gst",
        "fi": "yhteensä|loppusumma|laskun summa|summa|verollinen yhteensä|lasku yhteensä|verollinen|kokonaissumma|laskun loppusumma"
        "|yhteensä sis alv|brutto|verollinen summa|yhteensä verollinen|kaikki yhteensä|laskun summa yhteensä|verollinen hinta"
        "|verollinen loppusumma|lasku yhteensä sis alv",
        "no": "totalt|sum|total|sum inkl mva|totalt inkl mva|totalsum|brutto|beløp inkl mva|totalbeløp inklusive mva|inkl mva"
        "|fakturabeløp|sum totalt|totalbeløp|totalbeløp inkl mva|total inkl mva|brutto sum|fakturasum|faktura totalt|i alt",
        "da": "i alt|total|total inkl moms|i alt inkl moms|inkl moms|samlet|brutto|beløb inkl moms|fakturabeløb|fakturatotal"
        "|totalbeløb|samlet beløb|total i alt|i alt dkk|bruttobeløb|fakturatotal inkl moms",
        "en": "total|grand total|total incl vat|total including vat|invoice total|total amount|gross|gross total|gross amount"
        "|total gross|total inc vat|total with vat|amount incl vat|tax inclusive amount|invoice amount|total incl tax"
        "|total amount incl vat|total inclusive of vat|total vat included|incl vat|total invoiced amount|total amount including vat"
        "|vat inclusive|sum|amount|net and vat|invoice sum|sum total|total sum|gross value|invoice total with vat"
        "|invoice total amount with vat|total amount with vat|total eur|total usd|total gbp|rounded total|overall total",
        "de": "gesamt|summe|gesamtbetrag|gesamtsumme|bruttobetrag|brutto|bruttosumme|endbetrag|rechnungsbetrag|summe brutto"
        "|gesamt brutto|rechnungssumme|endsumme|gesamtbetrag brutto|summe inkl mwst|rechnungssumme brutto|total|inkl mwst"
        "|gesamtsumme brutto|gesamtpreis brutto|rechnungsbetrag brutto|rechnungsendbetrag|betrag inkl mwst|gesamtsumme inkl mwst",
        "fr": "total ttc|montant ttc|montant total brut|total|ttc|net ttc|montant total ttc|montant total",
        "nl": "totaal|totaal incl btw|inclusief btw|totaal inclusief btw|totaalbedrag|bedrag incl btw",
        "is": "samtals|samtals med vsk|heildarupphaed|upphaed med vsk|heildarfjarhaed|samtala med vsk|heildarupphaed med vsk"
        "|fjarhaed med vsk|heild med vsk",
    },
    "payable": {
        "sv": "att betala|summa att betala|belopp att betala|totalt att betala|betala|att betala sek|att betala kr|tillgodo"
        "|att erhålla|att betala totalt|total att betala|slutbelopp att betala|er tillgodo|saldo att betala|kvar att betala"
        "|att återbetala|inbetalas",
        "fi": "maksettava|maksettavaa|maksettava yhteensä|maksettavaa yhteensä|maksun määrä|yhteensä maksettava|maksettava summa"
        "|maksettava määrä|hyvitettävä|yhteensä eur|hyvitetään|maksu yhteensä|maksettava eur",
        "no": "å betale|beløp å betale|til betaling|sum å betale|totalt å betale|betalingsbeløp|beløp til betaling|å betale nok"
        "|til gode|total å betale|skyldig beløp|å innbetale|til gode beløp",
        "da": "at betale|i alt at betale|total at betale|til betaling|beløb at betale|beløb til betaling|at betale dkk"
        "|skyldigt beløb|betalingsbeløb|til gode|samlet beløb til betaling|indbetales|at betale i alt",
        "en": "amount due|total due|balance due|to pay|amount payable|total payable|payable amount|amount to pay|total to pay"
        "|payment amount|due amount|amount due for payment|payable|balance|please pay|amount to be paid|total amount due"
        "|amount owing|credit total|refund total|net payable|outstanding amount|total to be paid|total amount to pay|please remit"
        "|amount due eur|to be paid|payment amount due",
        "de": "zahlbetrag|zu zahlen|zu zahlender betrag|fälliger betrag|zahlungsbetrag|gesamtbetrag zu zahlen|offener betrag"
        "|überweisungsbetrag|auszahlungsbetrag|noch zu zahlen|betrag fällig|fälliger gesamtbetrag|zu überweisender betrag"
        "|gutschriftsbetrag",
        "fr": "net a payer|montant a payer|total a payer|a payer|reste a payer|montant du|solde du|reste du",
        "nl": "te betalen|totaal te betalen|te voldoen|openstaand bedrag",
        "is": "til greidslu|samtals til greidslu|upphaed til greidslu|greidist|fjarhaed til greidslu|greidsluupphaed",
    },
    "line_net": {
        "sv": "summa rader|radsumma|summa artiklar|summa radbelopp|totalt radbelopp",
        "fi": "rivit yhteensä|rivisumma",
        "no": "sum linjer|sum linjebeløp|linjesum|varesum|sum linje",
        "da": "linjetotal|linjer i alt|sum af linjer",
        "en": "sum of lines|line total|lines total|sum of line amounts|total lines|sum of all lines|line extension amount"
        "|sum of invoice line net amount|sum of line net amounts|total line amount",
        "de": "positionssumme|summe positionen|summe der positionen|summe aller positionen|gesamtsumme der positionen",
        "fr": "total lignes",
        "is": "samtala lina|linur samtals|summa lina",
    },
    "rounding": {
        "sv": "öresavrundning|avrundning|öresutjämning|avrundat|avr|beloppsutjämning|utjämning",
        "fi": "pyöristys|pyöristykset",
        "no": "øreavrunding|avrunding|øreutjevning|øredifferanse",
        "da": "øreafrunding|afrunding|øreudligning",
        "en": "rounding|rounding amount|payable rounding amount|rounded|round off",
        "de": "rundung|rundungsbetrag|rundungsdifferenz",
        "fr": "arrondi",
        "nl": "afronding",
        "is": "namundun|afrundun|aurajöfnun",
    },
    "prepaid": {
        "sv": "förskott|betalt|redan betalt|förskottsbetalning|betalt belopp|avgår a conto|a conto|erhållet|tidigare betalt",
        "fi": "ennakkomaksu|maksettu|ennakko|suoritettu|maksettu summa",
        "no": "forskudd|betalt|forhåndsbetalt|betalt beløp|akonto|forskuddsbetalt|innbetalt",
        "da": "forudbetalt|betalt|aconto|forudbetaling|indbetalt",
        "en": "prepaid|paid|amount paid|deposit|paid amount|prepayment"
        "|already paid|less paid|payment received|total paid|sum of paid amounts|paid to date|advance payment|prepaid amount",
        "de": "anzahlung|bereits gezahlt|gezahlt|erhaltene anzahlungen|vorauszahlung|abschlagszahlung|bereits bezahlt"
        "|gezahlter betrag|vorauszahlungen|anzahlungen",
        "fr": "acompte|deja paye|acompte verse|montant paye",
        "nl": "betaald|aanbetaling|reeds betaald",
        "is": "fyrirframgreitt|greitt",
    },
    "charge": {
        "sv": "frakt|porto|frakt porto|faktureringsavgift|expeditionsavgift|fakturaavgift|avgift|aviavgift|inbetalningsavgift"
        "|tillägg|avgifter",
        "fi": "rahti|laskutuslisä|toimituskulut|postikulut|pientoimituslisä|käsittelykulut|lisät",
        "no": "frakt|fakturagebyr|gebyr|porto|ekspedisjonsgebyr|gebyrer|purregebyr",
        "da": "fragt|gebyr|porto|ekspeditionsgebyr|fakturagebyr|gebyrer",
        "en": "freight|shipping|postage|handling|charges|surcharge|total charges|freight costs|delivery"
        "|invoice fee|sum of charges|total charges and allowances|shipping costs",
        "de": "versandkosten|fracht|porto|versand"
        "|zuschläge|gesamtbetrag der zuschläge|verpackung|zuschlag|frachtkosten",
        "fr": "frais de port|charge|port|frais",
        "nl": "verzendkosten",
        "is": "gjöld|sendingarkostnadur",
    },
    "allowance": {
        "sv": "rabatt|avdrag|kassarabatt|rabatter",
        "fi": "alennus|hyvitys|alennukset",
        "no": "rabatt|avslag|rabatter",
        "da": "rabat|fradrag|rabatter",
        "en": "discount|allowance|allowances|total allowances|sum of allowances",
        "de": "rabatt|nachlass|skonto|abschläge|gesamtbetrag der abschläge|abschlag",
        "fr": "remise|escompte",
        "nl": "korting",
        "is": "afslattur|afslaettir",
    },
    "reference": {
        "sv": "ocr|ocr nummer|ocr nr|ocr referens|betalningsreferens|referens vid betalning|referensnummer|ange alltid ocr numret"
        "|ocrnummer ange alltid|betalreferens|ange ocr|ocr numret|ange vid betalning|ange referens|betalnings referens",
        "fi": "viitenumero|viite|viitenro|rf viite|viite nro|maksun viite|viitenumerot|maksuviite",
        "no": "kid|kid nummer|kid nr|kundeidentifikasjon kid|kundeidentifikasjon|betalingsreferanse|kidnr|kid betalingsreferanse"
        "|melding kid",
        "da": "betalingsid|betalings id|betalingsreference|fik|fi kode|kortart|indbetalingskort|betalingsidentifikation"
        "|ocr linje|fik kode|betalings nr",
        "en": "payment reference|payment ref|reference number|bank reference|remittance information|payment id|ocr|kid"
        "|payment identifier|reference for payment|ocr reference|fik|creditor reference|viite",
        "de": "verwendungszweck|zahlungsreferenz|referenz für zahlung|buchungsreferenz|überweisungszweck|zahlungs referenz",
        "fr": "reference paiement|reference de paiement|reference avis de paiement|communication",
        "nl": "betalingskenmerk",
        "is": "greidslutilvisun|greidslunumer|tilvisun greidslu|greidsluaudkenni|tilvisun vid greidslu",
    },
    "loose_reference": {
        "sv": "referens|ref",
        "fi": "viitteemme",
        "no": "referanse|ref",
        "da": "reference|referencenr|ref",
        "en": "reference|ref|ref no",
        "de": "referenz",
        "fr": "reference|ref",
        "nl": "referentie|kenmerk",
        "is": "tilvisun",
    },
    "org_number": {
        "sv": "organisationsnummer|org nr|orgnr|org nummer|organisationsnr|organisations nr|org no|orgno|personnummer"
        "|företagets org nr",
        "fi": "y tunnus|ytunnus|ly tunnus|yritystunnus|y tunn",
        "no": "organisasjonsnummer|org nr|orgnr|foretaksregisteret|organisasjonsnr|org no|foretaksnr",
        "da": "cvr|cvr nr|cvr nummer|se nr|cvrnr|cvr no",
        "en": "company number|company no|registration number|company registration|business id|company registration number"
        "|reg no|legal id|legal registration|company reg no|registered number|organisation number|organization number|org no"
        "|company id|legal registration id|business identity code|trade register|registration no|company registration no",
        "de": "handelsregister|handelsregisternummer|hrb|registernummer|amtsgericht|hrb nr|firmenbuchnummer",
        "fr": "siret|siren|rcs|siren siret|siren|n siret",
        "nl": "kvk|kvk nummer|kvk nr|kamer van koophandel",
        "is": "kennitala|kt|kennit",
    },
    "vat_number": {
        "sv": "momsregistreringsnummer|momsreg nr|vat nr|vat nummer|momsnr|moms reg nr|momsregnr|vat no|momsregistreringsnr|moms nr"
        "|momsreg nummer|vatnr|moms registreringsnummer|mervärdesskattenummer|vat registreringsnr|momsreg",
        "fi": "alv numero|alv nro|alv tunnus|arvonlisäverotunniste|vat nro|alv nr|vat tunnus|alv rek nro|arvonlisäveronumero"
        "|alv tunniste",
        "no": "mva nr|mva nummer|mva id|mva registrert|mva no|mva reg nr|mvanr",
        "da": "moms nr|se nummer|vat nr|momsnummer|momsnr|moms reg nr",
        "en": "vat number|vat no|vat id|vat reg no|vat registration number|vat identification number|tax id|vat reg|vat nr"
        "|vat identifier|vat id no|tax number|vat registration no|tax identification number|vat registration|gst no|gst id"
        "|vat registered|value added tax id|tax reg no",
        "de": "ust idnr|ust id nr|umsatzsteuer id|ustid|ust id|umsatzsteueridentifikationsnummer|steuernummer|ust idnummer"
        "|mwst nr|uid|umsatzsteuer identifikationsnummer|umsatzsteuer idnr|umsatzsteuer id nr|st nr|steuer nr",
        "fr": "n tva|numero tva|numero de tva|tva intracommunautaire|n tva intracom|tva intra|numero de tva intracommunautaire",
        "nl": "btw nummer|btw nr|btw id|btw identificatienummer",
        "is": "vsk numer|vsknumer|vsk nr|virdisaukaskattsnumer",
    },
    "iban": {
        "sv": "iban|iban nr|iban nummer",
        "fi": "iban|maksun saajan tili|saajan tilinumero|tilinumero|pankkitili|tili",
        "no": "iban|iban nr",
        "da": "iban|iban nr|iban nummer",
        "en": "iban|iban number|bank account iban|iban no",
        "de": "iban|iban nr",
        "fr": "iban",
        "nl": "iban",
        "is": "iban",
    },
    "bic": {
        "sv": "bic|swift|bic swift|swift bic",
        "fi": "bic|pankin bic tunnus|bic koodi",
        "en": "bic|swift|bic code|swift code|swift bic",
        "de": "bic|verkäufer bic|swift",
        "is": "bic|swift",
    },
    "bankgiro": {
        "sv": "bankgiro|bg|bankgironr|bankgironummer|bankgirokonto|till bankgiro|till bankgironr|bank giro|bgnr|betala till bg"
        "|bankgirot|till bankgironummer",
        "en": "bankgiro|bg|bank giro|bankgiro no",
        "fi": "bankgiro",
    },
    "plusgiro": {
        "sv": "plusgiro|pg|postgiro|plusgironr|plusgironummer|plusgirokonto|till plusgiro|pgnr|plus giro",
        "en": "plusgiro|pg|plus giro|plusgiro no",
    },
    "account": {
        "sv": "kontonr|konto|bankkonto|kontonummer|clearing konto|clearingnr och kontonr|till konto",
        "fi": "tilinro|tilinumero",
        "no": "kontonummer|kontonr|bankkonto|til konto|konto|bankkontonummer|bankkonto nr|konto nr|bankkontonr|bank konto"
        "|til kontonummer",
        "da": "kontonr|konto|kontonummer|bankkonto|reg og konto|reg konto|bank konto|konto nr",
        "en": "account number|account no|bank account|account|bank account number|acc no|account nr|acct|payment account"
        "|payment account identifier",
        "de": "kontonummer|konto|kto|konto nr|bankkonto|kto nr",
        "fr": "compte",
        "is": "reikningsnumer banka|bankareikningur|bankareikningsnumer|banki|reikningur banka|hb rn",
    },
    "reg_no": {"da": "reg nr|regnr|registreringsnr|reg|registreringsnummer", "en": "reg no|branch id|sort code|reg nr"},
    "customer_number": {
        "sv": "kundnummer|kundnr|kund nr|kund id|kundens nummer|kundnr hos oss",
        "fi": "asiakasnumero|asiakasnro|ostajan tunnus|asiakastunnus|asiakas nro|ostajan numero",
        "no": "kundenummer|kundenr|kunde nr|kundens nr",
        "da": "kundenummer|kundenr|kunde nr|debitornr|debitor nr|debitornummer",
        "en": "customer number|customer no|customer id|client number|client no|account id|customer nr|client id|customer"
        "|customer code|buyer id|your customer number|customer ref|party id|party identifier",
        "de": "kundennummer|kundennr|kunden nr|kunden id|ihre kundennummer|debitor|debitorennummer|kd nr|käufernummer",
        "fr": "numero client|n de client|n client|client n|code client",
        "nl": "klantnummer|klantnr|debiteurnummer",
        "is": "vidskiptamannanumer|numer vidskiptavinar",
    },
    "order_number": {
        "sv": "ordernummer|ordernr|order nr|beställningsnummer|beställningsnr|er order|inköpsorder|best nr|ert ordernr"
        "|köparens ordernummer|ert beställningsnr|rekvisition|beställning nr|vårt ordernr|order",
        "fi": "tilausnumero|tilausnro|ostajan tilausnro|tilaus|tilausnr|tilausviite|tilauksen numero|tilaus nro|ostotilaus",
        "no": "ordrenummer|ordrenr|bestillingsnummer|bestillingsnr|ordre bestillingsnummer|deres ordre|innkjøpsordre|ordre nr"
        "|bestilling|rekvisisjon|rekvisisjonsnr|ordre",
        "da": "ordrenummer|ordrenr|rekvisition|rekvisitionsnr|bestillingsnr|indkøbsordre|ordre nr|bestillingsnummer|ordre"
        "|købsordre|rekvisitionsnummer",
        "en": "order number|order no|purchase order|po number|po no|your order|order|order id|po|purchase order number|order ref"
        "|purchase order no|your order no|order reference|sales order|our order|order nr|buyers order no|sales order number"
        "|purchase order reference",
        "de": "bestellnummer|auftragsnummer|bestellnr|auftragsnr|bestellung nr|auftrag nr|ihre bestellung|bestell nr|bestellung"
        "|auftrag|auftrags nr|bestellung nr kunde|ihre bestellnummer",
        "fr": "numero de commande|n de commande|commande n|n bon de commande|n bon de vente|commande|bon de commande",
        "nl": "ordernummer|bestelnummer|ordernr|bestelnr|bestelling",
        "is": "pöntunarnumer|pöntun|verkbeidni|pöntun nr",
    },
    "buyer_ref": {
        "sv": "er referens|er ref|beställarreferens|kundens referens|köparens referens|fakturareferens|er kontaktperson"
        "|kundreferens|beställarens referens|ert referensnummer|referenskod",
        "fi": "viitteenne|asiakkaan viite|ostajan viite|viitteenne tunnus|ostajan yhteyshenkilö|tilaajan viite",
        "no": "deres referanse|deres ref|kundens referanse|bestillers referanse|kjøpers referanse|dykkar referanse|kundereferanse"
        "|deres kontakt",
        "da": "deres reference|deres ref|kundens reference|jeres reference|jeres ref|rekvirent|ean reference"
        "|personreference|kundereference",
        "en": "your reference|your ref|buyer reference|customer reference|your contact reference|buyers reference|client reference"
        "|attention",
        "de": "ihre referenz|käuferreferenz|kundenreferenz|referenz des käufers|leitweg id|ihr zeichen"
        "|ihre kundenreferenz|leitwegid",
        "fr": "votre reference|vos references|reference client|service executant",
        "nl": "uw referentie|uw kenmerk",
        "is": "tilvisun kaupanda|ykkar tilvisun|tilvisun ydar",
    },
    "seller_ref": {
        "sv": "vår referens|vår ref|vår kontakt|handläggare|säljare ref|vår kontaktperson",
        "fi": "viitteemme|yhteyshenkilömme|myyjän viite",
        "no": "vår referanse|vår ref|vår kontakt|saksbehandler",
        "da": "vores reference|vor ref|vores ref|vor reference|sagsbehandler",
        "en": "our reference|our ref|our contact reference|account manager|sales person|our contact",
        "de": "unsere referenz|unser zeichen|sachbearbeiter|ansprechpartner|bearbeiter",
        "fr": "notre reference|nos references",
        "nl": "onze referentie|ons kenmerk",
        "is": "tilvisun seljanda|okkar tilvisun",
    },
    "contract": {
        "sv": "avtalsnummer|avtal|avtalsnr|kontraktsnr|kontraktnr",
        "fi": "sopimusnumero|sopimus|sopimusnro",
        "no": "avtalenummer|kontrakt|avtalenr|kontraktsnummer",
        "da": "aftalenummer|kontraktnr|aftalenr|kontrakt",
        "en": "contract|contract number|contract no|contract reference|agreement|agreement no",
        "de": "vertrag|vertragsnummer|vertragsnr|vertrag nr",
        "fr": "n contrat|contrat",
        "is": "samningsnumer",
    },
    "project": {
        "sv": "projekt|projektnr|projektnummer|objekt",
        "fi": "projekti|projektinumero|työnumero",
        "no": "prosjekt|prosjektnummer|prosjektnr",
        "da": "projekt|projektnr|sagsnr|sagsnummer|sag",
        "en": "project|project number|project no|job no|project reference",
        "de": "projekt|projektnummer|projektnr|bauvorhaben",
        "fr": "ref projet|projet",
        "is": "verknumer",
    },
    "other_number": {
        "sv": "följesedel|följesedelsnr|leveransnr|telefon|tel|fax|mobil|telefonnummer|gln|ean|postadress|box|artikelnr|sidan"
        "|kassanr|plats|serienummer|peppol id|fakturareferens nr|ursprunglig faktura|avser faktura|krediterar faktura"
        "|kredit av faktura|kredit avser faktura|föregående faktura|gäller faktura",
        "fi": "lähete|lähetenumero|puhelin|puh|fax|gsm|matkapuhelin|ovt tunnus|verkkolaskuosoite|ovt|välittäjätunnus"
        "|alkuperäinen lasku|hyvitetty lasku|hyvitettävä lasku|laskun johon viitataan|edellinen lasku|hyvitettävän laskun numero",
        "no": "pakkseddel|telefon|tlf|mobil|faks|følgeseddel|gln|kreditert faktura|opprinnelig faktura|gjelder faktura"
        "|krediterer faktura|kredit av faktura|endpoint id|kreditering av faktura|tilhører faktura",
        "da": "følgeseddel|telefon|tlf|mobil|fax|ean|ean nr|ean nummer|gln|lokationsnr|oprindelig faktura|krediterer faktura"
        "|vedrører faktura|kreditering af faktura",
        "en": "delivery note|packing slip|phone|telephone|tel|fax|mobile|gln|ean|endpoint id|page|serial number|item no"
        "|preceding invoice|original invoice|credited invoice|invoice reference|reference to invoice|preceding invoice number"
        "|branch id|payment means|profile id|project id|accounting cost|tender|lot|despatch advice|receiving advice"
        "|billing reference|original invoice number|refers to invoice|despatch advice number",
        "de": "lieferschein|lieferscheinnummer|telefon|tel|fax|mobil|lieferscheinnr|gln|seite|blz|bankleitzahl|nummer|kennung"
        "|schema der kennung|objektkennung|lieferschein nr|vorausgegangene rechnung|vergabenummer|mandatsreferenz|bestandsnr"
        "|gläubiger id|gläubiger identifikationsnummer|vergabenr|zugehörige rechnung|vorausgegangene rechnungsnummer|lieferanten nr"
        "|lieferantennummer",
        "fr": "telephone|tel|fax|gln|n de facture associee|n bon de livraison|capital"
        "|n bon de reception|naf|ref appel d offres",
        "nl": "telefoon|tel|serienummer",
        "is": "simi|fax|fylgisedill|kreditfaerdur reikningur|tilvisun i reikning",
    },
    "name": {
        "sv": "företagsnamn|namn|juridiskt namn",
        "fi": "nimi|yrityksen nimi",
        "no": "juridisk navn|navn|firmanavn|juridisk namn",
        "da": "navn|firmanavn|juridisk navn",
        "en": "name|company name|legal name|registered name|trading name|seller name",
        "de": "name|firmenname|firma",
        "fr": "nom|raison sociale",
        "nl": "naam",
        "is": "nafn|lögskrad nafn",
    },
    "form": {
        "sv": "adress|postnummer|ort|land|e post|epost|hemsida|kontaktperson|kontakt|säte|bank|plusgirot|webb|webbplats|styrelsens säte|godkänd för f skatt",
        "fi": "osoite|postinumero|postitoimipaikka|maa|sähköposti|kotipaikka|www osoite|yhteyshenkilö|pankki",
        "no": "adresse|postnummer|sted|land|e post|epost|kontaktperson|registrert i|nettside|bank",
        "da": "adresse|postnr|by|land|e mail|mail|kontakt|kontaktperson|web|hjemmeside|bank",
        "en": "address|address line|zip|city|state|country|country code|email|e mail|contact|contact point|location|website"
        "|identifier|scheme identifier|overview|page|invoice type|version|building|price details|bank|director|managing director|item information|invoice data|invoice totals|payment data",
        "de": "anschrift|adresse|adresszeile|plz|ort|land|ländercode|bundesland|e mail adresse|e mail|kontaktstelle|stylesheet version|rechnungsart|preiseinzelheiten|weitere informationen|geschäftsführer|bemerkungen"
        "|inhalt|betreff|bank|übersicht|anprechpartner|positionsdaten|belegsummen|xml eingabedatei|stand der technik|version|rechnungsdaten|kontakt|schema",
        "fr": "adresse|pays|ville|email|courriel|representant fiscal|logo|siege",
        "is": "heimilisfang|land|netfang|tengilidur|sidunumer|tölvupostur|rafraent postfang",
    },
    "terms": {
        "sv": "betalningsvillkor|betalvillkor|bet villkor|villkor",
        "fi": "maksuehto|maksuehdot|maksuaika",
        "no": "betalingsbetingelser|betalingsvilkår|betalingsvilkar|bet betingelser|betalingsbetingelse",
        "da": "betalingsbetingelser|betalingsbetingelse|betalingsvilkår|bet bet",
        "en": "payment terms|terms|terms of payment|payment conditions|payment term",
        "de": "zahlungsbedingungen|zahlungsbedingung|zahlungskonditionen|zahlungsvereinbarung|zahlungs bedingungen",
        "fr": "conditions de paiement|modalites de paiement|conditions de reglement",
        "nl": "betalingsvoorwaarden|betalingstermijn",
        "is": "greidsluskilmalar",
    },
    "penalty": {
        "sv": "dröjsmålsränta|ränta|förseningsränta",
        "fi": "viivästyskorko|viivkorko|huomautusaika",
        "no": "forsinkelsesrente|morarente",
        "da": "morarente|renter",
        "en": "late interest|penalty interest|interest",
        "de": "verzugszinsen",
        "is": "drattarvextir",
    },
    "currency": {
        "sv": "valuta",
        "fi": "valuutta",
        "no": "valuta",
        "da": "valuta",
        "en": "currency|invoice currency|currency code",
        "de": "währung|rechnungswährung",
        "fr": "devise",
        "nl": "valuta",
        "is": "gjaldmidill|mynt",
    },
    "h_seller": {
        "sv": "säljare|säljaren|leverantör|från|avsändare|fakturautställare|fakturerande|betalningsmottagare|mottagare av betalning"
        "|utställare|betala till|säljarens namn",
        "fi": "myyjä|toimittaja|laskuttaja|lähettäjä|saaja|maksun saaja|maksun saajan nimi"
        "|laskun lähettäjä|maksunsaaja|tavarantoimittaja",
        "no": "leverandør|selger|fra|avsender|betalt til|betalingsmottaker|seljar|betales til|utsteder|leverandøren",
        "da": "leverandør|sælger|fra|afsender|betalingsmodtager|kreditor|udsteder|faktureret af|kreditornavn",
        "en": "seller|supplier|from|vendor|sold by|issued by|bill from|biller|pay to|payee|beneficiary|account owner|account name"
        "|accounting supplier|invoice from|account holder|information about the seller|seller information|sellers name|payable to"
        "|remit to|creditor",
        "de": "verkäufer|lieferant|absender|rechnungssteller|leistungserbringer|informationen zum verkäufer|von"
        "|auftragnehmer|kontoinhaber|zahlungsempfänger|verkäuferin",
        "xx": "itarupplysingar seljanda|additional sellers information|ytterligare legal upplysning|additional supplier details",
        "fr": "vendeur|fournisseur|emetteur|beneficiaire|de|nom|vendu par",
        "nl": "verkoper|leverancier|van",
        "is": "seljandi|birgir|fra|utgefandi|nafn seljanda|seljanda",
    },
    "h_buyer": {
        "sv": "köpare|köparen|kund|till|faktureras till|fakturaadress|faktureras|fakturamottagare|mottagare|betalningsavsändare|avsändare"
        "av betalning|betalare|er adress|faktura till|beställare|fakturera till|kunduppgifter|köparens namn|inbetalare|fakturera|debiteras",
        "fi": "ostaja|asiakas|vastaanottaja|laskutetaan|laskutusosoite|laskun saaja|maksaja|laskun vastaanottaja|tilaaja|laskutettava"
        "|laskutusasiakas|laskutetaan asiakkaalta|ostajan tiedot|laskun maksaja",
        "no": "kjøper|kunde|til|faktureres til|faktureres|fakturaadresse|mottaker|betalt av|fakturamottaker|kjøpar|kunden|betaler"
        "|faktura til|kunde navn",
        "da": "køber|kunde|til|faktureres til|faktureres|fakturaadresse|modtager|debitor|fakturamodtager"
        "|betaler|faktura til|kundeoplysninger|indbetaler",
        "en": "buyer|customer|bill to|billed to|to|invoice to|client|recipient|sold to|invoiced to|invoice address|billing address"
        "|payer|customer details|customer address|issued to|accounting customer|ship to|bill for|information about the buyer"
        "|buyer information|additional customer detail|additional buyers information|invoice recipient|deliver to|delivery address"
        "|delivery location|ship address|shipping address|delivered to|buyers name|charge to|invoice for|debtor|billing to",
        "xx": "itarupplysingar kaupanda|additional customer details",
        "de": "käufer|kunde|rechnungsempfänger|rechnung an|empfänger|an|auftraggeber|rechnungsadresse|kundenadresse|leistungsempfänger"
        "|informationen zum käufer|käufer leistungsempfänger|lieferadresse|lieferanschrift|abweichender warenempfänger|lieferung an"
        "|warenempfänger|rechnungsanschrift",
        "fr": "acheteur|client|adresse du client|facture a|destinataire|livraison adresse references"
        "|vos identifiants|adresse de facturation|adresse de livraison",
        "nl": "koper|klant|aan|factuuradres|afleveradres",
        "is": "kaupandi|vidskiptavinur|greidandi|til|vidtakandi|reikningshafi|nafn kaupanda|kaupanda",
    },
    "h_delivery": {
        "sv": "leveransadress|levereras till|godsmottagare|leveransmottagare",
        "fi": "toimitusosoite|toimitetaan",
        "no": "leveringsadresse|leveres til|leveringssted",
        "da": "leveringsadresse|leveres til",
        "en": "place of delivery|deliver to party|delivery information",
        "de": "lieferinformationen",
        "is": "afhendingarstadur",
    },
    "c_pos": {
        "sv": "rad|pos|nr|radnr",
        "fi": "nro|rivi|rivinro|pos",
        "no": "linje|pos|nr",
        "da": "linje|pos|nr",
        "en": "no|line|pos|item no|ln|line no",
        "de": "pos|nr|position|lfd nr",
        "fr": "ligne|art|no",
        "nl": "nr|regel",
        "is": "lina|nr",
    },
    "c_article": {
        "sv": "artikelnr|artnr|art nr|artikelnummer|artikel nr|varunr|säljarens artikelnr|varunummer|säljarens artikelnummer",
        "fi": "tuotetunnus|tuotenro|tuotenumero|tuotekoodi|nimikenro|tuote nro|nimikenumero|koodi",
        "no": "varenr|varenummer|artikkelnr|selgers varenr|art nr|produktnr|artnr",
        "da": "varenr|varenummer|produktnr|vare nr|artikelnr",
        "en": "item number|article|sku|product code|item code|article no"
        "|part no|code|art no|item no|product no|sellers item identification|article number|item id|part number|product id",
        "de": "artikelnr|artikelnummer|art nr|artnr|artikel nr|materialnr|referenzen|produktnr",
        "fr": "code article|reference|ref article|code",
        "nl": "artikelnummer|artikelnr",
        "is": "vörunumer|numer vöru",
    },
    "c_description": {
        "sv": "beskrivning|benämning|produkt|tjänst|produkt tjänst|artikel|specifikation|artikelbenämning|text|varutext|avser|produktbeskrivning"
        "|vara|tjänst vara|vara tjänst|artiklar|artikelbeskrivning|produkt och tjänst|varubenämning|namn",
        "fi": "kuvaus|tuote|nimike|tuote palvelu|selite|tuotenimi"
        "|palvelu|tuotekuvaus|nimitys|tuotteen nimi|tuote tai palvelu|selitys",
        "no": "beskrivelse|varetekst|produkt|vare|spesifikasjon|tekst|navn|vare tjeneste|produkt tjeneste"
        "|tjeneste|produktnavn|varenavn|artikkel",
        "da": "beskrivelse|varetekst|produkt|tekst|vare|specifikation|ydelse|vare ydelse|varebeskrivelse|navn|betegnelse"
        "|vare tekst|produkt ydelse",
        "en": "description|item|product|service|details|item description|services|name|product service|goods|article name|particulars|item name"
        "|product description|description of goods|product or service|article description|activity|task|item or service",
        "de": "beschreibung|bezeichnung|artikel|leistung|artikelbezeichnung|text|produkt|leistungsbeschreibung|artikelbeschreibung|name|art der leistung|positionsbeschreibung"
        "|produktbezeichnung",
        "fr": "description|designation|produit|libelle|nom designation|article",
        "nl": "omschrijving|artikel|product|beschrijving",
        "is": "lysing|vara|vörulysing|heiti|vöruheiti|nafn",
    },
    "c_quantity": {
        "sv": "antal|kvantitet|ant|fakturerad kvantitet|mängd|lev antal|levererat antal|antal enheter|kvant|tim|timmar|fakturerat antal",
        "fi": "määrä|kpl|toimitettu määrä|lkm|toimitettu|laskutettu|laskutettu määrä|määrä kpl|tunnit|kpl määrä",
        "no": "antall|ant|mengde|kvantum|fakturert mengde|fakturert antall|antal|timer",
        "da": "antal|mængde|ant|timer|faktureret antal|stk",
        "en": "quantity|qty|invoiced quantity|units|hours|amount of units|count|quantity invoiced|hrs|pcs|qty hrs|invoiced qty|no of units",
        "de": "menge|anzahl|stück|stk|anz|mengen|stunden",
        "fr": "quantite|qte|qt",
        "nl": "aantal|hoeveelheid",
        "is": "magn|fjöldi|reikningsfaert magn|magn reikningsfaert",
    },
    "c_unit": {
        "sv": "enhet|enh",
        "fi": "yksikkö|yks|yksikko",
        "no": "enhet|enh|eining",
        "da": "enhed|enh",
        "en": "unit|uom|unit code|u m",
        "de": "einheit|einh|me",
        "fr": "unite|unit|unit for pu",
        "nl": "eenheid",
        "is": "eining|maelieining",
    },
    "c_price": {
        "sv": "pris|a pris|apris|styckpris|enhetspris|st pris|pris enhet|à pris|pris st|pris exkl moms|enhetspris exkl moms|a pris exkl moms|å pris|pris per enhet|timpris|á pris|pris sek|pris kr"
        "|nettopris",
        "fi": "hinta|yksikköhinta|a hinta|veroton a hinta|ahinta|yksikköhinta veroton|à hinta|veroton à hinta|kappalehinta|hinta yks|kpl hinta|hinta eur|yks hinta|á hinta|veroton yksikköhinta"
        "|yksikköhinta veroton ja määrä|a hinta veroton|tuntihinta",
        "no": "pris|enhetspris|a pris|stykkpris|à pris|pris enhet|einingspris|pris per enhet|á pris|timepris|stk pris|pris eks mva",
        "da": "pris|enhedspris|stykpris|stk pris|a pris|à pris|pris pr enhed|pris pr stk|á pris|timepris|pris ekskl moms",
        "en": "price|unit price|rate|unit cost|price unit|price per unit|item price|each|cost|unit net price"
        "|net unit price|hourly rate|net price|item net price|unit price excl vat|price eur|price each|unit rate|price per piece",
        "de": "preis|einzelpreis|stückpreis|e preis|nettopreis|einheitspreis|preis einheit|epreis|einzelpreis netto|ep"
        "|einzel|stk preis|preis netto|netto einzelpreis|preis pro einheit",
        "fr": "prix unitaire|pu|pu ht|prix|p u ht|prix unitaire ht|pu ht eur",
        "nl": "prijs|stukprijs|prijs per stuk|eenheidsprijs",
        "is": "verd|einingarverd|ein verd|einingaverd",
    },
    "c_discount": {
        "sv": "rabatt|rab|rabatt procent",
        "fi": "alennus|ale|alennusprosentti|ale prosentti|alepros",
        "no": "rabatt|rab|rabatt og gebyr på linjenivå|rabatt og gebyr",
        "da": "rabat|rab",
        "en": "discount|disc|allowance|allowances|discount percent",
        "de": "rabatt|nachlass|rab",
        "fr": "remise|remise charge",
        "nl": "korting",
        "is": "afslattur|afsl",
    },
    "c_vat_rate": {
        "sv": "moms|momssats|moms procent|momskategori|vat|skattesats|momskod",
        "fi": "alv|alv pros|verokanta|vero|alv kanta|alv prosentti|verokoodi|alv luokka",
        "no": "mva|mva sats|mva kode|mva prosent|avgift|mva kategori|mva kategori og rate|sats",
        "da": "moms|momssats|moms procent|momskode|momskategori",
        "en": "vat|tax|vat rate|tax rate|rate of vat|vat code|vat category|taxes|vat percent|gst|tax percent|tax category",
        "de": "mwst|ust|steuersatz|mwst satz|ust satz|steuer"
        "|steuer satz|umsatzsteuer|umsatzsteuersatz|mwst prozent|steuerkategorie",
        "fr": "tva|taux|taxe|taux tva",
        "nl": "btw|btw tarief",
        "is": "vsk|vsk prosent|vsk flokkur|skattflokkur|vsk kodi",
    },
    "c_vat_amount": {
        "sv": "momsbelopp|summa moms|moms kr|momssumma|moms sek",
        "fi": "alv määrä|veron määrä|vero eur|alv eur|alv yhteensä|veron osuus",
        "no": "mva beløp|mva kr|sum mva",
        "da": "momsbeløb|moms i alt|moms kr",
        "en": "vat amount|tax amount|total vat",
        "de": "steuerbetrag|mwst betrag|ust betrag",
        "fr": "montant tva",
        "is": "vsk upphaed|upphaed vsk",
    },
    "c_amount": {
        "sv": "belopp|summa|totalt|radbelopp|radsumma|total|netto|nettobelopp|belopp före moms|summa exkl moms|delsumma|belopp exkl moms|att betala|summa kr|belopp sek|pris totalt|totalpris|summa netto|radtotal|radens nettobelopp|exkl moms",
        "fi": "yhteensä|summa|veroton summa|rivisumma|yhteensä veroton|veroton|veroton yhteensä|netto|yht|rivin summa|summa eur|verotta|rivi yhteensä|hinta yhteensä|yhteensä eur|veroton määrä|välisumma|määrä eur|rivisumma veroton",
        "no": "sum|beløp|linjebeløp|totalt|total|netto|linjesum|delsum|nettobeløp|sum eks mva|sum ekskl mva|sum netto|pris totalt|linjetotal|beløp eks mva|i alt|netto beløp|totalpris",
        "da": "i alt|beløb|total|linjebeløb|netto|pris i alt|sum|subtotal|linjetotal|beløb ekskl moms|i alt ekskl moms|nettobeløb|linje total|totalpris|total ekskl moms|ialt",
        "en": "amount|total|line total|net amount|sum|total price|line amount|net|subtotal|value|amount excl vat|extended price|price total|ext price|line net amount|total net|invoice line net amount|net value|total excl vat|line net total|total amount"
        "|extended amount|net price total",
        "de": "betrag|gesamt|gesamtpreis|summe|nettobetrag|netto|preis gesamt|gesamtnetto|gesamt netto|positionssumme|gesamtbetrag|wert|zeilensumme|total|gp|summe netto|gesamtpreis netto|preis netto gesamt|betrag netto|nettogesamtpreis",
        "fr": "total ht|montant|montant ht|prix total|total|prix total ht",
        "nl": "bedrag|totaal|totaalprijs|prijs excl btw",
        "is": "upphaed|samtals|linusamtala|fjarhaed|upphaed linu|nettoupphaed|an vsk",
    },
    "c_gross": {
        "sv": "summa inkl moms|belopp inkl moms|totalt inkl moms|inkl moms|totalsumma|bruttobelopp|brutto|pris inkl moms|tax inclusive amount",
        "xx": "pris med moms",
        "fi": "verollinen|yhteensä verollinen|verollinen hinta|verollinen yhteensä|sis alv|brutto|summa sis alv|verollinen summa",
        "no": "sum inkl mva|beløp inkl mva|inkl mva|totalsum|brutto|totalt inkl mva",
        "da": "i alt inkl moms|beløb inkl moms|inkl moms|brutto|total inkl moms|samlet",
        "en": "total incl vat|gross|amount incl vat|gross amount|total inc vat|tax inclusive amount|incl vat|gross total"
        "|total gross|grand total",
        "de": "brutto|bruttobetrag|gesamt brutto|betrag brutto|summe brutto|gesamtpreis brutto|preis brutto",
        "fr": "total ttc|montant ttc|ttc",
        "nl": "prijs incl btw|bedrag incl btw|incl btw|totaal incl btw",
        "is": "med vsk|upphaed med vsk|samtals med vsk",
    },
    "c_date": {
        "sv": "datum|leveransdatum",
        "fi": "pvm|toimituspäivä|päivä|laskun päivä|päiväys",
        "no": "dato|leveringsdato",
        "da": "dato|leveringsdato",
        "en": "date|delivery date|service date",
        "de": "datum|lieferdatum",
        "fr": "date",
        "nl": "datum",
        "is": "dagsetning",
    },
    "t_invoice": {
        "sv": "faktura|räkning",
        "fi": "lasku",
        "no": "faktura|rekning|regning",
        "da": "faktura|regning",
        "en": "invoice|tax invoice|bill|commercial invoice|vat invoice",
        "de": "rechnung|teilrechnung|schlussrechnung|abschlagsrechnung",
        "fr": "facture",
        "nl": "factuur",
        "is": "reikningur|sölureikningur",
    },
    "t_credit": {
        "sv": "kreditfaktura|kreditnota|kredit|tillgodofaktura|kredit faktura",
        "fi": "hyvityslasku|hyvitys|hyvityslaskelma|hyvitysnota",
        "no": "kreditnota|kreditfaktura|kredittnota",
        "da": "kreditnota|kreditfaktura|krediteringsnota",
        "en": "credit note|credit memo|credit invoice|refund|credit",
        "de": "gutschrift|rechnungskorrektur|stornorechnung|korrekturrechnung|storno",
        "fr": "avoir|note de credit|facture d avoir",
        "nl": "creditfactuur|creditnota",
        "is": "kreditreikningur|kreditnota|inneignarnota",
    },
    "t_receipt": {
        "sv": "kvitto|kassakvitto|kontantnota",
        "fi": "kuitti|käteiskuitti|kassakuitti",
        "no": "kvittering|salgskvittering",
        "da": "kvittering|kassebon|bon",
        "en": "receipt|cash receipt|sales receipt|cash bill",
        "de": "quittung|kassenbon|kassenbeleg",
        "fr": "recu|ticket",
        "nl": "kassabon|bon",
        "is": "kvittun",
    },
    "t_reminder": {
        "sv": "påminnelse|betalningspåminnelse|inkassokrav|inkasso|påminnelsefaktura|kravbrev",
        "fi": "maksumuistutus|maksukehotus|perintä|perintäkirje|maksuvaatimus|huomautuslasku",
        "no": "purring|betalingspåminnelse|inkassovarsel|purrevarsel|betalingsoppfordring",
        "da": "rykker|rykkerskrivelse|betalingspåmindelse|inkassovarsel|rykkerbrev|påmindelse",
        "en": "reminder|payment reminder|past due notice|final notice|overdue notice|dunning letter",
        "de": "mahnung|zahlungserinnerung|letzte mahnung",
        "fr": "rappel|relance",
        "nl": "herinnering|aanmaning",
        "is": "itrekun|innheimtuvidvörun",
    },
    "t_statement": {
        "sv": "kontoutdrag|saldobesked|reskontrautdrag|samlingsutdrag",
        "fi": "tiliote|saldoilmoitus",
        "no": "kontoutdrag|kontoutskrift",
        "da": "kontoudtog|kontoudskrift",
        "en": "statement|statement of account|account statement",
        "de": "kontoauszug",
        "fr": "releve de compte",
        "is": "yfirlit",
    },
    "t_quote": {
        "sv": "offert|anbud|orderbekräftelse|orderbekraftelse|proformafaktura|proforma",
        "fi": "tarjous|tilausvahvistus|proformalasku",
        "no": "tilbud|ordrebekreftelse|proformafaktura",
        "da": "tilbud|ordrebekræftelse|proformafaktura",
        "en": "quote|quotation|offer|estimate|order confirmation|proforma invoice|pro forma invoice|proforma|pro forma",
        "de": "angebot|auftragsbestätigung|proformarechnung|kostenvoranschlag",
        "fr": "devis|confirmation de commande|facture pro forma",
        "nl": "offerte",
        "is": "tilbod",
    },
    "t_delivery": {
        "sv": "följesedel|leveranssedel|fraktsedel",
        "fi": "lähete|lähetyslista|rahtikirja",
        "no": "pakkseddel|følgeseddel|fraktbrev",
        "da": "følgeseddel|fragtbrev",
        "en": "delivery note|packing list|packing slip|waybill",
        "de": "lieferschein|packliste",
        "fr": "bon de livraison",
        "is": "fylgisedill",
    },
}

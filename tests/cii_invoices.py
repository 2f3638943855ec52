"""A right CII invoice of Peppol BIS Billing 3, and changes to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lxml import etree

from kontera.formats.rules.peppol.cii import judge_cii
from kontera.formats.rules.peppol.cii_document import NAMES
from kontera.formats.rules.rule import RELEASES
from kontera.formats.xml import Element, parse_xml

Edit = Callable[[Element], None]

HEAD = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
RIGHT: Final = f"""<rsm:CrossIndustryInvoice {HEAD}>
<rsm:ExchangedDocumentContext>
  <ram:BusinessProcessSpecifiedDocumentContextParameter>
    <ram:ID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</ram:ID>
  </ram:BusinessProcessSpecifiedDocumentContextParameter>
  <ram:GuidelineSpecifiedDocumentContextParameter>
    <ram:ID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</ram:ID>
  </ram:GuidelineSpecifiedDocumentContextParameter>
</rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument>
  <ram:ID>F 17</ram:ID>
  <ram:TypeCode>380</ram:TypeCode>
  <ram:IssueDateTime><udt:DateTimeString format="102">20260302</udt:DateTimeString></ram:IssueDateTime>
  <ram:IncludedNote><ram:Content>Thank you</ram:Content></ram:IncludedNote>
</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
  <ram:IncludedSupplyChainTradeLineItem>
    <ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument>
    <ram:SpecifiedTradeProduct>
      <ram:Name>Firewood</ram:Name>
      <ram:DesignatedProductClassification>
        <ram:ClassCode listID="TST" listVersionID="26.08.01">15101600</ram:ClassCode>
      </ram:DesignatedProductClassification>
    </ram:SpecifiedTradeProduct>
    <ram:SpecifiedLineTradeAgreement>
      <ram:BuyerOrderReferencedDocument><ram:LineID>4</ram:LineID></ram:BuyerOrderReferencedDocument>
      <ram:NetPriceProductTradePrice>
        <ram:ChargeAmount>30.00</ram:ChargeAmount>
        <ram:BasisQuantity unitCode="MTQ">2</ram:BasisQuantity>
      </ram:NetPriceProductTradePrice>
    </ram:SpecifiedLineTradeAgreement>
    <ram:SpecifiedLineTradeDelivery>
      <ram:BilledQuantity unitCode="MTQ">4</ram:BilledQuantity>
    </ram:SpecifiedLineTradeDelivery>
    <ram:SpecifiedLineTradeSettlement>
      <ram:ApplicableTradeTax><ram:RateApplicablePercent>25</ram:RateApplicablePercent></ram:ApplicableTradeTax>
      <ram:BillingSpecifiedPeriod>
        <ram:StartDateTime><udt:DateTimeString format="102">20260205</udt:DateTimeString></ram:StartDateTime>
        <ram:EndDateTime><udt:DateTimeString format="102">20260220</udt:DateTimeString></ram:EndDateTime>
      </ram:BillingSpecifiedPeriod>
      <ram:SpecifiedTradeAllowanceCharge>
        <ram:ChargeIndicator><udt:Indicator>false</udt:Indicator></ram:ChargeIndicator>
        <ram:CalculationPercent>10</ram:CalculationPercent>
        <ram:BasisAmount>60.00</ram:BasisAmount>
        <ram:ActualAmount>6.00</ram:ActualAmount>
        <ram:ReasonCode>95</ram:ReasonCode>
      </ram:SpecifiedTradeAllowanceCharge>
      <ram:SpecifiedTradeSettlementLineMonetarySummation>
        <ram:LineTotalAmount>54.00</ram:LineTotalAmount>
      </ram:SpecifiedTradeSettlementLineMonetarySummation>
      <ram:AdditionalReferencedDocument>
        <ram:IssuerAssignedID>M 1</ram:IssuerAssignedID><ram:TypeCode>130</ram:TypeCode>
      </ram:AdditionalReferencedDocument>
    </ram:SpecifiedLineTradeSettlement>
  </ram:IncludedSupplyChainTradeLineItem>
  <ram:ApplicableHeaderTradeAgreement>
    <ram:BuyerReference>Anna</ram:BuyerReference>
    <ram:SellerTradeParty>
      <ram:GlobalID schemeID="0088">7300010000001</ram:GlobalID>
      <ram:Name>Björk Oy</ram:Name>
      <ram:SpecifiedLegalOrganization><ram:ID schemeID="0213">FI01120389</ram:ID></ram:SpecifiedLegalOrganization>
      <ram:PostalTradeAddress>
        <ram:PostcodeCode>65100</ram:PostcodeCode><ram:LineOne>Storgatan 1</ram:LineOne>
        <ram:CityName>Vasa</ram:CityName><ram:CountryID>FI</ram:CountryID>
      </ram:PostalTradeAddress>
      <ram:URIUniversalCommunication><ram:URIID schemeID="0216">003701120389</ram:URIID></ram:URIUniversalCommunication>
      <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">FI01120389</ram:ID></ram:SpecifiedTaxRegistration>
    </ram:SellerTradeParty>
    <ram:BuyerTradeParty>
      <ram:Name>Gran AB</ram:Name>
      <ram:SpecifiedLegalOrganization><ram:ID schemeID="0213">FI01120389</ram:ID></ram:SpecifiedLegalOrganization>
      <ram:PostalTradeAddress>
        <ram:PostcodeCode>65100</ram:PostcodeCode><ram:LineOne>Storgatan 2</ram:LineOne>
        <ram:CityName>Vasa</ram:CityName><ram:CountryID>FI</ram:CountryID>
      </ram:PostalTradeAddress>
      <ram:URIUniversalCommunication><ram:URIID schemeID="0216">003701120389</ram:URIID></ram:URIUniversalCommunication>
    </ram:BuyerTradeParty>
    <ram:BuyerOrderReferencedDocument>
      <ram:IssuerAssignedID>O 5</ram:IssuerAssignedID>
    </ram:BuyerOrderReferencedDocument>
    <ram:AdditionalReferencedDocument>
      <ram:IssuerAssignedID>P 1</ram:IssuerAssignedID><ram:TypeCode>50</ram:TypeCode>
    </ram:AdditionalReferencedDocument>
    <ram:AdditionalReferencedDocument>
      <ram:IssuerAssignedID>M 2</ram:IssuerAssignedID><ram:TypeCode>130</ram:TypeCode>
    </ram:AdditionalReferencedDocument>
    <ram:AdditionalReferencedDocument>
      <ram:IssuerAssignedID>A 1</ram:IssuerAssignedID><ram:TypeCode>916</ram:TypeCode>
      <ram:AttachmentBinaryObject mimeCode="application/pdf" filename="a.pdf">AAAA</ram:AttachmentBinaryObject>
    </ram:AdditionalReferencedDocument>
  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeSettlement>
    <ram:PaymentReference>71#123456789012345</ram:PaymentReference>
    <ram:TaxCurrencyCode>SEK</ram:TaxCurrencyCode>
    <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
    <ram:SpecifiedTradeSettlementPaymentMeans>
      <ram:TypeCode>30</ram:TypeCode>
      <ram:PayeePartyCreditorFinancialAccount><ram:IBANID>FI2112345600000785</ram:IBANID></ram:PayeePartyCreditorFinancialAccount>
    </ram:SpecifiedTradeSettlementPaymentMeans>
    <ram:BillingSpecifiedPeriod>
      <ram:StartDateTime><udt:DateTimeString format="102">20260201</udt:DateTimeString></ram:StartDateTime>
      <ram:EndDateTime><udt:DateTimeString format="102">20260228</udt:DateTimeString></ram:EndDateTime>
    </ram:BillingSpecifiedPeriod>
    <ram:SpecifiedTradeAllowanceCharge>
      <ram:ChargeIndicator><udt:Indicator>true</udt:Indicator></ram:ChargeIndicator>
      <ram:ActualAmount>5.00</ram:ActualAmount>
      <ram:ReasonCode>FC</ram:ReasonCode><ram:Reason>Freight</ram:Reason>
    </ram:SpecifiedTradeAllowanceCharge>
    <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
      <ram:TaxTotalAmount currencyID="EUR">14.75</ram:TaxTotalAmount>
      <ram:TaxTotalAmount currencyID="SEK">162.00</ram:TaxTotalAmount>
      <ram:DuePayableAmount>73.75</ram:DuePayableAmount>
    </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  </ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>"""

CONTEXT = "rsm:ExchangedDocumentContext"
HEADER = "rsm:ExchangedDocument"
TRADE = "rsm:SupplyChainTradeTransaction"
AGREEMENT = f"{TRADE}/ram:ApplicableHeaderTradeAgreement"
SETTLEMENT = f"{TRADE}/ram:ApplicableHeaderTradeSettlement"
LINE = f"{TRADE}/ram:IncludedSupplyChainTradeLineItem"
SELLER = f"{AGREEMENT}/ram:SellerTradeParty"
BUYER = f"{AGREEMENT}/ram:BuyerTradeParty"
ADDRESS = "ram:PostalTradeAddress"
LEGAL = "ram:SpecifiedLegalOrganization"
TAX = "ram:SpecifiedTaxRegistration"
ENDPOINT = "ram:URIUniversalCommunication/ram:URIID"
MEANS = f"{SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans"
CHARGE = f"{SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge"
ALLOWANCE = f"{LINE}/ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge"
SUMS = f"{SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
PRICE = f"{LINE}/ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice"
LINE_PERIOD = f"{LINE}/ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod"


def put(path: str, text: str | None = None, **attributes: str) -> Edit:
    def edit(root: Element) -> None:
        found = root.find(path, NAMES)
        assert found is not None, path
        found.text = found.text if text is None else text
        for name, value in attributes.items():
            found.set(name, value)

    return edit


def drop(path: str) -> Edit:
    def edit(root: Element) -> None:
        found = root.find(path, NAMES)
        assert found is not None, path
        above = found.getparent()
        assert above is not None
        above.remove(found)

    return edit


def unmark(path: str, name: str) -> Edit:
    def edit(root: Element) -> None:
        found = root.find(path, NAMES)
        assert found is not None, path
        del found.attrib[name]

    return edit


def add(path: str, xml: str) -> Edit:
    def edit(root: Element) -> None:
        found = root.find(path, NAMES)
        assert found is not None, path
        found.extend(etree.fromstring(f"<all {HEAD}>{xml}</all>".encode()))

    return edit


def seller_in(country: str) -> tuple[Edit, ...]:
    return (put(f"{SELLER}/{ADDRESS}/ram:CountryID", country),)


def both_in(country: str) -> tuple[Edit, ...]:
    return (*seller_in(country), put(f"{BUYER}/{ADDRESS}/ram:CountryID", country))


def means(code: str, *more: Edit) -> tuple[Edit, ...]:
    return (put(f"{MEANS}/ram:TypeCode", code), *more)


def identified(scheme: str, number: str) -> tuple[Edit, ...]:
    return (put(f"{SELLER}/ram:GlobalID", number, schemeID=scheme),)


DANISH: Final = (*both_in("DK"), put(f"{SELLER}/{LEGAL}/ram:ID", "12345678", schemeID="0184"))
SWEDISH: Final = (
    *seller_in("SE"),
    put(f"{SELLER}/{LEGAL}/ram:ID", "5560360793", schemeID="0007"),
    put(f"{SELLER}/{TAX}/ram:ID", "SE556036079301", schemeID="VAT"),
)
NORWEGIAN: Final = (
    *seller_in("NO"),
    put(f"{SELLER}/{TAX}/ram:ID", "NO991825827MVA", schemeID="VAT"),
    add(SELLER, f'<{TAX}><ram:ID schemeID="FC">Foretaksregisteret</ram:ID></{TAX}>'),
)
DUTCH: Final = (
    *both_in("NL"),
    put(f"{SELLER}/{LEGAL}/ram:ID", "12345678", schemeID="0106"),
    put(f"{BUYER}/{LEGAL}/ram:ID", "12345678", schemeID="0106"),
)
REPRESENTATIVE = (
    f"<ram:SellerTaxRepresentativeTradeParty><{ADDRESS}><ram:LineOne>Dam 1</ram:LineOne>"
    f"<ram:CountryID>NL</ram:CountryID></{ADDRESS}></ram:SellerTaxRepresentativeTradeParty>"
)
BANK = "ram:PayeeSpecifiedCreditorFinancialInstitution"
GIRO = f"<{BANK}><ram:BICID>SE:%s</ram:BICID></{BANK}>"


def giro(name: str, number: str) -> tuple[Edit, ...]:
    account = f"{MEANS}/ram:PayeePartyCreditorFinancialAccount"
    return (add(account, f"<ram:ProprietaryID>{number}</ram:ProprietaryID>"), add(MEANS, GIRO % name))


TERMS = "ram:SpecifiedTradePaymentTerms"
MANDATE = f"<{TERMS}><ram:DirectDebitMandateID>M</ram:DirectDebitMandateID></{TERMS}>"
ACCOUNT = f"{MEANS}/ram:PayeePartyCreditorFinancialAccount/ram:IBANID"
REFERENCE = f"{SETTLEMENT}/ram:PaymentReference"
PROJECT = "<ram:AdditionalReferencedDocument><ram:TypeCode>50</ram:TypeCode></ram:AdditionalReferencedDocument>"
OBJECT = "<ram:AdditionalReferencedDocument><ram:TypeCode>130</ram:TypeCode></ram:AdditionalReferencedDocument>"


def invoice(*edits: Edit) -> Element:
    root = parse_xml(RIGHT.encode())
    for edit in edits:
        edit(root)
    return root


def fired(root: Element, release: str = RELEASES[-1]) -> set[str]:
    return {breach.rule for breach in judge_cii(root, release)}

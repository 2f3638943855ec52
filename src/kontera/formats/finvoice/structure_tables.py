"""The schema of Finvoice 3.0 in tables: the order of its groups, what may be repeated, how long texts may be."""

from __future__ import annotations

from typing import Final


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# the children of a group in their order; older versions have fewer, in the same order
ORDERS: Final = {
    "MessageTransmissionDetails": _names("MessageSenderDetails MessageReceiverDetails MessageDetails"),
    "MessageDetails": _names(
        """
        MessageIdentifier MessageTimeStamp RefToMessageIdentifier ImplementationCode SpecificationIdentifier
        """
    ),
    "SellerPartyDetails": _names(
        """
        SellerPartyIdentifier SellerPartyIdentifierUrlText SellerOrganisationName SellerOrganisationTradingName
        SellerOrganisationDepartment SellerOrganisationTaxCode SellerOrganisationTaxCodeUrlText SellerCode
        SellerPostalAddressDetails
        """
    ),
    "SellerInformationDetails": _names(
        """
        SellerOfficialPostalAddressDetails SellerHomeTownName SellerVatRegistrationText
        SellerVatRegistrationDate SellerTaxRegistrationText SellerAdditionalLegalInfo SellerPhoneNumber
        SellerFaxNumber SellerCommonEmailaddressIdentifier SellerWebaddressIdentifier SellerFreeText
        SellerAccountDetails InvoiceRecipientDetails
        """
    ),
    "BuyerPartyDetails": _names(
        """
        BuyerPartyIdentifier BuyerOrganisationName BuyerOrganisationTradingName BuyerOrganisationDepartment
        BuyerOrganisationTaxCode BuyerCode BuyerPostalAddressDetails
        """
    ),
    "DeliveryPartyDetails": _names(
        """
        DeliveryPartyIdentifier DeliveryOrganisationName DeliveryOrganisationDepartment
        DeliveryOrganisationTaxCode DeliveryCode DeliveryPostalAddressDetails
        """
    ),
    "DeliveryDetails": _names(
        """
        DeliveryDate DeliveryPeriodDetails ShipmentPartyDetails DeliveryMethodText DeliveryTermsText
        DeliveryTermsCode TerminalAddressText WaybillIdentifier WaybillTypeCode ClearanceIdentifier
        DeliveryNoteIdentifier DelivererIdentifier DelivererName DelivererCountrySubdivision
        DelivererCountryCode DelivererCountryName ModeOfTransportIdentifier CarrierName VesselName
        LocationIdentifier TransportInformationDate CountryOfOrigin CountryOfDestinationName
        DestinationCountryCode PlaceOfDischarge FinalDestinationName ManufacturerIdentifier ManufacturerName
        ManufacturerCountrySubdivision ManufacturerCountryCode ManufacturerCountryName
        ManufacturerOrderIdentifier PackageDetails
        """
    ),
    "AnyPartyDetails": _names(
        """
        AnyPartyText AnyPartyIdentifier AnyPartyOrganisationName AnyPartyOrganisationDepartment
        AnyPartyOrganisationTaxCode AnyPartyCode AnyPartyContactPersonName AnyPartyContactPersonFunction
        AnyPartyContactPersonDepartment AnyPartyCommunicationDetails AnyPartyPostalAddressDetails
        AnyPartyOrganisationUnitNumber AnyPartySiteCode
        """
    ),
    "InvoiceDetails": _names(
        """
        InvoiceTypeCode InvoiceTypeCodeUN InvoiceTypeText InvoiceClassification OriginCode OriginText
        InvoicedObjectID InvoiceNumber InvoiceDate OriginalInvoiceNumber OriginalInvoiceDate
        OriginalInvoiceReference InvoicingPeriodStartDate InvoicingPeriodEndDate SellerReferenceIdentifier
        SellerReferenceIdentifierUrlText BuyersSellerIdentifier SellersBuyerIdentifier OrderIdentifier
        OrderIdentifierUrlText OrderDate OrdererName SalesPersonName OrderConfirmationIdentifier
        OrderConfirmationDate AgreementIdentifier AgreementIdentifierUrlText AgreementTypeText AgreementTypeCode
        AgreementDate NotificationIdentifier NotificationDate RegistrationNumberIdentifier ControllerIdentifier
        ControllerName ControlDate BuyerReferenceIdentifier ProjectReferenceIdentifier DefinitionDetails
        RowsTotalVatExcludedAmount DiscountsTotalVatExcludedAmount ChargesTotalVatExcludedAmount
        InvoiceTotalVatExcludedAmount InvoiceTotalVatAmount InvoiceTotalVatAccountingAmount
        InvoiceTotalVatIncludedAmount InvoiceTotalRoundoffAmount InvoicePaidAmount ExchangeRate
        OtherCurrencyAmountVatExcludedAmount OtherCurrencyAmountVatIncludedAmount CreditLimitAmount
        CreditInterestPercent OperationLimitAmount MonthlyAmount ShortProposedAccountIdentifier
        NormalProposedAccountIdentifier ProposedAccountText AccountDimensionText SellerAccountText VatPoint
        VatSpecificationDetails InvoiceFreeText InvoiceVatFreeText PaymentTermsDetails DiscountDetails
        ChargeDetails TenderReference
        """
    ),
    "VatSpecificationDetails": _names(
        """
        VatBaseAmount VatRatePercent VatCode VatRateAmount VatFreeText VatExemptionReasonCode
        """
    ),
    "PaymentTermsDetails": _names(
        """
        PaymentTermsFreeText FreeText InvoiceDueDate CashDiscountDate CashDiscountBaseAmount CashDiscountPercent
        CashDiscountAmount CashDiscountExcludingVatAmount CashDiscountVatDetails ReducedInvoiceVatIncludedAmount
        PaymentOverDueFineDetails
        """
    ),
    "DiscountDetails": _names("FreeText ReasonCode Percent Amount BaseAmount VatCategoryCode VatRatePercent"),
    "ChargeDetails": _names("ReasonText ReasonCode Percent Amount BaseAmount VatCategoryCode VatRatePercent"),
    "InvoiceRow": _names(
        """
        RowSubIdentifier InvoicedObjectID ArticleIdentifier ArticleGroupIdentifier ArticleName
        ArticleDescription ArticleInfoUrlText BuyerArticleIdentifier EanCode RowRegistrationNumberIdentifier
        SerialNumberIdentifier RowActionCode RowDefinitionDetails OfferedQuantity DeliveredQuantity
        OrderedQuantity ConfirmedQuantity PostDeliveredQuantity InvoicedQuantity CreditRequestedQuantity
        ReturnedQuantity StartDate EndDate UnitPriceAmount UnitPriceDiscountAmount UnitPriceNetAmount
        UnitPriceVatIncludedAmount UnitPriceBaseQuantity RowIdentifier RowIdentifierUrlText
        RowOrderPositionIdentifier RowIdentifierDate RowPositionIdentifier OriginalInvoiceNumber
        OriginalInvoiceDate OriginalInvoiceReference RowOrdererName RowSalesPersonName
        RowOrderConfirmationIdentifier RowOrderConfirmationDate RowDeliveryIdentifier
        RowDeliveryIdentifierUrlText RowDeliveryDate RowQuotationIdentifier RowQuotationIdentifierUrlText
        RowAgreementIdentifier RowAgreementIdentifierUrlText RowRequestOfQuotationIdentifier
        RowRequestOfQuotationIdentifierUrlText RowPriceListIdentifier RowPriceListIdentifierUrlText
        RowBuyerReferenceIdentifier RowProjectReferenceIdentifier RowOverDuePaymentDetails RowAnyPartyDetails
        RowDeliveryDetails RowShortProposedAccountIdentifier RowNormalProposedAccountIdentifier
        RowProposedAccountText RowAccountDimensionText RowSellerAccountText RowFreeText RowUsedQuantity
        RowPreviousMeterReadingDate RowLatestMeterReadingDate RowCalculatedQuantity RowAveragePriceAmount
        RowDiscountPercent RowDiscountAmount RowDiscountBaseAmount RowDiscountTypeCode RowDiscountTypeText
        RowProgressiveDiscountDetails RowChargeDetails RowVatRatePercent RowVatCode RowVatAmount
        RowVatExcludedAmount RowAmount RowTransactionDetails SubInvoiceRow
        """
    ),
    "RowDeliveryDetails": _names(
        """
        RowTerminalAddressText RowWaybillIdentifier RowWaybillTypeCode RowClearanceIdentifier
        RowDeliveryNoteIdentifier RowDelivererIdentifier RowDelivererName RowDelivererCountrySubdivision
        RowDelivererCountryCode RowDelivererCountryName RowModeOfTransportIdentifier RowCarrierName
        RowVesselName RowLocationIdentifier RowTransportInformationDate RowCountryOfOrigin
        RowCountryOfDestinationName RowDestinationCountryCode RowPlaceOfDischarge RowFinalDestinationName
        RowCustomsInfo RowManufacturerArticleIdentifier RowManufacturerIdentifier RowManufacturerName
        RowManufacturerCountrySubdivision RowManufacturerCountryCode RowManufacturerCountryName
        RowManufacturerOrderIdentifier RowPackageDetails
        """
    ),
    "EpiDetails": _names("EpiIdentificationDetails EpiPartyDetails EpiPaymentInstructionDetails"),
    "EpiIdentificationDetails": _names("EpiDate EpiReference EpiUrl EpiEmail EpiOrderInfo"),
    "EpiPartyDetails": _names("EpiBfiPartyDetails EpiBeneficiaryPartyDetails"),
    "EpiPaymentInstructionDetails": _names(
        """
        EpiPaymentInstructionId EpiTransactionTypeCode EpiInstructionCode EpiRemittanceInfoIdentifier
        EpiInstructedAmount EpiCharge EpiDateOptionDate EpiPaymentMeansCode EpiPaymentMeansText
        """
    ),
}
# what may stand there more than once
REPEATED: Final = frozenset(
    _names(
        """
        AnyPartyContactPersonDepartment AnyPartyContactPersonFunction AnyPartyDetails
        AnyPartyOrganisationDepartment AnyPartyOrganisationName ArticleGroupIdentifier
        BuyerContactPersonDepartment BuyerContactPersonFunction BuyerOrganisationDepartment
        BuyerOrganisationName CashDiscountVatDetails ChargeDetails DefinitionDetails DeliveredQuantity
        DelivererName DeliveryContactPersonDepartment DeliveryContactPersonFunction
        DeliveryOrganisationDepartment DeliveryOrganisationName DiscountDetails EpiOrderInfo
        FinalDestinationName FreeText InvoiceFreeText InvoiceRecipientContactPersonDepartment
        InvoiceRecipientContactPersonFunction InvoiceRecipientDetails InvoiceRow InvoiceUrlNameText
        InvoiceUrlText InvoicedQuantity ManufacturerName OfferedQuantity OriginalInvoiceReference
        PartialPaymentDetails PaymentTermsDetails PaymentTermsFreeText PlaceOfDischarge RowAnyPartyDetails
        RowChargeDetails RowDefinitionDetails RowDelivererName RowFinalDestinationName RowFreeText
        RowManufacturerName RowProgressiveDiscountDetails SellerAccountDetails SellerCode
        SellerContactPersonDepartment SellerContactPersonFunction SellerOrganisationDepartment
        SellerOrganisationName SubInvoiceRow VatFreeText VatSpecificationDetails
        """
    )
)
# what a group cannot do without, beside what has a rule of its own
PARTS: Final = (
    ("InvoiceSenderPartyDetails", "InvoiceSenderOrganisationName"),
    ("InvoiceRecipientPartyDetails", "InvoiceRecipientOrganisationName"),
    ("AnyPartyDetails", "AnyPartyText"),
    ("AnyPartyDetails", "AnyPartyOrganisationName"),
    ("DefinitionDetails", "DefinitionHeaderText"),
    ("RowDefinitionDetails", "RowDefinitionHeaderText"),
    ("DeliveryPeriodDetails", "StartDate"),
    ("DeliveryPeriodDetails", "EndDate"),
    ("PaymentCardInfo", "PrimaryAccountNumber"),
    ("CashDiscountVatDetails", "CashDiscountVatPercent"),
    ("CashDiscountVatDetails", "CashDiscountVatAmount"),
    ("AttachmentMessageDetails", "AttachmentMessageIdentifier"),
)
# the longest text of an element by its name, else by how its name ends
LENGTHS: Final = {
    "InvoiceTypeText": 35,
    "SellerOrganisationName": 70,
    "BuyerOrganisationName": 70,
    "DeliveryOrganisationName": 35,
    "AnyPartyOrganisationName": 35,
    "SellerPartyIdentifier": 35,
    "BuyerPartyIdentifier": 35,
    "SellerCode": 70,
    "BuyerCode": 70,
    "FromIdentifier": 35,
    "ToIdentifier": 35,
    "MessageIdentifier": 48,
    "SpecificationIdentifier": 35,
    "SellersBuyerIdentifier": 70,
    "OrderIdentifier": 70,
    "InvoicedObjectID": 70,
    "SellerAdditionalLegalInfo": 512,
    "SellerFreeText": 512,
    "SellerAccountName": 70,
    "DeliveryTermsText": 512,
    "InvoiceFreeText": 512,
    "InvoiceVatFreeText": 70,
    "VatFreeText": 70,
    "PaymentTermsFreeText": 70,
    "PaymentOverDueFineFreeText": 70,
    "ReasonText": 70,
    "TenderReference": 70,
    "RowFreeText": 512,
    "SerialNumberIdentifier": 70,
    "EanCode": 35,
    "RowDiscountTypeText": 35,
    "SpecificationFreeText": 80,
    "EpiReference": 35,
    "EpiNameAddressDetails": 35,
    "EpiPaymentInstructionId": 35,
    "EpiPaymentMeansText": 70,
    "FactoringAgreementIdentifier": 35,
    "PartialPaymentReferenceIdentifier": 35,
}
ENDINGS: Final = (
    ("InvoiceNumber", 20),
    ("StreetName", 35),
    ("TownName", 35),
    ("PostCodeIdentifier", 35),
    ("CountrySubdivision", 35),
    ("CountryName", 35),
    ("BoxIdentifier", 35),
    ("PhoneNumberIdentifier", 35),
    ("PhoneNumber", 35),
    ("TaxCode", 35),
    ("UnitNumber", 35),
    ("SiteCode", 35),
    ("PersonFunction", 35),
    ("Department", 35),
    ("RegistrationText", 35),
    ("DimensionText", 35),
    ("ProposedAccountText", 35),
    ("RowIdentifier", 35),
    ("PositionIdentifier", 35),
    ("DeliveryIdentifier", 35),
    ("QuotationIdentifier", 35),
    ("Intermediator", 35),
    ("ContactPersonName", 70),
    ("ddressIdentifier", 70),
    ("TradingName", 70),
    ("AgreementIdentifier", 70),
    ("ReferenceIdentifier", 70),
    ("ConfirmationIdentifier", 70),
    ("ArticleIdentifier", 70),
    ("GroupIdentifier", 70),
    ("NoteIdentifier", 70),
    ("ArticleName", 100),
    ("ArticleDescription", 512),
    ("UrlText", 512),
    ("UrlNameText", 512),
    ("Barcode", 512),
)

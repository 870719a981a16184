/**
 * Elements of the taxonomy `dei`, by which a name that does not exist is found; the years 2024 to 2026 have the same.
 *
 * Made by tests/conformance/xbrl_elements.py from the SEC's dei-2024.xsd (17 U.S.C. 105). Do not edit.
 */
export const deiElements: ReadonlySet<string> = new Set(
  (
    'AccountingAddressMember AccountingContactMember AccountingFaxMember AccountingPhoneMember ' +
    'AdditionalSecurities462b AdditionalSecurities462bFileNumber AdditionalSecuritiesEffective413b ' +
    'AddressTypeDomain AdrMember AmendmentDescription AmendmentFlag AnnualInformationForm ' +
    'ApproximateDateOfCommencementOfProposedSaleToThePublic AuditedAnnualFinancialStatements AuditorFirmId ' +
    'AuditorLineItems AuditorLocation AuditorName AuditorOpinionTextBlock AuditorTable BusinessContactMember ' +
    'CityAreaCode ContactAddressMember ContactFaxMember ContactPersonTypeDomain ContactPersonnelEmailAddress ' +
    'ContactPersonnelFaxNumber ContactPersonnelName ContactPersonnelUniformResourceLocatorURL ContactPhoneMember ' +
    'ContainedFileInformationFileDescription ContainedFileInformationFileName ContainedFileInformationFileNumber ' +
    'ContainedFileInformationFileType CountryRegion CoverAbstract CurrentFiscalYearEndDate ' +
    'DelayedOrContinuousOffering DeprecatedItemsForDEI DividendOrInterestReinvestmentPlanOnly ' +
    'DocumentAccountingStandard DocumentAnnualReport DocumentContactMember DocumentCopyrightInformation ' +
    'DocumentCreationDate DocumentDescription DocumentDomain DocumentEffectiveDate ' +
    'DocumentFinStmtErrorCorrectionFlag DocumentFinStmtRestatementRecoveryAnalysisFlag DocumentFiscalPeriodFocus ' +
    'DocumentFiscalYearFocus DocumentInformationDocumentAxis DocumentInformationLineItems DocumentInformationTable ' +
    'DocumentInformationTextBlock DocumentName DocumentPeriodEndDate DocumentPeriodStartDate ' +
    'DocumentQuarterlyReport DocumentRegistrationStatement DocumentShellCompanyEventDate DocumentShellCompanyReport ' +
    'DocumentSubtitle DocumentSynopsis DocumentTitle DocumentTransitionReport DocumentType DocumentVersion ' +
    'DocumentsIncorporatedByReferenceTextBlock EffectiveAfter60Days486a EffectiveOnDate486a EffectiveOnDate486b ' +
    'EffectiveOnSetDate486a EffectiveOnSetDate486b EffectiveUponFiling462e EffectiveUponFiling486b ' +
    'EffectiveWhenDeclaredSection8c EntitiesTable EntityAccountingStandard EntityAddressAddressDescription ' +
    'EntityAddressAddressLine1 EntityAddressAddressLine2 EntityAddressAddressLine3 EntityAddressCityOrTown ' +
    'EntityAddressCountry EntityAddressPostalZipCode EntityAddressRegion EntityAddressStateOrProvince ' +
    'EntityAddressesAddressTypeAxis EntityAddressesLineItems EntityAddressesTable ' +
    'EntityBankruptcyProceedingsReportingCurrent EntityByLocationAxis EntityCentralIndexKey ' +
    'EntityCommonStockSharesOutstanding EntityContactPersonnelContactPersonTypeAxis EntityContactPersonnelLineItems ' +
    'EntityContactPersonnelTable EntityCurrentReportingStatus EntityDataUniversalNumberingSystemNumber EntityDomain ' +
    'EntityEmergingGrowthCompany EntityExTransitionPeriod EntityFileNumber EntityFilerCategory ' +
    'EntityHomeCountryISOCode EntityIncorporationDateOfIncorporation EntityIncorporationStateCountryCode ' +
    'EntityInformationDateToChangeFormerLegalOrRegisteredName EntityInformationFormerLegalOrRegisteredName ' +
    'EntityInformationLineItems EntityInteractiveDataCurrent EntityInvCompanyType EntityLegalForm ' +
    'EntityListingDepositoryReceiptRatio EntityListingDescription EntityListingForeign ' +
    'EntityListingParValuePerShare EntityListingPrimary EntityListingSecurityTradingCurrency ' +
    'EntityListingsExchangeAxis EntityListingsLineItems EntityListingsTable EntityLocationLineItems ' +
    'EntityLocationPrimary EntityLocationTable EntityNorthAmericanIndustryClassificationPrimary ' +
    'EntityNorthAmericanIndustryClassificationsIndustryAxis EntityNorthAmericanIndustryClassificationsLineItems ' +
    'EntityNorthAmericanIndustryClassificationsTable EntityNumberOfEmployees EntityOtherIdentificationType ' +
    'EntityOtherIdentificationValue EntityPhoneFaxNumbersLineItems EntityPhoneFaxNumbersPhoneFaxNumberTypeAxis ' +
    'EntityPhoneFaxNumbersTable EntityPrimarySicNumber EntityPublicFloat EntityRegistrantName ' +
    'EntityReportingCurrencyISOCode EntitySectorIndustryClassificationPrimary ' +
    'EntitySectorIndustryClassificationsLineItems EntitySectorIndustryClassificationsSectorAxis ' +
    'EntitySectorIndustryClassificationsTable EntityShellCompany EntitySmallBusiness EntityTaxIdentificationNumber ' +
    'EntityTextBlock EntityVoluntaryFilers EntityWellKnownSeasonedIssuer ExchangeDomain ExhibitsOnly462d ' +
    'ExhibitsOnly462dFileNumber Extension FormerAddressMember FormerFiscalYearEndDate GeneralFaxMember ' +
    'GeneralPhoneMember HumanResourcesContactMember IcfrAuditorAttestationFlag InvestmentCompanyActFileNumber ' +
    'InvestmentCompanyActRegistration InvestmentCompanyRegistrationAmendment ' +
    'InvestmentCompanyRegistrationAmendmentNumber InvestorRelationsContactMember InvestorRelationsFaxMember ' +
    'InvestorRelationsPhoneMember LegalAddressMember LegalContactMember LegalEntityAxis LegalEntityIdentifier ' +
    'LegalFaxMember LegalPhoneMember LocalPhoneNumber LocationDomain MailingAddressMember NAICSDomain ' +
    'NameChangeEventDateAxis NameChangeEventLineItems NameChangeEventTable NewEffectiveDateForPreviousFiling ' +
    'NoSubstantiveChanges462c NoSubstantiveChanges462cFileNumber NoTradingSymbolFlag OtherAddressMember ' +
    'OtherReportingStandardItemNumber ParentEntityLegalName PhoneFaxNumberDescription PhoneFaxNumberTypeDomain ' +
    'PostEffectiveAmendment PostEffectiveAmendmentNumber PreCommencementIssuerTenderOffer ' +
    'PreCommencementTenderOffer PreEffectiveAmendment PreEffectiveAmendmentNumber ' +
    'RegistrationStatementAmendmentNumber ReservedItemsForDeiAbstract SectorDomain Security12bTitle ' +
    'Security12gTitle SecurityExchangeName SecurityReportingObligation SolicitingMaterial TradingSymbol UTR ' +
    'WrittenCommunications eventDateTime lineNo'
  ).split(' '),
)

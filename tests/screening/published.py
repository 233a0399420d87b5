"""Small files in the form in which each publisher writes its list. Everybody in them is invented; the forms are the published ones."""

# ruff: noqa: E501
from __future__ import annotations

EU = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-11-20T10:00:00.000+01:00" globalFileId="1">
 <sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.1.11" logicalId="1">
  <regulation regulationType="amendment" publicationDate="2024-01-02" entryIntoForceDate="2024-01-03" numberTitle="2024/1" programme="ZZZ"/>
  <subjectType code="enterprise" classificationCode="E"/>
  <nameAlias wholeName="Zavod Primerny OOO" strong="true" function=""/>
  <nameAlias wholeName="ООО «Примерный завод»" strong="true"/>
  <nameAlias wholeName="Primerny" strong="false"/>
  <identification identificationTypeCode="regnumber" identificationTypeDescription="Registration Number" number="1027700132195"/>
 </sanctionEntity>
 <sanctionEntity euReferenceNumber="EU.2.22" logicalId="2">
  <subjectType code="person" classificationCode="P"/>
  <nameAlias firstName="Irgend" middleName="" lastName="Jemandow" wholeName="Irgend Jemandow" strong="true"/>
  <identification identificationTypeCode="passport" identificationTypeDescription="National passport" number="123456789"/>
 </sanctionEntity>
</export>
"""
OFAC_XML = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">
 <publshInformation><Publish_Date>11/21/2026</Publish_Date><Record_Count>2</Record_Count></publshInformation>
 <sdnEntry><uid>1</uid><lastName>ZAVOD PRIMERNY</lastName><sdnType>Entity</sdnType>
  <programList><program>ZZZ-EO1</program></programList>
  <idList><id><uid>9</uid><idType>Tax ID No.</idType><idNumber>7707083893</idNumber><idCountry>Russia</idCountry></id></idList>
  <akaList><aka><uid>2</uid><type>a.k.a.</type><category>weak</category><lastName>PRIMERNY</lastName></aka></akaList></sdnEntry>
 <sdnEntry><uid>2</uid><firstName>Irgend</firstName><lastName>JEMANDOW</lastName><sdnType>Individual</sdnType></sdnEntry>
</sdnList>
"""
OFAC_ADVANCED = """<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML">
 <DateOfIssue CalendarTypeID="1"><Year>2026</Year><Month>11</Month><Day>21</Day></DateOfIssue>
 <ReferenceValueSets>
  <IDRegDocTypeValues><IDRegDocType ID="1596">Tax ID No.</IDRegDocType></IDRegDocTypeValues>
  <NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType>
   <NamePartType ID="1525">Entity Name</NamePartType></NamePartTypeValues>
  <PartySubTypeValues><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType>
  </PartySubTypeValues>
  <PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType></PartyTypeValues>
 </ReferenceValueSets>
 <IDRegDocuments><IDRegDocument ID="5" IDRegDocTypeID="1596" IdentityID="71"><IDRegistrationNo>7707083893</IDRegistrationNo>
 </IDRegDocument></IDRegDocuments>
 <DistinctParties>
  <DistinctParty FixedRef="1"><Profile ID="1" PartySubTypeID="3"><Identity ID="71" Primary="true">
   <Alias AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="1"><DocumentedNamePart>
    <NamePartValue NamePartGroupID="11">ZAVOD PRIMERNY</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
   <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="11" NamePartTypeID="1525"/></MasterNamePartGroup></NamePartGroups>
  </Identity></Profile></DistinctParty>
  <DistinctParty FixedRef="2"><Profile ID="2" PartySubTypeID="4"><Identity ID="72" Primary="true">
   <Alias AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="2">
    <DocumentedNamePart><NamePartValue NamePartGroupID="21">JEMANDOW</NamePartValue></DocumentedNamePart>
    <DocumentedNamePart><NamePartValue NamePartGroupID="22">Irgend</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
   <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="21" NamePartTypeID="1520"/></MasterNamePartGroup>
    <MasterNamePartGroup><NamePartGroup ID="22" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups>
  </Identity></Profile></DistinctParty>
 </DistinctParties>
</Sanctions>
"""
OFAC_CSV = (
    '1,"ZAVOD PRIMERNY",-0- ,"ZZZ-EO1",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Tax ID No. 7707083893 (Russia); a.k.a. \'PRIMERNY\'."\n'
    '2,"JEMANDOW, Irgend","individual","ZZZ",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1950."\n'
)
OFAC_ALT = '1,11,"aka","PRIMERNY ZAVOD OOO",-0- \n'
UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" dateGenerated="2026-11-19T17:00:00.000-05:00">
 <INDIVIDUALS><INDIVIDUAL><DATAID>2</DATAID><FIRST_NAME>Irgend</FIRST_NAME><SECOND_NAME>Jemandow</SECOND_NAME>
  <UN_LIST_TYPE>ZZZ</UN_LIST_TYPE><REFERENCE_NUMBER>ZZi.002</REFERENCE_NUMBER><LISTED_ON>2024-01-03</LISTED_ON>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Jemand</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL></INDIVIDUALS>
 <ENTITIES><ENTITY><DATAID>1</DATAID><FIRST_NAME>ZAVOD PRIMERNY</FIRST_NAME><REFERENCE_NUMBER>ZZe.001</REFERENCE_NUMBER></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>
"""
UK_XML = """<?xml version="1.0" encoding="utf-8"?>
<Designations><DateGenerated>21/11/2026</DateGenerated>
 <Designation><LastUpdated>20/11/2026</LastUpdated><DateDesignated>03/01/2024</DateDesignated><UniqueID>ZZZ0001</UniqueID>
  <Names><Name><Name6>ZAVOD PRIMERNY</Name6><NameType>Primary Name</NameType></Name></Names>
  <NonLatinNames><NonLatinName><NameNonLatinScript>Примерный завод</NameNonLatinScript></NonLatinName></NonLatinNames>
  <RegimeName>Invented</RegimeName><IndividualEntityShip>Entity</IndividualEntityShip></Designation>
 <Designation><UniqueID>ZZZ0002</UniqueID><Names><Name><Name1>Irgend</Name1><Name6>Jemandow</Name6><NameType>Primary Name</NameType></Name></Names>
  <IndividualEntityShip>Individual</IndividualEntityShip></Designation>
</Designations>
"""
UK_CONLIST_XML = """<?xml version="1.0" encoding="utf-8"?>
<ArrayOfFinancialSanctionsTarget xmlns="http://schemas.hmtreasury.gov.uk/ofsi/consolidatedlist">
 <FinancialSanctionsTarget><Name6>ZAVOD PRIMERNY</Name6><GroupTypeDescription>Entity</GroupTypeDescription><AliasType>Primary name</AliasType>
  <RegimeName>Invented</RegimeName><GroupID>1</GroupID></FinancialSanctionsTarget>
 <FinancialSanctionsTarget><name1>Irgend</name1><Name6>JEMANDOW</Name6><GroupTypeDescription>Individual</GroupTypeDescription>
  <AliasType>Primary name</AliasType><GroupID>2</GroupID></FinancialSanctionsTarget>
</ArrayOfFinancialSanctionsTarget>
"""
UK_CONLIST_CSV = (
    "Last Updated,21/11/2025\n"
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,Group Type,Alias Type,Alias Quality,Regime,Listed On,Group ID\n"
    "ZAVOD PRIMERNY,,,,,,,Примерный завод,Entity,Primary name,,Invented,03/01/2024,1\n"
    "PRIMERNY,,,,,,,,Entity,AKA,Low quality,Invented,03/01/2024,1\n"
    "JEMANDOW,Irgend,,,,,,,Individual,Primary name,,Invented,03/01/2024,2\n"
)
UK_CSV = (
    "Report Date: 21-Nov-2026\n"
    "Last Updated,Unique ID,OFSI Group ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,Name non-latin script,Regime Name,Designation Type\n"
    "20/11/2026,ZZZ0001,1,ZAVOD PRIMERNY,,,,,,Primary Name,,,Invented,Entity\n"
    "20/11/2026,ZZZ0002,2,JEMANDOW,Irgend,,,,,Primary Name,,,Invented,Individual\n"
)
SIMPLE = (
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,last_seen,last_change\n"
    "NK-1,Company,Zavod Primerny,ООО «Примерный завод»;Primerny Works,,zz,,7707083893,,,,ZZZ,invented,2024-01-03,2026-11-20,2026-11-18\n"
    "NK-2,Person,Irgend Jemandow,,1950,zz,,,,,,,invented,2024-01-03,2026-11-20,2026-11-19\n"
    "NK-3,Address,Nowhere 1,,,,,,,,,,invented,2024-01-03,2026-11-20,2026-11-19\n"
)
FTM = (
    '{"id":"NK-1","schema":"Company","caption":"Zavod Primerny","properties":{"name":["Zavod Primerny"],"alias":["Примерный завод"],'
    '"weakAlias":["Primerny"],"innCode":["7707083893"],"country":["zz"]},"last_change":"2026-11-18"}\n'
    '{"id":"NK-2","schema":"Person","properties":{"name":["Irgend Jemandow"],"topics":["poi"]}}\n'
    '{"id":"NK-4","schema":"Address","properties":{"full":["Nowhere 1"]}}\n'
)
TABLE = "id;name;kind;aliases;inn\nt1;Zavod Primerny;company;Primerny Works|Примерный завод;7707083893\nt2;Irgend Jemandow;person;;\n"

ALL = {
    "eu-xml": ("eu.xml", EU, "2026-11-20"),
    "ofac-xml": ("sdn.xml", OFAC_XML, "2026-11-21"),
    "ofac-advanced": ("sdn_advanced.xml", OFAC_ADVANCED, "2026-11-21"),
    "ofac-csv": ("sdn.csv", OFAC_CSV, ""),
    "un-xml": ("consolidated.xml", UN, "2026-11-19"),
    "uk-xml": ("UK-Sanctions-List.xml", UK_XML, "2026-11-21"),
    "uk-conlist-xml": ("ConList.xml", UK_CONLIST_XML, ""),
    "uk-conlist-csv": ("ConList.csv", UK_CONLIST_CSV, "2025-11-21"),
    "uk-csv": ("UK-Sanctions-List.csv", UK_CSV, "2026-11-21"),
    "opensanctions-simple": ("targets.simple.csv", SIMPLE, "2026-11-19"),
    "ftm": ("entities.ftm.json", FTM, "2026-11-18"),
    "table": ("own.csv", TABLE, ""),
}
"""Format -> file name, content, date that the file gives."""

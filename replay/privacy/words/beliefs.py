"""Unions and religions, as people name them; see `replay.privacy.words.stems`."""

from replay.privacy.words.plain import Words, loose

UNIONS = """
    trade union* | ?labor union* | ?labour union* | union member* | union rep | union reps
    | union representative*
    | union dues | union meeting | union steward* | shop steward* | works council* | collective bargaining
    | gewerkschaft* | betriebsrat* | betriebsrätin* | personalrat* | syndiqu* | ?syndicat | ?syndicats
    | ?syndical*
    | délégué* syndica* | ?sindicat* | ?sindical* | ?sindacat* | ?sindacal* | vakbond* | ?fackförbund*
    | ?facket
    | fackombud* | fackligt ansluten | fackliga | fagforening* | tillidsrepræsentant* | tillitsvalgt
    | ammattiliit*
    | związk* zawodow* | związek zawodow* | związkow* zawodow* | związkowc* | związkowiec | ?odborář*
    | ?odborech
    | odborov* organizac* | ?Verdi | bei verdi | zu verdi | verdi-mitglied* | verdi mitglied*
    | verdi-vertrauens* | ver.di | ig metall | ig bce | ?unison | unite the union
    | unite member* | unison member* | CGT | CFDT
    | CFTC
    | Force ouvrière | CGIL | CISL | UGT | CCOO | comisiones obreras | FNV | CNV | OPZZ | NSZZ | ?GEW
    | ?teamsters | ?UAW | CFE-CGC | UNSA | NSZZ Solidarność | ÖGB | ?DGB | IG BAU | ?NGG | ?EVG | UGL | ?UIL
    | ?gewerkschafter* | ?gdl | ?igm | ?evg | ?gew | betriebsrät* | vertrauensleute | ?vertrauensmann
    | jav-vertret*
    | schwerbehindertenvertret*
    | ?streikgeld* | ?streikkasse | ig metall* | IGM-Mitglied | ?IGM | EVG-Mitglied* | ?GdP | marburger bund
    | union dues | union card | union delegate* | union organi[sz]er* | union subs | ?unionized
    | ?unionised | ?unionist*
    | ?joined the union | strike fund | strike pay | health and safety rep | ?picket line
    | PCS union | ?FBU
    | ?NEU member | ?TUC | ?CWU | ?ASLEF | ?unite rep | AFSCME | UFCW | ?syndicaliste* | ?syndiquer
    | ?prélèvement syndical
    | délégué* du personnel | ?section syndicale | Solidaires | ?CSE | élu* au CSE
    | liberado sindical | enlace sindical | delegad* sindical* | afiliad* a un sindicato | comité de empresa
    | rsu | delegat* sindacale | tessera sindacale | tesserat* cgil | tesserat* cisl | tesserat* uil
    | iscritt* al sindacato
    | ?sindicalista* | contribuição sindical | ?vakbondslid* | vakbonds* | ?ondernemingsraad | ?or-lid
    | ACV-lid | ABVV-lid | FNV-lid
    | ?kaderlid | ?społeczn* inspektor* pracy | ?związkiem zawodowym | ?solidarności | ?solidarność
    | składk* związkow*
    | ?odbory | ?odborů | ?členkou odborů | ver.di-* | ?odborov* | ?odbor* předák* | fackligt | fackavgift*
    | ?facklig* | fackförening*
    | ?skyddsombud* | kommunal-medlem*
    | fagforbund* | fagforening* | fagbevægels* | ?tillidsmand* | tillidsvalgt* | fagforeningsmedlem*
    | ammattiliit* | ?ammattiosasto*
    | luottamusmie* | ?liiton jäsen* | szakszervezet* | üzemi tanács* | ?sindicat* | lider sindical
    | sindikat* | sindikalist*
    | sendika* | профсоюз* | профспілк* | профсъюз* | синдикат* | συνδικάτ* | συνδικαλ* | σωματεί*
    | ametiühing* | profesinė* sąjung*
    | COBAS | CSIF | ABVV | ACLVB | ?ACV | ?GMB | USDAW | NASUWT | ?UCU | ?RMT | SEIU | AFL-CIO | IBEW | CGTP
"""
"""Of unions."""
RELIGIONS = """
    ?catholic* | ?protestant* | ?evangelical* | ?orthodox church | ?mormon* | jehovah's witness*
    | jehovah witness*
    | zeuge jehovas | zeugin jehovas | zeugen jehovas | zeuginnen jehovas | témoin de jéhovah
    | témoins de jéhovah
    | testigo de jehová | testiga de jehová | testigos de jehová | testimone di geova | testimoni di geova
    | getuige van jehova | świad* jehowy | ?adventist* | ?baptist | ?baptists | ?scientolog* | ?quaker
    | ?quakers
    | ?pentecostal* | ?methodist | ?lutheran* | ?luthérien* | ?orthodoxe | ?orthodoxer | ?orthodox
    | freikirch* | ?kopftuch* | ?hijab | ?niqab | gebetsraum* | ?gebetszeit* | aus der kirche ausgetreten
    | ?aus der kirche
    | ?kirchenchor | ?konfirmation* | ?kommunionkind* | ?moschee* | ?synagoge* | ?pfarrgemeinde*
    | ?bar mizwa | koscher* | keep kosher | keeps kosher | eat kosher | ?halal
    | ?evangélic* | ?evangelic* | evangélique* | ?ortodox* | ?orthodoxe* | ?pravosl* | православн* | ?копт*
    | ?coptic | ?kopt*
    | ?gereformeerd* | ?hervormd* | ?protestants* | ?reformed church | ?calvinist* | ?anglican*
    | ?anglikan* | ?church of england
    | ?baptist* | ?presbyterian* | ?unitarian* | ?born-again | ?born again christian | a christian
    | devout christian* | practising christian* | practicing christian* | ?chrétien* | ?cristian[oa]*
    | ?cristã* | ?cristão | ?christlich* | ?chrześcijan* | ?křesťan* | ?kresťan* | ?kristen* | ?kristn*
    | ?kristitty* | ?keresztény* | ?creștin*
    | ?hristiyan* | христиан* | християн* | ?χριστιαν* | alevi* | ?sünni* | ?sunnit* | ?schiit* | ?chiite*
    | ?sciit* | ?szyit* | ?alawit* | ?yezid* | ?jesid* | jezid*
    | ?zoroastri* | ?bahai* | ?bahá'í* | ?druze* | ?jain | ?rastafari* | ?wiccan
    | jehovovi svědkové | svědek jehovův | svedok jehovov | jehovas vittne* | jehovas vidne*
    | jehovas vitne* | jehovan todista* | jehova tanúi
    | martorii lui iehova | jehovin* svjedo* | свидетел* иеговы | свідк* єгови | μάρτυρ* του ιεχωβά
    | yehova şahi*
    | мусульман* | мюсюлман* | иуде* | іуде* | ?еврей* | ?єврей* | католик* | католи* | протестант*
    | баптист* | буддист* | ислам* | іслам* | рамадан*
    | атеист* | атеїст* | μουσουλμάν* | ορθόδοξ* | ?καθολικ* | ?εβραί* | άθεο* | ραμαζάν*
    | müslüman* | ?yahudi* | ?ateist* | katolik* | oruç tut* | ?ramazan* | ?namaz* | ?oruç*
    | ?muszlim* | ?zsidó* | ?katolikus* | ?református* | ?evangélikus* | ?musulman* | ?evreu* | ?catolic*
    | ?ortodox*
    | ?katolinen | ?luterilai* | ?muslimi* | ?juutalai* | ?ateisti* | ?kirkkoon | ?erosi kirkosta
    | ?eronnut kirkosta
    | ?jøde* | ?jødisk* | ?judisk* | ?jude | ?muslim* | ?ateist* | ?katolsk* | ?udmeldt af folkekirken
    | ?meldt ut av kirken | utmeldt av kirken
    | ?gick ur svenska kyrkan | ?gått ur kyrkan | folkekirken
    | ?apostas* | ?pray | ?prays | ?praying | ?friday prayer* | freitagsgebet* | ?shabbat | ?sabbath
    | ?schabbat | ?yom kippur | jom kippur
    | ?going to mass | ?church on sunday* | ?church every sunday | ?goes to church | ?go to church
    | ?baptême | ?bautizo | ?battesimo
    | ?confirmation class | ?seminarian
    | ?žid | ?židovk* | ?židovský* | ?muslimk* | ?moslim* | ?muslimansk* | ?katoličk* | ?katolic*
    | konfessionslos* | ?muslim* | ?moslim* | ?musulman* | ?musulmán* | ?muzułman* | ?muzułmań* | ?muçulman*
    | ?muslimsk* | ?islam | ?islamic | ?islamisch* | ?islamitisch* | ?islámic* | ?sunni* | ?shiite* | shi'ite
    | ?jewish | judaism | ?jüdisch* | ?juif | ?juive | ?juifs | ?joods* | ?judí[oa]* | ?ebre[oa] | ?ebrei
    | ?żydow*
    | ?żydem | ?židovsk* | ?jude | ?jüdin | ?hindu* | ?buddhis* | ?bouddhis* | ?budis* | ?buddist*
    | ?sikh* | ?atheis*
    | ?athée* | ?ate[oa] | ?ateíst* | ?mosque | ?synagogue | bar mitzvah | bat mitzvah | ramadan* | ramadán
    | ?baptism | ?baptised | ?baptized | ?rabbi | ?imam | katholisch* | evangelisch* | römisch-katholisch*
    | griechisch-orthodox* | russisch-orthodox* | muslimisch* | ?catholique* | ?católic* | ?cattolic*
    | ?katholiek*
    | ?katoli* | ?katolsk* | ?katolík* | ?protestantisch* | ?ewangeli* | kirchensteuer* | kirchenaustritt*
    | ?kirchenmitglied* | church tax
"""
"""Of religion; "evangelisch" and its like are written of people and churches alone."""
UNION_FIELD = Words(
    r"\b(?:trade |labou?r )?union\b(?! all| select)|gewerkschaft|syndicat|syndical|sindicat|sindical|"
    r"sindacat|vakbond|"
    r"związ\w+ zawod|odborov|fackförbund|fagforening"
)
"""A part of the name of a field that asks for a union."""
FAITH_FIELD = Words(
    r"religi|konfession|confession|kirche|denomination|\bfaith\b|godsdienst|geloof|levensbeschouw|"
    r"wyznani|vyznání|"
    r"náboženstv|trosbekenn|trossamfund"
)
"""A part of the name of a field that asks for a religion."""
ASKED = loose(
    r"(?:religi(?:on|ón|o|one|ão|e|a|ous|onszugeh)|konfession|religionszugehörigkeit|godsdienst|wyznani|"
    r"vyznání|"
    r"náboženstv|trosbekenn|denomination)"
)
"""How a line begins that tells of a religion behind a colon; ends may follow."""

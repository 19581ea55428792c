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
    | odborov* organizac* | ?verdi | ver.di | ig metall | ig bce | ?unison | unite the union
    | unite member* | unison member* | CGT | CFDT
    | CFTC
    | Force ouvrière | CGIL | CISL | UGT | CCOO | comisiones obreras | FNV | CNV | OPZZ | NSZZ | ?GEW
    | ?teamsters | ?UAW | CFE-CGC | UNSA | NSZZ Solidarność | ÖGB | ?DGB | IG BAU | ?NGG | ?EVG | UGL | ?UIL
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
    | freikirch*
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

"""Illnesses, treatments and states of the body, as people name them; see `replay.privacy.words.stems`."""

import re

from replay.privacy.words.plain import Words, loose

STATES = """
    hiv | hiv-* | hivpositi* | AIDS | aidskrank* | ?SIDA | tiene sida | seropositi* | séroposit*
    | ?cancer* | ?krebs | krebskrank*
    | *krebs | ?kanker | *kanker | ?cáncer | ?cancro | ?cancerologue | nowotw* | raka piersi | raka płuc
    | ma raka
    | na raka | rak piersi | rak płuc | rak prostaty | ?rakovin* | ?kræft | ?kreft | ?kræften | ?kreften
    | bröstcancer
    | ?tumor | ?tumors | ?tumour* | ?tumore | ?tumori | ?tumoren | ?tumeur* | ?tumör* | ?guz | ?guza
    | ?svulst*
    | chemotherap* | chemo | chimiothérap* | chemioterap* | quimioterap* | kemoterap* | cellgift*
    | radiotherap* | strahlentherap* | bestraling* | metastas* | métastas* | leukemi* | leukaemi* | leukämi*
    | leucémi* | leucemi* | białaczk* | lymphom* | linfom* | chłoniak* | melanom* | oncolog* | onkolog*
    | biopsy | biopsie | biopsia | biopsj*
    | diabet* | diabeet* | zuckerkrank* | cukrzyc* | cukrovk* | sukkersyg* | insulin* | insulinpflichtig
    | asthma | asthmatic* | asthmatik* | asthmatique* | asma | asmatic* | astma | astmy | astmę | astmą
    | astmatyk* | epilep* | épilep* | padaczk*
    | ?depression* | depressiv* | ?depressive* | ?dépression* | ?dépressif | ?dépressive | ?depressie*
    | ?depresión
    | ?depresiv* | ?depressione | ?depresso | ?depressa | ?depressão | ?depresj* | ?depres* | antidepress*
    | antidépress* | antidepres* | antydepres* | bipolar | bipolar disorder | ?bipolaire | ?bipolare
    | manisch-depressiv
    | schizophren* | schizophrén* | schizofren* | esquizofren* | ?psychiat* | ?psiquiatr* | ?psichiatr*
    | ?psykiater* | psychotherap* | psychothérap* | psicoterap* | psychoterap* | psykoterap* | ?therapeut*
    | ?psychiat | ?psychose* | psychosis | psychotic | ?psykos* | pregnan* | schwanger* | zwanger*
    | ?enceinte*
    | ?grossesse* | incinta* | gravidanza | embarazada* | ?embarazo | grávida | gravidez | gravid | gravide
    | w ciąży | ciąża zagrożona | ciężarn* | těhotn* | miscarriage* | fehlgeburt* | fausse couche | aborto
    | miskraam | poronien* | poronił* | potrat* | missfall | abortion* | abtreibung* | avortement* | aborcj*
    | hepatitis | hépatite | epatite | hepatite | żółtaczk* | hepatit* | tuberculo* | tuberkulo* | gruźlic*
    | ?blood pressure | ?blood test* | blutdruck | ?bloeddruk | ?tension artérielle | ?tensión arterial
    | hypertension | bluthochdruck | hipertens* | nadciśnieni* | ?hypertension | ?surgery | ?operiert
    | ?sick leave | ?sick note | ?on sick | krankschreibung* | krankmeldung* | krankgeschrieben
    | krankgemeldet
    | arrêt maladie | arrêt de travail | congé maladie | ?malade | ?maladie | ?malattia | ?malato | ?malata
    | in malattia | baja médica | baja laboral | baja por enfermedad | ?enfermedad | ?enferm[oa] | ?ziek
    | ziekgemeld | ?ziekte | ziekteverlof | ziekmelding* | zwolnieni* lekarsk* | na L4 | ?chory | ?chora
    | ?choroba
    | ?chorob* | nemocensk* | sjukskriv* | ?sjuk | ?sjukdom | sygemeld* | ?syg | ?sygdom | atestado médico
    | ?disability | ?disabilities | schwerbehinder* | ?behinder* | schwerbehindertenausweis | GdB | GdB 50
    | ?invalidité | ?handicapé* | ?discapacidad | ?discapacitad* | ?disabile | ?invalidità | niepełnosprawn*
    | ?multiple sclerosis | multiple sclerosis | ?sclerosis | ?sklerose | multiple sklerose
    | multiple sclerose
    | sclérose en plaques | esclerosis múltiple | sclerosi multipla | stwardnieni* rozsian* | ?parkinson*
    | parkinson's | ?alzheimer* | alzheimer's | ?dementia | demenz* | démence | demencia | demenza | demencj*
    | ?stroke | schlaganfall* | ?avc | ?ictus | ?beroerte | ?udar | udar mózgu | ?mrtvic* | ?stroke patient
    | herzinfarkt* | herzinsuffizienz | herzfehler | herzschrittmacher | heart attack | heart failure
    | heart disease | ?crise cardiaque | infarctus | infarkt* | ?infarto | hartinfarct | ?zawał | ?zawału
    | hjärtinfarkt* | ?pacemaker | copd | arthrit* | ?rheuma | crohn* | ?colitis | ?zapalenie
    | ?therapy | in therapy | ?thérapie | ?terapia | ?terapi* | ?rehab | ?reha | rehaklinik* | ?kurantrag
    | ?kurklinik
    | ?overdose | anorexi* | anorex* | bulimi* | bulimic | magersucht* | eating disorder | essstörung*
    | ?burn-out
    | ?burnout | ?wypalenie | adhd | adhs | tdah | ?autis* | ?asperger* | asperger's | ?alcoholic*
    | alcoholism
    | alkoholiker* | alkoholsucht* | alkoholkrank* | ?alcoolique* | alcoolisme | ?alcohólic* | ?alcoholist*
    | ?alkoholi* | aa meeting* | ?sober | ?sevré | panic attack* | panikattacke* | angststörung*
    | anxiety disorder
    | ?anxiety | crise d'angoisse | ataque* de pánico | attacchi di panico | ptsd | ptbs | ?borderline
    | ?dialys* | ?diálisis | ?dialisi | ?transplant* | ?greffe* | thyroid* | ?thyroid | schilddrüse*
    | bandscheibenvorfall* | slipped disc | herniated disc | disc herniation | hernie discale | hernia discal
    | ?hernia | ernia del disco | chlamydia | syphilis | sífilis | gonorrh* | herpes | ?covid*
    | ?migraine* | ?migräne*
    | ?jaqueca | ?emicrania | ?migren* | ?allerg* | ?alergi* | ?allergi* | uczulon* | infertil*
    | ?fruchtbarkeit* | ivf
    | ?suicid* | suizid* | selbstmord* | self-harm* | ?overweight | ?endometrio* | zespół downa
    | down's syndrome
    | down-syndrom | trisomie 21 | ?lupus | ?fibromyalgi* | ?psoriasis | ?neurodermitis
    | alkoholabhäng* | drogenabhäng* | medikamentenabhäng* | suchtkrank* | spielsucht* | ?addict*
    | drug addict*
    | ?addiction* | tossicodipenden* | ?verslaafd* | ?verslaving* | ?uzależnion* | toxicoman* | drogadic*
    | morbus crohn | crohn's disease | ?lungenentzündung* | ?pneumonia | parkinson's disease
    | alzheimer's disease
    | celia[ck]* | celíac* | coeliac* | cœliaque | zöliakie* | nerwic* | zaburzeni* lękow* | scoliosis
    | skolios*
    | ?gastritis | kidney failure | niereninsuffizienz | insuffisance rénale | hypothyr* | hyperthyr*
    | hashimoto*
    | osteoporos* | anemia | anaemia | anämie | anémie | anemi[ae] | glaucoma | glaukom* | sepsis | hpv
    | mastectom* | mastektom* | hysterectom* | hysterektom* | vasectom* | vasektom* | colostom* | tinnitus
    | ?angina | angina pectoris | gicht | goutte | ?gota | lyme* | borreliose* | borelioz* | mukoviszidose*
    | cystic fibrosis | mucoviscidose | thrombos* | trombos* | thrombose* | zakrzepic* | embolia | embolism
    | ?angststoornis | ?hallucinat* | ?wahnvorstell* | ocd | zwangsstörung* | tourette* | dyslexi*
    | legasthenie*
    | methylphenidat* | ozempic | warfarin* | marcumar | xanax | valium | tramadol | morphine | morphin
    | morfin*
    | sertraline | fluoxetine | metformin* | lorazepam | ?ibuprofen | lithium carbonate | ritalin
    | methadone | prozac
    | citalopram | escitalopram | quetiapin* | levothyrox*
    | ?diagnosis | ?diagnosed | ?diagnoses | ?diagnose | ?diagnostiziert* | ?diagnosticad*
    | ?diagnosticat* | ?gediagnosticeerd | ?zdiagnozowan* | ?prescribed | ?prescription* | ?ordonnance
    | ?medical record*
    | ?patient | ?patients | ?patient's
    | maladie de parkinson | maladie d'alzheimer | maladie de crohn | maladie de charcot | maladie de lyme
    | malattia di parkinson | malattia di alzheimer | morbo di parkinson | morbo di alzheimer
    | morbo di crohn | enfermedad de parkinson | enfermedad de alzheimer | enfermedad de crohn
    | ziekte van parkinson | ziekte van alzheimer | ziekte van crohn | ziekte van lyme | chorob* parkinsona
    | chorob* alzheimera | chorob* leśniowskiego-crohna | parkinson-krankheit | parkinsonkrank*
    | alzheimer-krankheit | alzheimerkrank* | morbus parkinson | morbus alzheimer | parkinsonov* nemoc*
    | alzheimerov* nemoc* | crohnov* nemoc* | parkinsons sygdom | parkinsons sjukdom | doença de parkinson
    | doença de alzheimer | doença de crohn | ?gehandicapt* | arbeidsgehandicapt* | ?arbeidsongeschikt*
    | ?erwerbsgemindert* | ?erwerbsunfähig* | ?berufsunfähig* | ?schwerbeschädigt* | RQTH
    | travailleur handicapé | travailleuse handicapée | incapacidad permanente | incapacidad laboral
    | ?minusvál* | invalido civile | invalida civile | invalidi civili | renta inwalidzka
    | ?orzeczenie o stopniu | ?funktionsnedsättning* | ?nedsatt arbetsförmåga | invalidní důchod*
    | registered disabled
"""
"""Of health."""
LABELS = """
    diagnosis | diagnoses | diagnose | prescription | prescriptions | medical record | medical records
    | patient
    | patients | disability | disabilities | blood pressure | blood test | sick leave | surgery
    | overdose | allergies
    | therapy | rehab | sick note
"""
"""What a field may be called that holds such a word, and alone says nothing."""
FIELD = Words(
    r"diagn[oó]|befund|anamn|krank|allerg|alerg|medika|medication|prescription|\bconditions?\b|illness|"
    r"disease|symptom|treatment|therap|terap|disabilit|behinder|maladie|antécédents|handicap|enfermedad|"
    r"discapacidad|malatti|patologi|ziekte|medicijn|klachten|chorob|schorzen|rozpoznani|dolegliwo|"
    r"niepełnospr|"
    r"onemocn|nemoc|sjukdom|sygdom|doença|medicamento|medicação|farmac[io]"
)
"""A part of the name of a field that holds one."""
ASKED = loose(
    r"(?:diagn(?:os|óst|oz|ózis)|allerg|alerg|medika(?:tion|ment)|medication|medicatie|medicación|"
    r"medicação|prescription|"
    r"anamn|vorerkrank|vorbefund|erkrankung|krankheit|disease|illness|medical history|antécédents|enfermedad|"
    r"malatti[ae]|"
    r"patologi[ae]|ziekte|chorob|schorzen|rozpoznani|onemocn|sjukdom|sygdom|doença|disabilit|behinderung|"
    r"discapacidad|"
    r"handicap|niepełnospr)"
)
"""How a line begins that tells of one behind a colon; ends may follow."""
REST = re.compile(
    r"(?:['’]s)?(?:[ -](?:disease|syndrome?|disorder|infe[ck]tion\w*|attacks?|mellitus|positive?|"
    r"typ[eo]? ?[12i]{1,2}|[a-c]|"
    r"pulmonaire|mammaire|du sein|del seno|al seno|de mama|piersi|płuc|prostaty)(?![\w-]))?",
    re.IGNORECASE,
)
"""What may go on behind the name of an illness."""
DEGREE = Words(
    r"(?<!\w)(?:(?:(?:grado|grau) de )?discapacidad|invalidit[àé]|invalidez|invalidade|incapacit[éà]|"
    r"incapacidad|"
    r"disabilit(?:y|ies)|handicap|(?:schwer)?behinder\w{0,8}|erwerbsminderung|niepełnosprawno\w{0,4}|"
    r"arbeidsongeschikt\w{0,6}|arbeidsgehandicapt)"
    r"(?: (?:reconocid[oa]|permanent[ei]?|civile|rating|del?|of|van|von|al|à|au taux de|zu)){0,3}:? ?"
    r"\d{1,3} ?(?:%|percent\b|prozent\b|por ciento\b|per cento\b|pour cent\b|procent\b)|"
    r"(?<!\w)gdb:? (?:von )?\d{2,3}(?![\w.])"
)
"""How far somebody is disabled, as offices tell it."""

"""Illnesses, medicines and states of the body in more languages; see `replay.privacy.words.stems`.

What many languages share stands once, by its Latin or Greek beginning. Words of one language that mean
something else in another need somebody beside them.
"""

SHARED = """
    arthro[sz]* | artrit* | artryt* | artros* | artroz* | bronchit* | bronquit* | bronchiti* | ?dermatit*
    | eczema* | eczeem* | endometrios* | endometrioz* | fibromyalg* | fibromialg* | psoria[sz]* | soriasi
    | ?schuppenflechte | migraña* | migrän* | carcinom* | karzinom* | karcinom* | rakowin* | sarkom*
    | sarcom* | metastaas* | leukem* | leukæm* | leucem* | leukaim* | lösemi* | leukeemi* | hämophil*
    | hemofil* | haemophil* | hypertoni* | hipertoni* | arrhythmi* | arytmi* | aritmi* | leberzirrhose*
    | cirrhos* | cirros* | cirrhose* | marskość* | fibrose kystique | fibrosi cistica | fibrosis quística
    | cystisk fibros* | asthme | asma bronquial | bpco | pochp | klamydi* | clamidi* | klamydia* | syfilis*
    | sífilis* | sifilis* | gonorre* | gonore* | malaria | psychotisch* | ptss | osteoporo* | sclérodermie
    | neuropath* | neuropat* | polyneuropath* | ?hörsturz | gürtelrose | vih positiv* | ?vih | séropositi*
    | hiv-poz* | hivpositiv* | spina bifida | anorek* | anorès* | bulim* | dyslek* | disleks* | dislessi*
    | dislexi* | autism* | autyzm* | autist* | autyst* | trisom* | trizom* | downs syndrom | sindrom* down*
    | syndrome de down | síndrome de down | cerebral palsy | cerebralparese* | paralysie cérébrale
    | sertralin* | fluoxetin* | paroxetin* | venlafaxin* | duloxetin* | mirtazapin* | bupropion*
    | amitriptylin* | olanzapin* | risperidon* | aripiprazol* | haloperidol* | clozapin* | lamotrigin*
    | levetiracetam* | pregabalin* | gabapentin* | carbamazepin* | valproat* | diazepam* | alprazolam*
    | clonazepam* | zolpidem* | zopiclon* | oxycodon* | oxycontin | fentanyl* | buprenorphin* | methadon*
    | naltrexon* | semaglutid* | wegovy | mounjaro | ramipril* | lisinopril* | amlodipin* | bisoprolol*
    | metoprolol* | atorvastatin* | simvastatin* | clopidogrel* | apixaban* | rivaroxaban* | xarelto
    | eliquis | prednison* | prednisolon* | methotrexat* | metotreksat* | tamoxifen* | letrozol*
    | adalimumab* | humira | dupixent | keytruda | truvada | descovy | biktarvy | adderall | ?concerta
    | vyvanse | elvanse | zoloft | lexapro | cymbalta | seroquel | abilify | viagra | sildenafil*
    | l-thyroxin* | euthyrox | synthroid | ?cortison* | ?kortison* | levodopa | ?omeprazol* | ?pantoprazol*
    """
BY_LANGUAGE = {
    "en": """
    kidney stone* | gallstone* | ?leukaemic | ?tumorous | ?malignant* | ?benign tumo* | lumpectomy | ?chemo
    | ?stillbirth | ?stillborn | ectopic pregnan* | ?insomnia | ?sleeping pill* | ?antidepressant*
    | blood thinner* | ?painkiller* | ?inhaler | epipen | wheelchair user | ?wheelchair | ?hearing aid
    | ?prosthe* | colonoscop* | ?mammogram | ?ultrasound | ?mri scan | ?mri | ?ct scan | hip replacement
    | knee replacement | ?knee surgery | heart bypass | ?bypass surgery | ?stent | ?defibrillator
    | ?hospitali[sz]ed | ?in hospital | ?intensive care | ?relapsed | ?rehab clinic | ?opioid*
    | gender dysphoria | hormone therapy | ?transition surgery | erectile dysfunction | std test | sti test
    | ?sexually transmitted | ?food intolerance | lactose intoleran* | lactose-intoleran* | ?irritable bowel
    | hay fever | ?chronic pain | chronic fatigue | ?long covid | ?sciatica | ?whiplash | ?concussion
    | ?broken leg | ?broken arm | ?mental health | ?mental illness | mental breakdown | nervous breakdown
    | ?counselling | ?counsellor | ?fit note | doctor's note | off sick
    | ?maternity leave | postnatal depression | postpartum depression | ?menopaus* | pcos
    | ?fertility treatment | ?going blind | ?visually impaired | ?hearing impaired | ?deaf
    | ?learning disab* | ?occupational health | ?seizure*
    | ?in hospital | ?operated on | ?shingles | ?hives | ?IBS | ?transgender
    | ?stress | stress leave | work-related stress | ?flu | ?corona | ?coronavirus | ?cocaine addiction
    | ?knee operation | ?hip operation | ?heart operation | ?back operation | ?eye operation
    | ?heart surgery | ?back surgery
    """,
    "de": """
    blutdruck* | ?blutdrucktablette* | *tumor* | *karzinom* | *syndrom | heuschnupfen | nierenstein*
    | gallenstein* | gallenblase* | blinddarm* | leistenbruch* | knochenbruch* | kreuzbandriss* | meniskus*
    | bandscheibe* | hexenschuss | ischias* | lungenembolie* | herzrhythmus* | herz-op* | herzoperation*
    | *infarkt | *entzündung* | *allergi* | *intoleran* | *neurose | *phobie* | *psychose
    | borderline-störung* | wochenbettdepression* | kaiserschnitt* | eileiterschwanger* | totgeburt*
    | kinderwunschbehandl* | künstliche befruchtung | ?in der klinik | ?im krankenhaus | knie-op* | hüft-op*
    | ?operiert* | ?rollstuhl* | ?hörgerät* | ?prothese* | ?pflegegrad* | pflegestufe* | entzugsklinik*
    | ?entzug | entziehungskur* | ?entgiftung | suchtberatung* | anonyme alkoholiker
    | ?trockener alkoholiker | ?au-bescheinigung* | ?gelber schein | ?gelben schein | ?krankenschein*
    | arbeitsunfähig* | ?krankgeschrieben* | ?krank gemeldet | ?krank geschrieben | ?langzeitkrank*
    | ?chronisch krank | ?mutterschutz* | ?gleichgestellt* | ?psychisch* krank* | ?psychologe | ?psychologin
    | ?neurologe | ?onkologe | ?frauenarzt | ?nervenarzt | ?antidepressiva | ?schlaftablette*
    | ?beruhigungsmittel | ?betablocker | blutverdünner* | ?schmerzmittel | ?medikament* | ?tabletten
    | spritzt insulin | ?epilept* | ?krampfanfall* | ?gehörlos* | sehbehindert* | ?transident*
    | transgeschlecht* | ?hormontherapie* | geschlechtskrank* | ?magengeschwür* | ?hautkrebs*
    | darmspiegelung* | ?wechseljahre* | ?hämorrhoid* | laktoseintoleran* | ?lungenkrank* | ?herzkrank*
    | ?nierenkrank*
    | *herzleiden | *rückenleiden | *nervenleiden | *leberleiden | *schlafstörung*
    | *persönlichkeitsstörung* | *posttraumatisch* | *laktoseunverträglich* | glutenunverträglich*
    | histaminunverträglich* | ?im krankenhaus | ?ins krankenhaus | ?hüftoperation | ?knieoperation
    | ?unter betreuung
    | ?corona | ?grippe | ?stress* | erwerbsminderungsrent* | operation am knie | operation an der hüfte
    | operation am herzen | operation an der schulter | ?augen-op | rücken-op* | schulter-op* | herzklappe*
    | ?kreislaufkollaps | ?nervenzusammenbruch
    """,
    "fr": """
    ?cancéreu* | ?hospitalisé* | ?en fauteuil roulant | ?fauteuil roulant | ?anxiété | anxieu[sx]*
    | troubles anxieux | ?insomni* | ?antidouleur* | ?médicament* | ?comprimés | ?anticoagulant*
    | arrêt longue maladie | longue maladie | affection longue durée | mi-temps thérapeutique
    | ?en dépression | ?dépressi* | ?burn out | ?burnout | infarctus* | ?accident vasculaire
    | ?calculs rénaux | ?sciatique | ?lumbago | ?allergique* | intoléran* | ?eczéma | rhume des foins
    | ?hypertendu* | ?cardiaque | ?pontage | avortement* | ?césarienne | ?stérilité | ?ménopaus* | ?handicap
    | rqth | ?sourd* | ?aveugle | malvoyant* | malentendant* | alcooliques anonymes | ?désintox*
    | ?psychologue | ?psychiatre | ?ordonnances | maladie chronique | maladie auto-immune | maladie rare
    | ?trouble bipolaire
    | ?opéré | ?opérée | ?à l'hôpital | kinésithérap* | ?ivg | ?fiv | ?pma
    | opération du genou | opération de la hanche | opération du dos | opération du cœur
    | opération des yeux | opération de l'épaule | ?la grippe | ?épuisement
    | ?chimio | cure de désintoxication | cure de sevrage
    """,
    "it": """
    ?tumore* | ?ricoverat* | ?operat[oa] | ?in ospedale | ?ansia | ?ansios* | ?attacco di panico
    | ?esaurimento nervoso | ?insonnia | ?farmaci | ?pastiglie | ?antidolorific* | ?anticoagulant*
    | ?allergic* | intolleran* | celiach* | ?pressione alta | ipertes* | ?sciatica | ?mal di schiena
    | ?cardiopat* | bypass coronaric* | ?aborto | ?cesareo | fecondazione assistita | ?menopausa
    | ?sedia a rotelle | ?disabilità | legge 104 | ?sord[oa] | ?cieco | ?cieca | ipovedente* | ?alcolist*
    | ?alcolism* | ?psicolog* | ?certificato medico | ?depress* | ?diabetic* | ?asmatic* | ?epilettic*
    | ?ciste | ?cisti
    | ?all'ospedale
    | operazione al ginocchio | operazione all'anca | operazione alla schiena | operazione al cuore
    | operazione alla spalla | ?influenza | ?esaurimento
    | ?chemio
    """,
    "es": """
    ?cancerígen* | ?ingresad[oa] | ?hospitalizad* | ?operad[oa] | ?operaron | ?ansiedad | ansiolític*
    | ?insomnio | ?medicación | ?medicament* | ?pastillas | ?anticoagulant* | ?alérgic* | intoleran*
    | ?tensión alta | ?presión alta | ?hipertens* | ?ciática | ?lumbalgia | ?derrame cerebral
    | ?ataque al corazón | ?infart* | ?cesárea | fecundación in vitro | ?menopausia | ?silla de ruedas
    | ?minusvalía | ?sord[oa] | ?cieg[oa] | ?alcoholismo | alcohólicos anónimos | ?desintoxicación
    | ?psicólog* | ?psiquiátric* | ?baja por | ?de baja | ?depresión | ?deprimid* | ?diabétic* | ?epilépti*
    | ?tumor* | ?quimio | ?cáncer* | ?quiste* | trastorno bipolar | trastorno de | ?embarazo*
    | ?en el hospital | ?hospital por | ?epoc | ?aborto
    | operación de rodilla | operación de cadera | operación de espalda | operación de corazón
    | ?gripe | ?estrés
    | cura de desintoxicación
    """,
    "pt": """
    ?câncer* | ?cancro da | ?cancro do | ?cancro de | ?tumor* | ?internad[oa] | ?operad[oa] | ?cirurgia
    | ?ansiedade | ?depressiv* | ?deprimid* | ?insônia | ?insónia | ?remédio* | ?medicaç* | ?comprimidos
    | ?alérgic* | ?pressão alta | ?hipertens* | ?enxaqueca* | ?infarto | ?enfarte | ?avc | ?derrame
    | ?cesariana* | ?grávid* | ?menopausa | ?cadeira de rodas | ?deficiência | ?surd[oa] | ?ceg[oa]
    | ?alcoólatra* | ?alcoólic* | alcoólicos anônimos | ?psicólog* | ?psiquiatr* | ?baixa médica | ?atestado
    | ?licença médica | ?diabétic* | ?epilepsia | ?epilétic* | ?autist* | ?esquizofren* | ?hérnia
    | ?doença de | ?doente | doença celíaca | ?quimio* | soropositiv*
    | ?no hospital | ?aborto
    | operação ao joelho | cirurgia ao joelho | ?stress | ?esgotamento
    """,
    "nl": """
    suikerziekte* | suikerpatiënt* | *ziekte van | ?geopereerd* | ?opgenomen | hartaanval* | hartinfarct*
    | hartklachten | *infarct | *tumor | ?gezwel | hooikoorts | *allergie | *intoleran* | hoge bloeddruk
    | ?rugklachten | ?rughernia | ?nekhernia | ?burn-out* | ?overspannen | ?depressief* | paniekaanval*
    | ?slaappillen | ?medicijnen | ?medicatie | bloedverdunner* | ?pijnstiller* | ?keizersnede | abortus
    | ?miskramen | ?overgang | ?rolstoel* | ?gehoorapparaat | ?doof | slechtziend* | slechthorend*
    | ?psycholoog | ?psychiater | ?verslaafd* | ?afkicken | afkickkliniek* | ?alcoholic*
    | ?arbeidsongeschikt* | ?ziektewet | ?wajong | wia-uitkering | ?langdurig ziek | ?chronisch ziek*
    | reuma* | ?jicht | nierstenen | galstenen | ?longontsteking* | *ontsteking
    | ?in het ziekenhuis | ?naar het ziekenhuis | ?pillen
    | knieoperatie* | heupoperatie* | hartoperatie* | rugoperatie* | ?griep | ?overspannenheid
    """,
    "pl": """
    ?rak | ?raka | ?rakiem | ?nowotwór* | ?operowan* | ?depresję | ?depresji | ?nerwic* | ?bezsenno* | ?leki
    | ?tabletki | antydepresant* | ?przeciwbólow* | ?alergi* | uczulen* | nietoleran* | ?nadciśnieni*
    | ?rwa kulszowa | ?dyskopati* | ?przepuklin* | zawał* | ?udar* | ?ciąż* | ?ciąży | ?poroni* | cesarsk*
    | in vitro | ?menopauz* | ?wózk* inwalidzk* | ?inwalid* | ?niesłysząc* | ?niewidom* | ?głuch*
    | ?alkoholi* | ?odwyk* | ?psycholog* | ?psychiatr* | ?zwolnieni* | ?na zwolnieniu | ?chorob* | ?choruj*
    | ?chorowit* | ?chorą | łuszczyc* | astm[aęyą] | ?padaczk* | ?grypę | ?zaburzeni* | ?autyzm*
    | ?stwardnien* | ?kamic* | ?tarczyc* | ?wirus* hiv | ?zakażon* | ?przewlekł*
    | ?w szpitalu | ?do szpitala | ?guz | ?guza | ?guzem | ?ma guza | egzem[aęy] | ?uzależniony od
    | ?uzależniona od | ?na wózku
    | operacj* kolan* | operacj* biodr* | operacj* serc* | operacj* kręgosłup* | ?gryp* | ?na l4
    """,
    "cs-sk": """
    ?rakovin* | ?nádor* | ?rakov* | ?operovan* | ?depres* | ?úzkost* | ?nespavost* | ?léky | ?lieky
    | ?prášky | antidepresiv* | ?alerg* | vysok* krevn* tlak | ?ploténk* | ?platničk* | infarkt* | ?mrtvic*
    | ?mŕtvic* | ?porážk* | ?těhotenstv* | ?tehot* | ?potrat* | ?císařsk* | ?vozíčk* | ?postižen*
    | ?postihnut* | ?nesly* | ?nevidom* | ?alkoholi* | ?psychiatr* | ?psycholog* | ?neschopenk* | ?péenk*
    | ?maródk* | ?na nemocensk* | ?onemocn* | ?nemoc | ?nemocí | ?je nemocn* | ?jsem nemocn* | ?chorob*
    | cukrovk* | ?diabetik* | lupénk* | lupienk*
    | ?epileps* | ?epilept* | ?autis* | ?roztroušen* skleróz* | roztrúsen* skleróz* | ?demenc*
    | ?schizofren* | ?zánět* | ?žloutenk* | ?žltačk* | ?celiaki* | ?rozedm* | ?leukémi*
    | ?v nemocnici | ?do nemocnice | ?kýl[aou] | zápal pľúc | zápal plic | ?vysok* tlak | ?ekzém*
    | operac* kolen* | operac* kyčl* | operac* srdc* | ?chřipk* | ?vyhořen*
    """,
    "nordic": """
    brystkreft* | brystkræft* | lungekreft* | lungekræft* | prostatakreft* | prostatakræft* | hudkreft*
    | hudkræft* | tarmkreft* | tarmkræft* | magekreft* | magekræft* | leverkreft* | leverkræft*
    | blodkreft* | blodkræft* | livmorkreft* | livmorkræft* | eggstokkreft* | eggstokkræft* | halskreft*
    | halskræft* | bröstkräfta | lungkräfta | ?kräfta
    |     *cancer | *cancern | *canceren | ?kreften | ?kræften | *tumör | *svulst*
    | ?hjärtattack* | hjerteattack* | hjerteinfarkt* | hjerteanfald* | ?blodpropp* | ?blodprop*
    | ?hjerneblødning* | ?stroke | ?hjärnblödning* | ?slagtilfælde | hjerneslag | sukkersyke* | sockersjuk*
    | ?diabetike* | ?diabetiker* | ?depression* | ?depresjon* | ?deprimert* | ?deprimeret | ?deprimerad
    | ?ångest* | ?utbränd* | utmattningssyndrom* | ?utbrent* | ?stressramt | ?sömntablett* | ?medisin*
    | ?medicin* | ?tabletter | ?opererad | sjukskriv* | sykmeld* | sykemeld* | sygemeld* | ?sjukintyg*
    | ?sjukpenning | ?gravid* | ?missfall* | ?spontanabort* | ?kejsarsnitt | ?kejsersnit | ?keisersnitt
    | ?rullstol* | ?rullestol* | ?kørestol* | ?hörapparat* | ?høreapparat* | ?döv | ?døv | ?funktionshind*
    | ?funksjonshemm* | ?handicappet | ?alkoholist* | ?alkoholiker* | ?missbruk* | ?avgiftning | ?misbrug*
    | ?psykolog* | ?psykiat* | ?psykisk* sjuk* | ?psykisk* syk* | ?høyt blodtrykk | ?högt blodtryck
    | ?forhøjet blodtryk | ?diskbråck | ?diskusprolaps | ?prolaps | ?ischias | ?gikt | ?ledgikt* | reumat*
    | leddgikt* | astma* | *allergi | ?pollenallergi* | ?glutenintoleran* | cøliaki | celiaki | ?epilepsi
    | ?lunginflammation* | lungebetennelse* | ?njursten* | nyrestein* | gallsten* | gallestein*
    | ?klimakteri* | ?demens* | ?skizofreni* | ?schizofreni* | ?kols
    | ?på sjukhus | ?på sjukhuset | ?på sykehuset | ?på hospitalet | ?på sygehuset | ?operert | ?opereret
    | ?opererades | provoceret abort | ?eksem | ?eksemen
    | ?utmattning* | ?stress | ?stresssygemeld* | knäoperation* | höftoperation* | knæoperation*
    | kneoperasjon* | ?influensa
    """,
    "fi-et": """
    *syöpä* | ?syöpä* | *kasvain* | ?leikkau* | ?leikattiin | ?masennu* | ?ahdistu* | ?uupumu* | ?uupunut
    | ?lääk* | sairauslom* | sairasloma* | ?saikulla | ?raskaana* | keskenmen* | abortti* | ?pyörätuol*
    | ?kuulolait* | ?kuuro | ?sokea* | ?vammai* | ?alkoholis* | ?psykolog* | ?psykiatr* | verenpain*
    | sydänkohtau* | sydäninfarkt* | aivoinfarkt* | aivohalvau* | sokeritau* | diabeet* | ?astma*
    | ?allergi* | keliaki* | epilepsi* | reuma* | ?keuhkokuume* | ?migreeni* | ?skitsofreni* | ?kaksisuunt*
    | *tauti | *sairaus | ?sairau* | ?muistisairau* | ?vähk* | ?suhkurtõ* | ?depressioon*
    | ?sairaalassa | ?sairaalaan | ?päihdeongelm*
    """,
    "hu": """
    cukorbeteg* | ?rákos | ?rákja | *daganat* | ?daganat* | ?műtét* | ?műtöt* | ?depresszió* | ?depressziós
    | ?szorong* | ?pánikroham* | ?kiégés* | ?gyógyszer* | ?tablett* | antidepresszáns* | táppénz*
    | ?betegszabad* | ?terhes* | ?várandós* | ?vetélés* | ?elvetélt | ?császármetsz* | ?kerekesszék*
    | ?rokkant* | ?fogyaték* | ?süket | ?alkoholista* | ?pszichológus* | ?pszichiát* | magas vérnyomás*
    | vérnyomás* | szívinfarktus* | szívroham* | ?sztrók* | ?agyvérzés* | ?asztma* | ?asztmás | ?allergi*
    | lisztérzék* | epilepszi* | ?epilepsziás | ?gerincsérv* | ?tüdőgyullad* | ?migrén* | ?skizofrén*
    | ?bipoláris | *betegség* | ?beteg | ?betegség*
    | mellrák* | tüdőrák* | bőrrák* | bélrák* | prosztatarák* | gyomorrák* | ?kórházban | ?kórházba
    """,
    "ro": """
    ?cancer* | ?tumoare* | ?tumori | ?depresi* | ?anxietate* | ?atac* de panică | ?medicament* | ?pastile*
    | concediu medical | ?avort* | ?cezarian* | scaun cu rotile | ?handicap* | ?dizabilit* | ?alcoolic*
    | ?psiholog* | ?psihiatr* | hipertensiv* | tensiune mare | infarct* | accident vascular | diabetic*
    | diabet* | ?astm | ?astmatic* | ?alergi* | epileps* | ?epilepti* | ?hernie* | ?pneumonie | ?migren*
    | schizofreni* | ?bolnav* | ?boală | ?boala | boli cronice
    | ?la spital | ?în spital | ?operată | însărcinată | ?hipertens*
    """,
    "south-slavic": """
    ?rak | ?raka | ?rakom | ?tumor* | ?operiran* | ?depresij* | ?depresivn* | ?anksiozn* | ?tjeskob*
    | ?lijekov* | bolovanj* | ?na bolniški | bolnišk* | noseč* | ?pobačaj* | ?carski rez | ?gluh* | ?slijep*
    | ?alkoholičar* | ?psiholog* | ?psihijatr* | ?infarkt* | ?moždani udar | ?možganska kap
    | šećern* bolest* | dijabet* | sladkorn* bolez* | ?astm* | ?alergij* | epilepsij* | ?upala pluća
    | ?pljučnica | ?migren* | ?shizofren* | ?bolest* | ?bolezen* | ?bolestan | ?bolesna
    | ?u bolnici | ?v bolnišnici | invalidsk* kolic* | ?invalidnin* | ovisnik* | ?visok* tlak | je trudna
    | sam trudna | trudnoć*
    """,
    "cyrillic": """
    ?рак | ?рака | ?раком | ?ракът | онколог* | опухол* | пухлин* | ?тумор* | ?прооперир* | ?прооперов*
    | депресси* | депресі* | депресия* | паническ* атак* | ?выгоран* | ?лекарств* | ?таблетк*
    | антидепрессант* | антидепресант* | ?больничн* | ?лікарнян* | ?болничн* | ?беремен* | беременн*
    | вагітн* | бременн* | выкидыш* | викид* | аборт* | кесарев* | ?инвалид* | ?інвалід* | ?глух* | ?слеп*
    | ?алкоголик* | ?алкоголізм* | алкоголизм* | ?наркоман* | ?психолог* | ?психиатр* | ?психіатр*
    | гипертон* | гіперто* | инфаркт* | інфаркт* | инсульт* | інсульт* | диабет* | діабет* | астм*
    | ?аллерги* | ?алергі* | эпилепси* | епілепсі* | епилепси* | грыж* | ?гриж* | пневмони* | ?воспалени*
    | мигрен* | мігрен* | шизофрени* | шизофрені* | ?вич | віл | спид | снід | гепатит* | туберкул*
    | рассеянн* склероз* | розсіян* склероз* | ?заболе* | ?болезн* | ?хвороб* | ?болест* | деменци*
    | деменці* | аутизм* | аутис* | химиотерап* | хіміотерап* | псориаз* | ?диагноз* | ?діагноз* | бесплоди*
    | ?онко | лейкоз* | лейкеми* | меланом* | метастаз*
    | ?в больнице | ?в больницу | ?в лікарні | ?в болница | инвалидн* коляск* | інвалідн* коляск*
    | ?высок* давлени* | ?високо кръвно | ?под онкологи*
    """,
    "el": """
    καρκίν* | όγκο* | ?εγχείρησ* | ?χειρουργ* | κατάθλιψ* | ?άγχος | κρίσ* πανικού | ?φάρμακ* | ?χάπια
    | ινσουλίν* | αναρρωτικ* | έγκυος | ?εγκυμοσύν* | αποβολή | έκτρωσ* | ?καισαρική | αναπηρί* | ?ανάπηρ*
    | αναπηρικ* | ?κωφ* | ?τυφλ* | αλκοολικ* | ?ψυχολόγ* | ?ψυχίατρ* | υπέρτασ* | έμφραγμα* | εγκεφαλικ*
    | διαβήτη* | ζάχαρο | ?άσθμα* | ?αλλεργ* | επιληψί* | κοιλιοκάκη | ?πνευμονία | ημικρανί* | σχιζοφρέν*
    | ?διάγνωσ* | διαγνώστηκ* | χημειοθεραπ* | ?ασθένει* | ?αρρώστι* | λευχαιμί* | άνοια | αυτισμ*
    | σκλήρυνσ*
    | ?στο νοσοκομείο | ?χειρουργείο
    """,
    "tr": """
    kanser* | tümör* | ?ameliyat* | depresyon* | anksiyete* | panik atak* | tükenmişlik* | ?ilaç*
    | antidepresan* | ?insülin* | hamile* | gebelik* | düşük yap* | kürtaj* | sezaryen*
    | tekerlekli sandalye* | ?sağır* | alkolik* | ?psikolo* | psikiyatr* | tansiyon* | kalp kriz* | ?felç*
    | ?inme | diyabet* | şeker hasta* | astım* | ?alerji* | çölyak* | epileps* | ?sara hasta* | bel fıtığ*
    | ?fıtık* | zatürre* | migren* | şizofren* | *hastalığı | raporlu* | lösemi* | demans* | otizm*
    | ?teşhis*
    | ?hastanede | ?hastaneye | engelli | engelliyim | ?hastayım | kalp hasta* | ?yüksek tansiyon*
    """,
}
"""By language; those of neighbours that share most words stand together."""

"""Tables, forms without names of fields, notes and shells of many countries: a third lot of the classes.

Written after the rules were mended by the second, before they met it.
"""

from tests.benchmarks.privacy.languages.speakers import in_teams

_CS, _DE, _EN, _ES, _FR = (in_teams(name) for name in ("cs", "de", "en", "es", "fr"))
_IT, _NL, _PL, _PT, _SV = (in_teams(name) for name in ("it", "nl", "pl", "pt", "sv"))

FORMS = (
    _DE.app("EXCEL.EXE", "Personal.xlsx - Excel",
            "Name\tGeb.-Datum\tSV-Nr.\tSteuer-ID\tTel. privat\nAnja Kern\t{dob:14.03.1987}\t"
            "{id:65 140387 K 003}\t{id:93271466688}\t{tel:0171 2345678}\n"),
    _DE.app("EXCEL.EXE", "Kita.xlsx - Excel",
            "Kind\tgeb.\t{n:Allergien}\tNotfallnr.\nLena\t{dob:03.05.2021}\t{sens:Erdnuss}\t"
            "{tel:06221 482913}\n"),
    _DE.app("EXCEL.EXE", "Wahl.xlsx - Excel", "Name\tKonfession\t{n:GdB}\nKern\t{sens:rk}\t{sens:50}\n"),
    _EN.app("EXCEL.EXE", "staff.xlsx - Excel",
            "Employee\tDOB\tNI no.\tMobile\tNext of kin\nPaul Reed\t{dob:14/03/1987}\t"
            "{id:QQ123456C}\t{tel:07700 900 512}\t{n:Ann Reed}\n"),
    _EN.app("EXCEL.EXE", "players.xlsx - Excel",
            "Player\tBirth year\tPassport\tMedical notes\nBen Ash\t{dob:2011}\t{id:533401372}\t"
            "{sens:asthma inhaler}\n"),
    _FR.app("EXCEL.EXE", "salaries.xlsx - Excel",
            "Nom\tNé(e) le\tN° SS\tPortable\nHugo Petit\t{dob:14/03/1987}\t{id:185071900716751}\t"
            "{tel:06 12 84 90 37}\n"),
    _IT.app("EXCEL.EXE", "dipendenti.xlsx - Excel",
            "Nome\tData nasc.\tCod. fisc.\tCell.\nLuca Riva\t{dob:14/03/1987}\t"
            "{id:RSSMRF85L70H501P}\t{tel:347 812 9034}\n"),
    _ES.app("EXCEL.EXE", "socios.xlsx - Excel",
            "Nombre\tF. nac.\tDNI\tTfno.\tIBAN\nMarta Gil\t{dob:14/03/1987}\t{id:86919943E}\t"
            "{tel:612 849 037}\t{n:x}\n"),
    _PT.app("EXCEL.EXE", "alunos.xlsx - Excel",
            "Nome\tData nasc.\tNIF\tTelemóvel\nRui Melo\t{dob:14/03/2010}\t{id:211950939}\t"
            "{tel:912 345 678}\n"),
    _NL.app("EXCEL.EXE", "leden.xlsx - Excel",
            "Naam\tGeb.datum\tBSN\tMobiel\nP. de Wit\t{dob:14-03-1987}\t{id:113471154}\t"
            "{tel:06 12849037}\n"),
    _PL.app("EXCEL.EXE", "lista.xlsx - Excel",
            "Imię\tData ur.\tPESEL\tTel. kom.\nJan Nowak\t{dob:14.03.1987}\t{id:85073086636}\t"
            "{tel:608 103 141}\n"),
    _CS.app("EXCEL.EXE", "seznam.xlsx - Excel",
            "Jméno\tNar.\tRČ\tMobil\nJana Malá\t{dob:14.3.1987}\t{id:855730/3800}\t{tel:608 103 141}\n"),
    _SV.app("EXCEL.EXE", "lista.xlsx - Excel",
            "Namn\tPersonnr\tMobil\nElin Ek\t{id:850730-8800}\t{tel:070-123 45 67}\n"),
    _DE.web("Patientenanmeldung","Kern\tAnja\t{dob:14.03.1987}\t{id:A123456780}\t{tel:06221 482913}\n"),
    _DE.web("Mietantrag - Wohnbau","Anja Kern\t{dob:14.03.1987}\t{adr:Lindenweg 12}\t{n:50674 Köln}\t"
            "{tel:0171 2345678}\n"),
    _EN.web("GP registration","Mary\tHill\t{dob:14/03/1952}\t{id:617 508 5213}\t{tel:0117 496 0123}\n"),
    _EN.web("Book a flight - Passenger details","MARY\tHILL\t{dob:14/03/1952}\t{id:533401372}\t{n:GBR}\n"),
    _FR.web("Inscription - Doctolib","Petit\tHugo\t{dob:14/03/1987}\t{tel:0612849037}\n"),
    _IT.web("Scheda paziente","Rossi\tMaria\t{dob:14/03/1952}\t{id:RSSMRR85L70H501B}\t{tel:3478129034}\n"),
    _ES.web("Alta de paciente","Gil\tMarta\t{dob:14/03/1987}\t{id:38805389L}\t{tel:612849037}\n"),
    _PL.web("Rejestracja pacjenta","Nowak\tJan\t{id:85073002546}\t{tel:608103141}\n"),
    _NL.web("Inschrijven bij huisarts","de Wit\tPieter\t{dob:14-03-1987}\t{id:190502228}\t"
            "{tel:0612849037}\n"),
    _EN.told("gate code is {pin:4471#}, flat 3\n"),
    _EN.noted("alarm off: {pin:7741}\nspare key with Jo\n"),
    _DE.noted("Fahrradschloss {pin:4471}\nSpind {pin:90 12 33}\n"),
    _DE.told("pin von der ec karte ist {pin:4711}\n"),
    _FR.told("code de l'immeuble {pin:47B12}\n"),
    _ES.told("el portal se abre con {pin:4471}\n"),
    _IT.told("pin del bancomat: {pin:4711}\n"),
    _NL.told("de poort gaat open met {pin:4471}\n"),
    _PL.told("kod do domofonu {pin:4471}\n"),
    _EN.noted("router admin / {pw:Harbour_9x}\nnas root / {pw:teal-Fox-22}\n"),
    _EN.told("use jreed and {pw:Harbour_9x} for the vpn\n"),
    _DE.noted("Netflix: {pw:Sonne77!}\nAmazon: {pw:Mond88?x}\n"),
    _DE.told("login für den shop: {n:anja@ex.test} und {pw:Sonne77!}\n"),
    _FR.noted("wifi maison : {pw:Tournesol55}\n"),
    _EN.shell("sudo cryptsetup open /dev/sdb1 backup\n{pw:blue kettle seven}\n"),
    _EN.shell("mysql -u root -p\n{pw:Walrus88}\nshow tables;\n"),
    _EN.shell("docker login -u jreed -p {pw:S3same99} registry.local\n"),
    _EN.shell("smbclient //nas/share -U jreed%{pw:Harbour_9x}\n"),
    _EN.shell("htpasswd -b .htpasswd jo {pw:teapot77}\n"),
    _EN.shell("export DB_PASSWORD={pw:q9Lm2xT}\n"),
    _EN.shell("echo '{pw:Walrus88}' | sudo -S apt update\n"),
    _EN.told("Rita's {n:off sick} with {sens:shingles}\n"),
    _EN.mailed("Reasonable adjustments: Omar is {sens:hearing impaired}.\n"),
    _EN.told("she converted to {sens:Islam} last year\n"),
    _DE.told("der kollege ist {sens:zeuge jehovas}\n"),
    _DE.told("kollegin braucht {sens:gebetsraum}, ist {sens:muslima}\n"),
    _DE.mailed("Frau Roth ist ab Montag in {sens:Mutterschutz}.\n"),
    _DE.told("er streikt mit der {sens:gdl}\n"),
    _FR.told("elle a un {sens:cancer du sein}\n"),
    _FR.told("il suit une {sens:cure de désintoxication}\n"),
    _IT.told("è in {sens:chemio} da marzo\n"),
    _ES.told("le han detectado {sens:párkinson}\n"),
    _ES.told("es {sens:testigo de Jehová}\n"),
    _NL.told("ze heeft {sens:borstkanker} gehad\n"),
    _PL.told("ma {sens:stwardnienie rozsiane}\n"),
    _CS.told("má {sens:roztroušenou sklerózu}\n"),
    _SV.told("hon har fått {sens:bröstcancer}\n"),
    # What only looks like it.
    _EN.app("EXCEL.EXE", "stock.xlsx - Excel",
            "SKU\tEAN\tQty\tSupplier ref\nBolt\t4006381333931\t40\tQQ123456C7\n"),
    _DE.app("EXCEL.EXE", "Rechnungen.xlsx - Excel",
            "Nr.\tDatum\tBetrag\tKunde\n2026-0481\t14.03.2026\t1.234,56\t10482913\n"),
    _FR.app("EXCEL.EXE", "stock.xlsx - Excel", "Réf.\tDate\tQté\n482913774\t14/03/2026\t12\n"),
    _EN.app("EXCEL.EXE", "runs.xlsx - Excel",
            "Run\tStarted\tCommit\tSeed\n1182\t2026-03-14\t4f81c90\t511268746\n"),
    _EN.web("Track your parcel","1Z999AA10123456784\n"),
    _EN.web("New invoice - Xero","Harbour Ltd\t14/03/2026\t4829.13\t20\n"),
    _DE.web("Reisekosten","12.03.2026\t14.03.2026\tKöln\t482,90\n"),
    _EN.shell("kubectl get pods -n prod\nkubectl logs api-482913 --since=10m\n"),
    _EN.shell("git checkout release-2026-11\nmake test\n"),
    _EN.noted("sprint 48: velocity 29, carry-over 13\nroom 482913? no, 4.82\n"),
    _DE.noted("Einkauf: 3 Milch, 12 Eier\nRegal 90 12 33 cm\n"),
    _EN.told("the union of both sets has 482913 rows\n"),
    _EN.told("patient zero of the outage was the auth service\n"),
    _DE.told("der build hat depressionen, 37 fehler\n"),
    _FR.told("la base est en bonne santé, 0 erreur\n"),
    _ES.told("el servidor está enfermo otra vez\n"),
    _IT.told("il server è morto, il backup è sano\n"),
)  # fmt: skip

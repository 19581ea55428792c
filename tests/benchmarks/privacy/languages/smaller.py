"""Portuguese, Czech, Swedish and Danish."""

from tests.benchmarks.privacy.holdout.scripts import Field, Window
from tests.benchmarks.privacy.languages.case import Language

_NOTE = Window("gedit", "notes.txt - gedit")
_PT = Language(
    "pt", Window("WhatsApp", "WhatsApp"), Window("thunderbird", "Escrever: dados - Thunderbird"), _NOTE
)
_CS = Language("cs", Window("Signal", "Signal"), Window("thunderbird", "Nová zpráva - Thunderbird"), _NOTE)
_SV = Language(
    "sv", Window("Signal", "Signal"), Window("thunderbird", "Skriv: uppgifter - Thunderbird"), _NOTE
)
_DA = Language(
    "da", Window("Signal", "Signal"), Window("thunderbird", "Skriv: oplysninger - Thunderbird"), _NOTE
)

SMALLER = (
    _PT.told("a senha do wifi é {pw:Couve-flor8}\n"),
    _PT.told("a palavra-passe é {pw:bacalhau12}\n"),
    _PT.mailed("Utilizador: jsilva\nPalavra-passe: {pw:Cigarra_77}\n"),
    _PT.told("o pin do cartão é {pin:6183}\n"),
    _PT.told("o código de verificação é {otp:339817}\n"),
    _PT.web("Introduza o código recebido por SMS", "{otp:471093}\n"),
    _PT.web("Iniciar sessão", "jsilva\t{pw:Moinho617}\n"),
    _PT.mailed("Nasci em {dob:12 de março de 1984} no Porto\n"),
    _PT.web("Registo", Field("Data de nascimento"), "{dob:21/05/1979}\n"),
    _PT.mailed("NIF: {id:228882281}\n"),
    _PT.told("o meu número é {tel:912 849 037}\n"),
    _PT.mailed("moro na {adr:Rua Augusta 14, 3º esq., 1100-053 Lisboa}\n"),
    _PT.told("ela está {sens:grávida} de três meses\n"),
    _PT.told("o meu pai é {sens:diabético}\n"),
    _PT.mailed("sou membro do {sens:sindicato}\n"),
    _PT.told("esqueci-me da senha outra vez\n"),
    _PT.told("a senha deve ter pelo menos 12 caracteres\n"),
    _PT.mailed("encomenda nº 912849037 enviada a 12/03/2025\n"),
    _PT.told("o antivírus encontrou um vírus no pc 12\n"),
    _CS.told("heslo na wifi je {pw:Kapusta88}\n"),
    _CS.told("heslo: {pw:knedlik12}\n"),
    _CS.mailed("Uživatel: jnovak\nHeslo: {pw:Cvrcek_77}\n"),
    _CS.told("pin ke kartě je {pin:6183}\n"),
    _CS.told("ověřovací kód je {otp:339817}\n"),
    _CS.web("Zadejte kód z SMS", "{otp:471093}\n"),
    _CS.web("Přihlášení", "jnovak\t{pw:Mlynek617}\n"),
    _CS.mailed("Narodil jsem se {dob:12. března 1984} v Brně\n"),
    _CS.web("Registrace", Field("Datum narození"), "{dob:21. 5. 1979}\n"),
    _CS.mailed("rodné číslo {id:880711/7022}\n"),
    _CS.told("moje číslo je {tel:612 849 037}\n"),
    _CS.mailed("bydlím v {adr:Dlouhá 14, 110 00 Praha 1}\n"),
    _CS.told("je {sens:těhotná}, třetí měsíc\n"),
    _CS.told("táta má {sens:cukrovku}\n"),
    _CS.mailed("jsem v {sens:odborech}\n"),
    _CS.told("zase jsem zapomněl heslo\n"),
    _CS.told("heslo musí mít aspoň 12 znaků\n"),
    _CS.mailed("objednávka č. 612849037 odeslána 12. 3. 2025\n"),
    _CS.told("antivir našel virus na počítači 12\n"),
    _SV.told("lösenordet till wifi är {pw:Blomkal88}\n"),
    _SV.told("lösen: {pw:kottbulle12}\n"),
    _SV.mailed("Användarnamn: asvensson\nLösenord: {pw:Syrsa_77}\n"),
    _SV.told("pinkoden till kortet är {pin:6183}\n"),
    _SV.told("portkoden är {pin:2580}\n"),
    _SV.told("verifieringskoden är {otp:339817}\n"),
    _SV.web("Ange koden från SMS", "{otp:471093}\n"),
    _SV.web("Logga in", "asvensson\t{pw:Kvarn617}\n"),
    _SV.mailed("Jag är född den {dob:12 mars 1984} i Lund\n"),
    _SV.web("Registrering", Field("Födelsedatum"), "{dob:1979-05-21}\n"),
    _SV.mailed("personnummer {id:800719-4098}\n"),
    _SV.told("mitt nummer är {tel:070-284 90 37}\n"),
    _SV.mailed("jag bor på {adr:Storgatan 14 lgh 1102, 211 34 Malmö}\n"),
    _SV.told("hon är {sens:gravid} i tredje månaden\n"),
    _SV.told("pappa har {sens:diabetes}\n"),
    _SV.mailed("jag är med i {sens:facket}\n"),
    _SV.told("jag har glömt lösenordet igen\n"),
    _SV.told("lösenordet måste ha minst 12 tecken\n"),
    _SV.mailed("beställning 0702849037 skickad 2025-03-12\n"),
    _SV.told("virusskannern hittade ett virus på dator 12\n"),
    _DA.told("adgangskoden til wifi er {pw:Blomkaal88}\n"),
    _DA.told("kodeord: {pw:rugbroed12}\n"),
    _DA.mailed("Brugernavn: mjensen\nAdgangskode: {pw:Faarekylling_7}\n"),
    _DA.told("pinkoden til kortet er {pin:6183}\n"),
    _DA.told("engangskoden er {otp:339817}\n"),
    _DA.web("Indtast koden fra SMS", "{otp:471093}\n"),
    _DA.web("Log på - Mit overblik", "mjensen\t{pw:Moelle617}\n"),
    _DA.mailed("Jeg er født den {dob:12. marts 1984} i Odense\n"),
    _DA.web("Tilmelding", Field("Fødselsdato"), "{dob:21-05-1979}\n"),
    _DA.mailed("CPR-nummer {id:230557-1077}\n"),
    _DA.told("mit nummer er {tel:28 49 03 71}\n"),
    _DA.mailed("jeg bor på {adr:Vestergade 14, 2. tv., 8000 Aarhus C}\n"),
    _DA.told("hun er {sens:gravid} i tredje måned\n"),
    _DA.told("far har {sens:sukkersyge}\n"),
    _DA.mailed("jeg er medlem af {sens:fagforeningen}\n"),
    _DA.told("jeg har glemt adgangskoden igen\n"),
    _DA.told("adgangskoden skal have mindst 12 tegn\n"),
    _DA.mailed("ordre 28490371 sendt den 12-03-2025\n"),
    _DA.told("antivirus fandt en virus på pc 12\n"),
)

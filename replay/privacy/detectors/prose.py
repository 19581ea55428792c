"""What people say of passwords without saying one: "is rejected", "is longer than", "ist abgelaufen"."""

import re

PLAIN_CONFIDENCE = 0.6
"""Of a plain word in the middle of a sentence: too little for it to be looked for everywhere else."""

_PLAIN = re.compile(r"[^\W\d_A-Z]+")
_GOES_ON = re.compile(r"[ \t]+[^\W\d_]")
_THAN = re.compile(r"[ \t]+(?:than|als|que)\b")
_SAID_OF_IT = re.compile(
    r"[a-z]{2,}(?:ed|ly|ing)|(?:[a-zß-ÿ]{2,}?)?ge[a-zß-ÿ]{2,}(?:d|t|en)|(?:ver|er|be|ent|"
    r"zer)[a-zß-ÿ]{3,}(?:t|en)|"
    r"[a-zß-ÿ]{3,}(?:iert|lich|bar)|[a-zß-ÿ]{2,}ée?|(?:caduc|olvid|cambi|expir|bloque|equivoc)ad[oa]|"
    r"found|hidden|written|stolen|broken|taken|given|kept|shown|told|lost|gone|sent|forgotten|"
    r"somewhere|anywhere|nowhere|there|where|what|which|under|behind|inside|outside|at|by|from|of|as|up|"
    r"off|out|"
    r"about|between|beside|like|so|very|quite|rather|again|soon|back|all|both|one|two|three|four|six|eight|"
    r"ten|"
    r"our|his|her|their|this|that|these|those|its|nothing|something|ok|okay|fine|good|bad|ready|due|"
    r"longer|shorter|stronger|weaker|older|newer|better|worse|old|new|alphanumeric|mandatory|available|"
    r"falsch|richtig|korrekt|leider|nicht|kein|gültig|ungültig|schwach|stark|sicher|unsicher|weg|noch|schon|"
    r"jetzt|immer|auch|nur|leer|lang|kurz|wieder|dasselbe|dieselbe|das|der|die|ein|eine|zu|im|am|auf|unter|"
    r"bei|"
    r"niet|geen|onjuist|verkeerd|vergeten|verlopen|gewijzigd|nie|zbyt|jest|niepoprawn\w+|nieprawidłow\w+|"
    r"błędn\w+|"
    r"wygasł\w+|non|troppo|scadut[oa]|errat[oa]|sbagliat[oa]|vuot[oa]|inte|inget|fel|ikke|forkert|"
    r"udløbet|není|špatn\w+|"
    r"não|muito|inválid[oa]|expirad[oa]|vencid[oa]|caducad[oa]|bloccat[oa]|protett[oa]|"
    r"hier|dort|wichtig|geheim|alt|neu|anders|länger|kürzer|"
    r"trop|très|pas|dans|sur|sous|toujours|encore|incorrecte?|correcte?|faux|fausse|faible|même|"
    r"muy|demasiado|débil|incorrect[oa]|correct[oa]|mismo|misma|siempre|no|errad[oa]|fraca"
)
_DONE = re.compile(
    r"(?:ändern|aendern|wechseln|eingeben|zurücksetzen|prüfen|testen|suchen|merken|holen|schicken|fehlt|"
    r"geht|stimmt|"
    r"passt|klappt|changer|oublié|modifier|cambiar|olvidada|cambiare|wijzigen|vergeten|alterar|zmienić|"
    r"reset|change|"
    r"needed|required|please|bitte|help|hilfe|problems?|probleme?|issues?|policy|manager|resets?)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\(?(?:see|ask|may|min|max|mind|siehe|voir|ver)\.?|chapter|section|page|kapitel|abschnitt|seite|"
    r"chapitre|capítulo|"
    r"mindestens|wenigstens|höchstens|genau|zwischen|minimum|minimal|minimaal|minste|m[íi]nimo|minst|almeno|"
    r"maximum|maximal|maximaal|m[áa]ximo|massimo|exactly|between|alespoň|najmniej|"
    r"process\.env[.\[].*|import\.meta\.env\..*",
    re.IGNORECASE,
)


def is_said_of_it(secret: str) -> bool:
    """Say whether a word behind "the password is" is said of the password, and is not the password."""
    return _SAID_OF_IT.fullmatch(secret) is not None


def is_done_with_it(secret: str) -> bool:
    """Say whether a word behind "password" is what one does with it: "ändern", "reset"."""
    return _DONE.fullmatch(secret) is not None


def is_told_elsewhere(secret: str) -> bool:
    """Say whether a word behind "password:" leads to where the password is."""
    return _ASKED.fullmatch(secret) is not None


def is_mid_sentence(secret: str, after: str) -> bool:
    """Say whether a word is a plain one and the sentence goes on: it may be one, and most often is none.

    Args:
        secret: The word.
        after: What follows it in the text; a few characters will do.
    """
    return _PLAIN.fullmatch(secret) is not None and _GOES_ON.match(after) is not None


def is_compared(after: str) -> bool:
    """Say whether what follows a word compares: "longer than"."""
    return _THAN.match(after) is not None

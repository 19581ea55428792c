"""How a page or a window asks for something to be typed."""

from replay.privacy.words.plain import loose

ENTER = loose(
    r"(?:enter|type|press|punch in|key in|tape[rz]?|compose[rz]?|digit[ae]|marca|marque|pulsa|toets|"
    r"tippe?|wstukaj|insert|submit|provide|inserisci|inserire|immetti|immettere|digita|digitare|voer|vul|"
    r"geef|wprowadź|"
    r"podaj|wpisz|introduce|introduza|introduzca|introducir|insira|insertar|digite|ingrese?|ingresa|"
    r"escrib[ae]|saisi\w*|"
    r"entrez|entrer|renseignez|gib|geben sie|eingeben|indtast|skriv|ange|syötä|zadejte|adja meg|girin|"
    r"введите|输入|入力)"
)
"""A verb of asking, in the forms that titles and placeholders have."""

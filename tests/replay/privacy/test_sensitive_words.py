"""Words of health, unions and religion: where somebody is spoken of, and what only looks like it."""

import pytest

from replay.privacy.detectors import sensitive_words


@pytest.mark.parametrize(
    "text",
    [
        "her diagnosis came today",
        "the patient called",
        "between us, she is off sick because of her depression",
        "My mother has breast cancer",
        "Hepatitis C",
        "Depression",
        "Diabetes mellitus",
        "er hat Krebs",
        "Herr Brandt leidet an Krebs",
        "the shop steward said",
        "during Ramadan",
        "Mr Brandt is active in the union",
        "Konfession römisch-katholisch",
        "Konfession: evangelisch",
        "he has AIDS",
        "I am allergic to penicillin",
        "Diagnosis: cancer",
        "Frau Weber ist wegen Burnout krankgeschrieben",
        "She was diagnosed last week",
        "patient's blood pressure is 180",
        "Anna is HIV-positive",
        "my prescription is ready",
        "He is Jewish",
        "Sie ist Mitglied bei Verdi",
        "Mrs Allen is pregnant",
        "Krankmeldung Paul",
        "my surgery is on Monday",
        "ist Zeuge Jehovas",
        "she is a catholic",
        "metformin 500",
        "Jewish",
        "asthma",
        "mon père est diabétique",
        "elle est enceinte de trois mois",
        "sono in malattia per depressione",
        "estoy de baja médica",
        "mijn vader spuit insuline",
        "ze heeft borstkanker",
        "ma raka piersi",
        "jestem w ciazy",
        "tata ma cukrzycę",
        "jest związkowcem",
        "należę do związku zawodowego",
        "hun er gravid",
        "je suis à la CGT",
        "hij is lid van de vakbond",
        "rodzina jest muzułmańska",
        "my HIV test was positive",
        "Allergien: Penicillin",
        "Rozpoznanie: zapalenie płuc",
        "Applicant is Muslim, salary 48k",
        "arbeidsgehandicapt",
        "GdB 60",
        "hij heeft suikerziekte",
        "Thibault est en arrêt depuis lundi, dépression apparemment",
        "Priya is off until May, depression again",
        "hun har brystkreft",
        "min man har prostatacancer",
        "hänellä on rintasyöpä",
        "apám cukorbeteg",
        "sunt însărcinată",
        "annem kanser oldu",
        "у мамы рак",
        "она беременна",
        "у нього діабет",
        "η μαμά έχει καρκίνο",
        "byla u psychiatra kvůli depresi",
        "mein sohn hat heuschnupfen",
        "takes sertraline since May",
        "er ist IG Metall-Mitglied",
        "er ist aus der Kirche ausgetreten",
        "ben Aleviyim",
        "somos evangélicos",
        "jag är med i facket",
    ],
)
def test_what_tells_something_of_somebody_is_found(text: str) -> None:
    """By the word itself, or because a person, a treatment or a label stands beside it."""
    assert sensitive_words.detect(text)


@pytest.mark.parametrize(
    "text",
    [
        "14:30 Dr. Krebs, Raum 3.114",
        "please be patient",
        "diagnose the network problem",
        "I diagnosed the bug in his code",
        "hearing aids",
        "the great depression",
        "cancer research UK",
        "Diagnose",
        "Patients",
        "Patient",
        "Giuseppe Verdi, Requiem",
        "Jean-Baptiste",
        "in unison",
        "orthodox approach",
        "Verdi, Aida 19:30",
        "Frau Krebs ruft an",
        "European Union",
        "SELECT 1 UNION SELECT 2",
        "student union",
        "quaker oats",
        "surgery hours 9 to 5",
        "Run diagnostics",
        "patients waiting room sign",
        "Diagnose der Netzwerkfehler",
        "allergy information for the menu",
        "visual aids",
        "disability benefits form",
        "Parkinson, Emma",
        "depression in the Atlantic",
        "health check passed",
        "pods: healthy",
        "Klaster jest zdrowy, żaden węzeł nie choruje",
        "bekreft e-postadressen din",
        "verdien er en ugyldig verdi",
        "converted to lowercase",
        "závislost tohoto balíku",
        "my build was aborted, the operation is invalid",
        "hasta mañana, mi equipo",
        "trudno powiedzieć, mam kopię egzemplarza",
        "this codebase gives me cancer",
        "stało się to uzależnione od serwera",
        "je kleiden sich neu ein",
        "the patient reader finds the proof",
        "the patient user waits for the spinner",
        "labour union of sets A and B",
        "sois patient, le build prend 20 minutes",
        "dit ticket is ziek veel werk",
        "pregnancy test, 2 pieces, price 4.99",
        "l'Union européenne a voté",
        "enceinte Bluetooth",
        "religion: str",
        "diagnosis: None",
        "hard drive utilisation 33 %, depression 20 % deeper",
    ],
)
def test_what_tells_nothing_of_anybody_is_left(text: str) -> None:
    """Names, labels of empty fields, works of art, machines that are diagnosed, "please be patient"."""
    assert not sensitive_words.detect(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Diagnosis: Crohn's disease\nDOB", "Crohn's disease"),
        ("Diagnose: Alkoholabhängigkeit\n", "Alkoholabhängigkeit"),
        ("Konfession: ev.-luth.\n", "ev.-luth"),
        ("she has type 1 diabetes mellitus", "diabetes mellitus"),
        ("seine HIV-Infektion", "HIV-Infektion"),
    ],
)
def test_what_is_found_is_all_of_it(text: str, told: str) -> None:
    """Not only the word that is known: an illness has a longer name, a line of a letter an answer."""
    found = sensitive_words.detect(text)

    assert [text[each.start : each.stop] for each in found] == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Résidente atteinte de maladie de Parkinson, a bien dormi", "maladie de Parkinson"),
        ("lijdt aan de ziekte van Alzheimer.", "ziekte van Alzheimer"),
        ("ma chorobę Parkinsona", "chorobę Parkinsona"),
        ("retenir la cotisation syndicat CGT", "syndicat CGT"),
        ("quota sindacato CGIL", "sindacato CGIL"),
        ("discapacidad 33 %", "discapacidad 33 %"),
        ("Iker, grado de discapacidad del 65%", "grado de discapacidad del 65%"),
        ("invalidità civile al 74 %", "invalidità civile al 74 %"),
    ],
)
def test_all_of_what_it_is_called_is_found(text: str, told: str) -> None:
    """The illness with its kind, the union with its name, how far somebody is disabled."""
    assert [text[each.start : each.stop] for each in sensitive_words.detect(text)] == [told]


def test_many_words_that_say_the_same_are_told_each_once() -> None:
    """However often a text says so."""
    text = "she has HIV. " * 3000

    found = sensitive_words.detect(text)

    assert len(found) == 3000
    assert {text[each.start : each.stop] for each in found} == {"HIV"}

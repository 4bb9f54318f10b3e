"""When the person can be reached: days of the week and part of the day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from intake.reading.calendar_words import WEEKDAYS
from intake.reading.model import NOTHING, Read
from intake.reading.wording import with_digits

DAYS = tuple(WEEKDAYS)[:5]
_WEEKEND_ONLY = Read(error="Nous appelons du lundi au vendredi : quel jour de la semaine vous irait, par exemple le mardi matin ?")
_DAY = "|".join(WEEKDAYS)
_SHORT = re.compile(r"\b(lun|mar|mer|merc|jeu|ven|vend|sam|dim)\b(?: \.)?")
_UNAVAILABLE = re.compile(
    r"\b(?:(?:je )?(?:ne )?(?:suis|serai) (?:pas|jamais|plus) (?:disponible|dispo|la|libre|joignable|chez moi|a la maison)|(?:je )?(?:ne )?peux (?:pas|jamais)|(?:c est )?(?:pas possible|impossible|complique|mort)"
    r"|sauf|excepte|hormis|a part|mais pas|pas|jamais|sans|ni|evitez|eviter|autre que|indisponible|pas dispo(?:nible)?|pas la|je travaille|je bosse|je dors"
    r"|je suis (?:pas|prise?|occupee?|en (?:dialyse|kine|reeducation|cure|chimio)|au travail|au boulot)|j ai (?:kine|dialyse|chimio|ecole|mes seances|ma seance|des soins|rendez vous|(?:la|le|l|un|une|mon|ma|mes) (?!matin|apres|temps|journee)\w+))\b"
)
_AGAIN = re.compile(
    r"\b(?:mais (?!pas)|plutot|sinon|autrement|par contre|je suis (?:dispo|la|libre)|disponible|appelez|le reste du temps|les autres jours)\b|[.;]|\b(?:donc|du coup|alors|seulement|uniquement)\b|, (?:l apres midi|le matin|le soir|apres|a partir|entre|le reste|tous|toute)\b"
)
# "Jeudi j’ai le scanner": the day before what makes it impossible.
_TAKEN = re.compile(
    rf"\b(?:le |les )?({_DAY})s?(?: (?:matin|apres midi|soir|c est|ca|je|moi|aussi))* (?:j ai (?:kine|dialyse|chimio|rendez vous|(?:la|le|l|un|une|mon|ma|mes|des) \w+)|(?:suis )?(?:pas|jamais) (?:la|dispo\w*|libre|possible)|suis (?:prise?|occupee?|en (?:dialyse|kine|chimio))|travaille|bosse|peux pas|est (?:pas possible|mort|impossible|complique))\b"
)
# "Le matin je travaille": a part of every day.
_TAKEN_PART = re.compile(
    r"\b(?:le |l |les )?(matin|apres midi|soir)s? (?:(?:moi|ca|c est|je) )*(?:travaille|bosse|dors|peux pas|suis (?:pas|jamais|prise?|occupee?|au travail|au boulot|en \w+)|pas possible|impossible|complique|mort)\b"
)
_RANGE_WORD = re.compile(rf"\b(?:du |de )?({_DAY}) (?:au|a|jusqu au|jusqu a) ({_DAY})\b")
_MORNING = re.compile(r"\b(?:matins?|matinees?|avant (?:midi|1[0-2] ?h?|9 ?h?|11 ?h?)|debut de journee|de bonne heure|tot)\b")
_AFTERNOON = re.compile(
    r"\b(?:apres midis?|apres le dejeuner|apres (?:le repas|manger)|soirs?|soirees?|fin de journee|fin d apres midi|apres (?:midi|1[2-9] ?h?)|apres (?:le |l |la |mon |ma |mes )?(?:boulot|travail|ecole|sieste|kine|repas|dejeuner))\b"
)
_ANY = re.compile(
    r"^\W*(?:a |vers )?midi\W*$|\bpas trop tot\b|\b(?:le midi|(?:aux |les |pendant les )?heures (?:de bureau|ouvrables|ouvrees|de travail)|(?:dans|en|pendant) la journee|entre midi et 2|entre midi et 14|heure du dejeuner|pause dejeuner)\b|\b(?:n importe (?:quand|quel (?:jour|moment)|quelle heure)|quand (?:vous (?:voulez|pouvez|voudrez)|tu veux|ca vous arrange)|tout le temps|a tout moment|toute? (?:la journee|la semaine)"
    r"|tous les (?:jours|matins?|soirs?|apres midis?)|peu importe|a toute heure|toutes? heures?|en semaine|(?:les )?jours (?:de (?:la )?semaine|ouvr\w+)|la semaine|toujours (?:disponible|libre|la)|comme vous voulez|je suis (?:tout le temps |toujours )?(?:a la maison|chez moi|libre|dispo(?:nible)?)"
    r"|ca m est egal|pas de preference|quand c est possible|a n importe)\b|\bindifferent\b"
)
_FROM = re.compile(
    r"\b(?:a partir de|des|apres|pas avant|plus tard que)(?: les)? (\d{1,2})(?: ?h| heures?|\b)(?! ?(?:ans|mois|jours|semaines)\b)"
)
_UNTIL = re.compile(r"(?<!pas )\b(?:avant|jusqu a|pas apres)(?: les)? (\d{1,2})(?: ?h| heures?|\b)")
_BETWEEN = re.compile(
    r"\b(?:entre|de|vers)?(?: les)? ?(\d{1,2}) ?(?:h|heures?)?(?: \d\d)? ?(?:et|a|-|/|jusqu a) ?(\d{1,2}) ?(?:h|heures?)\b"
)
_BETWEEN_BARE = re.compile(r"\bentre (\d{1,2}) et (\d{1,2})\b(?! ?h)")
_AT = re.compile(r"\b(?:a|vers|sur les|autour de)? ?(\d{1,2}) ?(?:h|heures?)\b")


def read_availability(plain: str, today: date) -> Read:
    """{"days": French weekday names in order, "part": matin, apres_midi or indifferent}, from plain words."""
    text = re.sub(rf"\b({_DAY})s\b", r"\1", with_digits(_SHORT.sub(_long, plain)))
    text = re.sub(r"\b(?:le |au )?plus tot possible\b", " ", re.sub(r"\bpas trop tot(?: le matin)?\b", "pas trop tot", text))
    text, relative = _relative_days(text, today)
    taken = {m[1] for m in _TAKEN.finditer(text)}
    text = _TAKEN.sub(" ; ", text)
    wanted, refused = _sides(_TAKEN_PART.sub(" ; ", text))
    refused = " ; ".join([refused, *_TAKEN_PART.findall(text)])
    days = _days(wanted) | relative
    away = _days(refused) | taken
    part = _part(wanted, refused)
    any_time = _ANY.search(wanted) is not None
    if re.search(r"\bweek ?ends?\b", wanted):
        days |= {"samedi", "dimanche"}
    if not (days or away or part or any_time):
        return NOTHING
    weekend = {"samedi", "dimanche"}
    if re.search(r"\bweek ?ends?\b", wanted):
        days |= weekend
    if days and not days - weekend:
        return _WEEKEND_ONLY
    kept = [d for d in DAYS if d in (days or set(DAYS)) and d not in away]
    if not kept:
        return NOTHING
    return Read(value={"days": list(kept), "part": part or "indifferent"})


def _long(match: re.Match[str]) -> str:
    return next((day for day in WEEKDAYS if day.startswith(match[1])), match[1])


def _relative_days(text: str, today: date) -> tuple[str, set[str]]:
    found: set[str] = set()
    names = list(WEEKDAYS)
    for words, shift in (("apres demain", 2), ("demain", 1), ("aujourd hui", 0)):
        if re.search(rf"\b{words}\b", text):
            found.add(names[(today + timedelta(days=shift)).weekday()])
            text = re.sub(rf"\b{words}\b", " ", text)
    return text, found


def _sides(text: str) -> tuple[str, str]:
    """The words that tell when she can be reached, and those that tell when she cannot."""
    wanted: list[str] = []
    refused: list[str] = []
    rest = text
    while (start := _UNAVAILABLE.search(rest)) is not None:
        wanted.append(rest[: start.start()])
        tail = rest[start.end() :]
        if start.group() == "pas" and tail.startswith(" trop tot"):
            wanted.append(" pas trop tot ")
            rest = tail[9:]
            continue
        if tail.startswith((" avant", " apres ", " de preference", " de souci", " de probleme", " grave")) and not tail.startswith(
            " apres midi"
        ):
            wanted.append(f" pas{tail[:20]}")
            tail = tail[20:]
        end = _AGAIN.search(tail)
        refused.append(tail[: end.start()] if end else tail)
        rest = tail[end.start() :] if end else ""
    wanted.append(rest)
    return " ; ".join(wanted), " ; ".join(refused)


def _days(text: str) -> set[str]:
    found: set[str] = set()
    order = list(WEEKDAYS)
    for first, last in _RANGE_WORD.findall(text):
        i, j = order.index(first), order.index(last)
        if i <= j:
            found |= set(order[i : j + 1])
    return found | set(re.findall(rf"\b({_DAY})\b", text))


def _part(wanted: str, refused: str) -> str | None:
    parts: set[str] = set()
    if _MORNING.search(re.sub(r"\bpas avant (?:\d+|midi)", " ", wanted)):
        parts.add("matin")
    if _AFTERNOON.search(wanted):
        parts.add("apres_midi")
    parts |= _hours(wanted, parts)
    if not parts and _MORNING.search(refused) and not _days(refused):
        return "apres_midi"
    if not parts and _AFTERNOON.search(refused) and not _days(refused):
        return "matin"
    if not parts:
        return None
    # "Mercredi toute la journée et vendredi matin": no one part fits.
    return parts.pop() if len(parts) == 1 and "toute la journee" not in wanted else "indifferent"


def _hours(text: str, told: set[str]) -> set[str]:
    parts = {_of(int(first), int(last)) for first, last in [*_BETWEEN.findall(text), *_BETWEEN_BARE.findall(text)]}
    text = _BETWEEN_BARE.sub(" ", _BETWEEN.sub(" ", text))
    starts, ends = [int(h) for h in _FROM.findall(text)], [int(h) for h in _UNTIL.findall(text)]
    parts |= {"apres_midi" for h in starts if h >= 12} | {"matin" for h in ends if h <= 13}
    if not parts and not told and (starts or ends):
        return {"indifferent"}
    if not parts:
        parts = {"matin" if 6 <= int(h) < 12 else "apres_midi" for h in _AT.findall(_UNTIL.sub(" ", _FROM.sub(" ", text)))}
    return parts


def _of(first: int, last: int) -> str:
    if first < last <= 13 and first < 12:
        return "matin"
    return "apres_midi" if first >= 12 else "indifferent"

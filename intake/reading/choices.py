"""Closed lists, read by their labels and by the declared ways of saying their values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from intake.convention import FieldDefinition
from intake.reading.model import NOTHING, Read
from intake.reading.sayings import sayings_of
from intake.reading.wording import wording
from intake.reading.yes_no import leading_yes_no, whole_yes_no

KEYPAD_CHANNELS = frozenset({"voice", "sms"})
_LINKS = r"en|de|d|a|au|la|le|les|l|un|une|dans|chez|toujours|trop|deja|que|encore|vraiment|du tout|ete|mise?|considere[e]?|reconnue?|sous|pour|avec|sur|mon|ma|vraiment|forcement|specialement|etre|l air d etre"
_NEGATED = re.compile(rf"\b(?:pas|plus|jamais|ni|sans|aucune?)(?: (?:{_LINKS}))*\s*$")
# "non mariée" says not married; where the list holds yes and no, "non" is the answer itself.
_NON = re.compile(r"\bnon\s*$")
# "Je l’ai pas": the negation follows the verb.
_AFTER = re.compile(r" (?:pas|plus|jamais)\b(?! (?:de|d) (?:souci|probleme))")
_VERB = re.compile(
    r"\b(?:ai|as|a|suis|est|sont|ont|travaille|bosse|touche|percois|vis|habite|peux|peut|veut|veux|appelle|regarde|lit|touche|repond|decroche|sors|sort|vois|continue|soigne|prends)$"
)
_SUBJECT = re.compile(r"(?:je|j|on|il|elle|nous|ils|elles|c est)\b")
_HYPOTHESIS = re.compile(
    r"(?:\bsi (?:tout|jamais|besoin|je|j|on|il|elle|c|mon|ma|vous)\b|(?:^|[,.;] |et |mais )(?:meme )?(?:au cas ou|quand)\b)[^,.;]*$"
)
# "Mon mari est à la MSA, moi…": someone else's value, unless it is the only one and the field is about the home.
_SOMEONE_ELSE = re.compile(
    r"\b(?:mon|ma|mes) (?:mari|femme|conjointe?|compagnon|compagne|fils|fille|pere|mere|frere|soeur|ex|parents|enfants?|copain|copine|epoux|epouse) (?:il |elle |lui |qui )?(?:est|etait|sont|a|ont|travaille|touche|depend)\b(?:(?!\bmoi\b|\bje\b|\bj\b)[^,.;])*$"
)
_PERSONAL = frozenset({"regime", "employment_status", "complementary_cover", "sick_leave", "rqth", "invalidity", "work_accident"})
_PAST = re.compile(
    r"\b(?:j etais|etais|etait|avant|ancien(?:ne)?|autrefois|j ai ete|dans le temps|j avais|avait)\b(?:(?! et | mais | maintenant | puis )[^,.;])*$"
)
# Said of the past alone, it is no answer about now; "j’ai été arrêtée" is.
_OVER = re.compile(
    r"\b(?:j etais|etais|etait|avant|ancien(?:ne)?|autrefois|dans le temps|j avais|avait)\b(?:(?! et | mais | maintenant | puis )[^,.;])*$"
)
# Values that tell an end by themselves.
_OUTCOMES = frozenset({"non", "aucune", "sorti", "en_cours", "sortie_prevue", "demandeur_emploi", "veuf", "divorce", "separe"})
_BEFORE = re.compile(r" (?:avant|autrefois|dans le temps|a l epoque)(?= ?(?:$|[,.;]| mais\b| maintenant\b))")
_ARTICLES = re.compile(r"^(?:l|le|la|les|un|une|des|du|de|d|en|a|au|oui|votre|vos)(?: (?:l|la|le|les))? ")
# "Je dois être hospitalisé", "une demande de tutelle": not yet the case, where the list tells a present state.
_AWAITED = re.compile(
    r"\b(?:attends?|demandee?|demander|faire une demande|voudrais|aimerais|voudrait|veux|veut|vont|bientot|droit a|vais|va|dois|doit|devrais|devrait|passer|propose\w*|parle|parler|pour|envisage\w*|cherche)"
    r"(?: (?:la|une?|le|d|de|du|ma|mon|etre|me|le|mettre|en|sous|faire|passer|au|a|l|placer|mise|mettre))*\s*$"
)
_STATES = {
    "sick_leave": {"oui"}, "invalidity": {"oui"}, "rqth": {"oui"}, "hospital_status": {"hospitalise"}, "legal_protection": {"tutelle", "curatelle", "habilitation"},
    "complementary_cover": {"css"}, "employment_status": {"salarie_cdi", "salarie_cdd", "interim", "independant", "fonctionnaire", "retraite", "autre"},
    "marital_status": {"marie", "pacse"},
}  # fmt: skip
# What one has until it ends.
_LASTING = frozenset(
    ("sick_leave", "rqth", "invalidity", "complementary_cover", "prevoyance", "followed_elsewhere", "legal_protection", "employment_status")
)
# "… mais elle a été levée", "… c’est fini": no longer the case.
_ENDED = re.compile(
    r"^(?:(?!\b(?:mais|et) (?:j ai|je suis|maintenant|la|ma|une?) )[^.;]){0,45}?\b(?:(?:c est|est|a ete|s est|ete|me l a|me l ont|sont|m a) (?:\w+ )?(?:finie?|terminee?|levee?|refusee?|rejetee?|supprimee?|perimee?|expiree?|retiree?|resiliee?|fini|arrete)|(?:l|en) ai plus|plus valable|n existe plus)\b"
)
# Said together, the first says more and contains the second: « à l’hôpital, je sors vendredi ».
_SAYS_MORE: dict[str, dict[str, set[str]]] = {
    "hospital_status": {"sortie_prevue": {"hospitalise"}},
    "household": {"couple": {"autre"}, "couple_enfants": {"autre"}},
    "communication_needs": {"lsf": {"relais"}, "autre": {"relais"}, "visite": {"autre"}},
    "marital_status": {"pacse": {"concubin"}, "veuf": {"marie", "concubin"}},
    "referral_origin": {"service_medical": {"cpam", "medecin"}, "medecin_travail": {"employeur", "medecin"}},
}
_NO_NEED = re.compile(
    r"\b(?:pas (?:de |d autres? )?besoins?|(?:besoin|faut) (?:de |d )?rien|rien (?:de special|de plus|d autre)|ca va(?: bien)?$|tout va bien|me debrouille)\b"
)
_OR = re.compile(r"\b(?:ou|soit)\b")


@dataclass(frozen=True)
class Match:
    """One value recognised, and where."""

    value: str
    start: int
    end: int
    negated: bool

    @property
    def width(self) -> int:
        """How many characters it covers."""
        return self.end - self.start


@lru_cache(maxsize=512)
def _label_patterns(label: str) -> tuple[re.Pattern[str], ...]:
    """A label whole, and its pieces between commas and brackets, in any gender and number."""
    pieces = [label, *re.split(r"[,(/)]|\bou\b", label)]
    patterns: dict[str, None] = {}
    for piece in pieces:
        plain = _ARTICLES.sub("", re.sub(r"[^\w ]+", " ", wording(piece).plain).strip())
        words = [w for w in plain.split() if w]
        if words and plain not in ("oui", "non", "autre", "moi") and len("".join(words)) > 2:
            patterns[" ".join(rf"{re.escape(_stem(w))}(?:e?s?|ee?s?)" for w in words)] = None
    return tuple(re.compile(rf"\b{p}\b") for p in patterns)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith(("s", "e")) else word


def matches(field: FieldDefinition, plain: str) -> list[Match]:
    """Every value said, the longest of overlapping ones kept, in the order in which they are said."""
    sayings = sayings_of(field.code)
    for pattern in sayings.ignore:
        plain = pattern.sub(lambda m: "·" * len(m.group()), plain)
    found: list[Match] = []
    yes_no = {"oui", "non"} <= {v.code for v in field.values}
    for value in field.values:
        # Who was shown a discreet label may answer with it.
        labels = (value.label, value.discreet) if value.discreet else (value.label,)
        patterns = [*sayings.values.get(value.code, ()), *(pattern for label in labels for pattern in _label_patterns(label))]
        for pattern in patterns:
            for m in pattern.finditer(plain):
                if m.end() > m.start():
                    found.append(
                        Match(
                            value.code,
                            m.start(),
                            m.end(),
                            _negated(plain[: m.start()], m.group(), plain[m.end() :], yes_no or value.code in ("aucune", "non")),
                        )
                    )
    found.sort(key=lambda m: (-m.width, m.start))
    kept: list[Match] = []
    for match in found:
        if all(match.end <= k.start or match.start >= k.end or match.value == k.value for k in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)


def _negated(before: str, after: str, rest: str, yes_no: bool) -> bool:
    # "Pas encore, on vient d’envoyer…": a new sentence is not under the negation before it.
    if _AFTER.match(rest) and _VERB.search(after):
        return True
    if _SUBJECT.match(after):
        return False
    return bool(_NEGATED.search(before)) or (not yes_no and bool(_NON.search(before)))


def read_choice(field: FieldDefinition, plain: str, channel: str) -> Read:
    """One value of the list, or a question back when two were said, from plain words."""
    keyed = _keypad(field, plain, channel)
    if keyed is not None:
        return Read(value=keyed)
    codes = {v.code for v in field.values}
    # Programs answer with the code itself.
    if (code := plain.replace(" _ ", "_")) in codes:
        return Read(value=code)
    whole = whole_yes_no(plain)
    if whole is not None and (value := _yes_no_value(field, whole, codes)) is not None:
        return Read(value=value)
    found = matches(field, plain)
    told = _most(field, _told(field, found, plain, codes))
    lead = leading_yes_no(plain)
    if lead is not None and {"oui", "non"} <= codes:
        own = {m.value for m in found if m.start < len(plain) - len(lead[1])}
        return Read(value=told[0]) if len(told) == 1 and told[0] in own else _with_lead(field, lead[0], told)
    if len(told) == 1:
        return Read(value=told[0])
    if len(told) > 1:
        return _which(field, told)
    if lead is not None and not lead[0] and (value := sayings_of(field.code).bare_no) in codes and not found:
        return NOTHING if lead[1].strip(" ,.") and not sayings_of(field.code).led_no else Read(value=value)
    return _unclear(field, plain) if not found else NOTHING


def _most(field: FieldDefinition, told: list[str]) -> list[str]:
    contained = {value for more, less in _SAYS_MORE.get(field.code, {}).items() if more in told for value in less}
    return [value for value in told if value not in contained]


def read_choices(field: FieldDefinition, plain: str) -> Read:
    """Every value of the list that was said, in the order of the list; none for a plain no."""
    told = _most(field, list(dict.fromkeys(m.value for m in matches(field, plain) if not m.negated)))
    if told:
        return Read(value=[v.code for v in field.values if v.code in told])
    lead = leading_yes_no(plain)
    return Read(value=[]) if whole_yes_no(plain) is False or (lead and not lead[0]) or _NO_NEED.search(plain) else NOTHING


def _keypad(field: FieldDefinition, plain: str, channel: str) -> str | None:
    key = re.fullmatch(r"(?:le |la |tape |touche |numero |choix |reponse )*([1-9]) ?[.)#]?", plain)
    if channel not in KEYPAD_CHANNELS or key is None or int(key[1]) > len(field.values):
        return None
    return field.values[int(key[1]) - 1].code


def _yes_no_value(field: FieldDefinition, said: bool, codes: set[str]) -> str | None:
    if said:
        return "oui" if "oui" in codes else None
    bare = sayings_of(field.code).bare_no
    return bare if bare in codes else "non" if "non" in codes else None


def _told(field: FieldDefinition, found: Sequence[Match], plain: str, codes: set[str]) -> list[str]:
    """The distinct values that stand: not negated, not supposed, not awaited, not over."""
    live = [
        m
        for m in found
        if not _HYPOTHESIS.search(plain[: m.start])
        and not (field.code in _PERSONAL and _SOMEONE_ELSE.search(plain[: m.start]))
        and not (m.value in _STATES.get(field.code, ()) and _AWAITED.search(plain[: m.start]))
        and not _BEFORE.match(plain[m.end :])
    ]
    ended = {m.value for m in live if field.code in _LASTING and m.value not in _OUTCOMES and _ENDED.search(plain[m.end :])}
    live = [m for m in live if m.value not in ended]
    now = [m for m in live if not m.negated and not _PAST.search(plain[: m.start])]
    standing = now or [m for m in live if not m.negated and (m.value in _OUTCOMES or not _OVER.search(plain[: m.start]))]
    values = list(dict.fromkeys(m.value for m in standing))
    if {"oui", "non"} <= codes:
        opposite = {"oui": "non", "non": "oui"}
        turned = [opposite[m.value] for m in live if m.negated and m.value == "oui"]
        turned += ["non" for value in ended if value == "oui" and not values]
        values = list(dict.fromkeys([*values, *turned]))
        # "oui" said in general words gives way to a more exact value.
        exact = [v for v in values if v not in opposite]
        if len(exact) == 1 and set(values) <= {"oui", exact[0]}:
            return exact
    return values


def _with_lead(field: FieldDefinition, said: bool, told: list[str]) -> Read:
    general = "oui" if said else "non"
    if not told or told == [general]:
        return Read(value=general)
    if len(told) == 1 and told[0] not in ("oui", "non"):
        # "oui, la CMU" and "non, elle est dans le coma" are the exact value.
        return Read(value=told[0])
    # The word and the sentence disagree: nothing is recorded.
    return _which(field, told) if len(told) > 1 else NOTHING


def _which(field: FieldDefinition, told: Sequence[str]) -> Read:
    # Discreet labels on every channel: an error is said by text message too, and the question with its values is said again after it.
    labels = " ou ".join(f"« {field.discreet_label_of(v)} »" for v in told[:3])
    return Read(error=f"J’ai compris plusieurs réponses : pouvez-vous n’en garder qu’une, par exemple {labels} ?")


def _unclear(field: FieldDefinition, plain: str) -> Read:
    for pattern, sentence in sayings_of(field.code).unclear:
        match = pattern.search(plain)
        if match is not None and not _HYPOTHESIS.search(plain[: match.start()]):
            return Read(error=sentence)
    return _nearly(field, plain)


def _nearly(field: FieldDefinition, plain: str) -> Read:
    """A short answer that is one label but for a slip of the finger."""
    said = _ARTICLES.sub("", re.sub(r"[^\w ]+", "", plain).strip())
    if not 5 <= len(said) <= 40 or _OR.search(plain):
        return NOTHING
    close = [v.code for v in field.values if v.code not in ("oui", "non") and _likeness(said, v.label, v.code) >= 0.84]
    return Read(value=close[0]) if len(close) == 1 else NOTHING


def _likeness(said: str, label: str, code: str) -> float:
    pieces = [code.replace("_", " "), *(wording(p).plain for p in [label, *re.split(r"[,(/)]", label)])]
    return max((SequenceMatcher(None, said, _ARTICLES.sub("", p.strip())).ratio() for p in pieces if p.strip()), default=0.0)

"""What a text message or an e-mail must not say: somebody else may read it, so nothing of health or of social matters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from string import Formatter

from intake.convention.errors import shown
from intake.convention.fields import FieldKind, When
from intake.convention.model import Convention
from lexicon.text import plain

# Beginnings of words, without accents: a word that begins with one of them tells.
_STEMS = (
    # Care and those who give it.
    "sante", "soin", "soign", "medec", "medic", "docteur", "infirm", "hopita", "hospita", "clinique", "therap", "psych", "kine",
    "dentist", "lunette", "ordonnance", "chirurg", "chimio", "ambulan", "gueri", "pharmac", "vaccin",
    # Illness, and what it does.
    "malad", "cancer", "tumeur", "diabet", "alzheimer", "parkinson", "sclerose", "depress", "burn-out", "burn out", "burnout",
    "douleur", "souffr", "sympt", "handicap", "invalid", "incapacit", "inapt", "aphas", "sourd", "malentend", "aveugle",
    "langue des signes", "mental", "blessur", "accident", "grossesse", "enceint", "avort", "autonomie", "dependance", "aidant", "obes",
    # Death, violence, addiction.
    "suicid", "idees noires", "se tuer", "mourir", "deces", "decede", "deuil", "obseque", "violen", "agress", "maltrait", "harcel",
    "inceste", "addict", "alcool", "drogu", "toxico", "overdose",
    # Work lost, at risk or stopped.
    "arret de travail", "arrets de travail", "arret maladie", "en arret", "votre arret", "son arret", "cet arret", "l'arret", "chom",
    "licenci", "prudhom", "menace", "reclass",
    # Money, housing, papers.
    "social", "precar", "pauvr", "surendett", "dett", "impay", "expuls", "loyer", "logement", "sans abri", "sans-abri", "hebergement",
    "indemnite", "allocation", "aide alimentaire", "sejour", "sans papiers", "sans-papiers", "asile", "complementaire sante",
    "complementaire solidaire",
    # Legal protection.
    "tutel", "tuteur", "tutrice", "curat", "habilitation", "protection juridique", "sauvegarde de justice", "judiciaire", "prison",
)  # fmt: skip

# Whole words: short ones that begin other words, and organisations and rights whose name alone tells.
# CPAM, MSA and « mutuelle » are not among them. Everybody depends on a fund and most have a cover: naming them, as one names a bank,
# says nothing of anyone's health, and the question could not be answered without. RQTH is among them: its letters say « handicapé ».
# Nor are « retraite » and the words of civil status, which say no more than an age or a form does.
_WORDS = (
    "mort", "morte", "morts", "mortel", "mortelle", "viol", "viols", "violee", "violees", "ivg", "vih", "sida", "avc", "ehpad", "rqth",
    "mdph", "ccas", "mds", "clic", "caf", "rsa", "aah", "apa", "ald", "apl", "css", "ame", "cmu", "cramif", "cgss", "carsat", "ase",
    "france travail", "pole emploi", "samu", "lsf", "juge", "juges", "carte vitale", "assistante", "assistantes",
)  # fmt: skip

_TOLD = re.compile(r"\b(?:(?:" + "|".join(map(re.escape, _STEMS)) + r")\w*|(?:" + "|".join(map(re.escape, _WORDS)) + r")\b)")

# Which variant of a sentence a text message takes, in order of preference.
_OWN, _BEHALF = ("sms", "web"), ("behalf_sms", "behalf", "sms", "web")

# Parts filled with words that nobody looked over: the directory's, a reason, a summary.
_OPEN_PARTS = frozenset({"organisation", "why", "antenna", "door", "summary"})
# Fields answered in the person's own words: these never come back in a text.
_OWN_WORDS = frozenset({FieldKind.STORY, FieldKind.TEXT})
# Said to staff on the phone, never sent.
_SPOKEN_TO_STAFF = "whisper."


def indiscretions(text: str) -> tuple[str, ...]:
    """The words of a text that tell of health, of a social matter or of legal protection, without accents; none when it may leave."""
    return tuple(match.group() for match in _TOLD.finditer(plain(text)))


def indiscreet_parts(convention: Convention) -> tuple[str, ...]:
    """Everything of a convention that would tell too much in a text message, one French line each; none when it may be published."""
    return (*_indiscreet_labels(convention), *_indiscreet_sentences(convention))


def _indiscreet_labels(convention: Convention) -> Iterator[str]:
    for field in convention.fields:
        if field.when is When.OFF:
            continue
        labels = {"libellé": field.discreet_label}
        labels |= {f"valeur {shown(value.code)}": field.discreet_label_of(value.code) for value in field.values}
        for place, label in labels.items():
            if words := indiscretions(label):
                yield f"champ {field.code}, {place} : « {', '.join(words)} » se lirait dans un SMS, donnez un libellé « discreet »"


def _indiscreet_sentences(convention: Convention) -> Iterator[str]:
    own_words = {"correct.done", *(f"fact.{field.code}" for field in convention.fields if field.kind in _OWN_WORDS)}
    for key, variants in convention.sentences.items():
        if key.startswith(_SPOKEN_TO_STAFF):
            continue
        refused = _OPEN_PARTS | {"value"} if key in own_words else _OPEN_PARTS
        for name in dict.fromkeys((_first(variants, _OWN), _first(variants, _BEHALF))):
            if name is None:
                continue
            text, parts = _without_parts(variants[name])
            told = [*indiscretions(text), *(f"{{{part}}}" for part in parts if part in refused)]
            if told:
                yield f"phrase {shown(key)}, variante {name} : « {', '.join(told)} » se lirait dans un SMS"


def _without_parts(sentence: str) -> tuple[str, tuple[str, ...]]:
    """A sentence without its parts between braces, and their names."""
    pieces = list(Formatter().parse(sentence))
    return "".join(literal for literal, *_ in pieces), tuple(name for _, name, *_ in pieces if name)


def _first(variants: Mapping[str, str], order: Iterable[str]) -> str | None:
    return next((name for name in order if name in variants), None)

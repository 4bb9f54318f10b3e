"""Situation, antécédents, évaluation, demande: each line says where it comes from."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from intake.convention import Convention
from intake.directory import Antenna
from intake.draft import Answer, DangerHeard, Draft
from intake.eligibility import Verdict
from intake.labels import capital
from intake.summary.values import full_name, in_words
from lexicon.codes import AnswerStatus, Outcome, SaidBy

HEADLINE_MOST = 140
_QUOTE_MOST = 160

_CONTACT = ("phone", "email", "safe_contact", "availability", "contact_preference", "postal_code", "communication_needs")
_SPEAKER = ("third_party", "third_party_link", "third_party_phone", "person_agreement", "legal_protection")
_OWN_WORDS = ("narrative", "expectation")
_SITUATION = {*_CONTACT, *_SPEAKER, *_OWN_WORDS, "for_whom", "name", "birth_date"}

_ORIGIN = {
    AnswerStatus.TOLD: "dit",
    AnswerStatus.DEDUCED: "déduit, non confirmé",
    AnswerStatus.CONFIRMED: "déduit puis confirmé",
}
_AXIS_LABEL = {"none": "hors des axes", "undetermined": "axe à déterminer", "both": "les deux axes"}


class Summary(BaseModel):
    """The summary as text, by section and whole."""

    model_config = ConfigDict(frozen=True)

    headline: str
    situation: str
    antecedents: str
    evaluation: str
    demande: str
    text: str


def summarise(convention: Convention, draft: Draft, verdict: Verdict, *, antenna: Antenna | None) -> Summary:
    """The summary of a draft under its convention; the same draft always gives the same text."""
    sections = {
        "situation": _situation(convention, draft, antenna),
        "antecedents": _antecedents(convention, draft),
        "evaluation": _evaluation(convention, draft, verdict),
        "demande": _demande(convention, draft),
    }
    headline = _headline(convention, draft, verdict)
    titles = {"situation": "Situation", "antecedents": "Antécédents", "evaluation": "Évaluation", "demande": "Demande"}
    text = headline + "\n\n" + "\n\n".join(f"{titles[name]}\n{body}" for name, body in sections.items())
    return Summary(headline=headline, text=text, **sections)


def _headline(convention: Convention, draft: Draft, verdict: Verdict) -> str:
    parts = []
    if draft.danger is not None:
        parts.append(f"DANGER : {draft.danger.kind.label} ({_checked(draft.danger)})")
    name = draft.value("name")
    who = full_name(name) if isinstance(name, dict) else "Nom non donné"
    if draft.value("for_whom") == "other":
        who += ", demande faite par un tiers"
    parts.append(who)
    topics = ", ".join(convention.topic_label(topic.code) for topic in draft.topics)
    parts.append(topics or "sujet non reconnu")
    line = " · ".join(parts)
    return line if len(line) <= HEADLINE_MOST else line[: HEADLINE_MOST - 1].rstrip() + "…"


def _checked(danger: DangerHeard) -> str:
    return "confirmé par l’équipe" if danger.confirmed else "repérage automatique, non vérifié"


def _line(convention: Convention, answer: Answer) -> str:
    field = convention.field(answer.field)
    label = capital(field.label)
    if answer.known:
        origin = _ORIGIN[answer.status]
        said = in_words(field, answer.value)
        if answer.said_by is SaidBy.OTHER:
            origin += " par un tiers"
        elif answer.said_by is SaidBy.STAFF:
            origin = "saisi par le service"
        quote = f" : « {_short(answer.words)} »" if answer.words and answer.words.strip() != said else ""
        return f"{label} : {said} ({origin}{quote})"
    return f"{label} : {answer.status.label}"


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _QUOTE_MOST else flat[: _QUOTE_MOST - 1].rstrip() + "…"


def _lines(convention: Convention, draft: Draft, codes: tuple[str, ...]) -> list[str]:
    return [_line(convention, draft.answers[code]) for code in codes if code in draft.answers]


def _situation(convention: Convention, draft: Draft, antenna: Antenna | None) -> str:
    lines = []
    if draft.danger is not None:
        lines.append(f"Danger entendu ({draft.danger.kind.label}), {_checked(draft.danger)} : « {_short(draft.danger.words)} »")
    if draft.value("for_whom") == "other":
        agreement = draft.value("person_agreement")
        lines.append("Une autre personne parle pour elle." + ("" if agreement == "oui" else " Parler d’abord à la personne."))
    lines += [f"Ses mots : « {_short(said.text)} »" for said in draft.account]
    lines += _lines(convention, draft, ("for_whom", "name", "birth_date", *_CONTACT, *_SPEAKER))
    lines.append(f"Antenne : {antenna.name}" if antenna else "Antenne : à déterminer")
    return "\n".join(lines)


def _antecedents(convention: Convention, draft: Draft) -> str:
    codes = tuple(field.code for field in convention.fields if field.code not in _SITUATION)
    return "\n".join(_lines(convention, draft, codes)) or "Rien n’a été dit."


def _evaluation(convention: Convention, draft: Draft, verdict: Verdict) -> str:
    axes = {axis.code: axis.label for axis in convention.axes}
    label = axes.get(verdict.axis) or _AXIS_LABEL.get(verdict.axis, verdict.axis)
    lines = [f"Proposition automatique, à vérifier : {verdict.outcome.label} ; {label} (convention n° {verdict.ruleset_version})"]
    lines += [criterion.because for criterion in verdict.trace if criterion.value == "true"]
    if verdict.outcome is Outcome.OUT_OF_SCOPE or verdict.orientation:
        lines += [f"Autre porte possible : {proposal.organisation}. {proposal.why}" for proposal in verdict.orientation]
    if verdict.missing:
        lines.append("Pas encore demandé : " + ", ".join(convention.field(code).label for code in verdict.missing))
    unsaid = [a for a in draft.answers.values() if a.status in (AnswerStatus.UNKNOWN, AnswerStatus.REFUSED)]
    lines += [f"{capital(convention.field(a.field).label)} : {a.status.label}" for a in unsaid]
    return "\n".join(lines)


def _demande(convention: Convention, draft: Draft) -> str:
    lines = _lines(convention, draft, ("expectation",))
    topics = [f"{convention.topic_label(topic.code)}" + (f" : « {_short(topic.words)} »" if topic.words else "") for topic in draft.topics]
    return "\n".join([*lines, *topics]) or "À préciser avec la personne."

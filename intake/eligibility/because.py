"""Why a fact is what it is: one French sentence, and the words that it came from."""

from __future__ import annotations

from intake.convention import DANGER, DERIVED, TOPIC_PREFIX, DerivedFact, FactKind, FieldKind, departement_of, fact_label
from intake.draft import Answer
from intake.eligibility.facts import COMPUTED, NOT_APPLICABLE, UNKNOWN, Facts, inputs_of
from intake.labels import sentence
from lexicon.codes import AnswerStatus, SaidBy

Why = tuple[str, str | None]

_NO_VALUE = {
    AnswerStatus.NOT_ASKED: "pas encore demandé",
    AnswerStatus.REFUSED: "préfère ne pas répondre",
    AnswerStatus.UNKNOWN: "ne sait pas",
    AnswerStatus.NOT_APPLICABLE: "sans objet",
}


def because(facts: Facts, code: str) -> Why:
    """One French sentence on the state of a fact, and the words that carried it, if any."""
    if code == DANGER:
        return _danger(facts)
    if code.startswith(TOPIC_PREFIX):
        return _topic(facts, code.removeprefix(TOPIC_PREFIX))
    return _derived(facts, DERIVED[code]) if code in DERIVED else _field(facts, code)


def _danger(facts: Facts) -> Why:
    danger = facts.draft.danger
    return ("Aucun danger entendu.", None) if danger is None else (f"Danger entendu : {danger.kind.label}.", danger.words)


def _topic(facts: Facts, topic: str) -> Why:
    label = facts.convention.topic_label(topic)
    if facts.topics is None:
        return ("Aucun sujet reconnu dans le récit." if facts.draft.account_given else "La personne n’a pas encore raconté."), None
    words = next((heard.words for heard in facts.draft.topics if heard.code == topic), None)
    return f"Sujet « {label} » {'entendu' if topic in facts.topics else 'non entendu'} dans le récit.", words


def _field(facts: Facts, code: str) -> Why:
    if not facts.convention.has_field(code):
        return "Ce champ n’est pas dans la convention.", None
    field = facts.convention.field(code)
    answer = facts.draft.answers.get(code)
    applies = facts.applies(code)
    if field.only_if is not None and applies is False:
        return sentence(f"{field.label} : la question ne se pose pas"), None
    value = facts[code]
    if field.assumed is not None and facts.is_assumed(code):
        reason = _stated(facts, field.assumed.field)
        source = facts.draft.answers.get(field.assumed.field)
        told = sentence(f"{field.label} : compte comme {field.label_of(field.assumed.value)}, car {reason}")
        return told, source.words if source is not None else None
    words_said = answer.words if answer is not None else None
    if value is UNKNOWN and facts.said(code) is not UNKNOWN:
        return sentence(f"{field.label} : dépend d’une autre réponse"), words_said
    return sentence(_stated(facts, code)), words_said


def _stated(facts: Facts, code: str) -> str:
    """A field, its value and how it is known, such as « situation de travail : au chômage (dit) »."""
    field = facts.convention.field(code)
    answer = facts.draft.answers.get(code)
    if answer is None or not answer.known:
        return f"{field.label} : {_NO_VALUE.get(facts.draft.status(code), 'sans valeur')}"
    value = str(answer.value)
    if field.kind is FieldKind.CHOICE:
        value = field.label_of(value)
    return f"{field.label} : {value} ({_how(answer)})"


def _how(answer: Answer) -> str:
    if answer.status is AnswerStatus.TOLD and answer.said_by is not SaidBy.PERSON:
        return f"dit par {answer.said_by.label}"
    return answer.status.label


def _derived(facts: Facts, fact: DerivedFact) -> Why:
    value = facts[fact.code]
    inputs = inputs_of(facts.convention, fact.code)
    if value is UNKNOWN:
        missing = [fact_label(facts.convention, name) for name in inputs if facts[name] is UNKNOWN]
        shown = ", ".join(missing[:6]) + ("…" if len(missing) > 6 else "")
        return f"On ne sait pas encore. Il manque : {shown}." if missing else _single(facts, fact, inputs), None
    if value is NOT_APPLICABLE:
        return sentence(f"{fact.label} : la question ne se pose pas"), None
    deciding = [name for name in inputs if _decides(facts, fact, inputs, name)]
    words = " … ".join(dict.fromkeys(said for name in deciding if (said := because(facts, name)[1])))
    shown_value = ("oui" if value else "non") if fact.kind is FactKind.BOOLEAN else str(value)
    reasons = ", ".join(_reason(facts, name) for name in deciding)
    return sentence(f"{fact.label} : {shown_value}" + (f", car {reasons}" if reasons else ", d’après toutes les réponses")), words or None


def _single(facts: Facts, fact: DerivedFact, inputs: tuple[str, ...]) -> str:
    return sentence(f"{fact.label} : on ne sait pas, {', '.join(_reason(facts, name) for name in inputs[:3])}")


def _decides(facts: Facts, fact: DerivedFact, inputs: tuple[str, ...], name: str) -> bool:
    """True when this input alone makes the fact what it is."""
    alone = dict.fromkeys(inputs, UNKNOWN) | {name: facts[name]}
    return COMPUTED[fact.code](alone, facts.setting) == facts[fact.code]


def _reason(facts: Facts, name: str) -> str:
    if name.startswith(TOPIC_PREFIX):
        return f"{fact_label(facts.convention, name)} entendu"
    stated = _stated(facts, name) if facts.convention.has_field(name) else fact_label(facts.convention, name)
    departement = departement_of(facts.draft.value(name)) if name == "postal_code" else None
    return f"{stated}, département {departement}" if departement else stated

"""From a request to the case that rules see of it, and back: no name, no words, no date stays in a case."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from intake.convention import Case, Convention, FieldKind, departement_of, postal_code_in
from intake.draft import Answer, DangerHeard, Draft, Said, TopicHeard
from lexicon.codes import Channel, DangerKind

_TESTED = (FieldKind.CHOICE, FieldKind.COUNT, FieldKind.DATE, FieldKind.POSTAL_CODE)


def case_of(convention: Convention, draft: Draft) -> Case:
    """What is known of a request, as codes; a birth date and every free text stay out, a postal code is reduced to its département."""
    facts: dict[str, str | int] = {}
    for field in convention.fields:
        value = draft.value(field.code)
        if value is None or field.kind not in _TESTED or field.code == "birth_date":
            continue
        coded = _coded(field.kind, value, draft.reference_date)
        if coded is not None:
            facts[field.code] = coded
    known = {topic.code for topic in convention.topics}
    topics = tuple(topic.code for topic in draft.topics if topic.code in known)
    return Case(facts=facts, topics=topics if draft.account_given or topics else None, danger=draft.danger is not None)


def draft_of(convention: Convention, case: Case, reference_date: date) -> Draft:
    """A request of which exactly this is known."""
    told = datetime.combine(reference_date, time(9), UTC)
    return Draft(
        request_id="",
        channel=Channel.WEB,
        reference_date=reference_date,
        convention_version=convention.version,
        account=() if case.topics is None else (Said(text="…", at=told),),
        answers={code: Answer(field=code, value=_value(convention, code, value, reference_date)) for code, value in case.facts.items()},
        topics=tuple(TopicHeard(code=code) for code in case.topics or ()),
        danger=DangerHeard(kind=DangerKind.MEDICAL, words="…") if case.danger else None,
    )


def _coded(kind: FieldKind, value: object, reference: date) -> str | int | None:
    match kind:
        case FieldKind.DATE:
            try:
                return (reference - date.fromisoformat(str(value))).days
            except ValueError:
                return None
        case FieldKind.POSTAL_CODE:
            departement = departement_of(value)
            return None if departement is None else postal_code_in(departement)
        case _:
            return value if isinstance(value, str | int) and not isinstance(value, bool) else None


def _value(convention: Convention, code: str, value: str | int, reference: date) -> str | int:
    if isinstance(value, int) and convention.has_field(code) and convention.field(code).kind is FieldKind.DATE:
        return (reference - timedelta(days=value)).isoformat()
    return value

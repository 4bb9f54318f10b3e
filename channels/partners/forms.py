"""The form in words: for each field its question about the person, its control, what it holds and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intake.convention import Convention, FieldDefinition, FieldKind
from intake.dialogue import say
from intake.labels import capital
from intake.partners import NEEDED, TOPICS, groups_of
from lexicon.codes import AnswerStatus, Channel

Typed = Mapping[str, tuple[str, ...]]

_INPUTS = {FieldKind.PHONE: ("tel", "tel"), FieldKind.EMAIL: ("email", "email"), FieldKind.COUNT: ("text", "numeric")}
_HINTS = {
    FieldKind.NAME: "Prénom puis nom.",
    FieldKind.PHONE: "Par exemple : 06 39 98 12 34. Écrivez « pas de téléphone » si elle n’en a pas.",
    FieldKind.DATE: "Par exemple : 12 mars 1971.",
    FieldKind.POSTAL_CODE: "Par exemple : 44000.",
    FieldKind.AVAILABILITY: "Par exemple : mardi matin.",
}
# Said to a professional, where the question of the dialogue says something else.
_QUESTIONS = {
    "phone": "À quel numéro peut-on la joindre ?",
    "email": "Son adresse e-mail",
    "safe_contact": "Peut-on l’appeler ou lui écrire sans risque pour elle ?",
    "person_agreement": "Est-elle d’accord pour que vous nous transmettiez sa demande ?",
    "expectation": "Qu’attend-elle de nous ?",
    "availability": "Quand peut-on l’appeler ?",
}
_HELP = {
    "safe_contact": "Un téléphone est parfois surveillé. Sauf si vous répondez non, un SMS discret lui dit comment refuser.",
    "person_agreement": "Sans son accord, rien ne peut être transmis, sauf si elle ne peut pas le donner.",
}
# Only she can say that she does not want to say it; and an agreement is known.
_NO_UNKNOWN = frozenset({"person_agreement"})


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Control:
    """One field: `shape` is input, radios, select, boxes or area."""

    code: str
    label: str
    hint: str
    shape: str
    type: str
    inputmode: str
    value: str
    options: tuple[Option, ...]
    needed: bool
    error: str


@dataclass(frozen=True, slots=True)
class FormPage:
    """The form: the account, then its fields in three groups."""

    account: str
    account_error: str
    first: tuple[Control, ...]
    wanted: tuple[Control, ...]
    more: tuple[Control, ...]
    # What is wrong: where, and the sentence.
    errors: tuple[tuple[str, str, str], ...]
    more_open: bool


def form_page(convention: Convention, typed: Typed, errors: Mapping[str, str]) -> FormPage:
    """The form with what was typed before, and what is to be mended."""
    groups = groups_of(convention)
    first, wanted, more = (
        tuple(_control(convention, one, typed, errors) for one in group) for group in (groups.first, groups.wanted, groups.more)
    )
    topics = Control(
        code=TOPICS,
        label="De quoi s’agit-il ?",
        hint="Cochez ce qui convient.",
        shape="boxes",
        type="",
        inputmode="",
        value="",
        options=tuple(Option(topic.code, topic.label, topic.code in typed.get(TOPICS, ())) for topic in convention.topics),
        needed=False,
        error="",
    )
    shown = [("narrative", "La situation", errors["narrative"])] if "narrative" in errors else []
    shown += [(one.code, one.label.rstrip("\u00a0 ?."), one.error) for one in (*first, *wanted, *more) if one.error]
    return FormPage(
        account="\n".join(typed.get("narrative", ())),
        account_error=errors.get("narrative", ""),
        first=first,
        wanted=wanted,
        more=(topics, *more),
        errors=tuple(shown),
        more_open=any(one.error for one in more) or any(typed.get(one.code, ("",)) not in ((), ("",)) for one in more),
    )


def _control(convention: Convention, field: FieldDefinition, typed: Typed, errors: Mapping[str, str]) -> Control:
    given = typed.get(field.code, ())
    kind, mode = _INPUTS.get(field.kind, ("text", ""))
    return Control(
        code=field.code,
        label=_question(convention, field),
        hint=_HELP.get(field.code) or _HINTS.get(field.kind, ""),
        shape=_shape(field),
        type=kind,
        inputmode=mode,
        value=", ".join(given),
        options=_options(field, given),
        needed=field.code in NEEDED,
        error=errors.get(field.code, ""),
    )


def _shape(field: FieldDefinition) -> str:
    match field.kind:
        case FieldKind.CHOICE:
            return "radios" if field.code in NEEDED else "select"
        case FieldKind.CHOICES:
            return "boxes"
        case FieldKind.TEXT if field.code == "expectation":
            return "area"
        case _:
            return "input"


def _options(field: FieldDefinition, given: tuple[str, ...]) -> tuple[Option, ...]:
    options = tuple(Option(value.code, value.label, value.code in given) for value in field.values)
    if field.kind is not FieldKind.CHOICE or field.code in _NO_UNKNOWN:
        return options
    unknown = f"={AnswerStatus.UNKNOWN.value}"
    return (*options, Option(unknown, AnswerStatus.UNKNOWN.label, unknown in given))


def _question(convention: Convention, field: FieldDefinition) -> str:
    key = f"ask.{field.code}"
    if field.code in _QUESTIONS:
        return _unbroken(_QUESTIONS[field.code])
    # The question alone: what follows it is said to people who are asked one thing at a time.
    said = say(convention, key, Channel.WEB, True) if key in convention.sentences else capital(field.label)
    return _unbroken(said[: said.index("?") + 1] if "?" in said else said)


def _unbroken(text: str) -> str:
    """No line begins with a question mark."""
    return text.replace(" ?", "\u00a0?")

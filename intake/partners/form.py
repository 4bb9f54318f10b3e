"""The form of a partner: which fields of the convention it asks, and what was typed in them means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from intake.convention import Convention, FieldDefinition, FieldKind, When
from intake.staff_entry import Taken, Typed, take
from lexicon.codes import AnswerStatus

NARRATIVE, TOPICS = "narrative", "topics"
MOST_ACCOUNT = 8000
# Filled from her account, or never asked of a partner.
_KNOWN: Final = frozenset({"for_whom", "third_party", "third_party_link", "third_party_phone", "referral_origin", "nir"})
# Asked first, in this order: who, how to reach her, whether she agrees.
_FIRST: Final = ("expectation", "name", "phone", "safe_contact", "email", "person_agreement", "postal_code", "birth_date")
# Without these nobody could help.
NEEDED: Final = frozenset({NARRATIVE, "name", "phone", "safe_contact", "person_agreement"})

ACCOUNT = "Racontez en quelques mots ce qui arrive à la personne."
ACCOUNT_LONG = "Ce texte est trop long : 8 000 signes au plus."
NAME = "Écrivez au moins son nom, pour que nous sachions qui demander."
CONTACT = "Donnez un moyen de la joindre : son numéro, ou son adresse e-mail. Sans l’un ni l’autre, écrivez « pas de téléphone »."
SAFE = "Dites si l’on peut l’appeler ou lui écrire sans risque. Si vous ne savez pas, choisissez « Ne sait pas »."
AGREEMENT = "Dites si elle est d’accord."
DISAGREES = (
    "Sans son accord, cette demande ne peut pas être transmise. Parlez-en d’abord avec elle. "
    "Si elle ne peut pas le donner, choisissez « elle ne peut pas le donner »."
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What was typed, as read: by field, and the sentences that say what is to be mended."""

    account: str = field(repr=False)
    topics: tuple[str, ...]
    answers: Mapping[str, Taken] = field(repr=False)
    errors: Mapping[str, str]
    # What could not be read, as typed: kept with a danger, which waits for no correction.
    unread: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class FieldGroups:
    """The fields of the form, as asked: those that come first, those that the convention wants, those that may help."""

    first: tuple[FieldDefinition, ...]
    wanted: tuple[FieldDefinition, ...]
    more: tuple[FieldDefinition, ...]

    @property
    def every(self) -> tuple[FieldDefinition, ...]:
        """All of them."""
        return self.first + self.wanted + self.more


def groups_of(convention: Convention) -> FieldGroups:
    """The fields that a convention lets a partner fill in."""
    asked = [one for one in convention.fields if one.when is not When.OFF and one.code not in _KNOWN and one.kind is not FieldKind.STORY]
    first = tuple(convention.field(code) for code in _FIRST if any(one.code == code for one in asked))
    rest = [one for one in asked if one not in first]
    return FieldGroups(
        first,
        tuple(one for one in rest if one.when is When.ALWAYS),
        tuple(one for one in rest if one.when is not When.ALWAYS),
    )


def read_filing(convention: Convention, typed: Mapping[str, tuple[str, ...]], *, today: date, danger: bool) -> Filled:
    """Read a form: values by field code, with `narrative` and `topics`. With a danger nothing more is needed than what was typed."""
    account = _one(typed, NARRATIVE)
    known = {topic.code for topic in convention.topics}
    taken = {one.code: take(one, Typed("", typed.get(one.code, ())), today=today) for one in groups_of(convention).every}
    unread = {code: ", ".join(typed.get(code, ())).strip() for code, one in taken.items() if one.error}
    errors = {code: one.error for code, one in taken.items() if one.error}
    if len(account) > MOST_ACCOUNT:
        errors[NARRATIVE] = ACCOUNT_LONG
    if not danger:
        errors = _needed(convention, account, taken) | errors
    return Filled(
        account=account[:MOST_ACCOUNT] if danger else account,
        topics=tuple(code for code in typed.get(TOPICS, ()) if code in known),
        answers={code: one for code, one in taken.items() if one.error is None and one.status is not AnswerStatus.NOT_ASKED},
        errors=errors,
        unread=unread,
    )


def _needed(convention: Convention, account: str, taken: Mapping[str, Taken]) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not account:
        errors[NARRATIVE] = ACCOUNT
    if "name" in taken and taken["name"].value is None:
        errors["name"] = NAME
    told = {code: taken[code].status is not AnswerStatus.NOT_ASKED for code in ("phone", "email") if code in taken}
    if told and not any(told.values()):
        errors["phone"] = CONTACT
    if "safe_contact" in taken and taken["phone"].value is not None and taken["safe_contact"].status is AnswerStatus.NOT_ASKED:
        errors["safe_contact"] = SAFE
    if "person_agreement" in taken:
        given = taken["person_agreement"].value
        if given not in ("oui", "ne_peut_pas"):
            errors["person_agreement"] = DISAGREES if given == "non" else AGREEMENT
    return errors


def _one(typed: Mapping[str, tuple[str, ...]], code: str) -> str:
    return "\n".join(typed.get(code, ())).strip()

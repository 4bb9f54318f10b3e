"""The screen of an entry: every field with what it holds, and how things stand now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk.views.safety import safety_of
from desk.views.words import axis_label, moment
from intake.clock import PARIS
from intake.convention import Convention, FieldDefinition, FieldKind, When
from intake.dialogue import say
from intake.draft import Draft
from intake.duplicates import Candidate, Strength
from intake.eligibility import Verdict, applies
from intake.labels import capital
from intake.requests import reference_in_pairs
from intake.staff_entry import LISTED, STATUSES, EntryKind, shown
from intake.storage import StaffEntryRow
from intake.summary import in_words
from lexicon.codes import AnswerStatus, Channel, SaidBy

_GROUPS = (
    ("La joindre et la situer", (When.ALWAYS,)),
    ("Ce qui peut changer la proposition", (When.DECISIVE, When.AXIS)),
    ("Si elle en parle", (When.OPTIONAL,)),
)
_TYPES = {FieldKind.PHONE: "tel", FieldKind.EMAIL: "email"}
_HINTS = {
    FieldKind.NAME: "prénom puis nom",
    FieldKind.DATE: "par exemple 5 mars 1971",
    FieldKind.AVAILABILITY: "par exemple mardi matin",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One field: its control, what it holds, what was noted, what is wrong; `off`: its question does not arise as things stand."""

    code: str
    label: str
    control: str
    kind: str
    value: str
    shown: str
    options: tuple[Option, ...]
    hint: str
    noted: str
    error: str
    off: bool


@dataclass(frozen=True, slots=True)
class Likely:
    """One earlier request that may be the same person's; `worker` is the name of whoever followed her."""

    handoff_id: str
    reference: str
    name: str
    why: str
    strength: str
    status: str
    received: str
    worker: str
    worker_id: str
    open: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entry stands now: what follows every save."""

    saved: str
    danger: str | None
    danger_kind: str
    outcome: str
    axis: str
    certain: bool
    missing: tuple[tuple[str, str], ...]
    likely: tuple[Likely, ...]
    others: tuple[str, ...]
    reference: str | None
    handoff_id: str | None


@dataclass(frozen=True, slots=True)
class TypingScreen:
    """The whole page of an entry."""

    id: str
    title: str
    notice: str
    kinds: tuple[Option, ...]
    speakers: tuple[Option, ...]
    kind: str
    said_by: str
    heard: tuple[str, ...]
    words: str
    words_error: str
    topics: tuple[Option, ...]
    topics_heard: tuple[str, ...]
    topics_shown: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    deduced: tuple[str, ...]
    standing: Standing


def typing_screen(
    entry: StaffEntryRow,
    convention: Convention,
    draft: Draft,
    *,
    words: str,
    own_topics: Iterable[str],
    standing: Standing,
) -> TypingScreen:
    """The page; `words` is the account typed in this entry, `own_topics` the topics chosen in it."""
    unread: Mapping[str, Any] = entry.unread
    own = set(own_topics)
    kept = unread.get("narrative")
    topics = tuple(Option(topic.code, topic.label, topic.code in own) for topic in convention.topics)
    heard_topics = {topic.code for topic in draft.topics} - own
    lines = {field.code: _line(convention, draft, field, unread.get(field.code)) for field in convention.fields}
    return TypingScreen(
        id=entry.id,
        title=f"Saisie : {EntryKind(entry.kind).label}",
        notice=say(convention, "staff.notice", Channel.WEB, False),
        kinds=tuple(Option(kind.value, capital(kind.label), kind.value == entry.kind) for kind in EntryKind),
        speakers=tuple(Option(who.value, _SPEAKERS[who], who.value == entry.said_by) for who in SaidBy),
        kind=entry.kind,
        said_by=entry.said_by,
        heard=tuple(said.text for said in draft.account if said.text != words),
        words=kept["text"] if kept else words,
        words_error=kept["error"] if kept else "",
        topics=tuple(topic for topic in topics if topic.code not in heard_topics),
        topics_heard=tuple(convention.topic_label(code) for code in sorted(heard_topics)),
        topics_shown=",".join(topic.code for topic in topics if topic.chosen),
        groups=tuple(
            (title, tuple(lines[field.code] for field in convention.fields if field.when in whens and field.kind is not FieldKind.STORY))
            for title, whens in _GROUPS
        ),
        deduced=tuple(line.label for line in lines.values() if draft.status(line.code) is AnswerStatus.DEDUCED),
        standing=standing,
    )


_SPEAKERS = {
    SaidBy.PERSON: "La personne elle-même",
    SaidBy.OTHER: "Quelqu’un qui parle pour elle",
    SaidBy.STAFF: "Le service le sait déjà",
}


def _line(convention: Convention, draft: Draft, field: FieldDefinition, unread: Mapping[str, Any] | None) -> Line:
    answer = draft.answers.get(field.code)
    held = shown(field, answer)
    chosen = set((unread["text"] if unread else held).split(","))
    values = [(value.code, value.label) for value in field.values]
    values += [(f"={status.value}", status.label) for status in STATUSES] if field.kind in LISTED else []
    control = {FieldKind.CHOICE: "select", FieldKind.CHOICES: "boxes"}.get(field.kind, "text")
    return Line(
        code=field.code,
        label=capital(field.label),
        control=control,
        kind=_TYPES.get(field.kind, "text"),
        value=unread["text"] if unread else held,
        # What could not be read is compared with itself: untouched, it is not read again.
        shown=unread["text"] if unread else held,
        options=tuple(Option(code, label, code in chosen) for code, label in values),
        hint=_HINTS.get(field.kind, ""),
        noted="" if unread else _noted(field, draft),
        error=unread["error"] if unread else "",
        off=not applies(convention, draft, field.code),
    )


def _noted(field: FieldDefinition, draft: Draft) -> str:
    """How an answer was understood, said where that may be another thing than what was typed."""
    answer = draft.answers.get(field.code)
    if answer is None or not answer.known:
        return ""
    if answer.status is AnswerStatus.DEDUCED:
        return f"déduit du récit : « {answer.words} »" if answer.words else "déduit du récit"
    if field.kind is FieldKind.NAME and isinstance(answer.value, dict):
        first, last = answer.value.get("first"), answer.value.get("last")
        return ", ".join(part for part in (f"prénom {first}" if first else "", f"nom {last}" if last else "") if part)
    if field.kind in LISTED or field.kind is FieldKind.TEXT:
        return ""
    return f"noté : {in_words(field, answer.value)}"


def standing_of(
    convention: Convention,
    draft: Draft,
    verdict: Verdict,
    *,
    likely: tuple[Likely, ...],
    others: tuple[str, ...],
    handed: tuple[str, str] | None,
    at: datetime,
    today: date,
) -> Standing:
    """How things stand; `handed` is the reference and the id of the hand-off, when there is one."""
    return Standing(
        saved=f"Enregistré {moment(at, today)}",
        danger=safety_of(convention, draft),
        danger_kind=draft.danger.kind.label if draft.danger else "",
        outcome=capital(verdict.outcome.label),
        axis=axis_label(convention, verdict.axis),
        certain=verdict.certain,
        missing=tuple((code, capital(convention.field(code).label)) for code in verdict.missing if convention.has_field(code)),
        likely=likely,
        others=others,
        reference=reference_in_pairs(handed[0]) if handed else None,
        handoff_id=handed[1] if handed else None,
    )


def likely_of(candidates: Iterable[Candidate], workers: Mapping[str, str], now: datetime) -> tuple[Likely, ...]:
    """The probable earlier requests, as they are shown; `workers` gives the name of each member."""
    today = now.astimezone(PARIS).date()
    return tuple(
        Likely(
            handoff_id=one.handoff_id,
            reference=reference_in_pairs(one.reference),
            name=one.name or "nom inconnu",
            why=", ".join(one.why),
            strength=capital(one.strength.label),
            status=one.status.label,
            received=moment(one.created_at, today),
            worker=workers.get(one.worker or "", ""),
            worker_id=one.worker or "",
            open=one.open,
            sure=one.strength is Strength.PROBABLE,
        )
        for one in candidates
    )


@dataclass(frozen=True, slots=True)
class Begun:
    """An entry that is not finished, in the list of the member's own."""

    id: str
    name: str
    kind: str
    at: str


def begun(entries: Iterable[tuple[StaffEntryRow, Draft]], now: datetime) -> tuple[Begun, ...]:
    """The entries not finished."""
    today = now.astimezone(PARIS).date()
    return tuple(Begun(row.id, _name(draft), EntryKind(row.kind).label, moment(row.updated_at, today)) for row, draft in entries)


def _name(draft: Draft) -> str:
    name = draft.value("name")
    parts = (name.get("first"), name.get("last")) if isinstance(name, dict) else ()
    return " ".join(str(part) for part in parts if part) or "nom pas encore donné"

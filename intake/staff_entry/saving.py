"""Saving what was typed, field by field: every change is a new answer, what cannot be read is kept as typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from intake.convention import Convention, FieldKind, When
from intake.draft import DangerHeard, Draft, TopicHeard
from intake.labels import code_of
from intake.privacy import Actor, Indexer
from intake.requests import (
    HandoverReason,
    add_danger,
    add_topics,
    convention_of,
    existing_handoff,
    hand_over,
    hold_request,
    load_draft,
    note_access,
    record_answer,
    refresh,
)
from intake.staff_entry.codes import EntryKind
from intake.staff_entry.entries import request_of
from intake.staff_entry.reading import MOST_TYPED, TOO_LONG, Typed, take
from intake.storage import AccountPartRow, AnswerRow, StaffEntryRow, TopicRow, new_id
from intake.story import facts_from_story
from lexicon import find_danger, mask_nir
from lexicon.codes import AnswerStatus, SaidBy

NARRATIVE, TOPICS, SAID_BY, KIND = "narrative", "topics", "said_by", "kind"
_FREE = (FieldKind.STORY, FieldKind.TEXT)


def save(
    session: Session, actor: Actor, entry: StaffEntryRow, typed: Mapping[str, Typed], *, now: datetime, today: date, indexer: Indexer
) -> None:
    """Save what changed: fields by their code, and `topics`, `said_by`, `kind`. The danger rules run over every free text first.

    The same again changes nothing. What nobody touched stays as it is, whoever wrote it meanwhile.
    """
    changed = {code: one for code, one in typed.items() if one.changed}
    request = hold_request(session, request_of(session, entry))
    convention = convention_of(session, request.convention_version)
    urgent = [_danger(session, entry, request.id, convention, code, one, now) for code, one in changed.items()]
    saying = _Saying(session, entry, request.id, convention, now, today)
    # Who speaks comes first: it says whose the rest is.
    for code in sorted(changed, key=lambda code: code not in (KIND, SAID_BY)):
        saying.save(code, changed[code])
    if changed:
        entry.updated_at = now
        request.last_message_at = now
        note_access(session, actor, "type_in", request.id, now)
        session.flush()
    if any(urgent):
        hand_over(session, request.id, reason=HandoverReason.DANGER, now=now, indexer=indexer)
    elif changed and existing_handoff(session, request.id) is not None:
        refresh(session, request.id, now=now, indexer=indexer)


def _danger(
    session: Session, entry: StaffEntryRow, request_id: str, convention: Convention, code: str, typed: Typed, now: datetime
) -> bool:
    """True when what was typed tells of a danger; it is kept even where the field itself cannot be read."""
    free = code == NARRATIVE or (convention.has_field(code) and convention.field(code).kind in _FREE)
    found = find_danger(typed.text) if free else None
    if found is None:
        return False
    words = mask_nir(typed.text[found.start : found.end]) or mask_nir(typed.text)
    # One for each kind: the text grows while it is typed.
    message_id = str(uuid5(NAMESPACE_OID, f"{entry.id} {found.kind.value}"))
    add_danger(session, request_id, message_id, DangerHeard(kind=found.kind, words=words, now=found.now), now)
    return True


class _Saying:
    """One save: where it goes, and when."""

    def __init__(self, session: Session, entry: StaffEntryRow, request_id: str, convention: Convention, now: datetime, today: date) -> None:
        self.session, self.entry, self.request_id = session, entry, request_id
        self.convention, self.now, self.today = convention, now, today

    @property
    def said_by(self) -> SaidBy:
        return SaidBy(self.entry.said_by)

    @property
    def draft(self) -> Draft:
        return load_draft(self.session, self.request_id)

    def save(self, code: str, typed: Typed) -> None:
        """Save one change; what is no field of the convention is left aside."""
        if code == KIND:
            self.entry.kind = (code_of(EntryKind, typed.text) or EntryKind(self.entry.kind)).value
        elif code == SAID_BY:
            self.entry.said_by = (code_of(SaidBy, typed.text) or SaidBy(self.entry.said_by)).value
        elif code == TOPICS:
            self._topics(typed)
        elif code == NARRATIVE:
            self._narrative(typed)
        elif self.convention.has_field(code) and self.convention.field(code).when is not When.OFF:
            self._field(code, typed)

    def _unread(self, code: str, typed: Typed, error: str | None) -> None:
        others = {known: kept for known, kept in self.entry.unread.items() if known != code}
        # A new value, never a changed one: the column is compared whole.
        self.entry.unread = {**others, code: {"text": mask_nir(typed.text), "error": error}} if error else others

    def _field(self, code: str, typed: Typed) -> None:
        taken = take(self.convention.field(code), typed, today=self.today)
        self._unread(code, typed, taken.error)
        known = self.draft.answers.get(code)
        same = (taken.value, taken.status) == ((known.value, known.status) if known else (None, AnswerStatus.NOT_ASKED))
        if taken.error is None and not same:
            self._record(code, taken.value, taken.status, taken.words, self.said_by, new_id())

    def _record(self, code: str, value: object, status: AnswerStatus, words: str | None, said_by: SaidBy, message_id: str) -> None:
        record_answer(
            self.session,
            self.request_id,
            message_id,
            field=code,
            value=value,
            words=words,
            status=status,
            said_by=said_by,
            now=self.now,
        )

    def _topics(self, typed: Typed) -> None:
        wanted = {code for code in typed.now if code in {topic.code for topic in self.convention.topics}}
        # What the assistant heard with the person's words stays: a human contests it when she decides.
        own = (TopicRow.request_id == self.request_id, TopicRow.message_id == self.entry.id, TopicRow.code.not_in(wanted))
        self.session.execute(delete(TopicRow).where(*own))
        add_topics(self.session, self.request_id, self.entry.id, [TopicHeard(code=code) for code in sorted(wanted)])

    def _narrative(self, typed: Typed) -> None:
        # Cut rather than lost.
        self._unread(NARRATIVE, typed, TOO_LONG if len(typed.text) > MOST_TYPED else None)
        if len(typed.text) > MOST_TYPED:
            return
        text = mask_nir(typed.text)
        row = self.session.scalar(select(AccountPartRow).where(AccountPartRow.message_id == self.entry.id))
        said_by = SaidBy.OTHER if self.said_by is SaidBy.OTHER else SaidBy.PERSON
        if not text:
            if row is not None:
                self.session.delete(row)
        elif row is None:
            self.session.add(
                AccountPartRow(request_id=self.request_id, message_id=self.entry.id, text=text, said_by=said_by.value, at=self.now)
            )
        else:
            row.text, row.said_by = text, said_by.value
        self.session.flush()
        self._deduce(text, said_by)

    def _deduce(self, text: str, said_by: SaidBy) -> None:
        """Facts of the account fill what nobody has answered, as long as the account says them."""
        self.session.execute(delete(AnswerRow).where(AnswerRow.request_id == self.request_id, AnswerRow.message_id == self.entry.id))
        draft = self.draft
        for fact in facts_from_story(text, today=self.today):
            if self.convention.has_field(fact.field) and draft.status(fact.field) is AnswerStatus.NOT_ASKED:
                self._record(fact.field, fact.value, AnswerStatus.DEDUCED, fact.words, said_by, self.entry.id)

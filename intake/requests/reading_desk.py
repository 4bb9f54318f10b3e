"""One hand-off read whole by a human or a program: the account first, the machine's proposal last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.convention import Convention, When
from intake.draft import Draft
from intake.eligibility import applicable
from intake.privacy import Actor
from intake.requests.audit import note_access, note_reads
from intake.requests.conversations import item
from intake.requests.drafting import load_drafts
from intake.requests.messages import Item
from intake.requests.reference_data import convention_of
from intake.storage import ConversationRow, HandoffRow, MessageRow
from lexicon.codes import AnswerStatus


@dataclass(frozen=True)
class HandoffView:
    """A hand-off with what its screen and its JSON need."""

    row: HandoffRow
    conversation_id: str | None
    draft: Draft
    convention: Convention

    def as_json(self) -> dict[str, Any]:
        """The hand-off of the public contract."""
        row, draft = self.row, self.draft
        danger = None if draft.danger is None else {"kind": draft.danger.kind.value, "words": draft.danger.words}
        return {
            "id": row.id,
            "reference": row.reference,
            "conversation_id": self.conversation_id,
            "channel": row.channel,
            "status": row.status,
            "complete": row.complete,
            "urgent": row.urgent,
            "danger": danger,
            "eligibility": row.proposal["eligibility"],
            "topics": [{"code": topic.code, "words": topic.words or ""} for topic in draft.topics],
            "answers": self.answers(),
            "summary": row.summary,
            "orientation": row.proposal["orientation"],
            "antenna": row.antenna,
            "created_at": row.created_at.isoformat(),
            "due_at": row.due_at.isoformat(),
        }

    def answers(self) -> dict[str, dict[str, Any]]:
        """Every field of the convention with what is known of it; not asked and not applicable are said so."""
        told: dict[str, dict[str, Any]] = {}
        apply = applicable(self.convention, self.draft)
        for field in self.convention.fields:
            answer = self.draft.answers.get(field.code)
            if answer is not None:
                told[field.code] = answer.model_dump(mode="json", exclude={"field"})
            elif field.when is not When.OFF:
                status = AnswerStatus.NOT_ASKED if field.code in apply else AnswerStatus.NOT_APPLICABLE
                told[field.code] = {"value": None, "words": None, "said_by": "person", "status": status.value}
        if self.draft.account:
            text = "\n\n".join(said.text for said in self.draft.account)
            told["narrative"] = {"value": text, "words": text, "said_by": self.draft.account[0].said_by.value, "status": "told"}
        return told


def read_handoff(session: Session, actor: Actor, handoff_id: str, now: datetime) -> HandoffView | None:
    """One hand-off, whole; leaves a read trace."""
    return next(iter(read_handoffs(session, actor, [handoff_id], now)), None)


def read_handoffs(session: Session, actor: Actor, handoff_ids: Sequence[str], now: datetime) -> list[HandoffView]:
    """Several hand-offs, whole, in this order; each leaves a read trace. Those that the session does not see are left out."""
    found = {row.id: row for row in session.scalars(select(HandoffRow).where(HandoffRow.id.in_(handoff_ids)))}
    rows = [found[one] for one in handoff_ids if one in found]
    requests = [row.request_id for row in rows]
    note_reads(session, actor, "read", requests, now)
    query = select(ConversationRow.request_id, func.min(ConversationRow.id).label("first"))
    told = session.execute(query.where(ConversationRow.request_id.in_(requests)).group_by(ConversationRow.request_id))
    first: dict[str, str] = {row.request_id: row.first for row in told}
    drafts = load_drafts(session, requests)
    views = []
    for row in rows:
        draft = drafts[row.request_id]
        views.append(HandoffView(row, first.get(row.request_id), draft, convention_of(session, draft.convention_version)))
    return views


def find_by_conversation(session: Session, conversation_id: str) -> str | None:
    """The id of the hand-off that a conversation belongs to."""
    return session.scalar(
        select(HandoffRow.id)
        .join(ConversationRow, ConversationRow.request_id == HandoffRow.request_id)
        .where(ConversationRow.id == conversation_id)
    )


def read_transcript(session: Session, actor: Actor, request_id: str, now: datetime) -> list[Item]:
    """Every message of the request's conversations, oldest first; leaves a read trace."""
    note_access(session, actor, "transcript", request_id, now)
    rows = session.scalars(
        select(MessageRow)
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .where(ConversationRow.request_id == request_id)
        .order_by(MessageRow.at, MessageRow.seq)
    )
    return [item(row) for row in rows]

"""What the rules saw of a hand-off, kept as codes beside it, so that a change of the rules can be tried on past requests."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.convention import Case, Convention
from intake.draft import Draft
from intake.eligibility import case_of
from intake.storage import CodedCaseRow


def keep_case(session: Session, convention: Convention, draft: Draft) -> None:
    """Keep, or renew, the case of a request that is handed over."""
    content = case_of(convention, draft).model_dump(mode="json")
    row = session.get(CodedCaseRow, draft.request_id)
    if row is None:
        session.add(CodedCaseRow(request_id=draft.request_id, content=content))
    elif row.content != content:
        row.content = content


def count_cases(session: Session) -> int:
    """How many past requests there are to try a draft on."""
    return session.scalar(select(func.count()).select_from(CodedCaseRow)) or 0


def past_cases(session: Session, *, limit: int | None = None) -> Iterator[Case]:
    """The cases, without whose they are, in the order in which they came; the newest `limit` of them where it is set."""
    query = select(CodedCaseRow.content).order_by(CodedCaseRow.request_id)
    if limit is not None:
        query = select(CodedCaseRow.content).order_by(CodedCaseRow.request_id.desc()).limit(limit)
    for content in session.scalars(query.execution_options(yield_per=1000)):
        yield Case.model_validate(content)

"""What the person said, written again without anything of hers: kept only where it holds nothing that is."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from intake.deciding.errors import DecisionError
from intake.draft import Draft
from intake.privacy import Actor, words_of
from intake.storage import DecisionRow, RewordingRow

_LONGEST = 300
# Telephones, postal codes, dates in figures, years, references.
_FIGURES = re.compile(r"\d(?:[\s./-]*\d){3,}")
_ADDRESS = re.compile(r"\S+@\S+")
_NAMED = ("name", "third_party", "treating_doctor")
# Shorter ones are words of the language.
_SHORTEST = 3


def keep_rewording(session: Session, actor: Actor, decision: DecisionRow, draft: Draft, words: str | None, now: datetime) -> None:
    """Keep the words for whoever judges them; raises DecisionError when they name somebody or tell a number."""
    words = (words or "").strip()
    if not words:
        return
    if len(words) > _LONGEST:
        raise DecisionError(f"L’exemple est trop long : {_LONGEST} signes au plus.", "rewording")
    found = [*_FIGURES.findall(words), *_ADDRESS.findall(words), *sorted(words_of(words) & _names(draft))]
    if found:
        listed = ", ".join(f"« {word} »" for word in dict.fromkeys(found))
        raise DecisionError(f"L’exemple ne doit rien dire de quelqu’un. Retirez : {listed}.", "rewording")
    session.add(RewordingRow(decision_id=decision.id, words=words, by=actor.id, at=now, judged_at=None, judged_by=None, approved=None))
    session.flush()


def _names(draft: Draft) -> set[str]:
    return {word for code in _NAMED for part in _parts(draft.value(code)) for word in words_of(part) if len(word) >= _SHORTEST}


def _parts(value: Any) -> list[str]:
    return [str(part) for part in value.values() if part] if isinstance(value, dict) else [value] if isinstance(value, str) else []

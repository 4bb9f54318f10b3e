"""What is said to a person who is in danger, for whoever has her on the telephone."""

from __future__ import annotations

from intake.convention import Convention
from intake.dialogue import safety_words
from intake.draft import DangerHeard, Draft
from lexicon import find_danger
from lexicon.codes import Channel


def safety_of(convention: Convention, draft: Draft) -> str | None:
    """The words for the danger that was heard; None when there is none."""
    if draft.danger is None:
        return None
    found = find_danger(draft.danger.words)
    heard = DangerHeard(kind=draft.danger.kind, words=draft.danger.words, now=found is not None and found.now)
    return safety_words(convention, heard, Channel.WEB, draft.value("for_whom") == "other")

"""What a human wants to decide, as she says it."""

from __future__ import annotations

from dataclasses import dataclass, field

from intake.deciding.codes import Blamed, CloseOutcome, DecisionKind, OrientReason, ToldBy


@dataclass(frozen=True, slots=True)
class HandedTo:
    """Who follows the file from now on: an antenna, a social worker, or both."""

    antenna: str | None
    worker: str | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that was wrong in the proposal: its code, or the human's own words for what has none."""

    kind: Blamed
    code: str | None = None
    words: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Wish:
    """One decision to take; only what its kind uses is looked at."""

    kind: DecisionKind
    handed_to: HandedTo | None = None
    # An axis of the convention or an `OtherAxis`.
    axis: str | None = None
    wrong: tuple[Wrong, ...] = ()
    # What she said, in other words and without anything of hers, for the tests of the rules.
    rewording: str | None = field(default=None, repr=False)
    reason: OrientReason | CloseOutcome | None = None
    organisation: str | None = None
    # Its sheet in the directory, which then gives the name.
    organisation_id: str | None = field(default=None, repr=False)
    words: str | None = field(default=None, repr=False)
    told_by: ToldBy | None = None
    # She agreed that one asks her, once, whether the service named to her has answered.
    follow_up: bool = False

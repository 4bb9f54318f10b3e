"""What the hand-off page shows of the same person's other requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.views.typing_in import Likely
from desk.views.words import moment
from intake.clock import PARIS
from intake.requests import HandoffView, reference_in_pairs
from intake.storage import OVER, MergeRow


@dataclass(frozen=True, slots=True)
class MergedPanel:
    """The request was made one with another; `gone`: it stands there now, at `kept_id`."""

    handoff_id: str
    merge_id: str
    reference: str
    kept_id: str | None
    gone: bool
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class DuplicatesPanel:
    """Other requests that may be the same person's, those whose worker can be offered first before the others."""

    handoff_id: str
    open: bool
    assigned: str | None
    likely: tuple[Likely, ...]


def merged_panel(view: HandoffView, merge: MergeRow, reference: str, kept_id: str | None, by: str | None, now: datetime) -> MergedPanel:
    """What the page of a merged or of a kept request says of the merge."""
    return MergedPanel(
        handoff_id=view.row.id,
        merge_id=merge.id,
        reference=reference_in_pairs(reference),
        kept_id=kept_id,
        gone=merge.merged_request_id == view.row.request_id,
        at=moment(merge.at, now.astimezone(PARIS).date()),
        by=by or "une collègue",
    )


def duplicates_panel(view: HandoffView, likely: tuple[Likely, ...]) -> DuplicatesPanel:
    """The panel beside the contact instructions."""
    first = sorted(likely, key=lambda one: not one.worker)
    return DuplicatesPanel(view.row.id, view.row.status not in OVER, view.row.assigned_to, tuple(first))

"""What the hand-off page shows of decisions: the bar to undo one, the forms to take one, the history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from desk.guard import Visitor
from desk.panels import Opened, Panel, Place
from desk.views.deciding import (
    SHEET,
    DecidePanel,
    HistoryLine,
    Typed,
    UndoBar,
    decide_panel,
    history_lines,
    sentence_of,
    undo_bar,
)
from intake.clock import PARIS
from intake.convention import Convention
from intake.deciding import DecisionKind, Worker, history, last_decision, may_be_wrong, may_undo, text_thread, workers
from intake.directory import NearBy, Organisation, near_by, organisation, service_antenna
from intake.draft import Draft
from intake.requests import antennas
from intake.storage import HandoffRow
from intake.summary import spoken_phone
from lexicon.codes import Role


def may_take_back(visitor: Visitor, by: str) -> bool:
    """Whether she may undo what `by` decided: one's own, or anybody's for who may decide."""
    return visitor.may("decide") or by == visitor.actor.id


def panel_of(
    session: Session,
    visitor: Visitor,
    row: HandoffRow,
    draft: Draft,
    convention: Convention,
    now: datetime,
    *,
    typed: Typed | None = None,
    errors: Mapping[str, str] | None = None,
    chosen: str = "",
) -> DecidePanel:
    """The forms of a hand-off for this visitor, with what was typed before and what to correct.

    `chosen`: the sheet of the directory that she comes back with.
    """
    places = antennas(session)
    names = {antenna.code: antenna.name for antenna in places}
    here = next((antenna for antenna in places if antenna.code == row.antenna), None) or service_antenna(places)
    known = workers(session)
    me = visitor.member if visitor.actor.role is Role.SOCIAL_WORKER else None
    decided = next((event for event in history(session, row) if event.decision is not None and event.decision.undone_at is None), None)
    near, sheet = _organisations(session, row, draft, convention, now.astimezone(PARIS).date(), _sheet_in(typed) or chosen)
    return decide_panel(
        row,
        convention,
        kinds=DecisionKind if visitor.may("decide") else [DecisionKind.ASSIGN],
        me=Worker(me.id, me.name, me.antenna) if me else None,
        workers=known,
        antennas=names,
        phone=spoken_phone(here.phone) if here else "",
        wrong=may_be_wrong(convention, draft, row.proposal["eligibility"]),
        may_text=text_thread(session, draft, row.request_id) is not None,
        decided=sentence_of(decided, convention, names) if decided else None,
        near=near,
        chosen=sheet,
        typed=typed,
        errors=errors,
    )


def _organisations(
    session: Session, row: HandoffRow, draft: Draft, convention: Convention, today: date, chosen: str
) -> tuple[NearBy, Organisation | None]:
    """What the directory offers near the person, and the sheet that is chosen if it is still offered."""
    doors = [door["organisation"] for door in row.proposal["orientation"]]
    doors += [door.organisation for door in convention.next_doors.doors.values()]
    near = near_by(session, str(draft.value("postal_code") or ""), today, doors)
    found = organisation(session, chosen, today) if chosen else None
    return near, found if found and not found.retired else None


def _sheet_in(typed: Typed | None) -> str:
    value = typed.of("organisme", DecisionKind.ORIENT.value) if typed else ""
    return value.removeprefix(SHEET) if value.startswith(SHEET) else ""


def _load_decide(opened: Opened) -> DecidePanel | None:
    if not opened.visitor.may("decide_assign"):
        return None
    return panel_of(
        opened.session, opened.visitor, opened.view.row, opened.view.draft, opened.view.convention, opened.now, chosen=opened.chosen
    )


def _load_undo(opened: Opened) -> UndoBar | None:
    last = last_decision(opened.session, opened.view.row.id)
    if last is None or not may_take_back(opened.visitor, last.by) or not may_undo(opened.view.row, last, opened.now):
        return None
    return undo_bar(opened.view.row, last, opened.view.convention)


def _load_history(opened: Opened) -> tuple[HistoryLine, ...]:
    names = {antenna.code: antenna.name for antenna in antennas(opened.session)}
    return history_lines(history(opened.session, opened.view.row), opened.view.convention, names, opened.now.astimezone(PARIS).date())


UNDO = Panel("undo", Place.TOP, "handoff_undo.html", _load_undo)
DECIDE = Panel("decide", Place.WORK, "handoff_decide.html", _load_decide)
HISTORY = Panel("history", Place.END, "handoff_history.html", _load_history)

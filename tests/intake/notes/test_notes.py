"""Working notes: whose they are, what closing erases, what a decision releases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from intake.notes import (
    MOST,
    NoteError,
    delete_note,
    erase_notes_at_closing,
    keep_note,
    read_notes,
    record_release,
    released_notes,
    save_draft,
    sweep_closed,
    write_note,
)
from intake.privacy import Actor, ActorKind
from intake.requests import erase_request
from intake.runtime import Runtime
from intake.staff import add_staff
from intake.storage import AuditRow, HandoffRow, NoteDraftRow, NoteReleaseRow, SearchTokenRow, WorkingNoteRow
from lexicon.codes import Role
from tests.conftest import NOW
from tests.desk.people import Filed, file

PASSWORD = "quatre chevaux bleus"


def staff(runtime: Runtime, login: str, role: Role = Role.SOCIAL_WORKER, antenna: str | None = "nantes") -> Actor:
    with runtime.database.write() as session:
        return add_staff(
            session, login=login, name=login.title(), role=role.value, antenna=antenna, password=PASSWORD, now=NOW
        ).actor  # fmt: skip


@pytest.fixture
def filed(runtime: Runtime) -> Filed:
    return file(runtime)


@pytest.fixture
def lea(runtime: Runtime) -> Actor:
    return staff(runtime, "lea")


def write(runtime: Runtime, actor: Actor, filed: Filed, said: str = "Elle hésite à parler de son fils.", **more: object) -> str:
    with runtime.database.write() as session:
        return write_note(session, actor, filed.request_id, text=said, now=NOW, **more)  # type: ignore[arg-type]


def texts(runtime: Runtime, actor: Actor, filed: Filed) -> list[str]:
    with runtime.database.write() as session:
        return [note.text for note in read_notes(session, actor, filed.request_id, NOW).notes]


def decide(session: Session, actor: Actor, filed: Filed, why: str, decision: str = "granted") -> None:
    record_release(session, actor, filed.request_id, asked_on=NOW.date(), decided_by=why, decision=decision, reason=why, now=NOW)


def close(runtime: Runtime, filed: Filed, status: str = "closed") -> None:
    with runtime.database.write() as session:
        row = session.get_one(HandoffRow, filed.id)
        row.status, row.updated_at = status, NOW


def test_a_note_is_its_authors_until_shared_by_name(runtime: Runtime, filed: Filed, lea: Actor):
    marie, zoe = staff(runtime, "marie"), staff(runtime, "zoe")
    note_id = write(runtime, lea, filed)
    assert texts(runtime, lea, filed) == ["Elle hésite à parler de son fils."]
    assert texts(runtime, marie, filed) == []
    write(runtime, lea, filed, "Reprise avec Marie.", shared_with=[marie.id, lea.id], note_id=note_id)
    assert texts(runtime, marie, filed) == ["Reprise avec Marie."]
    assert texts(runtime, zoe, filed) == []
    # Shared for reading: the colleague neither changes, keeps nor deletes it.
    with pytest.raises(NoteError, match="pas la vôtre"):
        write(runtime, marie, filed, "Autre", note_id=note_id)
    with runtime.database.write() as session:
        with pytest.raises(NoteError):
            delete_note(session, marie, filed.request_id, note_id, NOW)
        with pytest.raises(NoteError):
            keep_note(session, marie, filed.request_id, note_id, reason="x", now=NOW)
        with pytest.raises(NoteError):
            save_draft(session, marie, filed.request_id, text="x", note_id=note_id, now=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SOCIAL_WORKER], ids=lambda role: role.value)
def test_nobody_else_touches_notes(runtime: Runtime, filed: Filed, lea: Actor, role: Role):
    other = staff(runtime, "autre", role)
    program = Actor(ActorKind.PROGRAM, "p1", Role.SOCIAL_WORKER)
    write(runtime, lea, filed)
    for actor in (other, program):
        with runtime.database.write() as session:
            with pytest.raises(PermissionError):
                read_notes(session, actor, filed.request_id, NOW)
            with pytest.raises(PermissionError):
                write_note(session, actor, filed.request_id, text="x", now=NOW)
            with pytest.raises(PermissionError):
                save_draft(session, actor, filed.request_id, text="x", now=NOW)
            with pytest.raises(PermissionError):
                released_notes(session, actor, filed.request_id, NOW)
    with pytest.raises(NoteError, match="assistantes de service social"):
        write(runtime, lea, filed, shared_with=[other.id])


@pytest.mark.parametrize(("said", "why"), [("  ", "vide"), ("x" * (MOST + 1), "trop longue")])
def test_what_is_no_note_is_refused_in_a_sentence(runtime: Runtime, filed: Filed, lea: Actor, said: str, why: str):
    with pytest.raises(NoteError, match=why):
        write(runtime, lea, filed, said)


def test_nothing_of_it_is_readable_in_the_tables_nor_searchable(runtime: Runtime, filed: Filed, lea: Actor):
    with runtime.database.read() as session:
        before = session.scalar(select(func.count()).select_from(SearchTokenRow))
    note_id = write(runtime, lea, filed, "xylophone")
    with runtime.database.write() as session:
        save_draft(session, lea, filed.request_id, text="xylophone", now=NOW)
        keep_note(session, lea, filed.request_id, note_id, reason="xylophone", now=NOW)
        record_release(
            session, lea, filed.request_id, asked_on=NOW.date(), decided_by="xylophone", decision="granted", reason="xylophone", now=NOW
        )
    with runtime.database.read() as session:
        for table in ("working_notes", "note_drafts", "note_releases", "audit"):
            for row in session.execute(text(f"SELECT * FROM {table}")):  # noqa: S608
                assert b"xylophone" not in b"|".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
        assert session.scalar(select(func.count()).select_from(SearchTokenRow)) == before


def test_reading_and_writing_leave_traces_of_ids_only(runtime: Runtime, filed: Filed, lea: Actor):
    texts(runtime, lea, filed)
    note_id = write(runtime, lea, filed)
    texts(runtime, lea, filed)
    with runtime.database.write() as session:
        delete_note(session, lea, filed.request_id, note_id, NOW)
    with runtime.database.read() as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.action.startswith("note")).order_by(AuditRow.id)).all()
    assert [(row.action, row.actor_id, row.request_id) for row in rows] == [
        (action, lea.id, filed.request_id) for action in ("note_written", "notes_read", "note_deleted")
    ]


def test_a_draft_is_kept_for_its_author_until_the_note_is_stored(runtime: Runtime, filed: Filed, lea: Actor):
    marie = staff(runtime, "marie")
    with runtime.database.write() as session:
        save_draft(session, lea, filed.request_id, text="Elle hés", now=NOW)
        save_draft(session, lea, filed.request_id, text="Elle hésite", now=NOW + timedelta(seconds=2))
        view = read_notes(session, lea, filed.request_id, NOW)
        assert (view.draft, view.draft_at) == ("Elle hésite", NOW + timedelta(seconds=2))
        assert read_notes(session, marie, filed.request_id, NOW).draft == ""
    note_id = write(runtime, lea, filed, "Elle hésite.", shared_with=[marie.id])
    with runtime.database.write() as session:
        assert read_notes(session, lea, filed.request_id, NOW).draft == ""
        save_draft(session, lea, filed.request_id, text="Elle hésite encore", note_id=note_id, now=NOW)
        assert read_notes(session, lea, filed.request_id, NOW).notes[0].draft == "Elle hésite encore"
        assert read_notes(session, marie, filed.request_id, NOW).notes[0].draft is None
        save_draft(session, lea, filed.request_id, text=" ", note_id=note_id, now=NOW)
        assert session.scalars(select(NoteDraftRow)).all() == []


def test_closing_erases_all_but_what_is_kept_on_purpose(runtime: Runtime, filed: Filed, lea: Actor):
    kept, _ = write(runtime, lea, filed, "À garder"), write(runtime, lea, filed, "À effacer")
    with runtime.database.write() as session:
        keep_note(session, lea, filed.request_id, kept, reason="  recours en cours ", now=NOW)
        save_draft(session, lea, filed.request_id, text="en cours", now=NOW)
        assert erase_notes_at_closing(session, filed.request_id) == 1
        assert erase_notes_at_closing(session, filed.request_id) == 0
    assert texts(runtime, lea, filed) == ["À garder"]
    with runtime.database.write() as session:
        assert session.scalars(select(NoteDraftRow)).all() == []
        keep_note(session, lea, filed.request_id, kept, reason=" ", now=NOW)
        assert erase_notes_at_closing(session, filed.request_id) == 1


def test_the_sweep_erases_what_closing_left_and_stops(runtime: Runtime, lea: Actor):
    files = [file(runtime, seed=seed) for seed in range(1, 5)]
    for one in files:
        write(runtime, lea, one)
    kept = write(runtime, lea, files[0], "À garder")
    with runtime.database.write() as session:
        keep_note(session, lea, files[0].request_id, kept, reason="recours", now=NOW)
        assert sweep_closed(session, NOW) == 0
    for one in files[:2]:
        close(runtime, one)
    close(runtime, files[2], "redirected")
    with runtime.database.write() as session:
        # Closing can still be undone.
        assert sweep_closed(session, NOW - timedelta(seconds=1)) == 0
        assert sweep_closed(session, NOW, most=1) == 1
        assert sweep_closed(session, NOW) == 1
        assert sweep_closed(session, NOW) == 0
    assert [texts(runtime, lea, one) for one in files[:2]] == [["À garder"], []]
    assert all(texts(runtime, lea, one) for one in files[2:])
    with runtime.database.write() as session:
        # Oriented: she may come back from the other door for thirty days.
        assert sweep_closed(session, NOW + timedelta(days=29)) == 0
        assert sweep_closed(session, NOW + timedelta(days=30)) == 1
    assert [bool(texts(runtime, lea, one)) for one in files[2:]] == [False, True]


def test_nothing_new_is_written_on_a_closed_file(runtime: Runtime, filed: Filed, lea: Actor):
    close(runtime, filed)
    with pytest.raises(NoteError, match="close"):
        write(runtime, lea, filed)
    with runtime.database.write() as session, pytest.raises(NoteError, match="close"):
        save_draft(session, lea, filed.request_id, text="x", now=NOW)


def test_erasing_the_request_erases_everything(runtime: Runtime, filed: Filed, lea: Actor):
    write(runtime, lea, filed)
    with runtime.database.write() as session:
        save_draft(session, lea, filed.request_id, text="x", now=NOW)
        record_release(
            session, lea, filed.request_id, asked_on=NOW.date(), decided_by="M. Roy", decision="refused", reason="tiers", now=NOW
        )
        erase_request(session, filed.request_id)
    with runtime.database.read() as session:
        for table in (WorkingNoteRow, NoteDraftRow, NoteReleaseRow):
            assert session.scalars(select(table)).all() == []


def test_notes_are_handed_over_only_after_a_decision(runtime: Runtime, filed: Filed, lea: Actor):
    marie = staff(runtime, "marie")
    write(runtime, lea, filed, "De Léa")
    write(runtime, marie, filed, "De Marie", shared_with=[lea.id])

    def decide(**given: object) -> None:
        fitting = {"asked_on": NOW.date(), "decided_by": "M. Roy, délégué", "decision": "granted", "reason": "droit d’accès", "now": NOW}
        with runtime.database.write() as session:
            record_release(session, lea, filed.request_id, **{**fitting, **given})  # type: ignore[arg-type]

    def released(actor: Actor) -> tuple[str, ...] | None:
        with runtime.database.write() as session:
            return released_notes(session, actor, filed.request_id, NOW)

    assert released(lea) is None
    decide(decision="refused")
    assert released(lea) is None
    decide(now=NOW + timedelta(hours=1))
    # Her own only: a colleague's notes follow that colleague's decision.
    assert released(lea) == ("De Léa",)
    assert released(marie) is None
    decide(decision="refused", now=NOW + timedelta(hours=2))
    assert released(lea) is None
    for wrong in ({"decision": "peut-être"}, {"decided_by": " "}, {"reason": ""}, {"asked_on": NOW.date() + timedelta(days=1)}):
        with pytest.raises(NoteError):
            decide(**wrong)


def test_colleagues_are_those_who_can_open_the_file(runtime: Runtime, filed: Filed, lea: Actor):
    staff(runtime, "marie")
    away = staff(runtime, "away", antenna="angers")
    staff(runtime, "secretaire", Role.SECRETARY)
    staff(runtime, "elsewhere", antenna="angers")
    with runtime.database.write() as session:
        session.get_one(HandoffRow, filed.id).assigned_to = away.id
        found = read_notes(session, lea, filed.request_id, NOW).colleagues
    assert [one.name for one in found] == ["Away", "Marie"]

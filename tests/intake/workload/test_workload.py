"""Sharing the work: files given, absences, kept filters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from intake.runtime import Runtime
from intake.staff import Member, add_staff, disable_staff
from intake.storage import SavedFilterRow
from intake.workload import (
    MOST_SAVED,
    WorkloadError,
    absences_to_come,
    add_absence,
    away_today,
    colleagues,
    forget_filter,
    remove_absence,
    save_filter,
    saved_filters,
)

PASSWORD = "quatre chevaux bleus"
TODAY = date(2026, 11, 23)


def member(runtime: Runtime, login: str, role: str = "social_worker", antenna: str | None = "nantes") -> Member:
    with runtime.database.write() as session:
        return add_staff(session, login=login, name=login.title(), role=role, antenna=antenna, password=PASSWORD, now=runtime.clock.now())


def test_who_works_at_the_desk_may_have_files(runtime: Runtime):
    member(runtime, "zoe"), member(runtime, "lea", "secretary"), member(runtime, "max", "auditor", None)
    with runtime.database.read() as session:
        assert [one.name for one in colleagues(session)] == ["Lea", "Zoe"]


def test_an_absence_is_said_by_herself_or_by_her_manager_and_ends_with_its_last_day(runtime: Runtime):
    zoe, anne = member(runtime, "zoe"), member(runtime, "anne")
    boss, other_boss = member(runtime, "boss", "manager"), member(runtime, "ailleurs", "manager", "angers")
    now, day = runtime.clock.now(), timedelta(days=1)
    with runtime.database.write() as session:
        add_absence(session, zoe.actor, zoe.id, TODAY - day, TODAY, now)
        add_absence(session, boss.actor, anne.id, TODAY + day, TODAY + 3 * day, now)
        for actor in (zoe.actor, other_boss.actor):
            with pytest.raises(WorkloadError, match="responsable"):
                add_absence(session, actor, anne.id, TODAY, TODAY, now)
        for first, last in ((TODAY, TODAY - day), (TODAY, TODAY + 400 * day)):
            with pytest.raises(WorkloadError):
                add_absence(session, zoe.actor, zoe.id, first, last, now)
        assert [(one.name, one.mine) for one in absences_to_come(session, zoe.actor, TODAY)] == [("Zoe", True), ("Anne", False)]
        assert away_today(session, TODAY) == {zoe.id}
        assert away_today(session, TODAY + day) == {anne.id}
        assert away_today(session, TODAY + 4 * day) == set()
        hers = absences_to_come(session, anne.actor, TODAY + day)[0]
        assert not remove_absence(session, zoe.actor, hers.id, now)
        assert remove_absence(session, anne.actor, hers.id, now)
        assert away_today(session, TODAY + day) == set()
        # Who has left leaves files behind, too.
        disable_staff(session, "anne", now)
        assert away_today(session, TODAY) == {zoe.id, anne.id}


def test_filters_are_kept_under_a_name_and_encrypted(runtime: Runtime):
    zoe, anne, now = member(runtime, "zoe"), member(runtime, "anne"), runtime.clock.now()
    with runtime.database.write() as session:
        save_filter(session, zoe.id, "  Mes   retards ", "urgent=1", now)
        save_filter(session, zoe.id, "mes retards", "urgent=1&axe=soins", now)
        kept = saved_filters(session, zoe.id)
        assert [(one.name, one.query) for one in kept] == [("mes retards", "urgent=1&axe=soins")]
        assert saved_filters(session, anne.id) == ()
        assert not forget_filter(session, anne.id, kept[0].id)
        with pytest.raises(WorkloadError, match="nom"):
            save_filter(session, zoe.id, "  ", "urgent=1", now)
        for number in range(MOST_SAVED - 1):
            save_filter(session, zoe.id, f"n{number}", "urgent=1", now)
        with pytest.raises(WorkloadError, match="déjà"):
            save_filter(session, zoe.id, "un de trop", "urgent=1", now)
        raw = session.connection().exec_driver_sql("SELECT name, query FROM saved_filters").fetchall()
        assert not any(b"retards" in bytes(name) or b"urgent" in bytes(query) for name, query in raw)
        assert forget_filter(session, zoe.id, kept[0].id)
        assert session.get(SavedFilterRow, kept[0].id) is None

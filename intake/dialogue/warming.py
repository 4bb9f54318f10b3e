"""What the first person would otherwise wait for: calendars, rules and readers are loaded when a process starts."""

from __future__ import annotations

import threading

from intake.draft import Draft
from intake.eligibility import assess
from intake.reading import read_answer
from intake.requests import NoConventionError, antennas, current_convention, hours_of
from intake.runtime import Runtime
from intake.storage import DatabaseDownError
from intake.story import facts_from_story
from lexicon.codes import Channel


def warm_up(runtime: Runtime) -> threading.Thread:
    """Load what a first turn needs, beside what the process does meanwhile."""
    thread = threading.Thread(target=_load, args=(runtime,), name="warm-up", daemon=True)
    thread.start()
    return thread


def _load(runtime: Runtime) -> None:
    now, today = runtime.clock.now(), runtime.clock.today()
    try:
        with runtime.database.read() as session:
            convention = current_convention(session, today)
            for antenna in antennas(session):
                hours_of(convention, antenna).is_open(now)
    except (DatabaseDownError, NoConventionError):
        # Nothing is lost: the first turn loads it.
        return
    draft = Draft(request_id="", channel=Channel.VOICE, reference_date=today, convention_version=convention.version)
    assess(convention, draft)
    facts_from_story("je suis en arrêt depuis mars", today=today)
    for field in convention.fields:
        read_answer(field, "01 02 03 04 05", today=today)

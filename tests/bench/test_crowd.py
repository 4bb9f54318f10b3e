"""The invented region of the benchmarks holds together, and every page that is timed opens."""

from __future__ import annotations

from sqlalchemy import func, select

from bench.crowd import crowd
from bench.desk import time_pages
from intake.privacy import Actor, ActorKind
from intake.requests import read_handoff
from intake.runtime import Runtime
from intake.storage import OVER, HandoffRow
from lexicon.codes import Role

ME = Actor(ActorKind.STAFF, "lea", Role.SECRETARY)


async def test_every_page_opens_over_a_small_region(runtime: Runtime):
    made = crowd(runtime, 400, open_share=0.2)
    with runtime.database.write() as session:
        assert session.scalar(select(func.count(HandoffRow.id))) == 400
        opened = session.scalar(select(func.count(HandoffRow.id)).where(HandoffRow.status.not_in(OVER)))
        assert opened == made.open == 80
        # What was copied opens like what was told.
        last = session.scalars(select(HandoffRow.id).order_by(HandoffRow.id.desc()).limit(1)).one()
        view = read_handoff(session, ME, last, runtime.clock.now())
    assert view is not None
    assert view.draft.account
    assert view.row.summary["headline"]
    pages = await time_pages(runtime, 2)
    assert len(pages) > 40
    assert not [page.name for page in pages if page.kilobytes > 150 and not page.name.startswith(("API", "figures"))]

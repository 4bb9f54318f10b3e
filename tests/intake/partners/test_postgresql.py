"""Partners on a real PostgreSQL, where two clicks at once really are."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from intake.outbox import TextStatus
from intake.partners import Sender, object_by_text, open_notices
from intake.runtime import Runtime
from intake.storage import ContactAttemptRow, HandoffRow, OutboxRow, PartnerSessionRow, new_id
from tests.conftest import NOW
from tests.intake.partners.invited import MOBILE, SERVICE, codes, filed, invited
from tests.intake.partners.test_signing_in import ask, enter
from tests.intake.storage.test_postgresql import at_once, cluster, migrated, settings

pytestmark = pytest.mark.slow
__all__ = ["cluster", "migrated", "settings"]


def test_one_form_sent_many_times_at_once_is_one_hand_off(runtime: Runtime):
    partner, key = invited(runtime), new_id()
    told = at_once(runtime.database, 6, lambda _: filed(runtime, partner, key=key))
    assert len({one.reference for one in told}) == 1
    assert sorted(one.again for one in told) == [False] + [True] * 5
    with runtime.database.read() as session:
        assert len(session.scalars(select(HandoffRow)).all()) == 1
        assert len(session.scalars(select(OutboxRow).where(OutboxRow.kind == "text")).all()) == 1


def test_a_code_entered_many_times_at_once_opens_one_session(runtime: Runtime):
    invited(runtime)
    ask(runtime)
    (code,) = codes(runtime)
    told = at_once(runtime.database, 6, lambda _: enter(runtime, code))
    assert sum(secret is not None for secret in told) == 1
    with runtime.database.read() as session:
        assert len(session.scalars(select(PartnerSessionRow)).all()) == 1


def test_two_refusals_at_once_are_noted_once(runtime: Runtime):
    filed(runtime, invited(runtime))
    token = runtime.indexer.token("phone", MOBILE)
    with runtime.database.write() as session:
        session.execute(update(OutboxRow).where(OutboxRow.kind == "text").values(status=TextStatus.SENT.value, sent_at=NOW))

    def refuse(number: int) -> bool:
        with runtime.database.write() as session:
            found = open_notices(session, token, NOW)
            sender = Sender(SERVICE, 40)
            return object_by_text(session, found, sid=f"SM{number}", text="NON", number=MOBILE, now=NOW, answer_from=sender)

    assert sum(at_once(runtime.database, 4, refuse)) == 1
    with runtime.database.read() as session:
        assert len(session.scalars(select(ContactAttemptRow)).all()) == 1

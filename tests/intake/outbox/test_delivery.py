"""Delivery reports, in whatever order they come."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.outbox import Delivery, apply_delivery, opted_out
from intake.runtime import Runtime
from intake.storage import OutboxRow
from tests.conftest import NOW
from tests.intake.outbox.support import SENDER, TO, TOKEN, leave, put, row, take

REPORTS = st.lists(st.tuples(st.sampled_from(list(Delivery)), st.sampled_from([None, "30003", "30005"])), min_size=1, max_size=8)


@pytest.fixture
def text_id(runtime: Runtime) -> str:
    put(runtime)
    (text,) = take(runtime)
    leave(runtime, text, sid="SM1")
    return text.id


def report(runtime: Runtime, status: str, **more: str | None) -> bool:
    with runtime.database.write() as session:
        return apply_delivery(session, status=status, now=NOW, **more)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=REPORTS, data=st.data())
def test_any_order_of_reports_ends_at_the_furthest(runtime: Runtime, reports: list[tuple[Delivery, str | None]], data: st.DataObject):
    # One report per status, as the carrier sends them; some come twice.
    told = list({status: (status, error) for status, error in reports}.values())
    ordered = data.draw(st.permutations([*told, *told[:2]]))
    furthest = max(told, key=lambda one: list(Delivery).index(one[0]))
    with runtime.database.write() as session:
        text = OutboxRow(key="one", kind="text", payload={}, status="sent", due_at=NOW, created_at=NOW)
        session.add(text)
        session.flush()
        for status, error in ordered:
            apply_delivery(session, status=status.value, now=NOW, outbox_id=text.id, error_code=error)
        assert (text.delivery, text.error, text.status) == (furthest[0].value, furthest[1], "sent")
        session.delete(text)


def test_a_report_is_found_by_our_id_or_the_carriers(runtime: Runtime, text_id: str):
    assert report(runtime, "queued", outbox_id=text_id)
    assert report(runtime, "sent", external_id="SM1")
    assert report(runtime, "undelivered", outbox_id="unknown", external_id="SM1", error_code="30003")
    assert (row(runtime).delivery, row(runtime).error) == ("undelivered", "30003")
    assert not report(runtime, "sending", outbox_id=text_id)
    assert report(runtime, "delivered", outbox_id=text_id)
    assert (row(runtime).delivery, row(runtime).error) == ("delivered", None)


@pytest.mark.parametrize(
    "given",
    [
        {"status": "received"},
        {"status": "on-its-way"},
        {"status": ""},
        {"status": "delivered", "outbox_id": "unknown"},
        {"status": "delivered", "outbox_id": "", "external_id": ""},
        {"status": "delivered", "outbox_id": "x\x00y", "external_id": "SM\x001"},
        {"status": "delivered", "outbox_id": "x" * 5000, "external_id": "' OR 1=1 --"},
        {"status": "delivered", "outbox_id": None, "external_id": None},
    ],
)
def test_what_is_unknown_or_malformed_changes_nothing(runtime: Runtime, text_id: str, given: dict[str, str | None]):
    assert not report(runtime, **{"outbox_id": text_id, **given})
    assert row(runtime).delivery is None


def test_a_malformed_error_code_is_not_kept(runtime: Runtime, text_id: str):
    assert report(runtime, "failed", outbox_id=text_id, error_code="30003; +33639981234")
    assert (row(runtime).delivery, row(runtime).error) == ("failed", None)


def test_a_report_that_the_number_told_stop_opts_it_out(runtime: Runtime, text_id: str):
    report(runtime, "failed", outbox_id=text_id, error_code="21610")
    with runtime.database.read() as session:
        assert opted_out(session, TOKEN)
    assert row(runtime).status == "sent"


def test_a_report_that_comes_before_the_carriers_answer_is_kept(runtime: Runtime):
    put(runtime)
    (text,) = take(runtime)
    report(runtime, "undelivered", outbox_id=text.id, external_id="SM7", error_code="30005")
    leave(runtime, text, sid="SM7")
    done = row(runtime)
    assert (done.status, done.delivery, done.error, done.external_id) == ("sent", "undelivered", "30005", "SM7")


def test_something_else_in_the_outbox_is_not_a_text(runtime: Runtime):
    with runtime.database.write() as session:
        payload = {"to": TO, "sender": SENDER, "body": "x"}
        session.add(OutboxRow(id="mail", key="mail", kind="mail", payload=payload, status="waiting", due_at=NOW, created_at=NOW))
    assert not report(runtime, "delivered", outbox_id="mail")
    assert take(runtime) == []

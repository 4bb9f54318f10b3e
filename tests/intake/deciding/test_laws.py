"""Laws: undoing puts everything back, whatever was decided before; no decision changes what the machine proposed."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from intake.deciding import Blamed, CloseOutcome, DecisionError, DecisionKind, HandedTo, OrientReason, ToldBy, Wrong
from intake.storage import Base
from tests.desk.people import Told, file
from tests.intake.deciding.conftest import CLEAR, Desk, later

_NEWER = ("updated_at",)
# What was undone is told in the history, with what was said of it.
_DECISIONS = Base.metadata.tables["decisions"]
_STANDING = select(_DECISIONS.c.id).where(_DECISIONS.c.undone_at.is_(None))

WORDS = st.sampled_from([None, "Rappelez-nous."])
WISHES = st.one_of(
    st.builds(
        lambda axis, to, wrong, words: (DecisionKind.ACCEPT, {"axis": axis, "handed_to": to, "wrong": wrong, "rewording": words}),
        st.sampled_from(["emploi", "soins", "both", "none_yet", "outside"]),
        st.sampled_from([HandedTo("nantes"), HandedTo("angers")]),
        st.sampled_from([(), (Wrong(Blamed.TOPIC, "arret_travail"), Wrong(Blamed.OTHER, words="Autre chose."))]),
        st.sampled_from([None, "Une personne parle de son travail."]),
    ),
    st.builds(lambda to: (DecisionKind.ASSIGN, {"handed_to": to}), st.sampled_from([HandedTo("angers"), HandedTo(None, None)])),
    st.builds(lambda by: (DecisionKind.ASK, {"words": "Rappelez-nous.", "told_by": by}), st.sampled_from(ToldBy)),
    st.just((DecisionKind.RESUME, {})),
    st.builds(
        lambda by, words, agreed: (
            DecisionKind.ORIENT,
            {"reason": OrientReason.HER_WISH, "organisation": "MDPH 44", "told_by": by, "words": words, "follow_up": agreed},
        ),
        st.sampled_from(ToldBy),
        WORDS,
        st.booleans(),
    ),
    st.builds(lambda reason: (DecisionKind.CLOSE, {"reason": reason}), st.sampled_from(CloseOutcome)),
    st.just((DecisionKind.REOPEN, {"words": "Elle a rappelé."})),
)


def everything(desk: Desk) -> dict[str, list[Any]]:
    """All rows of all tables, save the traces, the moment of the last change, and the decisions that were undone."""
    found = {}
    with desk.runtime.database.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name == "audit":
                continue
            query = select(*(column for column in table.columns if column.name not in _NEWER))
            if table.name == "decisions":
                query = query.where(table.c.undone_at.is_(None))
            if table.name == "disagreements":
                query = query.where(table.c.decision_id.in_(_STANDING))
            found[table.name] = sorted(repr(tuple(row)) for row in session.execute(query))
    return found


@given(before=st.lists(WISHES, max_size=3), last=WISHES)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_puts_everything_back_and_no_decision_changes_the_proposal(desk: Desk, before: list, last: tuple):
    with desk.runtime.database.read() as session:
        seed = 10 + len(session.execute(select(Base.metadata.tables["requests"].c.id)).all())
    one = Desk(desk.runtime, file(desk.runtime, Told(answers=CLEAR), seed=seed), desk.actor)
    one.read()
    proposal = one.row.proposal
    minutes = 0
    for kind, more in before:
        minutes += 1
        try:
            one.take(kind, now=later(minutes=minutes), **more)
        except DecisionError:
            continue
    stood = everything(one)
    try:
        taken = one.take(last[0], now=later(minutes=minutes + 1), **last[1])
    except DecisionError:
        # What is refused changes nothing.
        assert everything(one) == stood
    else:
        assert one.row.proposal == proposal
        one.undo(taken, later(minutes=minutes + 2))
        assert everything(one) == stood
    assert one.row.proposal == proposal

"""From a draft to a convention in force, and back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from intake.amending import (
    AmendingError,
    ChangedMeanwhileError,
    DraftStatus,
    Standing,
    Step,
    abandon,
    approve,
    change_draft,
    check_chain,
    draft_row,
    events,
    import_draft,
    publish,
    put_item,
    put_part,
    put_sentence,
    start_draft,
    submit,
    take_back,
    versions,
    withdraw,
)
from intake.convention import sample_convention
from intake.requests import antennas, current_convention, hours_of
from intake.storage import ConventionDraftRow, ConventionEventRow
from tests.intake.amending.conftest import AUTHOR, SIGNER, TODAY, Office, sooner, with_example


def standing(office: Office, today: date = TODAY) -> dict[int, Standing]:
    return {version.number: version.standing for version in office.look(versions, today)}


def fingerprint(office: Office, draft_id: str) -> str:
    return str(office.look(draft_row, draft_id).fingerprint)


def signed(office: Office, draft_id: str) -> str:
    office.do(submit, AUTHOR, draft_id)
    office.do(approve, SIGNER, draft_id, fingerprint(office, draft_id))
    return draft_id


def test_a_change_is_written_proposed_signed_by_another_and_applies(office: Office):
    draft_id = signed(office, office.ready())
    office.do(publish, AUTHOR, draft_id)
    in_force = office.look(current_convention, TODAY)
    assert (in_force.version, in_force.label) == (2, "Avenant 1")
    assert next(row for row in in_force.axis_tables[0].rows if row.id == "E1d").conditions["sick_leave_days"].bounds.lo == 60
    assert standing(office) == {1: Standing.SUPERSEDED, 2: Standing.IN_FORCE}
    told = [event.step for event in office.look(events, draft_id=draft_id)]
    assert told[0] is Step.PUBLISHED
    assert told[-1] is Step.STARTED
    assert {Step.GAP_SEEN, Step.COMPARED, Step.SUBMITTED, Step.APPROVED, Step.CHANGED} <= set(told)


def test_a_version_signed_in_advance_waits_for_its_day(office: Office):
    later = TODAY + timedelta(days=40)
    office.do(publish, AUTHOR, signed(office, office.ready(effective_from=later)))
    assert office.look(current_convention, TODAY).version == 1
    assert office.look(current_convention, later - timedelta(days=1)).version == 1
    assert office.look(current_convention, later).version == 2
    assert standing(office) == {1: Standing.IN_FORCE, 2: Standing.TO_COME}
    first = next(version for version in office.look(versions, TODAY) if version.number == 1)
    assert first.effective_to == later - timedelta(days=1)


def test_nobody_signs_what_they_wrote_or_proposed(office: Office):
    draft_id = office.ready()
    office.do(submit, SIGNER, draft_id)
    for actor in (AUTHOR, SIGNER):
        with pytest.raises(AmendingError, match="une autre personne"):
            office.do(approve, actor, draft_id, fingerprint(office, draft_id))


def test_the_database_itself_refuses_one_s_own_signature(office: Office):
    draft_id = office.ready()
    office.do(submit, AUTHOR, draft_id)
    with pytest.raises(IntegrityError), office.runtime.database.write() as session:
        session.execute(update(ConventionDraftRow).values(approved_by=AUTHOR.id))


def test_an_unsigned_version_is_not_published(office: Office):
    draft_id = office.ready()
    office.do(submit, AUTHOR, draft_id)
    with pytest.raises(AmendingError, match="signer"):
        office.do(publish, SIGNER, draft_id)


def test_wording_alone_needs_no_second_person(office: Office):
    key = "opening.notice" if "opening.notice" in sample_convention().sentences else next(iter(sample_convention().sentences))
    draft_id = office.ready(lambda content: put_sentence(content, key, "web", content["sentences"][key]["web"] + " Merci."))
    office.do(submit, AUTHOR, draft_id)
    office.do(publish, AUTHOR, draft_id)
    assert standing(office)[2] is Standing.IN_FORCE


def test_hours_closed_days_and_a_new_topic_need_no_second_person(office: Office):
    def hours(content: dict[str, Any]) -> dict[str, Any]:
        closed = put_part(content, "times", {**content["times"], "closed": ["2026-12-24"]})
        return put_item(closed, "topics", {"code": "numerique", "label": "démarches en ligne"})

    draft_id = office.ready(hours)
    office.do(submit, AUTHOR, draft_id)
    office.do(publish, AUTHOR, draft_id)
    convention = office.look(current_convention, TODAY)
    assert not hours_of(convention).works_on(date(2026, 12, 24))
    assert not hours_of(convention, office.look(antennas)[0]).works_on(date(2026, 12, 24))
    assert hours_of(convention).works_on(date(2026, 12, 23))


def test_what_is_asked_and_the_danger_numbers_need_one(office: Office):
    def asked(content: dict[str, Any]) -> dict[str, Any]:
        fields = [{**field, "when": "always"} if field["code"] == "marital_status" else field for field in content["fields"]]
        return put_part(content, "fields", fields)

    def number(content: dict[str, Any]) -> dict[str, Any]:
        numbers = {code: {**one, "hours": "le jour"} for code, one in content["danger_numbers"].items()}
        return put_part(content, "danger_numbers", numbers)

    for change in (asked, number):
        draft_id = office.ready(change)
        office.do(submit, AUTHOR, draft_id)
        with pytest.raises(AmendingError, match="signer"):
            office.do(publish, AUTHOR, draft_id)
        office.do(abandon, AUTHOR, draft_id, "essai")


def test_only_the_very_content_that_was_read_is_signed(office: Office):
    draft_id = office.ready()
    office.do(submit, AUTHOR, draft_id)
    read = fingerprint(office, draft_id)
    office.do(take_back, AUTHOR, draft_id, "")
    office.do(change_draft, AUTHOR, draft_id, 2, lambda content: put_part(content, "label", "Avenant 1 bis"), "titre")
    with pytest.raises(AmendingError, match="demandes passées"):
        office.do(submit, AUTHOR, draft_id)
    with pytest.raises(AmendingError):
        office.do(approve, SIGNER, draft_id, read)


def test_content_changed_behind_the_signature_is_not_published(office: Office):
    draft_id = signed(office, office.ready())
    with office.runtime.database.write() as session:
        row = draft_row(session, draft_id)
        row.content = {**row.content, "label": "autre chose"}
    with pytest.raises(AmendingError, match="signée"):
        office.do(publish, AUTHOR, draft_id)


def test_who_refuses_says_why_and_the_draft_goes_on(office: Office):
    draft_id = office.ready()
    office.do(submit, AUTHOR, draft_id)
    with pytest.raises(AmendingError, match="pourquoi"):
        office.do(take_back, SIGNER, draft_id, " ")
    office.do(take_back, SIGNER, draft_id, "Il manque l’avis de la CPAM.")
    row = office.look(draft_row, draft_id)
    assert (row.status, row.submitted_by, row.version) == (DraftStatus.DRAFT.value, None, None)
    assert office.look(events, draft_id=draft_id)[0].step is Step.REFUSED


def test_two_people_on_one_draft_do_not_overwrite_each_other(office: Office):
    draft_id = office.draft(sooner)
    with pytest.raises(ChangedMeanwhileError):
        office.do(change_draft, SIGNER, draft_id, 0, with_example, "exemple")
    office.do(change_draft, SIGNER, draft_id, 1, with_example, "exemple")
    assert office.look(draft_row, draft_id).writers == sorted([AUTHOR.id, SIGNER.id])


def test_what_is_proposed_no_longer_changes(office: Office):
    draft_id = office.ready()
    office.do(submit, AUTHOR, draft_id)
    with pytest.raises(AmendingError, match="reprenez-la"):
        office.do(change_draft, AUTHOR, draft_id, 2, sooner, "encore")


def test_two_versions_never_have_one_number(office: Office):
    one, other = office.ready(), office.ready()
    signed(office, one)
    signed(office, other)
    office.do(publish, AUTHOR, one)
    with pytest.raises(AmendingError, match="entre-temps"):
        office.do(publish, AUTHOR, other)


def test_a_date_that_has_passed_is_refused(office: Office):
    draft_id = office.ready(effective_from=TODAY - timedelta(days=1))
    with pytest.raises(AmendingError, match="passée"):
        office.do(submit, AUTHOR, draft_id)


def test_withdrawing_goes_back_in_one_step_and_keeps_what_began(office: Office):
    office.do(publish, AUTHOR, signed(office, office.ready()))
    with pytest.raises(AmendingError, match="pourquoi"):
        office.do(withdraw, AUTHOR, 2, "")
    office.do(withdraw, AUTHOR, 2, "Trop de demandes partaient hors des axes.")
    assert office.look(current_convention, TODAY).version == 1
    assert standing(office) == {1: Standing.IN_FORCE, 2: Standing.WITHDRAWN}
    with pytest.raises(AmendingError, match="n’est pas publiée"):
        office.do(withdraw, AUTHOR, 2, "encore")
    with pytest.raises(AmendingError, match="sans règles"):
        office.do(withdraw, AUTHOR, 1, "la dernière")


def test_a_number_that_was_withdrawn_is_not_used_again(office: Office):
    office.do(publish, AUTHOR, signed(office, office.ready()))
    office.do(withdraw, AUTHOR, 2, "erreur")
    office.do(publish, AUTHOR, signed(office, office.ready()))
    assert office.look(current_convention, TODAY).version == 3


def test_the_history_holds_and_shows_every_forgery(office: Office):
    office.do(publish, AUTHOR, signed(office, office.ready()))
    assert office.look(check_chain) is None
    for change in (
        update(ConventionEventRow).where(ConventionEventRow.number == 2).values(words="autre chose"),
        delete(ConventionEventRow).where(ConventionEventRow.number == 3),
    ):
        with pytest.raises(DatabaseError), office.runtime.database.write() as session:
            session.execute(change)
    # Somebody with the database in hand: the chain tells.
    with office.runtime.database.write() as session:
        session.execute(text("DROP TRIGGER convention_events_kept_update"))
        session.execute(update(ConventionEventRow).where(ConventionEventRow.number == 2).values(words="autre chose"))
    assert office.look(check_chain) == 2


def test_an_imported_convention_is_a_draft_like_any_other(office: Office):
    row = office.do(import_draft, AUTHOR, 1, sample_convention())
    assert office.look(draft_row, row.id).status == DraftStatus.DRAFT.value
    with pytest.raises(AmendingError, match="Rien ne change"):
        office.do(submit, AUTHOR, row.id)


def test_an_unfinished_draft_is_kept_and_says_what_is_missing(office: Office):
    draft_id = office.draft(lambda content: put_part(content, "axis_tables", []))
    with pytest.raises(AmendingError, match="n’a pas de table"):
        office.do(submit, AUTHOR, draft_id)


def test_a_draft_without_title_takes_that_of_its_base(office: Office):
    row = office.do(start_draft, AUTHOR, 1, "  ", TODAY)
    assert row.label == sample_convention().label
    assert office.look(lambda session: session.scalars(select(ConventionDraftRow.id)).all()) == [row.id]

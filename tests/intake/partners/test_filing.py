"""A partner's form becomes one hand-off, said by her, under her name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from intake.convention import When, sample_convention
from intake.draft import DangerHeard
from intake.partners import NEEDED, TooManyFilingsError, groups_of, initials, own_filings, read_filing
from intake.partners.filing import MOST_IN_A_DAY
from intake.requests import load_draft
from intake.runtime import Runtime
from intake.storage import AuditRow, HandoffRow, MessageRow, PartnerFilingRow, RequestRow, new_id
from lexicon.codes import AnswerStatus, DangerKind, SaidBy
from tests.conftest import NOW
from tests.intake.partners.invited import ACCOUNT, FORM, filed, invited

CONVENTION = sample_convention()
TODAY = NOW.date()
DANGER = DangerHeard(kind=DangerKind.SUICIDE, words="veut en finir")


def typed(**form: str) -> dict[str, tuple[str, ...]]:
    return {code: (text,) for code, text in {**FORM, **form}.items() if text}


def errors(**form: str) -> dict[str, str]:
    return dict(read_filing(CONVENTION, typed(**form), today=TODAY, danger=False).errors)


def test_a_form_becomes_a_hand_off_told_by_a_third_party(runtime: Runtime):
    partner = invited(runtime, phone="02 61 91 20 30")
    done = filed(runtime, partner, birth_date="12 mars 1971", postal_code="44000")
    with runtime.database.read() as session:
        row = session.scalars(select(HandoffRow)).one()
        draft = load_draft(session, row.request_id)
    assert (row.channel, row.status, row.reference) == ("partner", "new", done.reference)
    assert row.due_at > NOW
    assert row.antenna == "nantes"
    assert row.proposal["eligibility"]["outcome"]
    assert row.summary["headline"]
    told = {code: draft.value(code) for code in ("for_whom", "third_party", "third_party_phone", "referral_origin", "person_agreement")}
    assert told == {
        "for_whom": "other",
        "third_party": {"first": "Anne", "last": "Legrand"},
        "third_party_phone": "+33261912030",
        "referral_origin": "hopital",
        "person_agreement": "oui",
    }
    assert "CHU de Nantes" in str(draft.value("third_party_link"))
    assert {answer.said_by for answer in draft.answers.values()} == {SaidBy.OTHER}
    assert [(said.text, said.said_by) for said in draft.account] == [(ACCOUNT, SaidBy.OTHER)]


def test_the_same_form_twice_is_one_hand_off(runtime: Runtime):
    partner, key = invited(runtime), new_id()
    first, second = filed(runtime, partner, key=key), filed(runtime, partner, key=key, narrative="Autre chose.")
    assert (first.reference, first.again) == (second.reference, False)
    assert second.again
    with runtime.database.read() as session:
        assert len(session.scalars(select(HandoffRow)).all()) == 1
        assert len(session.scalars(select(RequestRow)).all()) == 1


def test_the_key_of_somebody_else_opens_nothing(runtime: Runtime):
    key = new_id()
    filed(runtime, invited(runtime), key=key)
    other = invited(runtime, email="paul@cpam.exemple.fr", kind="fund")
    with pytest.raises(LookupError):
        filed(runtime, other, key=key)


def test_a_social_security_number_is_masked_everywhere(runtime: Runtime):
    filed(runtime, invited(runtime), narrative="Son numéro est le 1 61 08 67 123 456 12, elle est seule.", expectation="le 161086712345612")
    with runtime.database.read() as session:
        row = session.scalars(select(HandoffRow)).one()
        draft = load_draft(session, row.request_id)
        texts = [message.text for message in session.scalars(select(MessageRow))]
    said = " ".join([*texts, str(draft.value("expectation")), str(draft.answers["expectation"].words), draft.account[0].text])
    assert "123" not in said
    assert "elle est seule" in said


def test_what_is_needed_is_said_at_the_field():
    assert errors() == {}
    assert set(errors(narrative="", name="", phone="", safe_contact="", person_agreement="")) == {
        "narrative", "name", "phone", "person_agreement",
    }  # fmt: skip
    assert set(errors(safe_contact="")) == {"safe_contact"}
    assert errors(phone="", email="jeanne@exemple.fr", safe_contact="") == {}
    assert errors(phone="pas de téléphone") == {}
    assert set(errors(phone="06 12")) == {"phone"}
    assert set(errors(household="bungalow")) == {"household"}


def test_without_her_agreement_nothing_is_sent_unless_she_cannot_give_it():
    assert "Sans son accord" in errors(person_agreement="non")["person_agreement"]
    assert errors(person_agreement="ne_peut_pas") == {}


def test_a_danger_waits_for_nothing(runtime: Runtime):
    done = filed(runtime, invited(runtime), danger=DANGER, name="", person_agreement="non", phone="06 12", safe_contact="")
    with runtime.database.read() as session:
        row = session.scalars(select(HandoffRow)).one()
        draft = load_draft(session, row.request_id)
    assert (row.urgent, row.reason, row.reference) == (True, "danger", done.reference)
    assert draft.value("person_agreement") == "non"
    kept = draft.answers["phone"]
    assert (kept.value, kept.words, kept.status) == (None, "06 12", AnswerStatus.UNKNOWN)


def test_a_great_many_in_a_day_are_stopped_and_a_danger_is_not(runtime: Runtime):
    partner = invited(runtime)
    with runtime.database.write() as session:
        request_id = _request(runtime)
        session.add_all(
            PartnerFilingRow(id=new_id(), partner_id=partner.id, request_id=request_id, initials="", filed_at=NOW, notice="no_phone")
            for _ in range(MOST_IN_A_DAY)
        )
    with pytest.raises(TooManyFilingsError):
        filed(runtime, partner)
    assert filed(runtime, partner, danger=DANGER).reference


def _request(runtime: Runtime) -> str:
    other = invited(runtime, email="paul@cpam.exemple.fr")
    filed(runtime, other)
    with runtime.database.read() as session:
        return session.scalars(select(RequestRow.id)).one()


def test_the_partner_sees_received_then_contacted_and_no_more(runtime: Runtime):
    partner = invited(runtime)
    done = filed(runtime, partner)
    stranger = invited(runtime, email="paul@cpam.exemple.fr")

    def seen() -> list[tuple[str, str, str]]:
        with runtime.database.write() as session:
            return [(one.reference, one.initials, one.progress.label) for one in own_filings(session, partner, NOW)]

    assert seen() == [(done.reference, "J. M.", "reçue")]
    with runtime.database.write() as session:
        session.scalars(select(HandoffRow)).one().status = "closed"
        assert own_filings(session, stranger, NOW) == ()
    assert seen() == [(done.reference, "J. M.", "reçue")]
    with runtime.database.write() as session:
        session.scalars(select(HandoffRow)).one().first_contact_at = NOW
    assert seen() == [(done.reference, "J. M.", "personne contactée")]
    with runtime.database.read() as session:
        trail = [
            (row.actor_kind, row.actor_id, row.action) for row in session.scalars(select(AuditRow).where(AuditRow.request_id.is_not(None)))
        ]
    assert ("partner", partner.id, "partner_file") in trail
    assert trail.count(("partner", partner.id, "partner_list")) == 3


def test_every_field_that_the_convention_collects_is_asked_or_known_from_the_account():
    asked = {one.code for one in groups_of(CONVENTION).every} | {"narrative"}
    known = {"for_whom", "third_party", "third_party_link", "third_party_phone", "referral_origin"}
    assert asked | known == {one.code for one in CONVENTION.fields if one.when is not When.OFF}
    assert asked.isdisjoint(known)
    assert asked >= NEEDED


@given(st.text(max_size=40), st.text(max_size=40))
def test_initials_never_hold_a_name(first: str, last: str):
    shown = initials({"first": first, "last": last})
    assert len(shown.replace(" ", "").replace(".", "")) <= 6
    assert all(len(part) <= 4 for part in shown.split())


@given(
    st.dictionaries(
        st.sampled_from([one.code for one in groups_of(CONVENTION).every] + ["narrative", "topics", "zzz"]),
        st.lists(st.text(max_size=60), max_size=3).map(tuple),
    )
)
def test_whatever_is_typed_every_answer_is_read_or_has_its_sentence(form: dict[str, tuple[str, ...]]):
    filled = read_filing(CONVENTION, form, today=TODAY, danger=False)
    assert filled.answers.keys().isdisjoint(filled.unread)
    assert filled.unread.keys() <= filled.errors.keys()
    assert all(sentence.strip() for sentence in filled.errors.values())
    for code, texts in form.items():
        if code in filled.errors or code in ("narrative", "topics", "zzz") or not ",".join(texts).strip():
            continue
        assert code in filled.answers, (code, texts)

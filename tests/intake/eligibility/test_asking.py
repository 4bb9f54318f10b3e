"""What is asked, in which order, and when a request is complete."""

from __future__ import annotations

from typing import Any

import pytest

from intake.convention import sample_convention
from intake.draft import Draft
from intake.eligibility import applies, assess, fields_to_ask, is_complete, mandatory_fields
from lexicon.codes import AnswerStatus, DangerKind
from tests.intake.eligibility.drafts import DOMAINS, NEUTRAL, ago, draft

CONVENTION = sample_convention()
ALWAYS = {"narrative", "for_whom", "name", "birth_date", "phone", "safe_contact", "postal_code", "regime", "employment_status"}
ALWAYS |= {"household", "complementary_cover", "availability"}
CONTACT: dict[str, Any] = {
    "phone": "+33639981201",
    "safe_contact": "oui",
    "name": {"first": "Ana", "last": "Petit"},
    "birth_date": "1980-02-01",
    "household": "seul",
    "complementary_cover": "oui",
    "availability": {"days": ["lun"], "part": "matin"},
}
CARE = {"hospital_status", "care_renounced"}
WORK = {"sick_leave", "job_risk", "rqth"}


def asked(*topics: str, **answers: Any) -> tuple[str, ...]:
    return fields_to_ask(CONVENTION, draft(*topics, **answers))


def test_the_story_comes_first_then_what_makes_reachable_and_routable():
    assert asked()[:5] == ("narrative", "for_whom", "phone", "safe_contact", "postal_code")
    assert asked("budget")[:4] == ("for_whom", "phone", "safe_contact", "postal_code")


def test_what_decides_comes_before_the_rest():
    order = asked("budget", for_whom="self", **{name: CONTACT[name] for name in ("phone", "safe_contact")}, postal_code="44000")
    deciding = {"regime", "employment_status", *WORK, *CARE, "work_accident", "invalidity"}
    assert set(order[: len(deciding)]) == deciding
    assert order[len(deciding) :] == ("name", "birth_date", "household", "complementary_cover", "availability")


def test_the_answer_that_settles_most_is_asked_first():
    left = {name: value for name, value in NEUTRAL.items() if name not in ("sick_leave", "hospital_status")}
    # Being on leave settles half of the cases, the hospital three answers out of four.
    order = asked("invalidite", **left | CONTACT | {"job_risk": "oui", "hospital_discharge_date": ago(3)})
    assert order[:2] == ("hospital_status", "sick_leave")


def test_what_other_answers_may_spare_is_asked_last_of_what_decides():
    left = {name: value for name, value in NEUTRAL.items() if name not in ("rqth", "work_accident")}
    assert asked("invalidite", **left | CONTACT | {"job_risk": "oui"}) == ("rqth", "work_accident")


def test_fields_always_mandatory():
    assert set(mandatory_fields(CONVENTION, draft())) >= ALWAYS
    settled = draft("budget", **NEUTRAL | CONTACT | {"regime": "agricole"})
    assert set(mandatory_fields(CONVENTION, settled)) == ALWAYS


def test_email_only_when_there_is_no_phone():
    assert "email" not in asked("budget")
    assert "email" not in asked("budget", phone="+33639981201")
    for status in (AnswerStatus.REFUSED, AnswerStatus.UNKNOWN, AnswerStatus.NOT_APPLICABLE):
        assert asked("budget", for_whom="self", phone=status)[0] == "email"


def test_a_third_party_is_asked_about_only_when_someone_else_speaks():
    for_other = {"third_party", "third_party_link", "third_party_phone", "person_agreement"}
    assert for_other <= set(asked("budget", for_whom="other"))
    assert not for_other & set(asked("budget", for_whom="self"))
    assert not for_other & set(asked("budget", for_whom=AnswerStatus.REFUSED))


def test_work_questions_while_the_work_axis_is_possible():
    assert set(asked("budget")) >= WORK
    assert not set(asked("budget", employment_status="retraite")) & {*WORK, "sick_leave_since"}
    assert set(asked("budget", employment_status="retraite")) >= CARE


def test_care_questions_while_the_care_axis_is_possible():
    assert not set(asked("budget", hospital_status="non", care_renounced="non")) & {*CARE, "hospital_discharge_date"}
    assert "care_renounced" in asked("acces_soins")


@pytest.mark.parametrize(
    "answers", [{"regime": "agricole"}, {"regime": "special"}, {"employment_status": "fonctionnaire"}, {"regime": "fonction_publique"}]
)
def test_no_axis_is_possible_once_out_of_scope_by_the_regime_is_certain(answers: dict[str, str]):
    assert not set(asked("budget", **answers)) & {*WORK, *CARE, "work_accident", "invalidity"}


def test_out_of_scope_by_topic_alone_does_not_close_the_axes():
    nearly = {name: value for name, value in NEUTRAL.items() if name != "rqth"}
    found = draft("budget", **nearly)
    assert assess(CONVENTION, found).possible == {assess(CONVENTION, found).outcome}
    assert "rqth" in fields_to_ask(CONVENTION, found)


def test_a_danger_does_not_close_the_axes():
    heard = draft("budget", danger=DangerKind.MEDICAL, regime="agricole")
    assert set(fields_to_ask(CONVENTION, heard)) >= WORK | CARE


def test_dates_only_when_their_question_arises():
    assert "sick_leave_since" in asked("budget", sick_leave="oui")
    assert "sick_leave_since" not in asked("budget", sick_leave="non")
    assert "sick_leave_since" not in asked("budget", sick_leave=AnswerStatus.UNKNOWN)
    for status in ("sortie_prevue", "sorti"):
        assert "hospital_discharge_date" in asked("budget", hospital_status=status)
    assert "hospital_discharge_date" not in asked("budget", hospital_status="hospitalise")


def test_job_risk_is_not_asked_of_who_has_no_job():
    for status in ("demandeur_emploi", "sans_activite", "etudiant"):
        assert "job_risk" not in asked("budget", employment_status=status)
        assert not applies(CONVENTION, draft(employment_status=status), "job_risk")
    assert "job_risk" in asked("budget", employment_status="autre")
    order = asked("budget", for_whom="self")
    assert order.index("employment_status") < order.index("job_risk")


def test_work_accident_and_invalidity_only_while_they_could_change_the_outcome():
    open_question = {name: value for name, value in NEUTRAL.items() if name not in ("work_accident", "invalidity")}
    at_risk = open_question | {"job_risk": "oui"}
    assert {"work_accident", "invalidity"} <= set(asked("invalidite", **at_risk))
    # A health reason is already there.
    assert not {"work_accident", "invalidity"} & set(asked("invalidite", **at_risk | {"rqth": "oui"}))
    assert not {"work_accident", "invalidity"} & set(asked("invalidite", **at_risk | {"work_accident": "oui"}))
    # The care axis says yes whatever the answer.
    assert not {"work_accident", "invalidity"} & set(asked("acces_soins", **at_risk))
    # A refusal elsewhere already sends the request to a human, whatever the answer.
    assert not {"work_accident", "invalidity"} & set(asked("invalidite", **open_question | {"job_risk": AnswerStatus.REFUSED}))


def test_topics_are_never_asked():
    for request in (draft(), draft("autre"), draft("budget")):
        assert all(CONVENTION.has_field(code) for code in fields_to_ask(CONVENTION, request))


def test_what_was_asked_or_deduced_is_not_asked_again():
    for status in (AnswerStatus.REFUSED, AnswerStatus.UNKNOWN, AnswerStatus.NOT_APPLICABLE):
        assert "regime" not in asked("budget", regime=status)
    assert "regime" not in asked("budget", regime=("general", AnswerStatus.DEDUCED))


def test_optional_and_off_fields_are_never_asked():
    never = {field.code for field in CONVENTION.fields if field.when in ("optional", "off")}
    assert {"nir", "lives_alone", "communication_needs", "expectation"} <= never
    assert not never & set(asked())


@pytest.mark.parametrize("status", [AnswerStatus.TOLD, AnswerStatus.CONFIRMED])
def test_a_request_is_complete_when_every_mandatory_field_is_known(status: AnswerStatus):
    full = draft("budget", **{name: (value, status) for name, value in (NEUTRAL | CONTACT).items()})
    assert is_complete(CONVENTION, full)
    assert fields_to_ask(CONVENTION, full) == () == assess(CONVENTION, full).missing


def test_refused_and_unknown_complete_a_request_deduced_waits_for_its_read_back():
    for status in (AnswerStatus.REFUSED, AnswerStatus.UNKNOWN):
        assert is_complete(CONVENTION, draft("budget", **NEUTRAL | CONTACT | {"household": status}))
    assert not is_complete(CONVENTION, draft("budget", **NEUTRAL | CONTACT | {"household": ("seul", AnswerStatus.DEDUCED)}))
    assert not is_complete(CONVENTION, draft("budget", **NEUTRAL | CONTACT | {"household": AnswerStatus.NOT_ASKED}))
    assert not is_complete(CONVENTION, draft("budget", **NEUTRAL | CONTACT | {"sick_leave": "oui"}))


def test_asking_until_nothing_is_left_always_ends_complete():
    answers: dict[str, Any] = {}
    facts = {name: values[-1] for name, values in DOMAINS.items()} | {"sick_leave_since": ago(3), "hospital_discharge_date": ago(3)}
    for _ in range(60):
        request: Draft = draft("autre", **answers)
        left = fields_to_ask(CONVENTION, request)
        if not left:
            break
        assert left[0] not in answers
        answers[left[0]] = facts.get(left[0], "dit")
    assert is_complete(CONVENTION, request)


def test_applies_is_false_only_when_the_question_certainly_does_not_arise():
    assert applies(CONVENTION, draft(), "sick_leave_since")
    assert not applies(CONVENTION, draft(sick_leave="non"), "sick_leave_since")
    assert not applies(CONVENTION, draft(phone="+33639981201"), "email")
    assert applies(CONVENTION, draft(), "email")

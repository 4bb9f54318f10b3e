from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.convention import sample_convention
from intake.directory import antenna_for, sample_antennas
from intake.draft import Answer, DangerHeard, Draft, Said, TopicHeard
from intake.eligibility import assess
from intake.summary import Summary, iso_date_in_words, spoken_phone, summarise
from intake.summary.saed import HEADLINE_MOST
from lexicon.codes import AnswerStatus, Channel, DangerKind, SaidBy

CONVENTION = sample_convention(("44", "49", "53", "72", "85"))
AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def draft(account: str = "Je suis en arrêt depuis mars.", danger: DangerHeard | None = None, **answers: Answer) -> Draft:
    return Draft(
        request_id="r",
        channel=Channel.WEB,
        reference_date=date(2026, 11, 23),
        convention_version=CONVENTION.version,
        account=(Said(text=account, at=AT),),
        answers={code: answer.model_copy(update={"field": code}) for code, answer in answers.items()},
        topics=(TopicHeard(code="arret_travail", words="en arrêt depuis mars"),),
        danger=danger,
    )


def told(value: Any, words: str | None = None, status: AnswerStatus = AnswerStatus.TOLD, by: SaidBy = SaidBy.PERSON) -> Answer:
    return Answer(field="x", value=value, words=words, status=status, said_by=by)


def summary(of: Draft) -> Summary:
    antenna = antenna_for(sample_antennas(), str(of.value("postal_code") or ""))
    return summarise(CONVENTION, of, assess(CONVENTION, of), antenna=antenna)


def test_each_line_says_where_it_comes_from():
    made = summary(
        draft(
            sick_leave=told("oui", "en arrêt", AnswerStatus.DEDUCED),
            sick_leave_since=told("2026-03-12", "depuis le 12 mars", AnswerStatus.CONFIRMED),
            regime=told("general", "la sécu"),
            rqth=told(None, "jsp", AnswerStatus.UNKNOWN),
            care_renounced=told(None, None, AnswerStatus.REFUSED),
            household=told("seul", by=SaidBy.OTHER),
            phone=told("+33639981201"),
        )
    )
    assert "En arrêt de travail : oui (déduit, non confirmé : « en arrêt »)" in made.antecedents
    assert "12 mars 2026 (déduit puis confirmé : « depuis le 12 mars »)" in made.antecedents
    assert "régime général, CPAM (dit : « la sécu »)" in made.antecedents
    assert "seul ou seule (dit par un tiers)" in made.antecedents
    assert "ne sait pas" in made.evaluation
    assert "préfère ne pas répondre" in made.evaluation
    assert "06 39 98 12 01" in made.situation
    assert "Ses mots : « Je suis en arrêt depuis mars. »" in made.situation
    assert "Antenne : à déterminer" in made.situation


def test_no_code_is_ever_shown():
    made = summary(
        draft(
            employment_status=told("salarie_cdi"),
            hospital_status=told("sortie_prevue"),
            complementary_cover=told("css"),
            availability=told({"days": ["lundi", "mardi", "mercredi", "jeudi", "vendredi"], "part": "apres_midi"}),
            postal_code=told("44000"),
        )
    )
    for code in (
        "salarie_cdi",
        "sortie_prevue",
        "css",
        "apres_midi",
        "arret_travail",
        "axis_ok",
        "needs_human_review",
        "employment_status",
    ):
        assert code not in made.text
    assert "du lundi au vendredi, l’après-midi" in made.situation
    assert "Antenne de Nantes" in made.situation


def test_a_third_party_is_said_and_the_person_comes_first():
    made = summary(draft(for_whom=told("other"), person_agreement=told("non"), name=told({"first": "Henri", "last": "Marchand"})))
    assert made.headline.startswith("Henri Marchand, demande faite par un tiers")
    assert "Parler d’abord à la personne." in made.situation


def test_a_danger_leads_and_is_marked_unverified():
    made = summary(draft(danger=DangerHeard(kind=DangerKind.VIOLENCE, words="il me frappe")))
    assert made.headline.startswith("DANGER : violences (repérage automatique, non vérifié)")
    assert "« il me frappe »" in made.situation


@given(st.text(min_size=1, max_size=400), st.text(min_size=1, max_size=200))
def test_any_words_give_the_same_summary_twice_and_a_short_headline(account: str, last: str):
    of = draft(account, name=told({"first": None, "last": last}))
    made = summary(of)
    assert made == summary(of)
    assert len(made.headline) <= HEADLINE_MOST


@pytest.mark.parametrize(("iso", "words"), [("2026-03-01", "1er mars 2026"), ("1961-08-22", "22 août 1961"), ("mars", "mars")])
def test_dates_are_written_as_people_write_them(iso: str, words: str):
    assert iso_date_in_words(iso) == words


def test_phones_are_written_in_pairs():
    assert spoken_phone("+33639981201") == "06 39 98 12 01"
    assert spoken_phone("+32470123456") == "+32 470 12 34 56"

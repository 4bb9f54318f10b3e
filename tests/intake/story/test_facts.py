from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.convention import FieldKind, sample_convention
from intake.story import facts_from_story

TODAY = date(2026, 11, 23)
FIELDS = {field.code: field for field in sample_convention().fields}


def heard(text: str) -> dict[str, Any]:
    return {fact.field: fact.value for fact in facts_from_story(text, today=TODAY)}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Je suis en arrêt depuis le 3 mars", {"sick_leave": "oui", "sick_leave_since": "2026-03-03", "for_whom": "self"}),
        ("jsui en aret depui 6 mois jen peu plus", {"sick_leave": "oui", "sick_leave_since": "2026-05-23"}),
        ("en arrêt maladie depuis la rentrée", {"sick_leave": "oui", "sick_leave_since": "2026-09-01"}),
        ("mon médecin m'a arrêtée la semaine dernière", {"sick_leave": "oui"}),
        ("mon patron veut me virer", {"job_risk": "oui"}),
        ("j'ai peur de perdre mon boulot", {"job_risk": "oui"}),
        ("mon cdd ne sera pas renouvelé", {"job_risk": "oui"}),
        ("le médecin du travail parle d'inaptitude au poste", {"job_risk": "oui"}),
        ("je suis hospitalisée à Cholet", {"hospital_status": "hospitalise", "for_whom": "self"}),
        ("je suis à la clinique et je sors mardi", {"hospital_status": "sortie_prevue", "hospital_discharge_date": "2026-11-24"}),
        ("je suis rentrée de l'hôpital hier", {"hospital_status": "sorti"}),
        ("je vis seule avec mes deux enfants", {"household": "monoparental"}),
        ("j'habite avec mon mari et mes enfants", {"household": "couple_enfants"}),
        ("J'habite à Trélazé, 49800, avec mon mari et nos deux enfants.", {"household": "couple_enfants"}),
        ("je vis avec mon mari, les enfants sont partis", {"household": "couple"}),
        ("je vis avec ma femme, nos enfants sont grands", {"household": "couple"}),
        ("Ma cadre m'a prévenue que j'allais perdre mon poste", {"job_risk": "oui"}),
        ("je suis artisan et j'ai peur de perdre mon entreprise", {"job_risk": "oui"}),
        ("j'ai peur de devoir abandonner mon métier", {"job_risk": "oui"}),
        ("je fais la chimio à l'hôpital mais je rentre le soir maison", {"hospital_status": "non"}),
        ("un patient rentré à son domicile le 3 novembre après une opération", {"hospital_discharge_date": "2026-11-03"}),
        ("Hôpital. Moi maçon CDI. Sortir vendredi.", {"employment_status": "salarie_cdi", "hospital_status": "sortie_prevue"}),
        ("Maison tout seul. Mal au dos.", {"household": "seul"}),
        ("dentiste trop cher, je peux pas payer alors je vais pas", {"care_renounced": "oui"}),
        ("je vis seul depuis que ma femme est partie", {"household": "seul"}),
        ("je suis à mon compte, électricien", {"employment_status": "independant"}),
        ("je suis au chômage depuis janvier", {"employment_status": "demandeur_emploi"}),
        ("je suis à la MSA", {"regime": "agricole"}),
        ("j'ai plus de mutuelle", {"complementary_cover": "non"}),
        ("je ne vais plus chez le dentiste c'est trop cher", {"care_renounced": "oui"}),
        ("j'ai la RQTH depuis deux ans", {"rqth": "oui"}),
        ("mon dossier RQTH est en cours", {"rqth": "en_cours"}),
        ("je suis en invalidité catégorie 2", {"invalidity": "oui"}),
        ("j'ai eu un accident du travail en mai", {"work_accident": "oui"}),
        ("Je vous écris pour ma mère, elle est hospitalisée à Angers", {"for_whom": "other", "hospital_status": "hospitalise"}),
        (
            "Maman sort de l'hôpital jeudi, elle ne pourra pas se débrouiller seule",
            {"for_whom": "other", "hospital_status": "sortie_prevue"},
        ),
        ("Je suis sa fille, je vous contacte pour mon père, il est d'accord", {"third_party_link": "fille", "person_agreement": "oui"}),
        ("Assistante sociale à l'hôpital, je vous adresse Mme Roux, hospitalisée depuis lundi", {"for_whom": "other"}),
        ("je suis sourde, je préfère écrire", {"communication_needs": ["lsf"]}),
    ],
)
def test_what_is_said_in_plain_words_is_deduced(text: str, facts: dict[str, Any]):
    found = heard(text)
    assert {code: found.get(code) for code in facts} == facts


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("j'ai peur d'être mise en arrêt", ["sick_leave"]),
        ("si je suis en arrêt je perds ma prime", ["sick_leave"]),
        ("j'étais en arrêt en 2019", ["sick_leave"]),
        ("mon mari est en arrêt et moi je cherche du travail", ["sick_leave"]),
        ("ma collègue est en arrêt, je fais tout", ["for_whom"]),
        ("mon patron ne veut pas me licencier, au contraire", ["job_risk"]),
        ("j'ai été hospitalisé il y a dix ans", ["hospital_status"]),
        ("je travaille à l'hôpital comme infirmière", ["hospital_status"]),
        ("on me parle d'invalidité", ["invalidity"]),
        ("je voudrais faire une demande de RQTH", ["rqth"]),
        ("le chômage c'est dur", ["employment_status"]),
        ("bonjour madame", ["for_whom"]),
        ("ma mutuelle est chère", ["complementary_cover"]),
        ("jusqu'au chômage tout allait bien", ["employment_status"]),
    ],
)
def test_negated_hypothetical_past_and_other_people_s_facts_are_not_taken(text: str, fields: list[str]):
    found = heard(text)
    assert not set(fields) & set(found), found


def test_a_stated_no_is_a_no():
    assert heard("je ne suis plus en arrêt, je reprends lundi")["sick_leave"] == "non"
    assert heard("je n'ai jamais eu d'accident du travail")["work_accident"] == "non"


@given(st.text(max_size=300))
def test_any_text_gives_canonical_facts_in_its_own_words(text: str):
    for fact in facts_from_story(text, today=TODAY):
        field = FIELDS[fact.field]
        assert fact.words in text
        if field.kind is FieldKind.CHOICE:
            assert fact.value in {value.code for value in field.values}


@pytest.mark.parametrize(
    "piece",
    [
        "je suis en arrêt et mon patron veut ",
        "j'habite à ",
        "mon mari il elle je ",
        "avec mes deux enfants ",
        "je m'appelle ",
        "je suis née le 12 ",
        "lundi je sors de l'hôpital ",
        "peur de perdre ",
        "bonjour madame ",
        "depuis ",
        "zéro six ",
        "a@",
        "a",
        "!",
        "( , ",
    ],
)
def test_a_hostile_account_takes_time_in_proportion_to_its_length(piece: str):
    started = time.perf_counter()
    facts_from_story((piece * 4000)[:4000], today=TODAY)
    assert time.perf_counter() - started < 2

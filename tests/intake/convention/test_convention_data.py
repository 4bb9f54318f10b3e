"""The sample convention as data: what it says, and that it survives JSON."""

from __future__ import annotations

import json

import pytest

from intake.convention import DEPARTEMENTS, When, departement_of, load_convention, row_sentence, sample_convention
from lexicon.codes import Topic

SAMPLE = sample_convention()


def test_the_sample_has_the_region_axes_and_topics_of_the_service():
    assert SAMPLE.departements == ("44", "49", "53", "72", "85")
    assert [axis.code for axis in SAMPLE.axes] == ["emploi", "soins"]
    assert [(topic.code, topic.label) for topic in SAMPLE.topics] == [(str(topic), topic.label) for topic in Topic]


def test_a_convention_survives_json_with_the_same_fingerprint():
    again = load_convention(json.loads(SAMPLE.canonical_json))
    assert again == SAMPLE
    assert again.fingerprint == SAMPLE.fingerprint


def test_any_change_changes_the_fingerprint():
    data = json.loads(SAMPLE.canonical_json)
    data["orientation"]["rows"][1]["motive"] += " Bien."
    assert load_convention(data).fingerprint != SAMPLE.fingerprint


def test_the_region_of_the_sample_can_be_widened():
    assert sample_convention(("*",)).departements == ("*",)
    assert sample_convention(("35", "44")).departements == ("35", "44")
    assert sample_convention(("*",)).fingerprint != SAMPLE.fingerprint


def test_fields_are_found_by_their_code():
    assert SAMPLE.field("regime").label_of("agricole").startswith("régime agricole")
    assert SAMPLE.field("nir").when is When.OFF
    with pytest.raises(KeyError):
        SAMPLE.field("unknown")


def test_every_departement_has_one_regional_service():
    named = [code for service in SAMPLE.next_doors.regional for code in service.departements]
    assert sorted(named) == sorted(DEPARTEMENTS)


@pytest.mark.parametrize(
    ("postal_code", "departement"),
    [
        ("44000", "44"),
        ("01000", "01"),
        ("20000", "2A"),
        ("20137", "2A"),
        ("20200", "2B"),
        ("20600", "2B"),
        ("97110", "971"),
        ("97600", "976"),
        ("97500", "975"),
        ("98800", "988"),
        ("75116", "75"),
        ("4400", None),
        ("00100", None),
        ("96000", None),
        ("4400٠", None),
        (44000, None),
        (None, None),
    ],
)
def test_from_a_postal_code_to_its_departement(postal_code: object, departement: str | None):
    assert departement_of(postal_code) == departement


def test_rows_read_as_french_sentences():
    by_id = {row.id: row_sentence(SAMPLE, row, table.axis) for table in SAMPLE.axis_tables for row in table.rows}
    by_id |= {row.id: row_sentence(SAMPLE, row) for row in SAMPLE.orientation.rows}
    assert by_id["S2"] == (
        f"Si hôpital : {SAMPLE.field('hospital_status').label_of('sorti')} ; jours depuis la sortie de l’hôpital : 90 ou moins, "
        "alors la demande relève de : hospitalisation et parcours de soins."
    )
    assert by_id["O4"] == "Si habite la région du service : non, alors une personne du service regarde la demande."
    assert "sujet « reprise du travail » entendu" in by_id["E1b"]
    assert "sujet « violences » non entendu" in by_id["S5"]
    assert all(" : oui" in text or "entendu" in text or " : " in text for text in by_id.values())


def test_promised_times_are_those_of_the_convention():
    times = SAMPLE.times
    assert (times.first_contact.working_days, times.first_contact.at) == (2, "17:00")
    assert (times.urgent_cutoff, times.urgent_after_cutoff.at, times.urgent_after_cutoff.working_days) == ("16:00", "10:00", 1)
    assert (times.appointment_within_days, times.urgent_discharge_within_days) == (15, 7)

import json
from datetime import date, time

import pytest

from intake.directory import Antenna, antenna_for, sample_antennas, service_antenna


def test_the_most_precise_postal_code_wins():
    antennas = sample_antennas()
    assert antenna_for(antennas, "44000").code == "nantes"
    assert antenna_for(antennas, "44600").code == "saint_nazaire"
    assert antenna_for(antennas, "49300").code == "cholet"
    assert antenna_for(antennas, "49100").code == "angers"


def test_a_place_that_nobody_serves_has_no_antenna():
    assert antenna_for(sample_antennas(), "75011") is None
    assert antenna_for(sample_antennas(), None) is None
    assert antenna_for(sample_antennas(), "") is None


def test_sample_numbers_are_of_the_range_reserved_for_fiction():
    assert all(antenna.phone.startswith("+3326191") for antenna in sample_antennas())


def test_open_doors_are_said_as_people_say_them():
    nantes = antenna_for(sample_antennas(), "44100")
    assert nantes.open_doors[0].in_words() == "le mardi de 9 h à 12 h, 12 rue des Tanneurs, Nantes"
    assert nantes.open_doors[1].in_words().startswith("le jeudi de 14 h à 16 h 30")


def antenna(**more: object) -> Antenna:
    shown = {
        "code": "metz",
        "name": "Antenne de Metz",
        "phone": "+33261911099",
        "address": "1 rue du Puits, 57000 Metz",
        "postal_codes": ["57"],
    }
    return Antenna.model_validate(shown | more)


def test_an_antenna_keeps_its_hours_through_the_database():
    told = antenna(opening_hours={0: [["09:00", "12:00"]], 3: [["14:00", "17:30"]]}, closed=["2026-12-24"])
    again = Antenna.model_validate(json.loads(json.dumps(told.model_dump(mode="json"))))
    assert again == told
    assert again.opening_hours == {0: ((time(9), time(12)),), 3: ((time(14), time(17, 30)),)}
    assert again.closed == (date(2026, 12, 24),)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ({}, "au moins un jour"),
        ({0: []}, "au moins un jour"),
        ({0: [["12:00", "09:00"]]}, "après son début"),
        ({7: [["09:00", "12:00"]]}, "less than or equal to 6"),
    ],
)
def test_hours_that_make_no_sense_are_refused(hours: dict[int, object], said: str):
    with pytest.raises(ValueError, match=said):
        antenna(opening_hours=hours)


@pytest.mark.parametrize(
    ("codes", "local"), [(["57"], True), (["67", "68"], True), (["570", "6720"], True), (["57", "54"], False), (["44"], False), ([], False)]
)
def test_where_good_friday_is_a_holiday(codes: list[str], local: bool):
    assert antenna(postal_codes=codes).in_alsace_moselle is local


def test_the_number_of_the_service_is_that_of_the_antenna_that_answers_for_all():
    here, there = antenna(), antenna(code="nancy", answers_for_all=True)
    assert service_antenna([here, there]) == there
    assert service_antenna(iter([there, here])) == there
    # Where none answers for all, the first in order does.
    assert service_antenna([here, antenna(code="nancy")]) == here
    assert service_antenna([]) is None


def test_one_sample_antenna_answers_for_all():
    assert [one for one in sample_antennas() if one.answers_for_all] == [service_antenna(sample_antennas())]

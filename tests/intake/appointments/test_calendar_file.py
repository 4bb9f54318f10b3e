"""The file for a calendar, read by strict rules: line ends, folding, zone, name, number, method, and nothing of who or why."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from intake.appointments import Mode, calendar
from intake.convention import indiscretions
from intake.directory import sample_antennas
from intake.storage import AppointmentRow
from tests.conftest import NOW

NANTES = next(antenna for antenna in sample_antennas() if antenna.code == "nantes")
LONG = NANTES.model_copy(update={"address": "12, rue des Étoiles ; bâtiment B, premier étage à gauche après l’accueil, 44000 Nantes"})
_PROPERTY = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^;:\"]+)*):(.*)")


def one(mode: str = "antenna", **more) -> AppointmentRow:
    given = {"id": "x" * 36, "mode": mode, "starts_at": NOW, "minutes": 45, "sequence": 2, "series": None, "cancelled_at": None, **more}
    return AppointmentRow(**given)


def read(text: str) -> list[tuple[str, str, str]]:
    """Every property: its name, its parameters, its value; by section 3.1 of RFC 5545, or a failure."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found = []
    for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        match = _PROPERTY.fullmatch(line)
        assert match, line
        found.append((match[1], match[2], match[3]))
    opened: list[str] = []
    for name, _, value in found:
        if name == "BEGIN":
            opened.append(value)
        elif name == "END":
            assert opened.pop() == value
    assert opened == []
    return found


def event(text: str) -> dict[str, tuple[str, str]]:
    found = read(text)
    start = found.index(("BEGIN", "", "VEVENT"))
    inside = found[start + 1 : found.index(("END", "", "VEVENT"))]
    names = [name for name, _, _ in inside]
    # Each of these at most once.
    assert len(names) == len(set(names))
    return {name: (parameters, value) for name, parameters, value in inside}


def test_it_keeps_to_its_rules():
    text = calendar(one(), LONG, NOW, organiser="Le service <rendez-vous@exemple.fr>")
    found = read(text)
    assert found[0] == ("BEGIN", "", "VCALENDAR")
    assert ("VERSION", "", "2.0") in found
    assert ("METHOD", "", "PUBLISH") in found
    inside = event(text)
    assert inside["DTSTART"] == (";TZID=Europe/Paris", "20261123T103000")
    assert inside["DTEND"] == (";TZID=Europe/Paris", "20261123T111500")
    assert inside["DTSTAMP"] == ("", "20261123T093000Z")
    assert inside["ORGANIZER"] == ("", "mailto:rendez-vous@exemple.fr")
    assert inside["LOCATION"][1].startswith(r"12\, rue des Étoiles \; bâtiment B\, premier")
    assert ("TZID", "", "Europe/Paris") in found


@pytest.mark.parametrize("moment", [datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC), NOW])
def test_its_zone_says_what_the_clock_on_the_wall_says(moment: datetime):
    """The last Sundays of March and October, at one in the morning UTC."""
    text = calendar(one(starts_at=moment), NANTES, NOW, organiser="a@exemple.fr")
    rules = [value for name, _, value in read(text) if name == "RRULE"]
    assert rules == ["FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"]
    wall = datetime.strptime(event(text)["DTSTART"][1], "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo("Europe/Paris"))
    assert wall.astimezone(UTC) == moment


def test_a_change_keeps_the_name_and_counts_a_cancellation_says_so():
    moved = event(calendar(one(series="first"), NANTES, NOW, organiser="a@exemple.fr"))
    assert (moved["UID"][1], moved["SEQUENCE"][1], moved["STATUS"][1]) == ("first@seuil", "2", "CONFIRMED")
    text = calendar(one(series="first", sequence=3, cancelled_at=NOW + timedelta(hours=1)), NANTES, NOW, organiser="a@exemple.fr")
    assert ("METHOD", "", "CANCEL") in read(text)
    assert (event(text)["STATUS"][1], event(text)["UID"][1]) == ("CANCELLED", "first@seuil")


@pytest.mark.parametrize("mode", list(Mode))
def test_it_tells_nothing_of_who_and_why(mode: Mode):
    hospital = NANTES.model_copy(update={"address": "Hôpital Saint-Jacques, 44000 Nantes"})
    for antenna in (NANTES, hospital):
        text = calendar(one(mode.value), antenna, NOW, organiser="a@exemple.fr")
        assert indiscretions(text.replace("\r\n ", "")) == ()
        assert "http" not in text

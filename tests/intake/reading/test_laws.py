"""Laws of reading: it never raises, and whatever it records is canonical."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.fr import nir

from intake.convention import FieldDefinition, FieldKind, sample_convention
from intake.reading import read_answer, read_correction, read_line
from intake.reading.answer import READERS
from intake.reading.name_order import single
from lexicon.codes import AnswerStatus

TODAY = date(2026, 11, 22)
FIELDS = sample_convention().fields
LINES = [line.split(" | ") for line in Path(__file__).with_name("answers.txt").read_text(encoding="utf-8").splitlines()[1:]]
PIECES = sorted({word for _, text, _ in LINES for word in text.split()})
said = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))


BY_CODE = {f.code: f for f in FIELDS}
MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
UNITS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split()  # noqa: SIM905
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
QUESTIONS = [
    "pourquoi vous me demandez ça ?",
    "c'est obligatoire ?",
    "ça veut dire quoi ?",
    "vous êtes qui ?",
    "à quoi ça sert",
    "bonjour",
    "vous pouvez répéter",
    "j'ai pas compris la question",
    "attendez une minute",
]


def spoken(n: int, swiss: bool = False) -> str:
    """A number under a hundred as it is said in France, or in Switzerland and Belgium."""
    if n < 20:
        return UNITS[n]
    tens, unit = divmod(n, 10)
    if swiss and tens in (7, 8, 9):
        name = {7: "septante", 8: "huitante", 9: "nonante"}[tens]
        return name if not unit else f"{name} et un" if unit == 1 else f"{name}-{UNITS[unit]}"
    if tens in (7, 9):
        name = TENS[6] if tens == 7 else "quatre-vingt"
        return f"{name} et onze" if n == 71 else f"{name}-{UNITS[10 + unit]}"
    if tens == 8:
        return "quatre-vingts" if not unit else f"quatre-vingt-{UNITS[unit]}"
    return TENS[tens] if not unit else f"{TENS[tens]} et un" if unit == 1 else f"{TENS[tens]}-{UNITS[unit]}"


def canonical(field: FieldDefinition, value: object) -> bool:
    codes = {v.code for v in field.values}
    match field.kind:
        case FieldKind.CHOICE:
            return value in codes
        case FieldKind.CHOICES:
            return isinstance(value, list) and set(value) <= codes and len(value) == len(set(value))
        case FieldKind.DATE:
            return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
        case FieldKind.PHONE:
            number = phonenumbers.parse(str(value), None)
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == value and phonenumbers.is_possible_number(
                number
            )
        case FieldKind.POSTAL_CODE:
            return isinstance(value, str) and len(value) == 5 and value.isascii() and value.isdigit()
        case FieldKind.COUNT:
            return isinstance(value, int) and 0 <= value <= 20
        case FieldKind.NAME:
            return isinstance(value, dict) and set(value) == {"first", "last"} and any(value.values())
        case FieldKind.AVAILABILITY:
            days = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"]
            return (
                isinstance(value, dict)
                and value["part"] in ("matin", "apres_midi", "indifferent")
                and bool(value["days"])
                and value["days"] == [d for d in days if d in value["days"]]
            )
        case FieldKind.NIR:
            return bool(nir.is_valid(str(value)))
        case FieldKind.EMAIL:
            return isinstance(value, str) and value.count("@") == 1 and value == value.lower()
        case FieldKind.TEXT | FieldKind.STORY:
            return isinstance(value, str) and 0 < len(value) <= 20_000


@given(text=said, field=st.sampled_from(FIELDS), channel=st.sampled_from(["web", "voice", "sms"]))
@settings(max_examples=600, deadline=None)
def test_never_raises_and_records_only_canonical_values(text: str, field: FieldDefinition, channel: str) -> None:
    reading = read_answer(field, text, today=TODAY, channel=channel)
    assert reading.value is None or canonical(field, reading.value)
    assert reading.error is None or reading.value is None
    by_code = {f.code: f for f in FIELDS}
    assert all(canonical(by_code[code], value) for code, value in reading.also.items())


@given(text=said)
@settings(max_examples=150, deadline=None)
def test_a_correction_names_a_known_field(text: str) -> None:
    found = read_correction(text, FIELDS, today=TODAY)
    assert found is None or found[0] in {f.code for f in FIELDS}


@given(pairs=st.lists(st.integers(0, 99), min_size=4, max_size=4), network=st.sampled_from([6, 7, 2]))
def test_a_number_written_in_pairs_is_read_back(pairs: list[int], network: int) -> None:
    figures = f"0{network}" + "".join(f"{p:02d}" for p in pairs)
    field = next(f for f in FIELDS if f.code == "phone")
    spaced = " ".join(figures[i : i + 2] for i in range(0, 10, 2))
    assert read_answer(field, spaced, today=TODAY).value == f"+33{figures[1:]}"


@given(name=st.text(st.sampled_from("ABDEFGIKLMNOPRSTUVZ"), min_size=3, max_size=10), mark=st.sampled_from([" ", ", ", "-", ". "]))
def test_a_spelled_name_is_read_back(name: str, mark: str) -> None:
    # As the same word said at once: « Z-O-É » is a usual first name, most others are family names.
    read = single(name.capitalize(), titled=False).value
    assert read_answer(BY_CODE["name"], mark.join(name), today=TODAY).value == read
    assert read_answer(BY_CODE["name"], f"mon nom ça s'écrit {mark.join(name.lower())}", today=TODAY).value == read


@given(pairs=st.lists(st.integers(0, 99), min_size=4, max_size=4), network=st.sampled_from([6, 7, 2]), swiss=st.booleans())
def test_a_number_said_in_pairs_is_read_back_or_asked_again(pairs: list[int], network: int, swiss: bool) -> None:
    figures = f"0{network}" + "".join(f"{p:02d}" for p in pairs)
    words = ", ".join(f"zéro {spoken(p, swiss)}" if p < 10 else spoken(p, swiss) for p in (network, *pairs))
    assert read_answer(BY_CODE["phone"], words, today=TODAY).value == f"+33{figures[1:]}"
    # Without the pauses "soixante dix" may be one number or two: never another telephone number.
    assert read_answer(BY_CODE["phone"], words.replace(",", ""), today=TODAY).value in (f"+33{figures[1:]}", None)


@given(pairs=st.lists(st.integers(11, 69), min_size=3, max_size=3), corrected=st.lists(st.integers(11, 69), min_size=4, max_size=4))
def test_what_is_said_last_is_kept(pairs: list[int], corrected: list[int]) -> None:
    first, last = " ".join(map(str, pairs)), " ".join(map(str, corrected))
    for turn in (", non pardon, ", " euh non ", ", je me trompe, c'est "):
        reading = read_answer(BY_CODE["phone"], f"06 {first} 11{turn}07 {last}", today=TODAY)
        assert reading.value == "+337" + last.replace(" ", "")


@given(department=st.sampled_from([44, 49, 53, 72, 85]), hundreds=st.integers(0, 9))
def test_a_postal_code_said_in_words_is_read_back(department: int, hundreds: int) -> None:
    rest = "" if not hundreds else " cent" if hundreds == 1 else f" {spoken(hundreds)} cents"
    reading = read_answer(BY_CODE["postal_code"], f"{spoken(department)} mille{rest}", today=TODAY)
    assert reading.value == f"{department}{hundreds}00"


@given(day=st.dates(date(1930, 1, 1), date(1999, 12, 31)), swiss=st.booleans())
def test_a_birth_date_said_in_words_is_read_back(day: date, swiss: bool) -> None:
    said_day = "premier" if day.day == 1 else spoken(day.day, swiss)
    for year in (f"mille neuf cent {spoken(day.year % 100, swiss)}", spoken(day.year % 100, swiss)):
        text = f"né le {said_day} {MONTHS[day.month - 1]} {year}"
        assert read_answer(BY_CODE["birth_date"], text, today=TODAY).value == day.isoformat()


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.code)
def test_a_question_or_a_greeting_records_no_value(field: FieldDefinition) -> None:
    for text in QUESTIONS:
        assert read_answer(field, text, today=TODAY).value is None, text


@pytest.mark.parametrize("field", [f for f in FIELDS if f.kind is not FieldKind.STORY], ids=lambda f: f.code)
def test_a_refusal_and_not_knowing_are_the_same_for_every_field(field: FieldDefinition) -> None:
    for text in ("je préfère ne pas répondre", "ça ne vous regarde pas", "je ne vous le dirai pas", "joker"):
        assert read_answer(field, text, today=TODAY).status == AnswerStatus.REFUSED, text
    for text in ("je ne sais pas", "aucune idée", "chais plus", "jsp", "je m'en souviens plus du tout"):
        assert read_answer(field, text, today=TODAY).status == AnswerStatus.UNKNOWN, text


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.code)
def test_a_very_long_answer_takes_no_longer_than_its_length(field: FieldDefinition) -> None:
    for word in ("je ", "oui ", "mon mari est ", "12 mars ", "quatre vingt ", "a b c ", "non, ", "pas de ", "? ", "le 12/", "🙂"):
        start = time.process_time()
        read_answer(field, (word * 20_000)[:20_000], today=TODAY)
        # Some milliseconds when linear; a quarter of an hour when squared.
        assert time.process_time() - start < 5, word


@given(day=st.dates(date(1912, 1, 1), date(2026, 11, 22)))
def test_a_written_birth_date_is_read_back(day: date) -> None:
    field = next(f for f in FIELDS if f.code == "birth_date")
    for text in (f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"je suis née le {day:%d%m%Y}", day.isoformat()):
        assert read_answer(field, text, today=TODAY).value == day.isoformat()


def test_every_kind_has_a_reader() -> None:
    assert set(READERS) == set(FieldKind)


def test_an_answer_is_read_in_a_few_milliseconds() -> None:
    by_code = {f.code: f for f in FIELDS}
    for code, text, _ in LINES:
        read_answer(by_code[code], text, today=TODAY)
    start = time.perf_counter()
    for code, text, _ in LINES:
        read_answer(by_code[code], text, today=TODAY)
    assert (time.perf_counter() - start) / len(LINES) < 0.010


def test_lines_say_what_is_wrong_with_the_request() -> None:
    with pytest.raises(ValueError, match="asked"):
        read_line({"asked": "inconnu", "text": "oui", "today": "2026-11-22", "channel": "web"})
    with pytest.raises(ValueError, match="today"):
        read_line({"asked": "phone", "text": "oui", "today": "hier", "channel": "web"})


def test_lines_hold_the_contract() -> None:
    line = {"today": "2026-11-22", "channel": "web"}
    assert read_line({**line, "asked": "postal_code", "text": "quarante-neuf mille cent"}) == {"value": "49100"}
    assert read_line({**line, "asked": "phone", "text": "je préfère pas"}) == {"value": None, "status": "refused"}
    assert set(read_line({**line, "asked": "phone", "text": "il fait beau"})) == {"error"}

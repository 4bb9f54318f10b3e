"""One text of the replies of a turn; what it costs; and what each sentence of the sample costs."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.texts.wording import MAX_UNITS, plain_signs, segments, text_of
from intake.convention import FieldDefinition, FieldKind, When
from intake.dialogue import open_dialogue, say
from intake.requests import Choice, Reply
from lexicon.codes import Channel, MessageKind
from tests.intake.convention.said import FOREIGN, SAMPLE, SPOKEN_ONLY, said

# Of 3GPP TS 23.038 (V17), tables of 6.2.1 and 6.2.1.1, row by row, as a second writing of what the code says.
BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅå" "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ" " !\"#¤%&'()*+,-./" "0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNO" "PQRSTUVWXYZÄÖÑÜ§" "¿abcdefghijklmno" "pqrstuvwxyzäöñüà"
)  # fmt: skip
EXTENDED = "\f^{}\\[~]|€"
ABSENT = "âêîôûëïçœÀÂÊÎÔÛÈ’‘“”«»…–—°\u00a0`\tő"

TEXTS = {
    f"{key}{' (behalf)' if behalf else ''}": (key, text)
    for key, behalf, text in said(SAMPLE, Channel.SMS)
    if not key.startswith(SPOKEN_ONLY)
}


def cost(text: str) -> int:
    return segments(plain_signs(text))


def table(costs: dict[str, int]) -> str:
    """What the catalogue costs, said when a test fails."""
    worst = sorted(costs.items(), key=lambda one: -one[1])[:10]
    lines = [f"{count:>3}  {place}" for place, count in worst]
    return "\n".join((f"{len(costs)} texts, {sum(costs.values())} segments; the dearest:", *lines))


COSTS = {place: cost(text) for place, (_, text) in TEXTS.items()}


# Segments


def test_the_alphabet_is_that_of_the_standard():
    assert len(set(BASIC)) == 127
    for char in BASIC:
        assert segments(char * 160) == 1, char
        assert segments(char * 161) == 2, char
    for char in EXTENDED:
        assert segments(char * 80) == 1, char
        assert segments(char * 81) == 2, char
    for char in ABSENT:
        assert segments(char * 70) == 1, char
        assert segments(char * 71) == 2, char


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a" * 153 * 2, 2),
        ("a" * (153 * 2 + 1), 3),
        ("é" * 160, 1),
        ("a" * 159 + "€", 2),
        ("a" * 158 + "€", 1),
        # The euro does not fit in the last septet of the first part: it goes whole to the second.
        ("a" * 152 + "€" + "a" * 151, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("ê" + "a" * 69, 1),
        ("ê" + "a" * 70, 2),
        ("ê" * 67 * 2, 2),
        ("ê" * (67 * 2 + 1), 3),
        # A sign outside the basic plane counts twice, and is not cut either.
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 66, 2),
        ("😀" * 67, 3),
        ("a" * 66 + "😀" + "a" * 65, 2),
        ("a" * 66 + "😀" + "a" * 66, 3),
    ],
)
def test_segments_are_counted_as_the_network_does(text: str, count: int):
    assert segments(text) == count


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(BASIC + EXTENDED)), max_size=700))
def test_segments_hold_the_whole_text_and_no_more(text: str):
    count = segments(text)
    plain = all(char in BASIC + EXTENDED for char in text)
    size = sum(2 if char in EXTENDED else 1 for char in text) if plain else len(text.encode("utf-16-le", "surrogatepass")) // 2
    alone, each = (160, 153) if plain else (70, 67)
    assert (count == 0) == (text == "")
    assert (count <= 1) == (size <= alone)
    # A part is at most one unit short, where a sign of two would have been cut.
    assert count <= 1 or size / each <= count <= -(-size // (each - 1))


@given(st.text(max_size=300), st.text(max_size=300))
def test_more_text_never_costs_less(head: str, tail: str):
    assert segments(head) <= segments(head + tail)


# Signs


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("l’équipe", "l'équipe"),
        ("Répondez : « oui », ou « non ».", 'Répondez : "oui", ou "non".'),
        ("«\u202foui\u202f»", '"oui"'),
        ("– une chose — une autre…", "- une chose - une autre..."),
        ("17\u00a0h\u202f30", "17 h 30"),
        ("ma sœur, Œuvre", "ma soeur, Oeuvre"),
        ("le 12 août, Août", "le 12 aout, Aout"),
        ("e\u0301te\u0301", "été"),
        ("Êtes-vous là, François ?", "Êtes-vous là, François ?"),
        ("“mot” ‘mot’ „mot“", '"mot" \'mot\' "mot"'),
    ],
)
def test_signs_are_written_as_texts_write_them(written: str, sent: str):
    assert plain_signs(written) == sent


@given(st.text())
def test_plain_signs_are_plain_for_good_and_never_cost_more(text: str):
    once = plain_signs(text)
    assert plain_signs(once) == once
    assert segments(once) <= segments(unicodedata.normalize("NFC", text)) or "…" in text or "œ" in text.lower() or "Œ" in text
    assert not set(once) & set("’‘“”«»…–—œŒ\u00a0\u202f")


# One text of a turn


def choice(title: str, *, secondary: bool = False) -> Choice:
    return Choice(title=title, secondary=secondary)


def test_replies_are_joined_and_the_last_choices_numbered():
    replies = (
        Reply(text="Bonjour.", choices=(choice("Ancien"),)),
        Reply(text="Est-ce bien cela ?", choices=(choice("Oui"), choice("Je ne sais pas", secondary=True), choice("Non, c’est faux"))),
        Reply(text="À bientôt."),
    )
    assert text_of(replies) == "Bonjour.\n\nEst-ce bien cela ?\n1 Oui\n3 Non, c'est faux\n\nÀ bientôt."


def test_quiet_choices_and_empty_replies_leave_nothing():
    assert text_of(()) == ""
    assert text_of((Reply(text=""), Reply(text=" Merci. ", choices=(choice("Pourquoi ?", secondary=True),)))) == "Merci."
    assert text_of((Reply(text="", choices=(choice("Oui"),)),)) == "1 Oui"


def test_what_is_too_long_is_cut_at_a_sentence_and_keeps_its_choices():
    long = " ".join(f"Ceci est la phrase numéro {number}." for number in range(100))
    text = text_of((Reply(text=long), Reply(text="D’accord ?", choices=(choice("Oui"), choice("Non")))), more="La suite au téléphone.")
    assert len(text) <= MAX_UNITS
    assert text.endswith(".\nLa suite au téléphone.\n1 Oui\n2 Non")
    assert text.startswith("Ceci est la phrase numéro 0. Ceci")


replies_of_a_turn = st.lists(
    st.builds(
        Reply,
        text=st.text(max_size=900),
        choices=st.lists(st.builds(Choice, title=st.text(max_size=60), secondary=st.booleans()), max_size=6).map(tuple),
        kind=st.sampled_from(MessageKind),
    ),
    max_size=5,
).map(tuple)


@given(replies_of_a_turn, st.text(max_size=60))
def test_a_text_is_never_too_long_and_never_grows_when_cut(replies: tuple[Reply, ...], more: str):
    text = text_of(replies, more=more)
    assert len(text.encode("utf-16-le", "surrogatepass")) // 2 <= MAX_UNITS
    assert text == text.strip()


@given(st.lists(st.tuples(st.text(alphabet="abc é", max_size=20), st.booleans()), min_size=1, max_size=9))
def test_a_number_is_the_place_of_its_choice(titles: list[tuple[str, bool]]):
    choices = tuple(choice(title, secondary=secondary) for title, secondary in titles)
    lines = text_of((Reply(text="Alors ?", choices=choices),)).splitlines()[1:]
    shown = [(number, title) for number, (title, secondary) in enumerate(titles, 1) if not secondary]
    assert [line.split(" ", 1)[0] for line in lines] == [str(number) for number, _ in shown]
    assert all(line[len(str(number)) :].strip() == title.strip() for line, (number, title) in zip(lines, shown, strict=True))


@given(replies_of_a_turn)
def test_nothing_is_lost_of_what_fits(replies: tuple[Reply, ...]):
    text = text_of(replies)
    whole = sum(len(plain_signs(reply.text).encode("utf-16-le", "surrogatepass")) for reply in replies)
    if whole // 2 + 5 * 2 + 6 * 70 * 2 <= MAX_UNITS:
        assert all(plain_signs(reply.text).strip() in text for reply in replies)


# The sentences of the sample


@pytest.mark.parametrize("place", TEXTS)
def test_a_sentence_costs_little(place: str):
    key, text = TEXTS[place]
    asked = key.startswith(("ask.", "again.", "check.", "code.", "choice.", "fact.", "noted."))
    assert cost(text) <= (1 if key.startswith(("choice.", "fact.")) else 2 if asked else 3), f"{text}\n{table(COSTS)}"


@pytest.mark.parametrize("place", [place for place, (key, _) in TEXTS.items() if not key.startswith(FOREIGN)])
def test_a_french_sentence_keeps_to_the_letters_that_cost_least(place: str):
    _, text = TEXTS[place]
    assert set(plain_signs(text)) - set(BASIC + EXTENDED) == set(), f"{text}\n{table(COSTS)}"


@pytest.mark.parametrize("behalf", [False, True])
@pytest.mark.parametrize("field", [field for field in SAMPLE.fields if field.when is not When.OFF], ids=lambda field: field.code)
def test_a_question_with_its_choices_costs_three_segments_at_most(field: FieldDefinition, behalf: bool):
    choices = [choice(field.discreet_label_of(v.code)) for v in field.values if field.kind is FieldKind.CHOICE]
    costs = {}
    for key in (f"ask.{field.code}", f"again.{field.code}"):
        replies = (Reply(text=say(SAMPLE, key, Channel.SMS, behalf), choices=tuple(choices)),)
        costs[key] = segments(text_of(replies))
    assert max(costs.values()) <= 3, table(costs)


def test_the_opening_costs_five_segments_at_most():
    text = text_of(open_dialogue(SAMPLE, Channel.SMS).replies)
    assert segments(text) <= 5, text
    assert "1 Parler à une personne" in text


def test_the_whole_catalogue_stays_cheap():
    assert sum(COSTS.values()) / len(COSTS) < 1.1, table(COSTS)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.privacy import Indexer, KeyRing, UnreadableError, words_of

OLD, NEW = ("k1", b"1" * 32), ("k2", b"2" * 32)


@given(st.binary(max_size=2000), st.binary(max_size=20))
def test_what_was_encrypted_is_read_again(plain: bytes, place: bytes):
    ring = KeyRing([NEW, OLD])
    assert ring.decrypt(ring.encrypt(plain, place), place) == plain


def test_the_same_text_is_never_stored_twice_alike():
    ring = KeyRing([NEW])
    assert ring.encrypt(b"bonjour", b"t.c") != ring.encrypt(b"bonjour", b"t.c")


def test_an_older_key_still_reads_and_the_newest_writes():
    written = KeyRing([OLD]).encrypt(b"bonjour", b"t.c")
    both = KeyRing([NEW, OLD])
    assert both.decrypt(written, b"t.c") == b"bonjour"
    assert not both.is_newest(written)
    assert both.is_newest(both.encrypt(b"bonjour", b"t.c"))


def test_a_value_moved_to_another_column_is_unreadable():
    ring = KeyRing([NEW])
    with pytest.raises(UnreadableError):
        ring.decrypt(ring.encrypt(b"bonjour", b"answers.value"), b"answers.words")


def test_without_its_key_the_error_names_the_setting_and_no_content():
    written = KeyRing([OLD]).encrypt(b"bonjour", b"t.c")
    with pytest.raises(UnreadableError, match="SEUIL_SECRET_KEYS") as error:
        KeyRing([NEW]).decrypt(written, b"t.c")
    assert "bonjour" not in str(error.value)


@given(st.binary(min_size=1, max_size=80))
def test_garbage_is_unreadable_not_a_crash(stored: bytes):
    with pytest.raises(UnreadableError):
        KeyRing([NEW]).decrypt(stored, b"t.c")


def test_tokens_depend_on_kind_value_and_key():
    one, other = Indexer(b"a"), Indexer(b"b")
    assert one.token("phone", "+33639981234") == one.token("phone", "+33639981234")
    assert one.token("phone", "+33639981234") != one.token("name", "+33639981234")
    assert one.token("phone", "+33639981234") != other.token("phone", "+33639981234")


def test_words_are_folded():
    assert words_of("Hélène Le Goff, à l’HÔPITAL") == {"helene", "goff", "hopital"}

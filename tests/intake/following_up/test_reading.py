"""« Avez-vous eu une réponse ? »: plain answers are read, everything else is left to a human."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.following_up import read_follow_up


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("OUI", True),
        ("oui merci", True),
        ("Oui, tout va bien", True),
        ("non", False),
        ("NON.", False),
        ("toujours pas", False),
        ("Non, toujours pas de nouvelles", False),
        ("pas de réponse", False),
        ("Aucune réponse à ce jour", False),
        ("personne ne m'a rappelée, je n'ai rien reçu", False),
        ("oui mais ils ne peuvent rien faire", None),
        ("peut-être", None),
        ("qui êtes-vous ?", None),
        ("", None),
        ("Non, et puis mon mari est tombé malade, je ne sais plus quoi faire avec la maison et les enfants, aidez-moi", None),
    ],
)
def test_what_is_plainly_said(text: str, said: bool | None):
    assert read_follow_up(text) is said


@given(st.text(max_size=200))
def test_whatever_is_written_is_read_or_left(text: str):
    assert read_follow_up(text) in (True, False, None)

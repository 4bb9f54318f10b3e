"""What the assistant hears in an invented sentence, asked of the real dialogue engine."""

from __future__ import annotations

import logging

import pytest

from desk.understanding import heard_topics
from intake.settings import Settings
from tests.conftest import make_settings
from tests.processes import Service, free_port


@pytest.mark.slow
def test_topics_and_dangers_are_those_that_the_engine_hears(service: Service):
    heard = heard_topics(service.settings, "Je suis en arrêt depuis quatre mois et je voudrais reprendre le travail.")
    assert heard is not None
    assert "reprise" in heard[0]
    assert heard[1] is False
    danger = heard_topics(service.settings, "Je veux mourir, je vais en finir ce soir.")
    assert danger is not None
    assert danger[1] is True


def test_without_the_engine_nothing_is_heard_and_no_secret_is_logged(settings: Settings, caplog: pytest.LogCaptureFixture):
    silent = make_settings(settings.var_dir, rasa_port=free_port())
    with caplog.at_level(logging.INFO):
        assert heard_topics(silent, "Je voudrais reprendre.") is None
    assert silent.internal not in caplog.text
    assert "SEUIL_RASA_PORT" in caplog.text

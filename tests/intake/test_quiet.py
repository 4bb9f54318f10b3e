from __future__ import annotations

import logging

import pytest

from intake.quiet import quiet_logs, where


@pytest.fixture
def quiet():
    before = logging.getLogRecordFactory()
    quiet_logs()
    yield
    logging.setLogRecordFactory(before)


def _fail() -> None:
    raise KeyError("mon canari Zébulon")


def test_an_error_is_told_by_kind_and_place_without_its_message(quiet: None, caplog: pytest.LogCaptureFixture):
    with pytest.raises(KeyError) as caught:
        _fail()
    assert where(caught.value).startswith("KeyError at test_quiet.py:")
    logging.getLogger("x").error("a turn failed", exc_info=caught.value)
    assert "Zébulon" not in caplog.text
    assert "a turn failed [KeyError at test_quiet.py:" in caplog.text


def test_an_error_never_raised_has_no_place():
    assert where(ValueError("Zébulon")) == "ValueError"

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


def test_an_error_is_told_by_kind_and_place_without_its_message(quiet: None, caplog: pytest.LogCaptureFixture):
    try:
        raise KeyError("mon canari Zébulon")
    except KeyError as error:
        assert where(error).startswith("KeyError at test_quiet.py:")
        logging.getLogger("x").exception("a turn failed")
    assert "Zébulon" not in caplog.text
    assert "a turn failed [KeyError at test_quiet.py:" in caplog.text


def test_an_error_never_raised_has_no_place():
    assert where(ValueError("Zébulon")) == "ValueError"

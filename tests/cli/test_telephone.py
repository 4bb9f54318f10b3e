"""`seuil telephone`, run as an operator does."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from cli.telephone import SMS_FILE, VOICE_FILE, sms_fallback, voice_fallback


@pytest.fixture
def fallback(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SEUIL_VOICE", "Polly.Remi-Neural")
    monkeypatch.setenv("SEUIL_DIAL_SECONDS", "30")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["telephone", "fallback", *arguments])

    return run


@pytest.mark.parametrize("number", ["+33261911000", "02 61 91 10 00", "0033261911000"])
def test_both_files_are_written_for_the_number(fallback, tmp_path: Path, number: str):
    done = fallback("--number", number, "--out", str(tmp_path / "secours"))
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [str(tmp_path / "secours" / name) for name in (VOICE_FILE, SMS_FILE)]
    written = [(tmp_path / "secours" / name).read_text(encoding="utf-8") for name in (VOICE_FILE, SMS_FILE)]
    assert written == [voice_fallback("+33261911000", voice="Polly.Remi-Neural", seconds=30), sms_fallback("+33261911000")]


def test_the_number_of_seuil_is_shown_to_who_answers(fallback, tmp_path: Path):
    done = fallback("--number", "+33261911000", "--caller-id", "+33261911099", "--out", str(tmp_path))
    assert done.exit_code == 0, done.stderr
    assert 'callerId="+33261911099"' in (tmp_path / VOICE_FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--number", "3114"), "numéro français complet"),
        (("--number", "15"), "numéro français complet"),
        (("--number", "+33112"), "numéro français complet"),
        (("--number", "+3326191100"), "numéro français complet"),
        (("--number", "+15005550006"), "numéro français complet"),
        (("--number", "antenne"), "n’est pas un numéro de téléphone"),
        (("--number", ""), "n’est pas un numéro de téléphone"),
        (("--number", "+33899123456"), "surtaxé"),
        (("--number", "+33261911000", "--caller-id", "3114"), "numéro français complet"),
        (("--number", "+33261911000", "--caller-id", "02 61 91 10 00"), "tournerait en rond"),
    ],
)
def test_a_wrong_number_is_one_line_and_writes_nothing(fallback, tmp_path: Path, arguments: tuple[str, ...], said: str):
    refused = fallback(*arguments, "--out", str(tmp_path))
    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_one_line(fallback, tmp_path: Path):
    (tmp_path / "plein").write_text("")
    refused = fallback("--number", "+33261911000", "--out", str(tmp_path / "plein"))
    assert refused.exit_code == 1
    assert refused.stderr.startswith("impossible d’écrire")

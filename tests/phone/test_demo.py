"""The terminal's telephone: what a developer types and reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.phone.__main__ import main
from tests.phone.server import serving
from tests.phone.test_handset import GOODBYE, TOKEN, Script, ask
from tests.phone.test_rules import DIAL, KEY, SAY


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The lines that will be typed; the end of the list is the end of the keyboard."""
    lines: list[str] = []

    def read(_: str = "") -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr("builtins.input", read)
    yield lines
    assert not lines


def documents() -> dict[str, list[str]]:
    return {
        "/twilio/voice": [ask("Racontez-moi.")],
        "/twilio/voice?turn=1": [ask("Prenez votre temps."), ask("Votre code postal ?", 2)],
        "/twilio/voice?turn=2": [SAY.replace("Quel est votre code postal ?", "Je vous passe une personne.") + DIAL],
        "/twilio/voice/whisper?call=CA1": [KEY.replace("Quel est votre code postal ?", "Un appel attend.")],
        "/twilio/voice/whisper?taken=1": [SAY.replace("Quel est votre code postal ?", "Une caissière en arrêt.")],
        "/twilio/voice/dial?turn=2": [GOODBYE],
    }


def test_a_call_from_the_terminal(typed: list[str], capsys: pytest.CaptureFixture[str]):
    script = Script(documents(), base="")
    typed += ["", "/repeter", "je suis en arrêt", "#44000", "o", "1"]
    with serving(script) as address:
        script.base = address
        assert main(["--url", address, "--base", address, "--token", TOKEN]) == 0
    shown = capsys.readouterr().out
    for line in ("☎ Racontez-moi.", "☎ Prenez votre temps.", "PAS la même", "☎ Votre code postal ?", "☎ Au revoir.", "terminé"):
        assert line in shown
    assert shown.count("(à l’antenne seulement) Un appel attend.") == 1
    assert "(à l’antenne seulement) Une caissière en arrêt." in shown
    assert script.posted("/twilio/voice?turn=2")[0]["Digits"] == "44000"


def test_the_end_of_the_keyboard_hangs_up(typed: list[str]):
    script = Script(documents(), base="")
    with serving(script) as address:
        script.base = address
        assert main(["--url", address, "--base", address, "--token", TOKEN]) == 0
    assert len(script.posted("/twilio/voice/status")) == 1


def test_it_says_what_is_wrong(typed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("TWILIO_AUTH_TOKEN", raising=False)
    assert main(["--url", "http://127.0.0.1:9", "--token", TOKEN]) == 1
    assert "lancez « make run »" in capsys.readouterr().out
    assert main(["--var", str(tmp_path)]) == 1
    assert "Pas de clé de signature" in capsys.readouterr().out
    script = Script(documents(), base="")
    with serving(script) as address:
        script.base = address
        (tmp_path / "secrets.json").write_text('{"twilio_auth_token": "another"}')
        assert main(["--url", address, "--base", address, "--var", str(tmp_path)]) == 1
    assert "refuse la signature" in capsys.readouterr().out

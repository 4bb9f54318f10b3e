"""`make demo-phone`: phone the running service from the terminal, by typing."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import httpx

from tests.phone.antenna import Antenna, Outcome
from tests.phone.handset import Call, Phone
from tests.phone.wire import Wire

HELP = """\
  du texte     vous parlez
  ligne vide   vous gardez le silence
  #0           vous tapez sur le clavier : # puis les touches, par exemple #44000
  /raccrocher  vous raccrochez
  /repeter     la même requête est envoyée une deuxième fois
  /aide        cette liste
"""
_BOLD, _NORMAL = "\033[1m", "\033[0m"


class Stopped(Exception):  # noqa: N818  the end of the keyboard is no error
    """Nothing more is typed."""


class AskedAntenna(Antenna):
    """The developer answers for the antenna."""

    def __init__(self, read: Callable[[str], str], show: Callable[[str], None]) -> None:
        super().__init__()
        self._read = read
        self._show = show
        self.shown = ""

    def ring(self, number: str) -> Outcome:
        answer = self._read(f"   Le téléphone de l’antenne sonne ({number}). Décrocher ? (o/n) ")
        return Outcome.TAKEN if answer.strip().lower().startswith("o") else Outcome.NO_ANSWER

    def key(self, heard: str) -> str:
        self.shown += heard
        self._show(f"   (à l’antenne seulement) {heard}")
        return self._read("   Touche de l’antenne (1 pour prendre l’appel, rien pour laisser) : ").strip()[:1]


def main(arguments: list[str] | None = None) -> int:
    """Phone until one side hangs up; gives the exit status."""
    options = _options(arguments)
    token = options.token or _token(Path(options.var))
    if not token:
        _show(f"Pas de clé de signature dans {options.var} : lancez d’abord « make run », ou donnez TWILIO_AUTH_TOKEN.")
        return 1
    try:
        with Wire(options.url, token, base=options.base) as wire:
            if options.rehearsal:
                wire.rehearse(options.rehearsal)
                _show("Répétition d’un brouillon : rien n’est envoyé, et rien ne reste demain.")
            return _phone(wire, options.number)
    except httpx.TransportError:
        _show(f"Le service ne répond pas à {options.url} : lancez « make run » dans un autre terminal, puis recommencez.")
        return 1
    except Stopped:
        return 0
    except AssertionError as error:
        if str(error).startswith("403") and "from /repetition" not in str(error):
            _show("Le service refuse la signature : donnez sa clé dans TWILIO_AUTH_TOKEN, ou son dossier dans SEUIL_VAR_DIR.")
            return 1
        if "from /repetition" in str(error):
            _show("L’invitation à répéter n’est plus valable : prenez-en une autre au bureau, page « Répétition » du brouillon.")
            return 1
        _show(f"\nLe téléphone refuse ce qu’il reçoit :\n{error}")
        return 1


def _phone(wire: Wire, number: str) -> int:
    antenna = AskedAntenna(_read, _show)
    _show(f"Vous appelez depuis le {number}.\n{HELP}")
    call = Phone(wire, number).call(antenna)
    shown = _print_new(call, antenna, 0)
    while not call.ended:
        try:
            line = _read("> ")
        except Stopped:
            call.hang_up()
            raise
        _do(call, line)
        shown = _print_new(call, antenna, shown)
    _show(f"\nL’appel est terminé : {call.sid}, {int(call.clock)} secondes.")
    return 0


def _do(call: Call, line: str) -> None:
    command = line.strip()
    if command == "/raccrocher":
        call.hang_up()
    elif command == "/repeter":
        same = call.repeat_last_request() == call.twiml
        _show("   Même réponse, octet pour octet." if same else "   La réponse n’est PAS la même.")
    elif command == "/aide":
        _show(HELP)
    elif command.startswith("/"):
        _show(f"   Commande inconnue : {command}")
    elif command.startswith("#") and command[1:] and set(command[1:]) <= set("0123456789*#"):
        call.type(command[1:])
    elif command:
        call.speak(command)
    else:
        call.stay_silent()


def _print_new(call: Call, antenna: AskedAntenna, shown: int) -> int:
    bold, normal = (_BOLD, _NORMAL) if sys.stdout.isatty() else ("", "")
    for heard in call.heard[shown:]:
        # What came before the antenna's key is shown already.
        if heard.who == "antenna" and heard.text not in antenna.shown:
            _show(f"   (à l’antenne seulement) {heard.text}")
        elif heard.who == "service":
            _show(f"{bold}☎ {heard.text}{normal}")
    if call.asks and not call.ended:
        _show(f"   (attendu : {call.asks})")
    return len(call.heard)


def _read(prompt: str) -> str:
    try:
        return input(prompt)
    except (EOFError, KeyboardInterrupt):
        raise Stopped from None


def _show(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _token(var: Path) -> str:
    """The key that the running service invented for this machine, "" when there is none."""
    try:
        return str(json.loads((var / "secrets.json").read_text(encoding="utf-8")).get("twilio_auth_token", ""))
    except (OSError, ValueError):
        return ""


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.phone", description="Téléphoner au service depuis le terminal.")
    port = os.environ.get("SEUIL_PUBLIC_PORT", "8080")
    parser.add_argument("--url", default=f"http://127.0.0.1:{port}", help="où le service écoute")
    parser.add_argument("--base", default=os.environ.get("SEUIL_PUBLIC_BASE_URL", ""), help="son adresse publique, si elle est autre")
    parser.add_argument("--number", default="+33639980001", help="le numéro qui appelle ; ANONYMOUS pour un numéro masqué")
    parser.add_argument("--var", default=os.environ.get("SEUIL_VAR_DIR", "var"), help="le dossier où est secrets.json")
    parser.add_argument("--token", default=os.environ.get("TWILIO_AUTH_TOKEN", ""), help="la clé de signature")
    invitation = os.environ.get("SEUIL_REHEARSAL", "")
    parser.add_argument("--rehearsal", default=invitation, help="l’invitation à répéter un brouillon, que donne le bureau")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())

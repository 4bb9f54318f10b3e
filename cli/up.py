"""Starting every process together: prefixed logs, one Ctrl-C, and the name of the one that dies."""

from __future__ import annotations

import os
import shlex
import sys
import threading
import time
from pathlib import Path

import httpx
from honcho.manager import Manager
from honcho.printer import Printer

from intake.runtime import Runtime
from intake.settings import ROOT, Settings, SettingsError

_READY_SECONDS = 180
# Ctrl-C and the usual request to end.
_ASKED_TO_STOP = (130, 143)


class _Watched(Manager):  # type: ignore[misc]  # honcho carries no types
    """Honcho's manager, saying which process ended first: the others only follow."""

    first_to_end: str | None = None

    def _any_stopped(self) -> bool:
        stopped: bool = super()._any_stopped()
        if stopped and self.first_to_end is None:
            self.first_to_end = next((name for name, p in self._processes.items() if p.get("returncode") is not None), None)
        return stopped


def model_path(models: Path) -> Path:
    """The one trained model; raises SettingsError when there is none."""
    found = sorted(models.glob("seuil-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise SettingsError("Aucun modèle dans models/ : lancez « make model ».")
    return found[-1]


def commands(settings: Settings) -> dict[str, list[str]]:
    """The command of each process by its name."""
    python = sys.executable
    uvicorn = [python, "-m", "uvicorn", "--factory", "--host", settings.host, "--no-server-header", "--no-access-log"]
    uvicorn += ["--log-level", "warning"]
    rasa = [
        str(ROOT / "bot" / ".venv" / "bin" / "python"),
        # Rasa's pinned libraries are old and say so at length.
        "-W",
        "ignore",
        "-m",
        "bot.serve",
        "--port",
        str(settings.rasa_port),
        "--model",
        str(model_path(ROOT / "models").relative_to(ROOT)),
    ]
    return {
        "rasa": rasa,
        "actions": [*uvicorn, "--port", str(settings.actions_port), "actions.server:create_app"],
        "public": [*uvicorn, "--port", str(settings.public_port), "channels.app:create_app"],
        "worker": [python, "-m", "channels.worker"],
        "desk": [*uvicorn, "--port", str(settings.desk_port), "desk.app:create_app"],
    }


def environment(settings: Settings) -> dict[str, str]:
    """What the processes inherit: the same secrets, and quiet libraries."""
    return {
        **os.environ,
        "SEUIL_INTERNAL_TOKEN": settings.internal,
        "SEUIL_ACTIONS_PORT": str(settings.actions_port),
        "SEUIL_RASA_PORT": str(settings.rasa_port),
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONUNBUFFERED": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }


def run_all(runtime: Runtime) -> int:
    """Start everything and stay in the foreground; gives the exit status."""
    settings = runtime.settings
    manager = _Watched(Printer(sys.stdout))
    env = environment(settings)
    for name, command in commands(settings).items():
        manager.add_process(name, shlex.join(command), env=env, cwd=str(ROOT))
    threading.Thread(target=_announce, args=(settings,), daemon=True).start()
    manager.loop()
    if manager.returncode in _ASKED_TO_STOP:
        print("\nTout est arrêté.", flush=True)
        return 0
    if manager.first_to_end and manager.returncode:
        print(f"\nLe processus « {manager.first_to_end} » s’est arrêté ; ses dernières lignes sont ci-dessus.", file=sys.stderr)
    return int(manager.returncode or 0)


def _announce(settings: Settings) -> None:
    """Say where to go once everything answers."""
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"http://{settings.host}:{settings.public_port}/readyz", timeout=3).status_code == httpx.codes.OK:
                break
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    else:
        print("Tout n’a pas démarré : voyez les lignes ci-dessus.", file=sys.stderr)
        return
    print(
        "\n"
        f"  Page des bénéficiaires   http://{settings.host}:{settings.public_port}/\n"
        f"  Bureau des secrétaires   http://{settings.host}:{settings.desk_port}/\n"
        '  Premier compte           .venv/bin/seuil staff add marie --name "Marie Le Goff" --role secretary --generate\n'
        "  Arrêter                  Ctrl-C\n",
        flush=True,
    )

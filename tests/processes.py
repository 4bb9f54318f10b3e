"""Starts the real processes for the tests that need them, and stops them for good."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx

from cli.up import commands, environment
from intake.settings import ROOT, Settings

START_SECONDS = 150


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Service:
    """The processes on free ports, with their own folder, keys and clock; `extra_env` is added to what they inherit."""

    def __init__(self, var: Path, *, now: str, database_url: str = "", extra_env: dict[str, str] | None = None) -> None:
        self.var = var
        self.extra_env = extra_env or {}
        self.settings = Settings(
            _env_file=None,
            var_dir=var,
            now=now,
            database_url=database_url,
            public_port=free_port(),
            desk_port=free_port(),
            rasa_port=free_port(),
            actions_port=free_port(),
        )
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def public(self) -> str:
        return f"http://127.0.0.1:{self.settings.public_port}"

    @property
    def desk(self) -> str:
        return f"http://127.0.0.1:{self.settings.desk_port}"

    @property
    def rasa(self) -> str:
        return f"http://127.0.0.1:{self.settings.rasa_port}"

    @property
    def env(self) -> dict[str, str]:
        names = ("public_port", "desk_port", "rasa_port", "actions_port", "now", "database_url")
        own = {f"SEUIL_{name.upper()}": str(getattr(self.settings, name)) for name in names}
        # Whatever the machine has: a test never reaches a real carrier.
        carrier = {"TWILIO_ACCOUNT_SID": "", "TWILIO_AUTH_TOKEN": "", "TWILIO_API_BASE": ""}
        return {**environment(self.settings), **carrier, **own, "SEUIL_VAR_DIR": str(self.var), **self.extra_env}

    def seuil(self, *arguments: str, stdin: str = "") -> str:
        """Run the operator's command line; gives what it prints."""
        done = subprocess.run(
            [str(ROOT / ".venv/bin/seuil"), *arguments], env=self.env, cwd=ROOT, input=stdin, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        self.seuil("db", "migrate")
        self.seuil("db", "seed")
        for name in commands(self.settings):
            self.start_one(name)
        self.wait_ready()

    def start_one(self, name: str) -> None:
        with (self.var / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                commands(self.settings)[name], env=self.env, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def stop_one(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        process = self._running.pop(name)
        if process.poll() is not None:
            return
        os.killpg(process.pid, how)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)

    def wait_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            dead = [name for name, process in self._running.items() if process.poll() is not None]
            assert not dead, f"{dead} ended: {self._tail(dead[0])}"
            try:
                if (
                    httpx.get(f"{self.public}/readyz", timeout=3).status_code == 200
                    and httpx.get(f"{self.desk}/healthz", timeout=3).is_success
                ):
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.3)
        raise AssertionError(f"not ready in {START_SECONDS} s: {self._tail('rasa')}")

    def _tail(self, name: str) -> str:
        path = self.var / f"{name}.log"
        return path.read_text(errors="replace")[-3000:] if path.exists() else ""

    def stop(self) -> None:
        for name in list(self._running):
            self.stop_one(name)

    def pids(self) -> dict[str, int]:
        """The process id of each running process."""
        return {name: process.pid for name, process in self._running.items()}

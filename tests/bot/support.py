"""A real Rasa process with the real model, and a real small action server that does as it is told."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from aiohttp import web

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "token-for-tests"
START_SECONDS = 120


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class ActionServer:
    """Speaks the protocol of actions over HTTP; remembers the calls and can be told to misbehave."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.calls: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.behaviour = "well"
        self.slots: dict[str, Any] = {}
        self.seconds = 0.0
        self.ended = 0
        self._loop = asyncio.new_event_loop()
        self._runner: web.AppRunner | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    async def _webhook(self, request: web.Request) -> web.Response:
        call = await request.json()
        self.calls.append(call)
        self.headers.append(dict(request.headers))
        await asyncio.sleep(self.seconds)
        self.ended += 1
        if self.behaviour == "error":
            return web.json_response({"error": "broken", "request_body": call}, status=500)
        if self.behaviour == "rejection":
            return web.json_response({"action_name": call["next_action"], "error": "no"}, status=400)
        if self.behaviour == "nonsense":
            return web.Response(text="<html>not an answer</html>", content_type="text/html")
        if self.behaviour == "malformed":
            return web.json_response({"events": "none", "responses": []})
        events = [{"event": "slot", "name": name, "value": value, "timestamp": None} for name, value in self.slots.items()]
        said = {"id": "r1", "text": f"mots de {call['next_action']}", "choices": [], "asks": None, "kind": "answer"}
        responses = [] if self.behaviour == "silent" else [{"custom": said}]
        return web.json_response({"events": events, "responses": responses})

    def start(self) -> None:
        async def listen() -> None:
            app = web.Application(client_max_size=10**7)
            app.router.add_post("/webhook", self._webhook)
            self._runner = web.AppRunner(app)
            await self._runner.setup()
            await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

        asyncio.run_coroutine_threadsafe(listen(), self._loop).result(10)

    def stop(self) -> None:
        if self._runner is not None:
            asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(70)
            self._runner = None

    def reset(self) -> None:
        self.calls.clear()
        self.headers.clear()
        self.behaviour, self.slots, self.seconds, self.ended = "well", {}, 0.0, 0


class Rasa:
    """Rasa as `rasa run` starts it."""

    def __init__(self, model: Path, actions_port: int, log: Path) -> None:
        self.port, self.log = free_port(), log
        self._env = {
            **os.environ,
            "SEUIL_INTERNAL_TOKEN": TOKEN,
            "SEUIL_ACTIONS_PORT": str(actions_port),
            "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "PYTHONUNBUFFERED": "1",
            # As talkative as an operator can make it: people's words must not show even then.
            "LOG_LEVEL": "DEBUG",
            "LOG_LEVEL_LIBRARIES": "DEBUG",
        }
        self._command = [sys.executable, "-m", "rasa", "run", "-i", "127.0.0.1", "-p", str(self.port), "--model", str(model)]
        self._command += ["--enable-api", "--auth-token", TOKEN]
        self.process: subprocess.Popen[bytes] | None = None
        self.start_seconds = 0.0

    def start(self) -> None:
        began = time.monotonic()
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(self._command, cwd=ROOT, env=self._env, stdout=out, stderr=subprocess.STDOUT)
        while time.monotonic() - began < START_SECONDS:
            assert self.process.poll() is None, self.log.read_text()[-3000:]
            try:
                if self.request("GET", "/webhooks/turn/")[0] == 200:
                    self.start_seconds = time.monotonic() - began
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError(self.log.read_text()[-3000:])

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)

    def megabytes(self) -> float:
        """Resident memory of the process."""
        assert self.process is not None
        line = next(line for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def request(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None, seconds: float = 60
    ) -> tuple[int, Any]:
        """Status and JSON of a request; `body` is JSON, or bytes as they are."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=data, headers=headers or {}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def turn(self, body: Any, token: str | None = TOKEN, seconds: float = 60) -> tuple[int, Any]:
        headers = {"Content-Type": "application/json"} | ({"X-Seuil-Token": token} if token is not None else {})
        return self.request("POST", "/webhooks/turn/turn", body, headers, seconds)

    def parse(self, text: str) -> dict[str, Any]:
        status, parsed = self.request("POST", f"/model/parse?token={TOKEN}", {"text": text})
        assert status == 200, parsed
        return parsed


def body_of(**given: Any) -> dict[str, Any]:
    """A turn's body: an ordinary one, with what a test changes."""
    state = {"mode": "intake", "asked": None, "memory": {}} | given.pop("state", {})
    fixed = {"conversation_id": "c1", "message_id": "m1", "text": None, "choice": None, "channel": "web", "asked": state["asked"]}
    return fixed | {"state": state, "danger": None, "today": "2026-11-23"} | given

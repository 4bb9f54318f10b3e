"""Prism playing the carrier's published API description on a free loopback port, and stopped for good."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from tests.processes import free_port

MODULES = Path(__file__).parent / "node_modules"
PROGRAM = MODULES / "@stoplight/prism-cli/dist/index.js"
DESCRIPTION = MODULES / "@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json"
START_SECONDS = 60


class NoPrismError(RuntimeError):
    """Prism is not installed; the message says how it is."""


@contextmanager
def running_prism() -> Iterator[str]:
    """The address of a started Prism; raises NoPrismError before anything is started."""
    node = shutil.which("node")
    if node is None or not PROGRAM.exists() or not DESCRIPTION.exists():
        raise NoPrismError("Prism is not installed: run deploy/test-tools.sh, as make test does")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as log:
        command = [node, str(PROGRAM), "mock", "--host", "127.0.0.1", "--port", str(port), str(DESCRIPTION)]
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True)
        try:
            _wait(process, url)
            yield url
        except _NotStartedError as error:
            log.seek(0)
            raise AssertionError(f"{error}: {log.read().decode(errors='replace')[-2000:]}") from None
        finally:
            _stop(process)


class _NotStartedError(Exception):
    pass


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise _NotStartedError("Prism ended")
        try:
            httpx.get(url, timeout=5)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise _NotStartedError(f"Prism does not answer after {START_SECONDS} s")


def _stop(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            continue
        return

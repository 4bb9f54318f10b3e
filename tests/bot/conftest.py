"""A real Rasa process with the real model, and a real small action server that does as it is told."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.support import ROOT, ActionServer, Rasa, free_port


@pytest.fixture(scope="session")
def model() -> Path:
    """The real model, trained when its sources changed."""
    given = os.environ.get("SEUIL_TEST_MODEL")
    if given:
        return Path(given)
    subprocess.run([str(ROOT / "deploy/model.sh")], cwd=ROOT, check=True)
    return max((ROOT / "models").glob("seuil-*.tar.gz"), key=lambda path: path.stat().st_mtime)


@pytest.fixture(scope="session")
def action_server() -> Iterator[ActionServer]:
    server = ActionServer(free_port())
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def running(model: Path, action_server: ActionServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rasa]:
    rasa = Rasa(model, action_server.port, tmp_path_factory.mktemp("rasa") / "rasa.log")
    rasa.start()
    yield rasa
    rasa.stop()


@pytest.fixture
def actions(action_server: ActionServer) -> Iterator[ActionServer]:
    """The action server, well-behaved again before and after each test."""
    action_server.reset()
    yield action_server
    action_server.reset()


@pytest.fixture
def rasa(running: Rasa, actions: ActionServer) -> Rasa:
    return running

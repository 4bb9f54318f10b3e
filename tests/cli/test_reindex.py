"""`seuil reindex`, as an operator runs it after changing the key."""

from __future__ import annotations

import pytest

from intake.privacy import Indexer
from intake.runtime import Runtime
from tests.cli.test_cli import base, seuil  # noqa: F401
from tests.desk.people import file
from tests.intake.requests.test_reindexing import found


def test_after_a_new_key_everything_is_found_again(seuil, base: Runtime, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    for seed in range(3):
        file(base, seed=seed)
    monkeypatch.setenv("SEUIL_INDEX_KEY", "an index key of the next year")
    assert found(base, "Martin", Indexer(b"an index key of the next year")) == 0
    done = seuil("reindex")
    assert (done.exit_code, done.stdout) == (0, "3 demandes et 0 numéros ont leurs clés de recherche à jour.\n"), done.stderr
    assert found(base, "Martin", Indexer(b"an index key of the next year")) == 3
    assert seuil("reindex").stdout.startswith("0 demandes")

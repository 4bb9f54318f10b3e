"""The organisation's accounts on a real PostgreSQL, several browsers at once."""

from __future__ import annotations

import pytest

from tests.intake.staff import test_identities
from tests.intake.storage.test_postgresql import cluster, migrated, settings

pytestmark = pytest.mark.slow
__all__ = ["cluster", "migrated", "settings"]

# The very same tests as on SQLite.
globals().update({name: found for name, found in vars(test_identities).items() if name.startswith("test_")})

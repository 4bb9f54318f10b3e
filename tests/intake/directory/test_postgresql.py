"""The directory on a real PostgreSQL: taken, found, and two administrators at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from intake.directory import ChangedMeanwhileError, Search, apply_plan, import_file, near_by, plan_import, search_directory
from intake.directory.samples import seed_directory
from intake.storage import Base, Database
from tests.intake.directory.test_importing import ACTOR, NOW, ONE, SERVICE, TODAY, as_json
from tests.postgres import running_cluster

pytestmark = pytest.mark.slow


@pytest.fixture
def database() -> Iterator[Database]:
    with running_cluster() as cluster, cluster.fresh() as name:
        made = Database(cluster.url_of(name))
        Base.metadata.create_all(made.engine)
        yield made
        made.close()


def test_files_are_taken_and_found_and_only_one_of_two_is_written(database: Database):
    with database.write() as session:
        seed_directory(session, now=NOW, today=TODAY)
    import_file(database, ACTOR, as_json([ONE]), now=NOW, today=TODAY)
    import_file(database, ACTOR, as_json([{**SERVICE, "zone_eligibilite": ["44"]}]), now=NOW, today=TODAY)
    with database.read() as session:
        found = search_directory(session, Search(words="répit", postal_code="44000"), TODAY).organisations
        # The one in the département before the one that receives people from there.
        assert [one.id for one in found] == ["seuil-exemple--clic", "essai--1"]
        assert near_by(session, "44000", TODAY, ["MDPH"]).doors["MDPH"][0].id == "seuil-exemple--mdph"
    contents = [as_json([{**ONE, "nom": name}]) for name in ("Maison des proches", "Relais des proches")]
    plans = []
    for content in contents:
        with database.read() as session:
            plans.append(plan_import(session, content, today=TODAY))
    barrier = Barrier(2)

    def write(number: int) -> bool:
        barrier.wait()
        try:
            with database.write() as session:
                apply_plan(session, ACTOR, plans[number], now=NOW)
        except ChangedMeanwhileError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(write, range(2))) == [False, True]

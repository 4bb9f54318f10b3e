from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect

from intake.storage import Base, Database


@pytest.fixture
def database(tmp_path: Path):
    opened = Database(f"sqlite:///{tmp_path / 'seuil.db'}")
    yield opened
    opened.close()


def test_migrations_make_exactly_the_tables_of_the_code(database: Database):
    database.migrate()
    command.check(database._alembic())
    assert set(inspect(database.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def test_migrating_twice_and_back_again(database: Database):
    database.migrate()
    database.migrate()
    database.migrate("base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    database.migrate()

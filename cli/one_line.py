"""Errors of the command line: one French line on standard error, and exit status 1."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from intake.convention import ConventionError
from intake.runtime import Runtime, start
from intake.settings import SettingsError
from intake.staff import StaffError
from intake.storage import DatabaseDownError


class CommandError(RuntimeError):
    """A command cannot be done; the message is one French line."""


FORESEEN = (CommandError, ConventionError, DatabaseDownError, SettingsError, StaffError)


class OneLine(TyperGroup):
    """The group of all commands, which turns what was foreseen into one line."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except FORESEEN as error:
            typer.echo(" ".join(str(error).split()), err=True)
            raise typer.Exit(1) from None


@contextmanager
def running() -> Iterator[Runtime]:
    """The parts of the service for one command, closed at its end."""
    runtime = start()
    try:
        yield runtime
    finally:
        runtime.database.close()

"""What a partner's browser sent: the fields of the form, and what is carried through a signing in."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from channels.context import Context
from intake.convention import Convention
from intake.partners import groups_of
from intake.requests import current_convention


async def posted(request: Request) -> FormData:
    """The form, read before the route runs in its thread."""
    return await request.form()


Posted = Annotated[FormData, Depends(posted)]


def convention_now(running: Context) -> Convention:
    """The convention that a form begun now follows."""
    with running.runtime.database.read() as session:
        return current_convention(session, running.runtime.clock.today())


def typed_in(running: Context, form: FormData) -> dict[str, tuple[str, ...]]:
    """What stands in the form, by field."""
    codes = ["narrative", "topics", *(one.code for one in groups_of(convention_now(running)).every)]
    return {code: values for code in codes if (values := tuple(values_in(form, code)))}


def carried_in(running: Context, form: FormData) -> tuple[tuple[str, str], ...]:
    """What was being written when the session ended, to be carried through the signing in; stored nowhere."""
    typed = typed_in(running, form)
    key = text_in(form, "f.key")
    pairs = [(f"f.{code}", value) for code, values in typed.items() for value in values if value]
    return (*pairs, ("f.key", key)) if pairs else ()


def values_in(form: FormData, code: str) -> list[str]:
    """What stands in one field of the form."""
    return [_clean(value) for value in form.getlist(f"f.{code}")]


def text_in(form: FormData, name: str) -> str:
    """One value of the page; "" when it is missing."""
    return _clean(form.get(name))


def _clean(value: object) -> str:
    # Browsers send the ends of lines in their own way.
    return value.strip().replace("\r\n", "\n").replace("\x00", "") if isinstance(value, str) else ""

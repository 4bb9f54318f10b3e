"""« Qui peut faire quoi »: the table of access as people read it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from desk.guard import SignedInVisitor
from desk.rendering import page
from desk.views.rights import REACH, rights_table
from lexicon.codes import Role

router = APIRouter()


@router.get("/droits", name="rights")
def rights(request: Request, visitor: SignedInVisitor) -> Response:
    """Every group of routes and every role."""
    return page(request, "rights.html", {"table": rights_table(), "roles": list(Role), "reach": REACH})

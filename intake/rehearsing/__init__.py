"""Rehearsing a draft on the public page and by telephone: apart from real work, for half an hour, gone the same day."""

from intake.rehearsing.invitations import VALID, Invitation, Pass, Passes
from intake.rehearsing.room import Rehearsal, Room

__all__ = ["VALID", "Invitation", "Pass", "Passes", "Rehearsal", "Room"]

"""The first contact: a human and the person spoke with each other. What counts is written here and nowhere else.

It stops the clock of the first contact. It is a short contact and no more: it is never counted as the appointment within
fifteen days nor as an interview, which only an appointment that was kept can be.

Counted: a call in which she was reached; what a member of staff types in for her while she is on the telephone or at the
desk; a conversation by the page or by SMS that a member of staff holds, once both have written in it; an appointment
agreed with her on the telephone; a call passed on to an antenna that somebody took and that ended as a talk.

Not counted: a letter or a text that the service sends or receives, a call in vain, a message on an answering machine,
anything said by a relative alone, and anything that the assistant says.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from intake.requests.handoffs import existing_handoff
from intake.requests.locking import hold_request
from intake.requests.merged import kept_request
from lexicon.codes import Code


class FirstContact(Code):
    """How a human and the person first spoke with each other."""

    CALL = "call", "au téléphone"
    TYPED_IN = "typed_in", "pendant la saisie, avec elle"
    LIVE = "live", "par écrit, en direct"
    APPOINTMENT = "appointment", "au téléphone, pour convenir d’un rendez-vous"
    PASSED_CALL = "passed_call", "par l’appel passé à l’antenne"


def note_contact(session: Session, request_id: str, how: FirstContact, now: datetime) -> bool:
    """Stop the clock of the first contact, once; False when it had stopped before, or nothing was handed over yet."""
    row = existing_handoff(session, hold_request(session, kept_request(session, request_id)).id)
    if row is None or row.first_contact_at is not None:
        return False
    row.first_contact_at, row.first_contact_by = now, how.value
    row.updated_at = max(row.updated_at, now)
    session.flush()
    return True

"""An invited partner, and forms that she fills in."""

from __future__ import annotations

import re
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import select

from intake.draft import DangerHeard
from intake.partners import Filed, Invitation, Partner, Sender, file_for, invite, read_filing
from intake.privacy import Actor, ActorKind
from intake.requests import current_convention
from intake.runtime import Runtime
from intake.storage import OutboxRow, new_id
from lexicon.codes import Role

ADMINISTRATOR = Actor(ActorKind.STAFF, "staff-1", Role.ADMINISTRATOR)
LINK = "http://127.0.0.1:8080/partenaire"
EMAIL = "anne.legrand@chu.exemple.fr"
LAST = {"name": "Jeanne Martin", "phone": "06 39 98 12 34", "safe_contact": "oui", "person_agreement": "oui"}
ACCOUNT = "Madame vit seule et ne peut plus préparer ses repas depuis sa sortie."
FORM: dict[str, Any] = {"narrative": ACCOUNT, **LAST}
MOBILE, SERVICE = "+33639981234", "+33261911000"
SENDER = Sender(SERVICE, 40)
_CODE = re.compile(r"Votre code : (\d{3}) (\d{3})")


def invited(runtime: Runtime, **more: str) -> Partner:
    typed = {"name": "Anne Legrand", "organisation": "CHU de Nantes", "kind": "hospital", "email": EMAIL, **more}
    with runtime.database.write() as session:
        return invite(session, ADMINISTRATOR, Invitation(**typed), indexer=runtime.indexer, now=runtime.clock.now(), link=LINK)


def filed(
    runtime: Runtime, partner: Partner, *, key: str = "", now: datetime | None = None, danger: DangerHeard | None = None, **form: str
) -> Filed:
    """Fill in the form and send it; "" takes an answer away."""
    typed = {code: (text,) for code, text in {**FORM, **form}.items() if text}
    with runtime.database.write() as session:
        convention = current_convention(session, runtime.clock.today())
        filled = read_filing(convention, typed, today=runtime.clock.today(), danger=danger is not None)
        assert danger or not filled.errors, filled.errors
        return file_for(
            session,
            partner,
            filled,
            key=key or new_id(),
            convention=convention,
            danger=danger,
            now=now or runtime.clock.now(),
            indexer=runtime.indexer,
            random=Random(len(key) + hash(str(now)) % 1000),
            sender=SENDER,
        )


def mails(runtime: Runtime) -> list[dict[str, Any]]:
    with runtime.database.read() as session:
        return [row.payload for row in session.scalars(select(OutboxRow).where(OutboxRow.kind == "mail").order_by(OutboxRow.id))]


def codes(runtime: Runtime) -> list[str]:
    """The codes that were sent, in order."""
    return ["".join(found.groups()) for mail in mails(runtime) if (found := _CODE.search(mail.get("text", "")))]

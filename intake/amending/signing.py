"""From a draft to a convention in force: proposed, signed by another, published, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.amending.codes import DraftStatus, Standing, Step
from intake.amending.drafts import convention_in, draft_row
from intake.amending.errors import AmendingError
from intake.amending.gates import obstacles
from intake.amending.history import record
from intake.clock import PARIS
from intake.convention import Convention, ConventionError, FieldDefinition, Part, differences
from intake.privacy import Actor
from intake.requests import WITHDRAWN, convention_of, publish_convention
from intake.storage import ConventionDraftRow, ConventionRow

# Changed by one person alone: nobody's outcome, questions or safety depend on it.
_ALONE = frozenset({Part.SENTENCES, Part.EXAMPLES, Part.DOORS, Part.TIMES})


@dataclass(frozen=True, slots=True)
class Version:
    """A published convention: from when to when it applies, and where it stands today."""

    number: int
    label: str
    effective_from: date
    # The last day, None while no other follows.
    effective_to: date | None
    standing: Standing
    fingerprint: str


def needs_second(old: Convention, new: Convention) -> bool:
    """Whether another person must sign: for rules, axes, region, what is asked and danger numbers; not for wording, times or new topics."""
    for difference in differences(old, new):
        if difference.part is Part.FIELDS:
            if _asked(old) != _asked(new):
                return True
        elif difference.part is Part.WHOLE:
            if old.departements != new.departements:
                return True
        elif difference.part is Part.TOPICS:
            # A topic that is only added is chosen by people until rules name it: nothing is decided by it.
            if {t.code for t in old.topics} - {t.code for t in new.topics} or old.other_topics != new.other_topics:
                return True
        elif difference.part is Part.AXES:
            if [a.code for a in old.axes] != [a.code for a in new.axes]:
                return True
        elif difference.part not in _ALONE:
            return True
    return False


def _asked(convention: Convention) -> list[object]:
    return [convention.asked_first, *(_without_words(field) for field in convention.fields)]


def _without_words(field: FieldDefinition) -> object:
    values = tuple(value.code for value in field.values)
    return (field.code, field.kind, values, field.when, field.axis, field.only_if, field.assumed, field.deducible, field.sensitive)


def submit(session: Session, actor: Actor, draft_id: str, now: datetime) -> ConventionDraftRow:
    """Propose a draft: from now on its content cannot change. Raises AmendingError with the first obstacle."""
    row = draft_row(session, draft_id, hold=True)
    if row.status != DraftStatus.DRAFT.value:
        raise AmendingError("Cette version est déjà proposée.")
    version = _next_version(session)
    convention = _usable(row, version)
    base = convention_of(session, row.base_version)
    compared = (row.compared or {}).get("fingerprint")
    # What was tried on past requests had no number yet: the number changes no verdict.
    tried = convention.fingerprint if compared == unnumbered(convention) else None
    found = obstacles(base, convention, row.acknowledged, tried)
    if found:
        raise AmendingError(found[0].sentence)
    _check_date(convention, _today(now))
    row.status, row.version, row.fingerprint = DraftStatus.SUBMITTED.value, version, convention.fingerprint
    row.submitted_by, row.submitted_at = actor.id, now
    record(session, actor, Step.SUBMITTED, now, draft_id=row.id, version=version, fingerprint=row.fingerprint)
    return row


def unnumbered(convention: Convention) -> str:
    """The fingerprint of all but the number."""
    return convention.model_copy(update={"version": 1}).fingerprint


def take_back(session: Session, actor: Actor, draft_id: str, words: str, now: datetime) -> None:
    """Open a proposed or signed version again to change it; whoever may sign refuses with the same step."""
    row = draft_row(session, draft_id, hold=True)
    if row.status not in (DraftStatus.SUBMITTED.value, DraftStatus.APPROVED.value):
        raise AmendingError("Cette version n’est pas proposée.")
    step = Step.TAKEN_BACK if actor.id in row.writers else Step.REFUSED
    if step is Step.REFUSED and not words.strip():
        raise AmendingError("Dites en quelques mots pourquoi : la personne qui l’a écrite doit pouvoir la reprendre.")
    record(session, actor, step, now, draft_id=row.id, version=row.version, fingerprint=row.fingerprint, words=words.strip())
    row.status = DraftStatus.DRAFT.value
    row.version = row.fingerprint = row.submitted_by = row.submitted_at = row.approved_by = row.approved_at = None


def approve(session: Session, actor: Actor, draft_id: str, fingerprint: str, now: datetime) -> None:
    """Sign the very content with this fingerprint. Raises AmendingError for its own writers, and when it is another content."""
    row = draft_row(session, draft_id, hold=True)
    if row.status != DraftStatus.SUBMITTED.value:
        raise AmendingError("Cette version n’attend pas de signature.")
    if actor.id in row.writers or actor.id == row.submitted_by:
        raise AmendingError("Vous avez écrit ou proposé cette version : une autre personne doit la signer.")
    if fingerprint != row.fingerprint or _usable(row, row.version).fingerprint != fingerprint:
        raise AmendingError("Cette version a changé depuis que vous l’avez lue. Relisez-la avant de signer.")
    row.status, row.approved_by, row.approved_at = DraftStatus.APPROVED.value, actor.id, now
    record(session, actor, Step.APPROVED, now, draft_id=row.id, version=row.version, fingerprint=fingerprint)


def publish(session: Session, actor: Actor, draft_id: str, now: datetime) -> Convention:
    """Publish a signed version, or a proposed one that needs no second signature; it applies from its date on.

    Raises AmendingError while a signature is missing, its date has passed, or another version took its number.
    """
    row = draft_row(session, draft_id, hold=True)
    convention = _usable(row, row.version)
    alone = row.status == DraftStatus.SUBMITTED.value and not needs_second(convention_of(session, row.base_version), convention)
    if row.status != DraftStatus.APPROVED.value and not alone:
        raise AmendingError("Une autre personne doit d’abord signer cette version.")
    if convention.fingerprint != row.fingerprint:
        raise AmendingError("Cette version n’est plus celle qui a été signée : reprenez-la.")
    if session.get(ConventionRow, convention.version) is not None:
        raise AmendingError("Une autre version a été publiée entre-temps : reprenez ce brouillon et proposez-le de nouveau.")
    _check_date(convention, _today(now))
    publish_convention(session, convention, now)
    row.status = DraftStatus.PUBLISHED.value
    record(session, actor, Step.PUBLISHED, now, draft_id=row.id, version=convention.version, fingerprint=convention.fingerprint)
    return convention


def withdraw(session: Session, actor: Actor, version: int, words: str, now: datetime) -> None:
    """Take a version out of force: the one before applies again, whole; requests that began with it keep it.

    Raises AmendingError without words, for a version that is withdrawn already, and for the last that is left.
    """
    if not words.strip():
        raise AmendingError("Dites en quelques mots pourquoi vous la retirez.")
    row = session.scalar(select(ConventionRow).where(ConventionRow.version == version).with_for_update())
    if row is None or row.status == WITHDRAWN:
        raise AmendingError("Cette version n’est pas publiée.")
    others = select(ConventionRow.version).where(
        ConventionRow.status != WITHDRAWN, ConventionRow.version != version, ConventionRow.effective_from <= _today(now)
    )
    if session.scalar(others.limit(1)) is None:
        raise AmendingError("Aucune autre version n’est en vigueur : le service resterait sans règles.")
    row.status = WITHDRAWN
    record(session, actor, Step.WITHDRAWN, now, version=version, fingerprint=row.fingerprint, words=words.strip())


def versions(session: Session, today: date) -> tuple[Version, ...]:
    """Every published convention, the latest to apply first."""
    rows = session.scalars(select(ConventionRow).order_by(ConventionRow.effective_from.desc(), ConventionRow.version.desc())).all()
    return _told(rows, today)


def _told(rows: Sequence[ConventionRow], today: date) -> tuple[Version, ...]:
    found: list[Version] = []
    follows: date | None = None
    in_force = False
    for row in rows:
        ends = None if follows is None else date.fromordinal(follows.toordinal() - 1)
        if row.status == WITHDRAWN:
            standing, ends = Standing.WITHDRAWN, None
        elif row.effective_from > today:
            standing = Standing.TO_COME
        else:
            standing = Standing.SUPERSEDED if in_force else Standing.IN_FORCE
            in_force = True
        if row.status != WITHDRAWN:
            follows = row.effective_from
        found.append(Version(row.version, _label(row), row.effective_from, ends, standing, row.fingerprint))
    return tuple(found)


def _label(row: ConventionRow) -> str:
    return Convention.model_validate_json(row.content).label


def _next_version(session: Session) -> int:
    return (session.scalar(select(func.max(ConventionRow.version))) or 0) + 1


def _usable(row: ConventionDraftRow, version: int | None) -> Convention:
    try:
        return convention_in(row, version)
    except ConventionError as error:
        raise AmendingError(f"Cette version ne peut pas être utilisée : {error}.") from None


def _today(now: datetime) -> date:
    return now.astimezone(PARIS).date()


def _check_date(convention: Convention, today: date) -> None:
    if convention.effective_from < today:
        raise AmendingError("La date d’entrée en vigueur est passée : choisissez aujourd’hui ou un jour à venir.")

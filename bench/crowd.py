"""A region's years of hand-offs, invented: a few are told through the real functions, then copied with other people and other days."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import LargeBinary, MetaData, Table, insert, select
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.engine import Connection

from intake.privacy import EncryptedJson, EncryptedText, Indexer, words_of
from intake.runtime import Runtime
from intake.storage import (
    AccountPartRow,
    AnswerRow,
    AntennaRow,
    AuditRow,
    Base,
    ContactAttemptRow,
    ConversationRow,
    DangerRow,
    DecisionRow,
    HandoffRow,
    MessageRow,
    OutboxRow,
    RequestRow,
    SearchTokenRow,
    StaffRow,
    TopicRow,
    new_id,
)
from lexicon.codes import Channel, DangerKind, HandoffStatus, Role
from tests.desk.people import ANSWERS, Told, file

STORIES = (
    "Je suis en arrêt depuis six mois pour mon dos, mon employeur dit qu’il va me licencier si je ne reviens pas. Je ne dors plus.",
    "Bonjour, je sors de l’hôpital jeudi et je vis seule au troisième étage sans ascenseur, je ne sais pas comment je vais faire.",
    "Mon médecin du travail parle d’inaptitude. J’ai déposé un dossier RQTH en mars et je n’ai aucune nouvelle de personne.",
    "Je suis maçon depuis vingt ans, l’épaule est finie. Je voudrais savoir si une formation est possible et qui la paie.",
    "Mes indemnités journalières ne sont plus versées depuis le mois dernier, le loyer n’est pas payé et je n’ose plus ouvrir le courrier.",
    "Je m’occupe de ma mère qui a un cancer, elle doit aller trois fois par semaine à Nantes pour ses soins et personne ne peut l’emmener.",
    "J’ai renoncé aux soins dentaires parce que la mutuelle ne rembourse presque rien, et maintenant j’ai mal tous les jours.",
    "Après mon accident du travail je reprends à mi-temps, mais le poste n’est pas adapté et mes collègues ne comprennent pas.",
)
DAYS = 3 * 365
# What is still open came lately; of a hundred open ones, so many stand in each status.
OPEN_DAYS = 15
_OPEN = ("new",) * 45 + ("in_review",) * 20 + ("accepted",) * 25 + ("waiting_person",) * 10
_OVER = (HandoffStatus.CLOSED.value,) * 8 + (HandoffStatus.REDIRECTED.value,) * 2
_FIRST_NAMES, _FAMILY_NAMES = 300, 6000
# How many hand-offs are made before they are written.
_BATCH = 1000
_COPIED = (ConversationRow, AccountPartRow, AnswerRow, TopicRow, DangerRow, HandoffRow)
# Parents before their children.
_ORDER = (
    RequestRow, ConversationRow, MessageRow, AccountPartRow, AnswerRow, TopicRow, DangerRow, HandoffRow,
    SearchTokenRow, ContactAttemptRow, DecisionRow, OutboxRow, AuditRow,
)  # fmt: skip

_VALUE = EncryptedJson("answers.value")
_DIALECT = sqlite_dialect()

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class Crowd:
    """Who works here, and one hand-off of each kind that a benchmark opens."""

    open: int
    staff: tuple[str, ...]


def crowd(runtime: Runtime, count: int, *, open_share: float = 0.03, seed: int = 1) -> Crowd:
    """Fill a database that has its tables and its reference data with `count` hand-offs, `open_share` of them open.

    What is encrypted is copied as it is stored, so that a hundred thousand take minutes.
    """
    random = Random(seed)
    tables = _plain()
    patterns = _patterns(runtime, tables, random)
    staff = _staff(runtime)
    with runtime.database.read() as session:
        antennas = list(session.scalars(select(AntennaRow.code).order_by(AntennaRow.code)))
    opened = max(int(count * open_share), 1) - len(patterns)
    maker = _Maker(random, runtime.indexer, runtime.clock.now(), patterns, tuple(staff), tuple(antennas))
    open_ones = set(random.sample(range(count - len(patterns)), max(opened, 0)))
    batch: Rows = defaultdict(list)
    for number in range(count - len(patterns)):
        maker.add(batch, number, is_open=number in open_ones)
        if (number + 1) % _BATCH == 0:
            _write(runtime, tables, batch)
            batch = defaultdict(list)
    _write(runtime, tables, batch)
    # As a database at work has it: the worker does the one, PostgreSQL the other by itself.
    runtime.database.tend()
    if runtime.database.engine.dialect.name == "postgresql":
        with runtime.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    return Crowd(len(open_ones) + len(patterns), tuple(staff))


def _plain() -> dict[str, Table]:
    """The tables with their encrypted columns as bytes."""
    copy = MetaData()
    for table in Base.metadata.sorted_tables:
        for column in table.to_metadata(copy).columns:
            if isinstance(column.type, EncryptedText | EncryptedJson):
                column.type = LargeBinary()
    return dict(copy.tables)


def _patterns(runtime: Runtime, tables: dict[str, Table], random: Random) -> list[Rows]:
    """The stored rows of a few requests that were really told and handed over."""
    made: list[Rows] = []
    for seed, story in enumerate(STORIES * 2, start=1):
        answers = dict(ANSWERS) | {
            "postal_code": random.choice(("44000", "49000", "85000", "35000")),
            "birth_date": f"19{random.randrange(50, 99)}-0{random.randrange(1, 10)}-1{random.randrange(10)}",
            "availability": {"days": ["mardi", "jeudi"], "part": "matin"} if seed % 3 == 0 else None,
            "hospital_status": "non",
            "household": "couple",
            "rqth": "demande",
            "complementary_cover": "oui",
            "email": f"personne{seed}@example.org",
        }
        told = Told(
            account=story,
            answers={field: value for field, value in answers.items() if value is not None},
            danger=DangerKind.VIOLENCE if seed == len(STORIES) else None,
            channel=list(Channel)[seed % 3],
            client_id=f"pattern-{seed}",
        )
        filed = file(runtime, told, now=runtime.clock.now() - timedelta(hours=seed), seed=seed)
        with runtime.database.read() as session:
            connection = session.connection()
            rows: Rows = {}
            for row in (*_COPIED, RequestRow, MessageRow):
                table = tables[row.__tablename__]
                owner = {RequestRow: "id", MessageRow: "conversation_id"}.get(row, "request_id")
                mine = filed.conversation_id if row is MessageRow else filed.request_id
                rows[table.name] = [dict(found) for found in connection.execute(select(table).where(table.c[owner] == mine)).mappings()]
        made.append(rows)
    return made


def _staff(runtime: Runtime) -> list[str]:
    """Twenty secretaries and ninety social workers; nobody can sign in as one of them."""
    ids, nobody = [new_id() for _ in range(110)], "-"
    with runtime.database.write() as session:
        antennas = list(session.scalars(select(AntennaRow.code).order_by(AntennaRow.code)))
        for number, one in enumerate(ids):
            role = Role.SECRETARY if number < 20 else Role.SOCIAL_WORKER
            session.add(
                StaffRow(
                    id=one,
                    login=f"collegue{number}",
                    name=f"Collègue {number:03d}",
                    role=role.value,
                    antenna=None if role is Role.SECRETARY else antennas[number % len(antennas)],
                    password_hash=nobody,
                    created_at=runtime.clock.now(),
                )
            )
    return ids


@dataclass
class _Maker:
    random: Random
    indexer: Indexer
    now: datetime
    patterns: list[Rows]
    staff: tuple[str, ...]
    antennas: tuple[str, ...]

    def __post_init__(self) -> None:
        self._words = [self.indexer.tokens("word", words_of(story)) for story in STORIES]
        self._first = [self.indexer.token("name", f"prenom{number}") for number in range(_FIRST_NAMES)]
        self._family = [self.indexer.token("name", f"nom{number}") for number in range(_FAMILY_NAMES)]

    def add(self, into: Rows, number: int, *, is_open: bool) -> None:
        """One more hand-off, with all that hangs on it."""
        random = self.random
        place = random.randrange(len(self.patterns))
        pattern = self.patterns[place]
        request, handoff = pattern["requests"][0], pattern["handoffs"][0]
        received = self.now - timedelta(days=random.random() * OPEN_DAYS if is_open else OPEN_DAYS + random.random() * DAYS)
        later = received - request["created_at"]
        request_id, reference, handoff_id = new_id(), f"{number + 10_000_000:08d}", new_id()
        ids: dict[str, str] = {request["id"]: request_id, handoff["id"]: handoff_id}
        into["requests"].append(self._moved(request, ids, later) | {"reference": reference, "reference_date": received.date()})
        for name in ("conversations", "messages", "account_parts", "topics", "dangers"):
            into[name] += [self._moved(row, ids, later) for row in pattern[name]]
        first, family = int(random.random() ** 2 * _FIRST_NAMES), int(random.random() ** 2 * _FAMILY_NAMES)
        born = f"19{random.randrange(40, 99)}-{random.randrange(1, 13):02d}-{random.randrange(1, 29):02d}"
        own: dict[str, Any] = {
            "name": {"first": f"Prenom{first}", "last": f"Nom{family}"},
            "phone": f"+33639{number % 1_000_000:06d}",
            "birth_date": born,
            "email": f"personne{number}@example.org",
        }
        for row in pattern["answers"]:
            moved = self._moved(row, ids, later)
            if row["field"] in own:
                # Each person her own: files that shared a number would be compared with one another.
                moved["value"] = _VALUE.process_bind_param(own[row["field"]], _DIALECT)
            into["answers"].append(moved)
        status = random.choice(_OPEN if is_open else _OVER)
        due = received + timedelta(days=3)
        reached = status == "accepted" or not is_open or random.random() < 0.2
        into["handoffs"].append(
            self._moved(handoff, ids, later)
            | {
                "reference": reference,
                "channel": random.choice(("web", "voice", "sms", "callback_form")),
                "status": status,
                "complete": random.random() < 0.6,
                "urgent": bool(pattern["dangers"]) and random.random() < 0.9,
                "axis": random.choice(("emploi", "emploi", "emploi", "soins", "none")),
                "outcome": random.choice(("axis_ok", "axis_ok", "needs_human_review", "out_of_scope")),
                "antenna": random.choice((*self.antennas * 5, None)),
                "assigned_to": random.choice(self.staff) if status != "new" else None,
                "due_at": due.replace(hour=16, minute=0, second=0, microsecond=0),
                "first_contact_at": received + timedelta(days=1) if reached else None,
                "waiting_since": received + timedelta(hours=8) if status == "waiting_person" else None,
                "warned_at": due - timedelta(hours=12) if due < self.now else None,
                "escalated_at": due if due < self.now and not reached else None,
                "updated_at": received + timedelta(hours=random.randrange(1, 200)) if not is_open else received,
            }
        )
        tokens = {
            self.indexer.token("reference", reference),
            self.indexer.token("phone", own["phone"]),
            self.indexer.token("birth_date", born),
            self.indexer.token("email", own["email"]),
            self._first[first],
            self._family[family],
            *self._words[place % len(STORIES)],
        }
        into["search_tokens"] += [{"token": token, "request_id": request_id} for token in tokens]
        self._worked_on(into, request_id, handoff_id, handoff, received, is_open=is_open, reached=reached)

    def _moved(self, row: Row, ids: dict[str, str], later: timedelta) -> Row:
        """The row with an identifier of its own, the identifiers of its copies, and its moments moved."""
        moved = {
            name: (value + later) if isinstance(value, datetime) else ids.get(value, value) if isinstance(value, str) else value
            for name, value in row.items()
        }
        if row["id"] not in ids:
            moved["id"] = ids[row["id"]] = new_id()
        return moved

    def _worked_on(
        self, into: Rows, request_id: str, handoff_id: str, handoff: Row, received: datetime, *, is_open: bool, reached: bool
    ) -> None:
        random = self.random
        who = random.choice(self.staff)
        for hours in (1, 2, 24, 26)[: 2 if is_open else 4]:
            into["audit"].append(
                {
                    "id": new_id(),
                    "at": received + timedelta(hours=hours),
                    "actor_kind": "staff",
                    "actor_id": who,
                    "role": "secretary",
                    "antenna": None,
                    "action": ("list", "read", "transcript", "decide")[hours % 4],
                    "request_id": request_id,
                }
            )
        if reached or random.random() < 0.3:
            into["contact_attempts"].append(
                {
                    "id": new_id(),
                    "request_id": request_id,
                    "staff_id": who,
                    "result": "reached" if reached else "no_answer",
                    "note": None,
                    "at": received + timedelta(days=1),
                    "next_at": None,
                    "undone_at": None,
                }
            )
        into["outbox"].append(
            {
                "id": new_id(),
                "key": f"crowd:{request_id}",
                "kind": "sms",
                "payload": b"",
                "status": "sent",
                "attempts": 1,
                "due_at": received,
                "created_at": received,
                "recipient": None,
                "conversation_id": None,
                "external_id": None,
                "delivery": "delivered",
                "error": None,
                "sent_at": received,
            }
        )
        if not is_open:
            at = received + timedelta(days=2)
            into["decisions"].append(
                {
                    "id": new_id(),
                    "request_id": request_id,
                    "handoff_id": handoff_id,
                    "kind": "accept",
                    "by": who,
                    "at": at,
                    "effective_at": at + timedelta(minutes=10),
                    "axis": handoff["axis"],
                    "antenna": None,
                    "assigned_to": who,
                    "reason": None,
                    "organisation": None,
                    "words": None,
                    "told_by": None,
                    "proposed_axis": handoff["axis"],
                    "proposed_outcome": handoff["outcome"],
                    "ruleset_version": 1,
                    "agrees": True,
                    "before": {},
                    "after": {},
                    "undone_at": None,
                    "undone_by": None,
                }
            )


def _write(runtime: Runtime, tables: dict[str, Table], batch: Rows) -> None:
    engine = runtime.database.engine
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            # Room for indexes that grow in no order.
            connection.exec_driver_sql("PRAGMA cache_size=-400000")
        for row in _ORDER:
            rows = batch.get(row.__tablename__)
            if rows:
                _copy(connection, tables[row.__tablename__], rows)


def _copy(connection: Connection, table: Table, rows: list[Row]) -> None:
    if connection.dialect.name != "postgresql":
        connection.execute(insert(table), rows)
        return
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    with connection.connection.cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as into:
        for one in rows:
            into.write_row([_as_text(one[name]) for name in names])


def _as_text(value: Any) -> Any:
    # Moments are in UTC, and their columns have no zone.
    return value.replace(tzinfo=None) if isinstance(value, datetime) else json.dumps(value) if isinstance(value, dict) else value

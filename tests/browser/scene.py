"""A desk on an ordinary morning: one invented file of each sort, one member of each role, for looking at every page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from intake.amending import Content, change_draft, compare_now, find_row, put_row, start_draft
from intake.appointments import Mode, Post, book, slots
from intake.appointments import Told as ToldOfIt
from intake.calling_back import CallResult, note_attempt
from intake.contesting import Contested, contest
from intake.deadlines import mark_deadlines
from intake.deciding import CloseOutcome, DecisionKind, HandedTo, OrientReason, ToldBy, Wish, decide
from intake.duplicates import merge
from intake.live import take_over
from intake.notes import record_release, write_note
from intake.requests import antennas, convention_of, current_convention, load_draft, read_handoff
from intake.runtime import Runtime
from intake.staff import Member, add_staff
from intake.staff_entry import EntryKind, start_entry
from intake.storage import HandoffRow
from lexicon.codes import AnswerStatus, Channel, DangerKind, Role, SaidBy
from tests.browser.at_work import PASSWORD
from tests.desk.people import ANSWERS, Filed, Told, file, phone
from tests.intake.live.talking import begin, turn

MEMBERS: Mapping[Role, tuple[str, str, str | None]] = {
    Role.SECRETARY: ("lucie", "Lucie Moreau", None),
    Role.SOCIAL_WORKER: ("ines", "Inès de La Rochefoucauld-Beaumont", "nantes"),
    Role.MANAGER: ("maud", "Maud Le Goff", "nantes"),
    Role.ADMINISTRATOR: ("alix", "Alix Renard", None),
    Role.AUDITOR: ("odile", "Odile Blanc", None),
}
WORDS = "Je suis aide-soignante à l’hôpital, en arrêt depuis le mois de mars pour mon dos. "
LONG = (WORDS + "Le médecin du travail parle d’inaptitude, mon employeur ne répond plus à mes lettres, et je dors très mal.\n") * 12
FULL = ANSWERS | {
    "job_risk": "oui",
    "regime": "general",
    "hospital_status": "non",
    "birth_date": "1981-04-12",
    "household": "monoparental",
    "children_count": 2,
    "complementary_cover": "css",
    "availability": {"days": ["lundi", "mardi", "jeudi"], "part": "matin"},
    "treating_doctor": "Dr Tanguy",
    "referral_origin": "medecin_travail",
}


def _named(first: str, last: str, number: int, **more: Any) -> dict[str, Any]:
    return ANSWERS | {"name": {"first": first, "last": last}, "phone": f"+336399811{number:02d}"} | more


TOLD: Mapping[str, Told] = {
    "ordinary": Told(answers=FULL),
    "long": Told(
        account=LONG,
        answers=FULL
        | _named("Marie-Antoinette Guillemette", "Le Bourhis de Kerangal-Vandenberghe", 1)
        | {"email": "marie-antoinette.guillemette.le-bourhis-de-kerangal@courrier.example.org", "safe_contact": "non"},
    ),
    "danger": Told(
        account="Je n’en peux plus. Je pense à en finir, je vais en finir ce soir.",
        answers=_named("Paul", "Rivière", 2),
        danger=DangerKind.SUICIDE,
    ),
    "partner": Told(
        account="Monsieur Ben sort de l’hôpital vendredi et vit seul au troisième étage.",
        answers=_named(
            "Ali", "Ben", 3, for_whom="other", third_party={"first": "Claire", "last": "Morvan"}, person_agreement="ne_peut_pas"
        ),
        topics=("sortie_hopital",),
        channel=Channel.PARTNER,
        said_by=SaidBy.OTHER,
    ),
    "interpreter": Told(
        account="Je ne parle pas bien français. Mon mari est malade, je ne sais pas quoi faire.",
        answers=_named("Leïla", "Haddad", 4, communication_needs=["interprete"], postal_code="49000"),
        topics=("maladie_grave",),
    ),
    "nameless": Told(
        account="C’est pour mon arrêt.",
        answers={"safe_contact": (None, AnswerStatus.UNKNOWN)},
        topics=("arret_travail",),
        channel=Channel.SMS,
    ),
    "overdue": Told(answers=_named("Yves", "Caradec", 5)),
    "waiting": Told(answers=_named("Nora", "Petit", 6)),
    "accepted": Told(answers=_named("Solène", "Guégan", 7)),
    "oriented": Told(answers=_named("Hugo", "Marchand", 8)),
    "closed": Told(answers=_named("Anne", "Perrot", 9)),
    "first": Told(account="Mon employeur veut me licencier.", answers=_named("Denise", "Kervella", 10)),
    "second": Told(account="Je vous ai déjà écrit la semaine dernière.", answers=_named("Denise", "Kervella", 10)),
    "twice": Told(account="Je voudrais savoir où en est ma demande.", answers=_named("Solène", "Guégan", 7)),
    "telephone": Told(account="J’appelle pour mon arrêt de travail.", answers=_named("Marc", "Tual", 11), channel=Channel.VOICE),
}


@dataclass(frozen=True)
class Scene:
    """What the desk holds: members by role, files by their sort, and the one thing of each other kind."""

    members: Mapping[Role, Member]
    files: Mapping[str, Filed]
    # A conversation that goes on, with nobody in it, and the one that the secretary holds.
    talk: str
    held_talk: str
    entry: str
    appointment: str
    # A draft of the rules, with one rule changed and tried on past requests.
    draft: str


def _decide(session: Session, who: Member, filed: Filed, wish: Wish, runtime: Runtime) -> None:
    now = runtime.clock.now()
    read_handoff(session, who.actor, filed.id, now)
    decide(session, who.actor, filed.id, session.get_one(HandoffRow, filed.id).updated_at, wish, now=now, daily_limit=40)


def _appointment(session: Session, who: Member, filed: Filed, runtime: Runtime) -> str:
    now = runtime.clock.now()
    antenna = next(one for one in antennas(session) if one.code == who.antenna)
    convention = convention_of(session, load_draft(session, filed.request_id).convention_version)
    free = slots(session, who.id, now, antenna=antenna, convention=convention)
    made = book(
        session,
        who.actor,
        filed.id,
        worker=who.id,
        mode=Mode.ANTENNA,
        starts_at=free[3],
        told_by=ToldOfIt.CALL,
        now=now,
        post=Post(40, "accueil@service.example.org"),
    )
    assert made is not None
    return made.id


def set_scene(runtime: Runtime) -> Scene:
    """Fill the desk, through the real functions."""
    now = runtime.clock.now()
    members: dict[Role, Member] = {}
    with runtime.database.write() as session:
        for role, (login, name, antenna) in MEMBERS.items():
            members[role] = add_staff(session, login=login, name=name, role=role, antenna=antenna, password=PASSWORD, now=now)
    files = {
        sort: file(runtime, told, now=now - timedelta(minutes=7 * seed), seed=seed) for seed, (sort, told) in enumerate(TOLD.items(), 1)
    }
    lucie, ines = members[Role.SECRETARY], members[Role.SOCIAL_WORKER]
    with runtime.database.write() as session:
        late = session.get_one(HandoffRow, files["overdue"].id)
        late.due_at = now - timedelta(hours=3)
        note_attempt(session, lucie.actor, files["overdue"].id, CallResult.NO_ANSWER, "Sonne dans le vide.", now - timedelta(hours=1))
        mark_deadlines(session, now)
        merge(session, lucie.actor, files["second"].id, files["first"].id, now=now, indexer=runtime.indexer)
        here = HandedTo("nantes", ines.id)
        _decide(
            session,
            lucie,
            files["waiting"],
            Wish(DecisionKind.ASK, words="Votre date de reprise est-elle fixée ?", told_by=ToldBy.CALL),
            runtime,
        )
        _decide(session, lucie, files["accepted"], Wish(DecisionKind.ACCEPT, handed_to=here, axis="emploi"), runtime)
        _decide(
            session,
            lucie,
            files["oriented"],
            Wish(DecisionKind.ORIENT, reason=OrientReason.BETTER_PLACED, organisation="MDPH", told_by=ToldBy.CALL),
            runtime,
        )
        _decide(session, lucie, files["closed"], Wish(DecisionKind.CLOSE, reason=CloseOutcome.NO_WISH), runtime)
        appointment = _appointment(session, ines, files["accepted"], runtime)
        write_note(session, ines.actor, files["accepted"].request_id, text="Elle hésite à parler de son fils.\nÀ reprendre.", now=now)
        record_release(
            session,
            ines.actor,
            files["accepted"].request_id,
            asked_on=now.date(),
            decided_by="Maud Le Goff, responsable",
            decision="granted",
            reason="Rien ne s’y oppose.",
            now=now,
        )
        version = current_convention(session, runtime.clock.today()).version
        entry = start_entry(session, lucie.actor, EntryKind.CALL, key=str(UUID(int=1)), version=version, now=now, random=Random(5)).id
    talk, held = begin(runtime, seed=91), begin(runtime, seed=92)
    turn(runtime, talk, "une personne", "human")
    with runtime.database.write() as session:
        take_over(session, lucie.actor, held, now, indexer=runtime.indexer, daily_limit=40)
    phone(runtime, files["telephone"], passed_to="nantes", ago=timedelta(seconds=40))
    return Scene(members, files, talk, held, entry, appointment, _draft(runtime, members[Role.ADMINISTRATOR]))


def _draft(runtime: Runtime, alix: Member) -> str:
    now = runtime.clock.now()
    with runtime.database.write() as session:
        row = start_draft(session, alix.actor, 1, "Avenant de janvier, arrêts de deux mois", now.date(), now)
        change_draft(session, alix.actor, row.id, 0, _sooner, "deux mois au lieu de trois", now)
        compare_now(session, alix.actor, row.id, now)
        contest(session, alix.actor, current_convention(session, now.date()), Contested.TOPIC, "budget", "On y range tout.", now)
        return row.id


def _sooner(content: Content) -> Content:
    table, row = find_row(content, "E1d") or ("", {})
    days = {"range": {"lo": 60, "hi": None}}
    return put_row(content, table, {**row, "conditions": {**row["conditions"], "sick_leave_days": days}}, "E1d")

"""How long the desk's pages take on the server over a region's years of hand-offs: the real application, no network."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_urlsafe

import httpx
from sqlalchemy import select

from bench.crowd import crowd
from desk import create_app
from desk.cookies import SESSION
from intake.clock import ShiftedClock
from intake.privacy import Indexer, KeyRing, unlock
from intake.requests import seed_reference_data
from intake.runtime import Runtime
from intake.settings import Settings
from intake.staff import add_staff, create_api_token, open_session
from intake.storage import OVER, Database, HandoffRow
from lexicon.codes import Role
from tests.postgres import running_cluster

SIZE = 100_000
TIMES = 20
# What the median page may take, in milliseconds of server time.
MOST_MS = 100.0
# Ten pages on: a cursor is as quick at the end as at the beginning.
PAGES_ON = 10
_NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
_HOST = "http://127.0.0.1"


@dataclass(frozen=True)
class Timed:
    """How long one page takes: milliseconds of server time, and kilobytes."""

    name: str
    median: float
    p95: float
    kilobytes: float


def measure(size: int = SIZE, times: int = TIMES) -> dict[str, object]:
    """Milliseconds for each page with SQLite and with PostgreSQL; raises AssertionError when a page fails or the median one is too slow."""
    with tempfile.TemporaryDirectory() as var:
        figures = _figures("SQLite", make_runtime(Path(var)), size, times)
    with running_cluster() as cluster, tempfile.TemporaryDirectory() as var:
        figures |= _figures("PostgreSQL", make_runtime(Path(var), cluster.url), size, times)
    return {"hand-offs": size, **figures}


def make_runtime(var: Path, database_url: str = "") -> Runtime:
    """An empty service on a database of its own, with its tables and its reference data."""
    drawn = {"index_key": token_urlsafe(), "internal_token": token_urlsafe()}
    settings = Settings(_env_file=None, var_dir=var, secret_keys="bench:" + "A" * 43, database_url=database_url, **drawn)
    unlock(KeyRing(settings.keys))
    runtime = Runtime(settings, ShiftedClock(_NOW), Indexer(settings.index), Database(settings.database))
    runtime.database.migrate()
    with runtime.database.write() as session:
        seed_reference_data(session, now=_NOW, region=settings.sample_region)
    return runtime


def _figures(kind: str, runtime: Runtime, size: int, times: int) -> dict[str, object]:
    started = time.perf_counter()
    crowd(runtime, size)
    made = round(time.perf_counter() - started)
    try:
        pages = asyncio.run(time_pages(runtime, times))
    finally:
        runtime.database.close()
    median = statistics.median(one.median for one in pages)
    assert median <= MOST_MS, f"the median page takes {median:.0f} ms with {kind}"
    return {
        f"{kind}: seconds to make them": made,
        f"{kind}: median page, ms": round(median, 1),
        **{f"{kind}: {one.name}": f"{one.median:.1f} ms, 95 % within {one.p95:.1f} ms, {one.kilobytes:.0f} kB" for one in pages},
    }


async def time_pages(runtime: Runtime, times: int) -> list[Timed]:
    """Every page of the desk and every list of its API, each asked for that often, in one order after the other."""
    transport = httpx.ASGITransport(app=create_app(runtime))
    clients: dict[Role, httpx.AsyncClient] = {}
    try:
        for role in (Role.SECRETARY, Role.SOCIAL_WORKER, Role.MANAGER, Role.ADMINISTRATOR):
            clients[role] = httpx.AsyncClient(transport=transport, base_url=_HOST, cookies={SESSION: _signed_in(runtime, role)})
        secret = clients[Role.SECRETARY]
        with runtime.database.write() as session:
            token = create_api_token(session, runtime.indexer, role=Role.SECRETARY.value, now=runtime.clock.now())
        program = httpx.AsyncClient(transport=transport, base_url=_HOST, headers={"Authorization": f"Bearer {token}"})
        asked = await _asked(runtime, secret)
        spent: dict[str, list[float]] = {name: [] for name, _, _ in asked}
        sizes: dict[str, int] = {}
        # One round first, in which nothing is counted: templates are compiled once in the life of a process.
        for turn in range(times + 1):
            for name, role, address in asked:
                client = program if role is None else clients[role]
                started = time.perf_counter()
                answer = await client.get(address)
                took = (time.perf_counter() - started) * 1000
                assert answer.status_code in (200, 204, 303), f"{name}: {answer.status_code}"
                sizes[name] = len(answer.content)
                if turn:
                    spent[name].append(took)
        await program.aclose()
    finally:
        for client in clients.values():
            await client.aclose()
    return [Timed(name, statistics.median(took), _p95(took), sizes[name] / 1000) for name, took in spent.items()]


def _p95(took: Sequence[float]) -> float:
    return statistics.quantiles(took, n=20)[18]


def _signed_in(runtime: Runtime, role: Role) -> str:
    now = runtime.clock.now()
    antenna = None if role in (Role.SECRETARY, Role.ADMINISTRATOR) else "nantes"
    with runtime.database.write() as session:
        member = add_staff(
            session,
            login=f"bench-{role.value}",
            name="Une collègue",
            role=role.value,
            antenna=antenna,
            password=token_urlsafe(),
            now=now,
        )
        return open_session(session, runtime.indexer, member.id, now)


Asked = tuple[str, Role | None, str]


async def _asked(runtime: Runtime, client: httpx.AsyncClient) -> list[Asked]:
    """What is asked for: a name, who asks (None is a program), the address."""
    with runtime.database.read() as session:
        opened = select(HandoffRow.id).where(HandoffRow.status.not_in(OVER)).order_by(HandoffRow.due_at)
        one = session.scalars(opened.limit(1)).one()
        closed = session.scalars(select(HandoffRow.id).where(HandoffRow.status == "closed").limit(1)).one()
        reference = session.scalars(select(HandoffRow.reference).where(HandoffRow.id == closed)).one()
        colleague = session.scalars(select(HandoffRow.assigned_to).where(HandoffRow.assigned_to.is_not(None)).limit(1)).one()
    page = await client.get("/")
    mark = page.text.split('data-mark="', 1)[1].split('"', 1)[0]
    secretary, api = Role.SECRETARY, None
    return [
        ("queue", secretary, "/"),
        ("queue, page 10", secretary, await _pages_on(client, "/")),
        ("queue, page 10 of everything", secretary, await _pages_on(client, "/?statut=toutes")),
        *(
            (f"queue, {name}", secretary, f"/?{query}")
            for name, query in {
                "all open": "statut=ouvertes",
                "everything": "statut=toutes",
                "closed": "statut=closed",
                "waiting for the person": "statut=waiting_person",
                "an axis": "axe=soins",
                "a proposal": "proposition=out_of_scope",
                "an antenna": "antenne=nantes",
                "a channel": "canal=sms",
                "mine": "attribue=moi",
                "a colleague's": f"attribue={colleague}",
                "absent colleagues'": "attribue=absentes",
                "nobody's": "attribue=personne",
                "incomplete": "incompletes=1",
                "urgent": "urgent=1",
                "a name": "q=nom3",
                "a name, everywhere": "statut=toutes&q=nom3",
                "a common word": "q=employeur",
                "a common word, everywhere": "statut=toutes&q=employeur",
                "a phone": "statut=toutes&q=06 39 00 12 34",
                "a reference": f"statut=toutes&q={reference}",
                "nobody's name": "statut=toutes&q=introuvable",
            }.items()
        ),
        ("queue, a social worker's", Role.SOCIAL_WORKER, "/"),
        ("queue, a manager's", Role.MANAGER, "/"),
        ("queue, nothing new", secretary, f"/fragments/file?vu={mark}"),
        ("queue, again", secretary, "/fragments/file"),
        ("hand-off", secretary, f"/demandes/{one}"),
        ("hand-off, closed", secretary, f"/demandes/{closed}"),
        ("hand-off, a social worker's", Role.SOCIAL_WORKER, f"/demandes/{_of_antenna(runtime, 'nantes')}"),
        ("sheet", secretary, f"/demandes/{one}/fiche"),
        ("appointment", secretary, f"/demandes/{one}/rendez-vous"),
        ("whom to call", secretary, "/a-rappeler"),
        ("whom to call, an antenna", secretary, "/a-rappeler?antenne=nantes"),
        ("what is late", Role.MANAGER, "/retards"),
        ("live", secretary, "/direct"),
        ("entries", secretary, "/saisies"),
        ("booklet", secretary, "/livret"),
        ("booklet, an antenna", secretary, "/livret?antenne=nantes"),
        ("figures", Role.MANAGER, "/chiffres.csv"),
        ("calls", secretary, "/fragments/appels"),
        ("absences", secretary, "/absences"),
        ("account", secretary, "/compte"),
        ("rights", secretary, "/droits"),
        ("welcome", Role.ADMINISTRATOR, "/accueil"),
        ("API: list", api, "/api/v1/handoffs"),
        ("API: one status", api, "/api/v1/handoffs?status=in_review"),
        ("API: a name", api, "/api/v1/handoffs?q=nom3"),
        ("API: hand-off", api, f"/api/v1/handoffs/{one}"),
        ("API: conventions", api, "/api/v1/rulesets"),
    ]


def _of_antenna(runtime: Runtime, antenna: str) -> str:
    with runtime.database.read() as session:
        found = select(HandoffRow.id).where(HandoffRow.antenna == antenna, HandoffRow.status.not_in(OVER))
        return session.scalars(found.limit(1)).one()


async def _pages_on(client: httpx.AsyncClient, address: str) -> str:
    """The address of the tenth page, or of the last when there are fewer."""
    for _ in range(PAGES_ON - 1):
        before, found, _after = (await client.get(address)).text.partition('" rel="next"')
        if not found:
            break
        address = before.rpartition('href="')[2].replace("&amp;", "&")
    return address

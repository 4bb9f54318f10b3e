"""How long a person waits for an answer, and what each process weighs."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from tests.people.player import Conversation
from tests.processes import Service

STORY = "Bonjour, je suis vendeuse en CDI, en arrêt depuis le 12 mars, et mon patron parle de me licencier."
ANSWERS = [
    "oui",
    "06 39 98 12 77",
    "oui",
    "44000",
    "la CPAM",
    "pourquoi ?",
    "non",
    "non",
    "j'ai déposé un dossier",
    "Anne Le Bras",
    "3 mai 1970",
]


def measure(service: Service, conversations: int = 12) -> dict[str, object]:
    """Milliseconds per turn through the public API, one conversation at a time, and resident memory in MB."""
    spent: list[float] = []
    for _ in range(conversations):
        with Conversation(service.public) as talk:
            for text in [STORY, *ANSWERS]:
                started = time.perf_counter()
                talk.say(text)
                spent.append((time.perf_counter() - started) * 1000)
    cuts = statistics.quantiles(spent, n=20)
    figures: dict[str, object] = {
        "turns": len(spent),
        "median ms": round(statistics.median(spent), 1),
        "95th percentile ms": round(cuts[18], 1),
        "worst ms": round(max(spent), 1),
    }
    return figures | {f"{name} MB": _resident(pid) for name, pid in service.pids().items()}


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0

"""How long a caller waits for an answer when ten people call at once: at the pace of quick people, and without a breath."""

from __future__ import annotations

import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from tests.phone.handset import Phone
from tests.phone.wire import Wire
from tests.processes import Service

CALLERS = 10
STORY = (
    "bonjour je suis caissière en cdi dans un supermarché et je suis en arrêt depuis le 12 mars à cause de mon dos "
    "mon directeur m'a appelée hier il me dit que si je ne reviens pas il va devoir me licencier je ne dors plus"
)
# By the field that is asked; what is not here is answered by "je ne sais pas", and a question without field by "oui".
ANSWERS = {
    "safe_contact": "oui pas de souci",
    "postal_code": "44000",
    "regime": "la sécu le régime général",
    "hospital_status": "non pas du tout",
    "care_renounced": "euh non",
    "rqth": "j'ai déposé un dossier mais pas de réponse encore",
    "job_risk": "oui",
    "name": "jeanne le bihan",
    "birth_date": "le 4 février 1971",
    "household": "je vis avec mon mari",
    "complementary_cover": "oui une mutuelle",
    "availability": "plutôt le matin",
}
TURNS = 12


# Seconds between an answer and the caller's next words, drawn between these: people need longer to listen alone.
PAUSE = (1.0, 3.0)


def measure(service: Service) -> dict[str, object]:
    """Milliseconds per turn of a call, ten calls at once; raises AssertionError when a turn fails."""
    return {"calls at once": CALLERS, **_figures(service, PAUSE, ""), **_figures(service, (0, 0), ", without a breath")}


def _figures(service: Service, pause: tuple[float, float], note: str) -> dict[str, object]:
    with ThreadPoolExecutor(CALLERS) as callers:
        spent = [turn for turns in callers.map(lambda number: _call(service, number, pause), range(CALLERS)) for turn in turns]
    cuts = statistics.quantiles(spent, n=20)
    return {
        f"turns{note}": len(spent),
        f"median ms{note}": round(statistics.median(spent), 1),
        f"95th percentile ms{note}": round(cuts[18], 1),
        f"worst ms{note}": round(max(spent), 1),
    }


def _call(service: Service, number: int, pause: tuple[float, float]) -> list[float]:
    """One call; milliseconds of each of its turns."""
    drawn = random.Random(number)
    with Wire(service.public, service.settings.twilio_token) as wire:
        time.sleep(drawn.uniform(0, pause[1]))
        call = Phone(wire, f"+33639980{100 + number}").call()
        time.sleep(drawn.uniform(*pause))
        call.speak(STORY)
        for _ in range(TURNS - 2):
            time.sleep(drawn.uniform(*pause))
            if call.asks == "phone":
                call.type(f"0639980{100 + number}")
            else:
                call.speak(ANSWERS.get(call.asks, "je ne sais pas") if call.asks else "oui")
        spent = [sent.answer.seconds * 1000 for sent in call.sent]
        call.hang_up()
    return spent

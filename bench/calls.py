"""How long a caller waits for an answer when ten people call at once."""

from __future__ import annotations

import statistics
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


def measure(service: Service) -> dict[str, object]:
    """Milliseconds per turn of a call, ten calls at once; raises AssertionError when a turn fails."""
    with ThreadPoolExecutor(CALLERS) as callers:
        spent = [turn for turns in callers.map(lambda number: _call(service, number), range(CALLERS)) for turn in turns]
    cuts = statistics.quantiles(spent, n=20)
    return {
        "calls at once": CALLERS,
        "turns": len(spent),
        "median ms": round(statistics.median(spent), 1),
        "95th percentile ms": round(cuts[18], 1),
        "worst ms": round(max(spent), 1),
    }


def _call(service: Service, number: int) -> list[float]:
    """One call; milliseconds of each of its turns."""
    with Wire(service.public, service.settings.twilio_token) as wire:
        call = Phone(wire, f"+33639980{100 + number}").call()
        call.speak(STORY)
        for _ in range(TURNS - 2):
            if call.asks == "phone":
                call.type(f"0639980{100 + number}")
            else:
                call.speak(ANSWERS.get(call.asks, "je ne sais pas") if call.asks else "oui")
        spent = [sent.answer.seconds * 1000 for sent in call.sent]
        call.hang_up()
    return spent

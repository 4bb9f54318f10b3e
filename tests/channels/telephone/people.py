"""Callers who say the same things in every test, as far as a test needs them to go."""

from __future__ import annotations

from tests.channels.line import CALLER, Call, Line

STORY = "je suis en arrêt de travail depuis mars et mon patron veut me licencier"
DANGER = "je n’en peux plus, je veux mourir, j’ai tout préparé"
_ANSWERS = {
    "name": "Jeanne Martin",
    "birth_date": "[12031960]",
    "postal_code": "[44000]",
    "regime": "la CPAM",
    "employment_status": "en CDI",
    "hospital_status": "pas d’hôpital",
    "household": "je vis seule",
    "complementary_cover": "oui",
}


def do(call: Call, *acts: str) -> Call:
    """Speak, type what stands between brackets, or say nothing for « … »."""
    for act in acts:
        if act == "…":
            call.stay_silent()
        elif act.startswith("["):
            call.type(act[1:-1])
        else:
            call.speak(act)
    return call


def at(line: Line, where: str, number: str = CALLER) -> Call:
    """A call that has come to a question, a read-back, the end of the intake, or a danger."""
    call = line.call(number)
    match where:
        case "opening":
            return call
        case "danger":
            return do(call, DANGER)
        case "understood":
            return do(call, STORY)
        case "sent":
            return until_sent(do(call, STORY))
        case "checking":
            return do(at(line, "phone", number), "zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre")
        case "review":
            return _until(do(call, STORY), lambda: call.state.memory.stage == "review")
        case field:
            return _until(do(call, STORY), lambda: call.now.asks == field)


def until_sent(call: Call) -> Call:
    """Answer everything until the request has left."""
    return _until(call, lambda: call.state.mode == "sent")


def _until(call: Call, there) -> Call:
    for _ in range(30):
        if there():
            return call
        do(call, _ANSWERS.get(call.now.asks or "", "[1]"))
    raise AssertionError(f"never came there: {call.now.said}")

"""What the antenna hears before the two lines are joined: first nothing personal, then, once a key is pressed, the summary."""

from __future__ import annotations

from channels.telephone import twiml
from channels.telephone.twiml import Addresses, Voice
from intake.convention import Convention
from intake.dialogue import say
from intake.privacy import Actor, ActorKind
from intake.requests import HandoffView, convention_of, current_convention, find_by_conversation, read_handoff, reference_in_pairs
from intake.runtime import Runtime
from intake.storage import HandoffRow
from intake.telephony import find_call, take_call
from lexicon.codes import Channel, Topic


class Whisper:
    """Answers the carrier about the antenna's side of a call that is passed on."""

    def __init__(self, runtime: Runtime) -> None:
        """Needs no dialogue engine."""
        self._runtime = runtime
        self._to = Addresses(runtime.settings.base_url)

    def first(self, call_sid: str) -> str:
        """What may be heard by an answering machine: the number of the request, and a key to press."""
        with self._runtime.database.read() as session:
            call = find_call(session, call_sid)
            handoff_id = find_by_conversation(session, call.conversation_id) if call else None
            row = session.get(HandoffRow, handoff_id) if handoff_id else None
            convention = current_convention(session, self._runtime.clock.today())
            reference = reference_in_pairs(row.reference) if row else ""
        text = say(convention, "whisper.first", Channel.VOICE, False, reference=reference)
        return twiml.whisper(text, self._voice(), self._to.whisper(call_sid, taken=True))

    def answered(self, call_sid: str, digits: str) -> str:
        """A key was pressed: the summary, then the lines are joined; without a key the call goes back."""
        if digits != "1":
            return twiml.close((), self._voice())
        now = self._runtime.clock.now()
        with self._runtime.database.write() as session:
            call = find_call(session, call_sid)
            handoff_id = find_by_conversation(session, call.conversation_id) if call else None
            if call is None or handoff_id is None:
                return twiml.close((), self._voice())
            take_call(session, call_sid, now)
            reader = Actor(ActorKind.PROGRAM, f"telephone:{call.passed_to or 'service'}", antenna=call.passed_to)
            view = read_handoff(session, reader, handoff_id, now)
            if view is None:
                return twiml.close((), self._voice())
            convention = convention_of(session, view.row.ruleset_version)
            text = say(convention, "whisper.summary", Channel.VOICE, False, summary=summary_to_hear(convention, view))
        return twiml.just_say(text, self._voice())

    def _voice(self) -> Voice:
        return Voice(self._runtime.settings.voice)


def summary_to_hear(convention: Convention, view: HandoffView) -> str:
    """About fifteen seconds: who, what about, what is urgent; the rest is on the screen."""
    draft = view.draft
    parts = [str(view.row.summary["headline"]).replace(" · ", ", ")]
    if draft.value("sick_leave") == "oui" and all(topic.code != Topic.ARRET_TRAVAIL for topic in draft.topics):
        parts.append("en arrêt de travail")
    if view.row.urgent:
        parts.append("demande urgente")
    if draft.value("safe_contact") == "non":
        parts.append("ne pas rappeler sans précaution")
    known = sum(1 for answer in draft.answers.values() if answer.known)
    parts.append(f"{known} réponse{'s' if known > 1 else ''} à l’écran" if known else "rien n’est encore noté")
    return ", ".join(parts)

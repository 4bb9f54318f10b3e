"""Finding the sentence for a channel and for who is spoken about."""

from __future__ import annotations

from collections.abc import Iterable

from intake.convention import Convention, FieldKind, When, sample_convention
from lexicon import Language
from lexicon.codes import Channel, DangerKind

# For a channel, the variants in order of preference; the on-behalf ones come first when someone else speaks.
_VARIANTS = {Channel.VOICE: ("voice", "web"), Channel.SMS: ("sms", "web")}

# Sentences that the code says by name. Those of fields, facts and dangers are derived below.
NAMED = (
    "notice.opening",
    "understood.intro",
    "understood.question",
    "understood.thanks",
    "understood.also",
    "understood.more",
    "correct.which",
    "correct.done",
    "correct.nothing",
    "review.intro",
    "review.question",
    "handoff.done",
    "handoff.updated",
    "handoff.meanwhile",
    "handoff.antenna",
    "human.open",
    "human.closed",
    "human.need_contact",
    "human.already",
    "human.unreachable",
    "human.contact_noted",
    "callback.done",
    "words.added",
    "words.danger",
    "safety.when",
    "safety.when_on_call",
    "safety.person",
    "safety.violence_contact",
    "safety.resume",
    "care.distress",
    "is_bot",
    "privacy",
    "delete.confirm",
    "delete.done",
    "delete.handed",
    "status.intake",
    "status.sent",
    "hours_contact",
    "thanks",
    "goodbye.intake",
    "goodbye.sent",
    "greet",
    "insult",
    "not_understood.first",
    "not_understood.choices",
    "not_understood.person",
    "not_understood.free",
    "other_language",
    "stop.confirm",
    "stop.done",
    "stop.sent",
    "start_over.confirm",
    "start_over.done",
    "start_over.sent",
    "repeat.nothing",
    "why.nothing",
    "noted.refused",
    "noted.unknown",
    "noted.later",
    "add.more",
    "apology",
    "apology.safety",
    "choice.yes",
    "choice.plain_yes",
    "choice.plain_no",
    "choice.wrong",
    "choice.add",
    "choice.send",
    "choice.human",
    "choice.skip",
    "choice.dont_know",
    "choice.why",
    "choice.resume",
    "choice.callback",
    "choice.leave_number",
    "choice.delete",
    "choice.stop",
    "choice.restart",
    "choice.all_wrong",
    "progress",
    "silence.first",
    "silence.still",
    "silence.person",
    "silence.waiting",
    "silence.open",
    "not_understood.to_person",
    "keypad.phone",
    "keypad.date",
    "keypad.postal_code",
    "keypad.yes_no",
    "keypad.menu",
    "keypad.availability",
    "keypad.count",
    "keypad.free",
    "ask.phone_caller",
    "ask.third_party_phone_caller",
    "check.value",
    "check.again",
    "listen.on",
    "listen.anything_else",
    "human.transfer",
    "human.not_reached",
    "human.not_reached_yet",
    "human.go_on",
    "whisper.first",
    "whisper.plain",
    "whisper.joined",
    "whisper.summary",
    "call.cut",
    "call.cut_refused",
    "call.slower",
    "call.wait",
    "call.more",
    "call.one_moment",
    "call.goodbye",
    "apology.transfer",
    "apology.again",
    "apology.callback",
    "code.need_birth_date",
    "code.given",
    "code.ask",
    "code.birth_date",
    "code.wrong",
    "code.expired",
    "code.too_many",
    "code.too_late",
    "code.found",
    "code.found_sent",
    "code.not_confirmed",
    "live.wait",
    "live.nobody",
    "live.nobody_late",
    "live.nobody_unreachable",
    "live.joined",
    "live.joined_role",
    "live.left",
    "live.lapsed",
    "live.closed",
    "sms.no_media",
    "apology.not_kept",
    "sms.more",
    "sms.stopped",
    "sms.reminder",
    "sms.appointment_reminder",
    "sms.follow_up",
    "sms.follow_up_yes",
    "sms.follow_up_no",
    "sms.appointment_asked",
    "sms.capped",
    "sms.unreadable",
    "choice.code",
    "choice.have_code",
    "staff.notice",
)


# Kinds whose first number is another one when the danger is happening at this very moment.
NOW_IS_OTHER = (DangerKind.SUICIDE, DangerKind.ENFANT)


class MissingSentenceError(LookupError):
    """A sentence has no text; the message names its key."""


def say(convention: Convention, key: str, channel: Channel, behalf: bool, /, **parts: str) -> str:
    """The sentence `key` for a channel, in its on-behalf variant when there is one and someone else speaks."""
    # A convention published before this version of the software lacks its newest sentences: the shipped ones serve.
    variants = convention.sentences.get(key) or sample_convention().sentences.get(key)
    if not variants:
        raise MissingSentenceError(f"la phrase « {key} » n’a pas de texte dans la convention n° {convention.version}")
    wanted = _VARIANTS.get(channel, ("web",))
    names = (*(f"behalf_{name}" for name in wanted if name != "web"), "behalf", *wanted) if behalf else wanted
    text = next(variants[name] for name in (*names, "web") if name in variants)
    spoken = channel is Channel.VOICE
    numbers = {code: line.spoken if spoken else line.number for code, line in convention.danger_numbers.items()}
    return text.format_map({**numbers, **parts})


def has(convention: Convention, key: str) -> bool:
    """True when the convention has that sentence."""
    return key in convention.sentences


def missing_sentences(convention: Convention) -> tuple[str, ...]:
    """Keys that the dialogue may say and that have no text; a convention with any is not to be published."""
    return tuple(key for key in _expected(convention) if not has(convention, key))


def _expected(convention: Convention) -> Iterable[str]:
    yield from NAMED
    for kind in DangerKind:
        yield f"safety.{kind.value}"
    yield from (f"other_language.{language.value}{end}" for language in Language for end in ("", "_phone"))
    yield from (f"safety.{kind.value}_now" for kind in NOW_IS_OTHER)
    for field in convention.fields:
        if field.when is When.OFF:
            continue
        yield from (f"ask.{field.code}", f"again.{field.code}", f"why.{field.code}")
        if field.deducible:
            if field.kind is FieldKind.CHOICE:
                yield from (f"fact.{field.code}.{value.code}" for value in field.values)
            else:
                yield f"fact.{field.code}"

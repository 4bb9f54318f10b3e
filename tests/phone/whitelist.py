"""What TwiML may hold, read from the classes of the twilio SDK: verbs, their attributes, and what nests in what."""

from __future__ import annotations

import inspect
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from twilio.twiml import TwiML
from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import VoiceResponse

# The documentation of <Gather>: only these may be nested in it.
_DOCUMENTED = {"Gather": frozenset({"Say", "Play", "Pause"})}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class WrongTwimlError(AssertionError):
    """TwiML that the carrier would refuse, or that breaks a documented rule; the message lists what is wrong."""


@dataclass
class Verb:
    """One element in one place: its attributes, whether it holds text, and what may stand in it."""

    name: str
    attributes: frozenset[str]
    text: bool
    # SSML nests in itself: printing it would not end soon.
    inside: dict[str, Verb] = field(default_factory=dict, repr=False)


@cache
def voice() -> Verb:
    """The grammar of an answer to a call."""
    return _grammar(VoiceResponse)


@cache
def messaging() -> Verb:
    """The grammar of an answer to a text."""
    return _grammar(MessagingResponse)


def parse(xml: str, grammar: Verb) -> ET.Element:
    """The document; raises WrongTwimlError when it is no XML or holds what the SDK does not know."""
    try:
        root = ET.fromstring(xml)  # noqa: S314  our own service's answer
    except ET.ParseError as error:
        raise WrongTwimlError(f"no XML ({error}): {xml[:200]!r}") from error
    if root.tag != grammar.name:
        raise WrongTwimlError(f"the document is <{root.tag}>, not <{grammar.name}>")
    wrong = list(_unknown(root, grammar))
    if wrong:
        raise WrongTwimlError("; ".join(wrong) + f"\n{xml}")
    return root


def _unknown(element: ET.Element, verb: Verb) -> Iterator[str]:
    for name in element.attrib:
        if name.replace(_XML_LANG, "xml:lang") not in verb.attributes:
            yield f"<{verb.name}> has no attribute {name!r}"
    texts = [element.text, *(child.tail for child in element)]
    if not verb.text and any(text and text.strip() for text in texts):
        yield f"<{verb.name}> holds no text of its own"
    for child in element:
        known = verb.inside.get(child.tag)
        if known is None:
            yield f"<{child.tag}> does not stand in <{verb.name}>"
        else:
            yield from _unknown(child, known)


def _grammar(response: type[TwiML]) -> Verb:
    root = Verb("Response", frozenset(), text=False)
    _fill(root, response, {})
    return root


def _fill(verb: Verb, cls: type[TwiML], known: dict[type[TwiML], dict[str, Verb]]) -> None:
    """Put into the verb what its class can nest; SSML nests in itself, so each class is opened once."""
    if cls in known:
        verb.inside = known[cls]
        return
    known[cls] = verb.inside
    allowed = _DOCUMENTED.get(verb.name)
    for method in _nesting(cls):
        made = _call(cls, method)
        if not isinstance(made, TwiML) or (allowed is not None and made.name not in allowed):
            continue
        twice = verb.inside.get(made.name)
        names = frozenset(made.attrs) | (twice.attributes if twice else frozenset())
        child = Verb(made.name, names, text=made.value is not None)
        verb.inside[made.name] = child
        _fill(child, type(made), known)


def _nesting(cls: type[TwiML]) -> list[Callable[..., Any]]:
    """The methods of a class that nest an element: those that it defines itself."""
    return [found for name, found in vars(cls).items() if inspect.isfunction(found) and not name.startswith("_")]


def _call(cls: type[TwiML], method: Callable[..., Any]) -> object:
    """What the method nests when each of its parameters is given: its attributes carry the names that the SDK writes."""
    with warnings.catch_warnings():
        # Older spellings of a method are still there, and say that they are old.
        warnings.simplefilter("ignore")
        return method(cls(**_filled(cls.__init__)), **_filled(method))


def _filled(function: Callable[..., Any]) -> dict[str, str]:
    parameters = inspect.signature(function).parameters.values()
    return {p.name: "x" for p in parameters if p.name != "self" and p.kind is not inspect.Parameter.VAR_KEYWORD}

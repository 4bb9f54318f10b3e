"""Plays a person of tests/people by telephone or by text: the same story and answers, as they are said, typed on keys, or written."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from tests.people import player
from tests.people.player import MOST_TURNS, Person
from tests.phone.antenna import Antenna
from tests.phone.carrier import Carrier
from tests.phone.handset import WITHHELD, Call, Phone
from tests.phone.recognised import MONTHS, recognised
from tests.phone.texting import Mobile
from tests.phone.wire import Wire

# Who would rather phone, and why.
PHONING = {
    "bernard": "au milieu des bêtes, il n’a que son téléphone",
    "claire_pour_sa_mere": "elle appelle en voiture, entre deux rendez-vous",
    "corinne_invalidite": "elle a besoin de dire ce qu’elle vit à voix haute",
    "danger_nadege": "elle entend les enfants pleurer pendant qu’elle appelle",
    "danger_olivier": "il a déjà appelé dix fois pour ses indemnités",
    "danger_roger": "la douleur le prend pendant l’appel",
    "didier_artisan": "il appelle depuis l’atelier, avec un numéro en +33",
    "fatima": "elle parle le français mieux qu’elle ne l’écrit",
    "gerard_ne_sait_pas": "il n’a pas d’ordinateur, seulement un fixe",
    "helene_dit_tout": "elle a tout noté et le dit d’un trait",
    "ines_veut_une_personne": "elle veut quelqu’un au bout du fil",
    "infirmiere_pour_un_patient": "elle appelle entre deux soins",
    "jeanne": "elle n’ose pas l’écrire, et demande pourquoi on veut son numéro",
    "marc": "il est à l’hôpital, le bras dans une gouttière",
    "monique_dictee": "elle ne tape pas sur un clavier",
    "nathalie": "elle a attendu une réponse écrite de la mairie, elle préfère appeler",
    "sandrine_hospitaliere": "elle appelle sur sa pause",
    "valerie_sans_accord": "elle appelle de l’hôpital, en numéro masqué",
    "yves_msa": "il parle avec septante et nonante",
    "yvette": "elle a toujours téléphoné",
}
# Who would rather write a text.
WRITING = {
    "danger_melissa": "son conjoint est dans la pièce d’à côté, elle ne peut pas parler",
    "danger_steeve": "il n’a plus de crédit pour appeler",
    "dylan_sms": "il écrit toujours comme cela",
    "karim_formation": "il écrit dans le bus",
    "kevin": "il ne téléphone jamais",
    "laetitia_loyer_caf": "les petites dorment",
    "lucien": "les appels ne sont pas permis dans le service où il est hospitalisé",
    "mariam_dentiste_trop_cher": "sa fille l’aide à écrire",
    "paul_aphasie": "parler lui est difficile",
    "sophie_pour_son_pere": "elle est au travail et ne peut pas appeler",
}
# Called from a number that is not shown.
HIDDEN = {"valerie_sans_accord", "danger_olivier"}

_NUMBER_FIELDS = {"phone", "third_party_phone"}
_YES_NO_FIELDS = {
    "safe_contact",
    "sick_leave",
    "job_risk",
    "care_renounced",
    "work_accident",
    "complementary_cover",
    "rqth",
    "invalidity",
}
_REFERENCE = re.compile(r"(?<![\d,]\s)(?<!\d)(\d{2})[ ,.]*(\d{2})[ ,.]*(\d{2})[ ,.]*(\d{2})(?!,?\s?\d)")
_FULL_DATE = re.compile(r"(\d{1,2})(?:er)? (\w+) (\d{4})\b")


@dataclass
class Told:
    """What happened, on either channel."""

    asked: list[str] = field(default_factory=list)
    reference: str | None = None
    # What she really said or wrote as her story.
    opening: str = ""
    # Everything that she heard or read.
    heard: str = ""
    # Spoken questions, for a look at their length.
    questions: list[str] = field(default_factory=list)
    script: str = ""
    # CallSid, or the first text's MessageSid.
    sid: str = ""
    ended: bool = False


def person_by(channel: str, name: str) -> Person:
    """The person, with what her file says of this channel ("voice" or "sms") in place of what she writes on the page."""
    path = Path(player.__file__).parent / f"{name}.yml"
    person = Person.load(path)
    own = yaml.safe_load(path.read_text(encoding="utf-8")).get(channel) or {}
    answers = {code: [str(a) for a in (given if isinstance(given, list) else [given])] for code, given in own.get("answers", {}).items()}
    return replace(
        person,
        opening=own.get("opening", person.opening),
        answers={**person.answers, **answers},
        summary=list(own.get("summary", person.summary)),
        expect={**person.expect, **own.get("expect", {})},
        most_questions=own.get("most_questions", person.most_questions),
    )


def number_of(name: str, person: Person) -> str:
    """The number that she calls or writes from: hers, that of who speaks for another, or any invented one."""
    values = person.expect.get("values", {})
    shown = values.get("third_party_phone") or values.get("phone")
    if not shown:
        found = re.search(r"0[1-9](?: ?\d{2}){4}", recognised(" ".join(person.answers.get("phone", []))))
        shown = "+33" + re.sub(r"\D", "", found[0])[1:] if found else f"+3363998{1000 + _draw(name) % 9000}"
    return str(shown)


def by_phone(wire: Wire, name: str, antenna: Antenna | None = None) -> Told:
    """Phone the service as this person until her request is passed on and she has said goodbye."""
    person = person_by("voice", name)
    phone = Phone(wire, WITHHELD if name in HIDDEN else number_of(name, person))
    call = phone.call(antenna)
    caller = _Caller(name, person, call)
    try:
        return caller.tell()
    except AssertionError as error:
        raise AssertionError(f"{error}\n\n{call.script}") from error


def by_text(wire: Wire, carrier: Carrier, name: str) -> Told:
    """Write to the service as this person until her request is passed on."""
    person = person_by("sms", name)
    mobile = Mobile(wire, carrier, number_of(name, person))
    try:
        return _write(mobile, person)
    except AssertionError as error:
        raise AssertionError(f"{error}\n\n{mobile.script}") from error


def reference_in(text: str) -> str | None:
    """A reference told in four pairs: eight digits, no more, so that a telephone number is none."""
    found = _REFERENCE.search(text)
    return "".join(found.groups()) if found else None


class _Caller:
    """One person in one call."""

    def __init__(self, name: str, person: Person, call: Call) -> None:
        self.person = person
        self.call = call
        self.left = {code: list(given) for code, given in person.answers.items()}
        self.summaries = list(person.summary)
        # Half of the people use the keypad where they can; a third of the others confirm the number they call from.
        self.types = _draw(name) % 2 == 0
        self.confirms = _draw(name) % 3 == 0
        self.story = recognised(person.opening)
        self.told = Told(opening=self.story, sid=call.sid)

    def tell(self) -> Told:
        assert self.call.asks in (None, "narrative"), self.call.asks
        self.call.speak(self.story)
        for _ in range(MOST_TURNS):
            self._note()
            if self.call.ended or (self.told.reference and not self.call.asks):
                break
            self._answer(self.call.asks)
        else:
            raise AssertionError(f"{self.person.name} is still talking after {MOST_TURNS} turns: {self.told.asked}")
        self._leave()
        self.told.heard, self.told.script = self.call.said, self.call.script
        return self.told

    def _note(self) -> None:
        """Look at what was just asked and said."""
        asks, said = self.call.asks, self.call.just_said
        if asks:
            self.told.asked.append(asks)
            self.told.questions.append(said.splitlines()[-1])
        self.told.reference = self.told.reference or reference_in(said)

    def _answer(self, asks: str | None) -> None:
        if self.call.unheard:
            self.call.speak(self.call.unheard)
        elif asks is None:
            self._say_or_type("", _next(self.summaries))
        elif asks == "narrative":
            self.call.speak("c'est tout")
        else:
            assert asks in self.left, f"{self.person.name} is asked {asks}: « {self.call.just_said} »"
            self._say_or_type(asks, _next(self.left[asks]))

    def _say_or_type(self, asks: str, answer: str) -> None:
        heard = recognised(answer)
        keys = keypad(asks, heard)
        from_here = asks in _NUMBER_FIELDS and keys and "finit par" in self.call.just_said and self.call.phone.number.endswith(keys[1:])
        if self.types and keys:
            self.call.type(keys)
        elif self.confirms and from_here:
            self.call.speak("oui")
        else:
            self.call.speak(heard, confidence=0.87)

    def _leave(self) -> None:
        """Say goodbye; the service then hangs up."""
        if not self.call.ended:
            self.call.speak("merci au revoir")
        self.told.ended = self.call.ended
        self.call.hang_up()


def keypad(asks: str, heard: str) -> str:
    """The keys for an answer, "" when it has to be said: ten digits, JJMMAAAA, five digits, 1 for yes and 2 for no."""
    digits = re.sub(r"\D", "", heard)
    if asks in _NUMBER_FIELDS and re.fullmatch(r"0\d{9}", digits):
        return digits
    if asks == "birth_date":
        date = _FULL_DATE.search(heard)
        if date and date[2] in MONTHS:
            return f"{int(date[1]):02d}{MONTHS.index(date[2]) + 1:02d}{date[3]}"
    if asks == "postal_code" and len(digits) == 5:
        return digits
    if asks == "" or asks in _YES_NO_FIELDS:
        return {"oui": "1", "non": "2"}.get(heard, "")
    return ""


def _write(mobile: Mobile, person: Person) -> Told:
    told = Told(opening=person.opening.strip())
    left = {code: list(given) for code, given in person.answers.items()}
    summaries = list(person.summary)
    say = told.opening
    for _ in range(MOST_TURNS):
        exchange = mobile.write(say)
        read = "\n".join(text.body for text in exchange.replies)
        told.reference = told.reference or reference_in(read)
        asks = exchange.asks
        if asks:
            told.asked.append(asks)
        if told.reference and not asks:
            break
        if asks == "narrative":
            say = "c'est tout"
        elif asks:
            assert asks in left, f"{person.name} is asked {asks}: « {read} »"
            say = _next(left[asks])
        else:
            say = _next(summaries)
    else:
        raise AssertionError(f"{person.name} is still writing after {MOST_TURNS} texts: {told.asked}")
    told.sid, told.heard, told.script, told.ended = mobile.exchanges[0].sid, "\n".join(mobile.read), mobile.script, True
    return told


def _next(left: list[str]) -> str:
    return left.pop(0) if len(left) > 1 else left[0]


def _draw(name: str) -> int:
    """A number that is always the same for the same person."""
    return zlib.crc32(name.encode())

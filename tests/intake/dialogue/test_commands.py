"""Short commands that need no understanding, and the many answers and stories that only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.dialogue import choice_said, command_of
from intake.dialogue.state import Asked, Memory, Stage, State
from intake.requests import Choice
from lexicon.codes import Act, Channel

OPENING = State(asked=Asked(field="narrative", kind="story"))
QUESTION = State(asked=Asked(field="phone", kind="phone"), memory=Memory(stage=Stage.QUESTIONS))
EXPECTED = State(memory=Memory(stage=Stage.QUESTIONS, code_expected=True))

SPOKEN = {
    "slower": [
        "plus lentement",
        "Plus lentement, s'il vous plaît.",
        "parlez plus lentement",
        "vous pouvez parler plus lentement s'il vous plaît",
        "pouvez-vous parler un peu moins vite",
        "moins vite",
        "trop vite",
        "vous parlez trop vite",
        "c'est trop vite",
        "plus doucement",
        "doucement",
        "lentement s'il vous plaît",
    ],
    "faster": ["plus vite", "parlez plus vite", "Vous pouvez parler un peu plus vite", "moins lentement", "c'est trop lent"],
    "wait": [
        "attendez",
        "Attendez !",
        "attends",
        "attendez un peu",
        "attendez une minute",
        "attendez deux secondes",
        "une minute",
        "un instant s'il vous plaît",
        "une petite seconde",
        "deux minutes",
        "ne quittez pas",
        "patientez",
        "je reviens",
        "euh attendez",
        "attendez je cherche mes lunettes",
        "attendez, je vais chercher de quoi noter",
        "une minute je prends mon agenda",
    ],
    "repeat": [
        "répétez",
        "répéter",
        "Répétez s'il vous plaît",
        "vous pouvez répéter",
        "vous pouvez répéter la question",
        "pouvez-vous répéter s'il vous plaît",
        "pardon",
        "Pardon ?",
        "comment ?",
        "quoi ?",
        "hein",
        "redites",
        "je n'ai pas entendu",
        "j'ai pas entendu la question",
        "qu'est-ce que vous dites",
    ],
    "no_callback": [
        "ne rappelez pas",
        "Ne me rappelez pas.",
        "non ne rappelez pas",
        "me rappelez pas",
        "je ne veux pas qu'on me rappelle",
        "je veux pas qu'on me rappelle",
        "surtout pas que vous me rappeliez",
        "je ne veux pas être rappelée",
        "je ne veux pas être rappelé",
        "ne me rappelez surtout pas",
        "je ne souhaite pas être rappelée",
        "ne m'appelez pas",
        "je ne veux pas qu'on m'appelle",
        "non non ne rappelez pas",
        "je préfère qu'on ne me rappelle pas",
        "pas besoin de me rappeler",
    ],
    "goes_on": ["continuer", "continuez", "on continue", "je veux continuer", "on peut continuer", "reprendre"],
}
ANYWHERE = {
    "give_code": [
        "un code",
        "donnez-moi un code",
        "je voudrais un code",
        "je voudrais un code pour plus tard",
        "un code pour continuer par téléphone",
        "continuer plus tard",
        "je préfère continuer par téléphone",
        "je voudrais finir plus tard",
        "reprendre sur internet",
    ],
    "have_code": ["j'ai un code", "J’ai déjà un code", "j'ai le code", "j'ai mon code", "j'ai reçu un code"],
}
NEVER = [
    "",
    "...",
    "bonjour",
    "oui",
    "non",
    "attendez, je suis en arrêt depuis mars",
    "attendez que je vous explique ce qui m'arrive",
    "attendez je prends des médicaments pour dormir",
    "attendez je cherche du travail depuis un an",
    "attendez je vais voir mon médecin demain pour l'arrêt",
    "attendez je prends mon traitement",
    "j'attends une réponse de la MDPH",
    "j'attends depuis deux minutes",
    "attendre je ne fais que ça",
    "je travaille lentement",
    "je marche lentement depuis l'accident",
    "doucement ça va",
    "ça va doucement",
    "tout va trop vite pour moi",
    "tout est allé trop vite",
    "comment on fait pour la mutuelle",
    "comment vous vous appelez",
    "comment ça se passe",
    "pardon je ne vous ai pas dit que j'ai un cancer",
    "quoi que je fasse on me refuse",
    "pourquoi",
    "je n'ai pas compris le courrier de la CPAM",
    "je n'ai pas entendu parler de cette aide",
    "on me répète que je dois reprendre",
    "mon patron me répète la même chose",
    "ne me rappelez pas le matin",
    "rappelez-moi",
    "rappelez-moi demain",
    "je veux qu'on me rappelle",
    "ils ne me rappellent pas",
    "je voudrais continuer à travailler",
    "je veux continuer mon traitement",
    "continuer comme ça ce n'est plus possible",
    "reprendre le travail me fait peur",
    "on continue à me prélever",
    "je continue de boiter",
    "je ne peux pas continuer",
    "mon code postal est 44000",
    "un code postal",
    "le code du travail",
    "j'ai un code postal",
    "j'ai oublié mon code",
    "je n'ai pas de code",
    "j'ai un code NAF",
    "je reviens de l'hôpital",
    "je cherche du travail",
    "je cherche une aide pour payer le loyer",
    "une minute de marche et je suis essoufflée",
    "deux minutes debout et j'ai mal",
    "un instant j'ai cru mourir",
    "moins vite qu'avant",
    "je vais moins vite qu'avant",
    "il conduit trop vite",
    "patientez c'est tout ce qu'ils savent dire",
    "arrêt de travail",
    "je suis en arrêt",
    "stop",
]


@pytest.mark.parametrize("state", [OPENING, QUESTION], ids=["opening", "question"])
@pytest.mark.parametrize(("move", "said"), [(move, said) for move, texts in SPOKEN.items() for said in texts])
def test_a_command_by_telephone(move: str, said: str, state: State):
    assert command_of(said, Channel.VOICE, state) == move


@pytest.mark.parametrize("said", [said for texts in SPOKEN.values() for said in texts])
@pytest.mark.parametrize("channel", [Channel.WEB, Channel.SMS])
def test_what_one_says_to_a_voice_is_no_command_in_writing(said: str, channel: Channel):
    assert command_of(said, channel, QUESTION) is None


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.SMS, Channel.VOICE])
@pytest.mark.parametrize(("move", "said"), [(move, said) for move, texts in ANYWHERE.items() for said in texts])
def test_a_code_is_asked_for_anywhere(move: str, said: str, channel: Channel):
    assert command_of(said, channel, QUESTION) == move


@pytest.mark.parametrize("state", [OPENING, QUESTION], ids=["opening", "question"])
@pytest.mark.parametrize("channel", [Channel.WEB, Channel.SMS, Channel.VOICE])
@pytest.mark.parametrize("said", NEVER)
def test_what_only_looks_like_a_command(said: str, channel: Channel, state: State):
    assert command_of(said, channel, state) is None


@pytest.mark.parametrize(
    "said", ["123456", "12 34 56", "123 456", "1 2 3 4 5 6", "mon code est 12 34 56", "le code c'est 123456", "c'est le 12 34 56"]
)
@pytest.mark.parametrize("channel", [Channel.WEB, Channel.SMS, Channel.VOICE])
def test_six_figures_are_a_code_where_one_is_expected(said: str, channel: Channel):
    assert command_of(said, channel, OPENING) == "take_code"
    assert command_of(said, channel, EXPECTED) == "take_code"
    assert command_of(said, channel, QUESTION) is None


@pytest.mark.parametrize(
    ("said", "move"),
    [
        ("j'ai un code 12 34 56", "take_code"),
        ("j'ai un code c'est le 12 34 56", "take_code"),
        ("alors le code est 12 34 56", "take_code"),
        ("bonjour j'ai un code", "have_code"),
        ("oui j'ai un code", "have_code"),
        ("mon code", "have_code"),
        # Nothing was said yet that could be carried elsewhere.
        ("un code", "have_code"),
        ("un code pour reprendre", "have_code"),
    ],
)
@pytest.mark.parametrize("channel", [Channel.WEB, Channel.SMS, Channel.VOICE])
def test_a_code_is_announced_at_the_opening(said: str, move: str, channel: Channel):
    assert command_of(said, channel, OPENING) == move


@pytest.mark.parametrize(
    "said", ["12345", "1234567", "44000", "0639981234", "12 mars 1960", "12/03/1960", "123456 euros", "je gagne 123456"]
)
def test_other_figures_are_no_code(said: str):
    assert command_of(said, Channel.SMS, OPENING) is None
    assert command_of(said, Channel.SMS, EXPECTED) is None


@given(st.text(max_size=120), st.sampled_from(list(Channel)), st.sampled_from([OPENING, QUESTION, EXPECTED]))
def test_whatever_is_said_is_a_known_command_or_none(said: str, channel: Channel, state: State):
    move = command_of(said, channel, state)
    assert move in (None, "take_code", *SPOKEN, *ANYWHERE)


@given(
    st.lists(
        st.sampled_from(
            ["attendez", "plus", "lentement", "un", "code", "je", "suis", "en", "arrêt", "mars", "non", "oui", "doucement", "continuer"]
        ),
        min_size=13,
    )
)
def test_a_long_sentence_is_never_a_command(words: list[str]):
    assert command_of(" ".join(words), Channel.VOICE, QUESTION) is None


STEPS = (
    Choice(id="a", title="Oui, transmettez ma demande", act=Act.AFFIRM),
    Choice(id="b", title="Parler à une personne", act=Act.HUMAN),
    Choice(id="c", title="Continuer ma demande", step="resume"),
    Choice(id="d", title="Transmettre", step="send"),
    Choice(id="e", title="Arrêter là", step="stop"),
    Choice(id="f", title="Tout effacer", step="delete"),
    Choice(id="g", title="Recommencer", step="restart"),
    Choice(id="h", title="Oui", field="safe_contact", value="oui"),
    Choice(id="i", title="Je ne sais pas", act=Act.DONT_KNOW, field="safe_contact", secondary=True),
)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Parler à une personne", "b"),
        ("parler a une personne", "b"),
        ("oui transmettez ma demande", "a"),
        ("continuer", "c"),
        ("Continuez.", "c"),
        ("transmettre", "d"),
        ("arrêter", "e"),
        ("tout effacer", "f"),
        ("recommencer", "g"),
        ("je ne sais pas", "i"),
        ("JE NE SAIS PAS", "i"),
    ],
)
def test_a_button_may_be_said(said: str, wanted: str):
    found = choice_said(said, STEPS)
    assert found is not None
    assert found.id == wanted


@pytest.mark.parametrize(
    "said",
    [
        "",
        "oui",
        "non",
        "personne",
        "je ne parle à personne",
        "je veux continuer à travailler",
        "arrêter de travailler",
        "je dois arrêter",
        "je voudrais tout effacer de ma mémoire",
        "recommencer à marcher",
        "transmettre à mes enfants",
        "je ne sais pas quoi faire",
        "effacer ma dette",
    ],
)
def test_what_only_resembles_a_button(said: str):
    assert choice_said(said, STEPS) is None


def test_a_word_stands_only_for_a_button_that_is_shown():
    assert choice_said("continuer", STEPS[:2]) is None
    assert choice_said("tout effacer", ()) is None


@given(st.text(max_size=60))
def test_whatever_is_said_a_button_is_one_of_those_shown(said: str):
    assert choice_said(said, STEPS) in (None, *STEPS)

"""An example of every page of the desk that a browser opens; a route that is missing here fails the walk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from lexicon.codes import Role
from tests.browser.scene import Scene

Path = Callable[[Scene], str]


@dataclass(frozen=True)
class Example:
    """An address with something to show, and who looks at it (None: somebody who has not signed in)."""

    path: Path
    by: Role | None = Role.SECRETARY


def _file(sort: str, more: str = "") -> Path:
    return lambda scene: f"/demandes/{scene.files[sort].id}{more}"


def _at(path: str) -> Path:
    return lambda scene: path


def _draft(more: str = "") -> Example:
    return Example(lambda scene: f"/regles/brouillons/{scene.draft}{more}", Role.ADMINISTRATOR)


# By the name of the route, then of what is shown there.
EXAMPLES: Final[Mapping[str, Mapping[str, Example]]] = {
    "sign_in_page": {"sign-in": Example(_at("/connexion"), None)},
    "api_docs": {"api": Example(_at("/api/v1/docs"), None)},
    "account": {"account": Example(_at("/compte")), "account of an administrator": Example(_at("/compte"), Role.ADMINISTRATOR)},
    "second_factor_page": {"second factor": Example(_at("/compte/second-facteur"))},
    "rights": {"rights": Example(_at("/droits"))},
    "members": {"members": Example(_at("/comptes"), Role.ADMINISTRATOR)},
    "welcome": {
        "welcome of an administrator": Example(_at("/accueil"), Role.ADMINISTRATOR),
        "welcome of an auditor": Example(_at("/accueil"), Role.AUDITOR),
    },
    "queue": {
        "queue": Example(_at("/")),
        "queue of a manager": Example(_at("/"), Role.MANAGER),
        "nothing found": Example(_at("/?q=introuvable&antenne=nantes")),
    },
    "call_list": {"call list": Example(_at("/a-rappeler"))},
    "late": {"late": Example(_at("/retards"), Role.MANAGER)},
    "absences": {"absences": Example(_at("/absences"))},
    "handoff": {
        **{
            sort: Example(_file(sort))
            for sort in (
                "ordinary",
                "long",
                "danger",
                "partner",
                "interpreter",
                "nameless",
                "overdue",
                "waiting",
                "accepted",
                "oriented",
                "closed",
                "second",
                "twice",
                "telephone",
            )
        },
        "notes of a social worker": Example(_file("accepted"), Role.SOCIAL_WORKER),
        "a file for a manager": Example(_file("danger"), Role.MANAGER),
    },
    "appointment_page": {
        "appointment": Example(_file("accepted", "/rendez-vous")),
        "appointment without antenna": Example(_file("nameless", "/rendez-vous")),
        "appointment moved": Example(lambda scene: f"/demandes/{scene.files['accepted'].id}/rendez-vous?deplace={scene.appointment}"),
    },
    "appointment_week": {
        "week": Example(_at("/rendez-vous")),
        "week of an antenna": Example(_at("/rendez-vous?antenne=nantes"), Role.MANAGER),
    },
    "directory": {
        "directory": Example(_at("/annuaire")),
        "directory of an administrator": Example(_at("/annuaire"), Role.ADMINISTRATOR),
        "no organisation found": Example(_at("/annuaire?q=introuvable")),
    },
    "directory_sheet": {"organisation": Example(_at("/annuaire/fiche?id=seuil-exemple--ccas-nantes"))},
    "directory_import": {"import": Example(_at("/annuaire/import"), Role.ADMINISTRATOR)},
    "antennas": {"antennas": Example(_at("/annuaire/antennes"))},
    "antenna": {"antenna": Example(_at("/annuaire/antennes/nantes"))},
    "antenna_form": {"antenna changed": Example(_at("/annuaire/antennes/nantes/modifier"), Role.ADMINISTRATOR)},
    "disagreements": {"disagreements": Example(_at("/desaccords"), Role.AUDITOR)},
    "figures_columns": {"figures": Example(_at("/chiffres/colonnes"), Role.AUDITOR)},
    "partners": {"partners": Example(_at("/partenaires"), Role.MANAGER)},
    "note_hand_over": {"notes handed over": Example(_file("accepted", "/notes/communication"), Role.SOCIAL_WORKER)},
    "live": {"live": Example(_at("/direct"))},
    "live_talk": {
        "a conversation nobody holds": Example(lambda scene: f"/direct/{scene.talk}"),
        "a conversation held": Example(lambda scene: f"/direct/{scene.held_talk}"),
    },
    "entries": {"entries": Example(_at("/saisies"))},
    "entry": {"entry": Example(lambda scene: f"/saisies/{scene.entry}")},
    "rules": {"rules": Example(_at("/regles")), "rules of an administrator": Example(_at("/regles"), Role.ADMINISTRATOR)},
    "rules_version": {"convention": Example(_at("/regles/versions/1"), Role.ADMINISTRATOR)},
    "contests": {"contests": Example(_at("/contestations"), Role.MANAGER)},
    "rules_draft": {"draft": _draft()},
    "rules_grid": {"grid": _draft("/grille")},
    "rules_differences": {"differences": _draft("/differences")},
    "rules_examples": {"examples": _draft("/exemples")},
    "rules_questions": {"questions": _draft("/questions")},
    "rules_question": {"question": _draft("/questions/employment_status")},
    "rules_try": {"trying": _draft("/essai")},
    "rules_past": {"past requests": _draft("/demandes-passees")},
    "rules_rehearsal": {"rehearsal": _draft("/repetition")},
    "rules_general": {"dates and delays": _draft("/generalites")},
    "rules_topics": {"axes and topics": _draft("/sujets")},
    "rules_numbers": {"danger numbers": _draft("/numeros")},
    "rules_doors": {"next doors": _draft("/portes")},
    "rules_row_new": {"new row": _draft("/lignes?table=soins")},
    "rules_row": {
        "row": _draft("/lignes/E1d"),
        "row of who has retired": _draft("/lignes/E4"),
        "row of the orientation": _draft("/lignes/O6"),
    },
    "rules_sentences": {"sentences": _draft("/phrases")},
    "rules_sentence": {"sentence": _draft("/phrases/notice.opening")},
    "sheet": {"sheet": Example(_file("danger", "/fiche"))},
    "booklet": {"booklet": Example(_at("/livret"))},
}

# No route: what is shown when one is missing, closed, or given nonsense.
ERRORS: Final[Mapping[str, Example]] = {
    "not found": Example(_at("/nulle-part")),
    "no such file": Example(_at("/demandes/inconnue")),
    "not allowed": Example(_at("/"), Role.ADMINISTRATOR),
    "nonsense": Example(_at(f"/fragments/presence?ici={'x' * 900}")),
}

# Answers that no page of their own shows: parts of pages, files, programs.
NOT_PAGES: Final = frozenset(
    {
        "healthz",
        "readyz",
        "queue_fragment",
        "call_list_fragment",
        "calls_fragment",
        "live_fragment",
        "live_talk_fragment",
        "presence",
        "appointment_file",
        "sheet_pdf",
        "booklet_pdf",
        "figures_csv",
        "directory_report",
        "disagreement_examples",
        "api_handoffs",
        "api_handoffs_csv",
        "api_handoff",
        "api_handoff_fhir",
        "api_handoff_schema",
        "api_rulesets",
        "api_ruleset",
        "api_ruleset_dmn",
        "api_openapi",
        # On the way to the organisation's own sign-in service and back.
        "identity_leave",
        "identity_back",
        "identity_end",
        # Opens between a password and a code: the tests of signing in look at it.
        "sign_in_code_page",
    }
)

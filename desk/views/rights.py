"""Who may do what, in French, from the table of access: each line names routes that open to the same roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desk.access import ACCESS, ANYONE
from lexicon.codes import Role


@dataclass(frozen=True, slots=True)
class Line:
    """Something that people do, and the routes that let them."""

    does: str
    routes: tuple[str, ...]


# Every route of the table stands in exactly one line; a test holds it.
SECTIONS: Final[Mapping[str, tuple[Line, ...]]] = {
    "Les demandes": (
        Line("Voir la file et chercher une demande", ("queue", "queue_fragment")),
        Line("Lire une demande", ("handoff",)),
        Line("Confier des demandes, garder un filtre", ("assign", "keep_filter", "forget_filter")),
        Line("Dire qu’une collègue est absente", ("absences", "add_absence", "remove_absence")),
        Line("Prendre une demande en charge", ("review",)),
        Line("Décider : accepter, demander, orienter, clore, rouvrir", ("decide",)),
        Line("Confier une demande, annuler sa propre décision", ("decide_assign", "decide_undo")),
        Line("Dire qu’une alerte est vue, vraie ou fausse", ("alarm_seen", "alarm_lift", "alarm_confirm")),
        Line("Voir les appels en cours", ("calls_fragment",)),
        Line("Saisir pour quelqu’un : appel, visite, courrier", (
            "entries", "entry_start", "entry_on_handoff", "entry", "entry_save", "entry_give_up",
        )),
        Line("Réunir ou séparer deux demandes d’une même personne, les confier à qui la suivait", (
            "duplicates_merge", "duplicates_undo", "duplicates_worker",
        )),
        Line("Voir qui a la même demande ouverte", ("presence",)),
    ),
    "Les notes de travail": (
        Line("Écrire, lire, partager et effacer ses notes de travail", ("note_write", "note_draft", "note_delete", "note_keep")),
        Line("Noter une décision et remettre ses notes à la personne", ("note_release", "note_hand_over")),
    ),
    "Les comptes": (
        Line("Gérer son compte : second facteur, connexions ouvertes", (
            "account", "second_factor_page", "second_factor_confirm", "recovery_renew",
            "session_revoke", "sessions_revoke_others", "sign_out",
        )),
        Line("Voir les comptes, réinitialiser un second facteur", ("members", "member_reset")),
    ),
    "Pour s’orienter": (
        Line("Voir l’accueil et ce tableau", ("welcome", "rights")),
        Line("Se connecter", ("sign_in_page", "sign_in", "sign_in_code_page", "sign_in_code")),
    ),
    "Les programmes (avec un jeton)": (
        Line("Lire les demandes", ("api_handoffs", "api_handoff")),
        Line("Lire les règles", ("api_rulesets",)),
        Line("Lire la description de l’API", ("api_handoff_schema", "api_openapi", "api_docs")),
        Line("Savoir si le service répond", ("healthz", "readyz")),
    ),
}  # fmt: skip

# What the table of routes cannot say: which requests each role finds behind an open door.
REACH: Final[Mapping[Role, str]] = {
    Role.SECRETARY: "toutes les demandes de la région",
    Role.SOCIAL_WORKER: "les demandes de son antenne, celles qui lui sont confiées et celles qu’aucune antenne ne sert encore",
    Role.MANAGER: "les demandes de son antenne, sans les notes de travail",
    Role.ADMINISTRATOR: "aucune demande, aucune donnée de personne accompagnée",
    Role.AUDITOR: "aucune demande, seulement les traces et les chiffres",
}

OTHERS: Final = "Autres pages"


@dataclass(frozen=True, slots=True)
class Row:
    """One line as shown: for each role in order, whether it may; `anyone` needs no account."""

    does: str
    may: tuple[bool, ...]
    anyone: bool


def rights_table() -> dict[str, list[Row]]:
    """The rows by section. A route that no line names yet is shown by its name rather than hidden."""
    named = {route for lines in SECTIONS.values() for line in lines for route in line.routes}
    table = {section: [_row(line) for line in lines if line.routes] for section, lines in SECTIONS.items()}
    table[OTHERS] = [_row(Line(route, (route,))) for route in sorted(ACCESS.keys() - named)]
    return {section: rows for section, rows in table.items() if rows}


def _row(line: Line) -> Row:
    allowed = [ACCESS[route] for route in line.routes]
    anyone = all(roles is ANYONE for roles in allowed)
    return Row(line.does, tuple(all(roles is ANYONE or role in roles for roles in allowed) for role in Role), anyone)

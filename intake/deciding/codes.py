"""What can be decided, why, and what may have been wrong in the proposal."""

from __future__ import annotations

from lexicon.codes import Code


class DecisionKind(Code):
    """One sort of decision; the label says what was done."""

    ACCEPT = "accept", "demande acceptée"
    ASSIGN = "assign", "demande confiée"
    ASK = "ask", "question notée pour la personne"
    RESUME = "resume", "attente terminée"
    ORIENT = "orient", "personne orientée ailleurs"
    CLOSE = "close", "demande close"
    REOPEN = "reopen", "demande rouverte"


class OtherAxis(Code):
    """What a human may say instead of one axis of the convention."""

    BOTH = "both", "les deux axes"
    NONE_YET = "none_yet", "à comprendre au premier entretien"
    OUTSIDE = "outside", "hors des axes, nous l’aidons quand même"


class OrientReason(Code):
    """Why another door is the right one."""

    OTHER_SCHEME = "other_scheme", "son régime a son propre service social"
    OTHER_REGION = "other_region", "elle habite une autre région"
    BETTER_PLACED = "better_placed", "un autre service s’occupe de cela"
    ALREADY_HELPED = "already_helped", "un autre service la suit déjà"
    HER_WISH = "her_wish", "elle préfère un autre service"


class CloseOutcome(Code):
    """How a request ended."""

    HELPED = "helped", "l’aide est apportée"
    HANDED_BACK = "handed_back", "l’autre service a pris la suite"
    UNREACHED = "unreached", "elle n’a pas pu être jointe"
    NO_WISH = "no_wish", "elle ne souhaite plus d’aide"
    ELSEWHERE = "elsewhere", "suivie dans une autre demande"
    OBJECTED = "objected", "elle s’oppose à cette demande"
    DECEASED = "deceased", "la personne est décédée"
    MISTAKE = "mistake", "envoyée par erreur"


class ToldBy(Code):
    """How a person is told."""

    CALL = "call", "par un appel"
    TEXT = "text", "par SMS"


class Blamed(Code):
    """What sort of thing was wrong in a proposal."""

    RULE = "rule", "une règle"
    TOPIC = "topic", "un sujet entendu"
    FACT = "fact", "une information"
    OTHER = "other", "aucun de ceux-là"

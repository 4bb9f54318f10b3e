"""Where a draft stands, and the steps in the life of a convention."""

from __future__ import annotations

from lexicon.codes import Code


class DraftStatus(Code):
    """Where a draft stands."""

    DRAFT = "draft", "brouillon"
    SUBMITTED = "submitted", "proposé à la signature"
    APPROVED = "approved", "signé"
    PUBLISHED = "published", "publié"
    ABANDONED = "abandoned", "abandonné"


class Step(Code):
    """One step, as the history tells it."""

    STARTED = "started", "brouillon commencé"
    CHANGED = "changed", "brouillon changé"
    GAP_SEEN = "gap_seen", "cas non couvert accepté"
    COMPARED = "compared", "essayé sur les demandes passées"
    SUBMITTED = "submitted", "proposé à la signature"
    TAKEN_BACK = "taken_back", "repris pour être changé"
    REFUSED = "refused", "refusé"
    APPROVED = "approved", "signé"
    PUBLISHED = "published", "publié"
    WITHDRAWN = "withdrawn", "retiré"
    ABANDONED = "abandoned", "abandonné"


class Standing(Code):
    """Where a published convention stands on a day."""

    IN_FORCE = "in_force", "en vigueur"
    TO_COME = "to_come", "à venir"
    SUPERSEDED = "superseded", "remplacée"
    WITHDRAWN = "withdrawn", "retirée"

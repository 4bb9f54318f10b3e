"""What a text in the outbox is, where it stands, and how far the carrier brought it."""

from __future__ import annotations

from lexicon.codes import Code


class TextKind(Code):
    """What a text is for; what concerns a danger waits for nothing."""

    ORDINARY = "text", "réponse"
    SAFETY = "safety_text", "sécurité"
    REMINDER = "reminder_text", "rappel"


class TextStatus(Code):
    """Where a text stands on our side."""

    WAITING = "waiting", "en attente"
    # Taken by a worker until `due_at`; past that moment it is free again.
    SENDING = "sending", "en cours d’envoi"
    SENT = "sent", "remis à l’opérateur"
    GIVEN_UP = "given_up", "abandonné"
    CANCELLED = "cancelled", "annulé à la demande de la personne"


class Delivery(Code):
    """How far the carrier says that a text got; a later member of this list is never overwritten by an earlier one."""

    ACCEPTED = "accepted", "acceptée par l’opérateur"
    SCHEDULED = "scheduled", "programmée"
    QUEUED = "queued", "en file chez l’opérateur"
    SENDING = "sending", "en cours d’acheminement"
    SENT = "sent", "envoyée"
    CANCELED = "canceled", "annulée chez l’opérateur"
    FAILED = "failed", "échouée"
    UNDELIVERED = "undelivered", "non remise"
    # A text that arrived has arrived, whatever else was said of it.
    PARTIALLY_DELIVERED = "partially_delivered", "remise en partie"
    DELIVERED = "delivered", "remise"
    READ = "read", "lue"


class Enqueued(Code):
    """What became of a text that was to be sent."""

    QUEUED = "queued", "en attente d’envoi"
    DUPLICATE = "duplicate", "déjà en attente ou envoyée"
    OPTED_OUT = "opted_out", "la personne ne veut plus de messages"
    CAPPED = "capped", "limite du jour atteinte"


KINDS = tuple(kind.value for kind in TextKind)
OPEN = (TextStatus.WAITING.value, TextStatus.SENDING.value)
# The carrier's code for a number that wrote STOP to it.
CODE_OPTED_OUT = "21610"

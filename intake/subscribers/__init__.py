"""Programs of others that are told when a hand-off was made or changed: its identifiers, nothing of anybody."""

from intake.subscribers.accounts import Subscriber, SubscriberError, add_subscriber, disable_subscriber, list_subscribers
from intake.subscribers.noticing import notice_changes
from intake.subscribers.posting import DueEvent, due_event, event_failed, event_sent, has_due_event
from intake.subscribers.signing import sign, verify

__all__ = [
    "DueEvent",
    "Subscriber",
    "SubscriberError",
    "add_subscriber",
    "disable_subscriber",
    "due_event",
    "event_failed",
    "event_sent",
    "has_due_event",
    "list_subscribers",
    "notice_changes",
    "sign",
    "verify",
]

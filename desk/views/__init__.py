"""What the screens show, computed from stored values and free of HTML."""

from desk.views.calls import CallsScreen, calls_screen
from desk.views.handoff import HandoffScreen, handoff_screen
from desk.views.queue import People, QueueScreen, queue_screen
from desk.views.queue_filters import Option, Wanted

__all__ = ["CallsScreen", "HandoffScreen", "Option", "People", "QueueScreen", "Wanted", "calls_screen", "handoff_screen", "queue_screen"]

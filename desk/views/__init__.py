"""What the screens show, computed from stored values and free of HTML."""

from desk.views.calls import CallsScreen, calls_screen
from desk.views.handoff import HandoffScreen, handoff_screen
from desk.views.queue import Option, QueueScreen, Wanted, queue_screen

__all__ = ["CallsScreen", "HandoffScreen", "Option", "QueueScreen", "Wanted", "calls_screen", "handoff_screen", "queue_screen"]

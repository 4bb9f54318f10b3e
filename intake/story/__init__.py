"""Facts from the person's own account: deduced with their words, read back, never taken as told."""

from intake.story.facts import FactHeard, facts_from_story
from intake.story.speaker import Speaker, who_speaks

__all__ = ["FactHeard", "Speaker", "facts_from_story", "who_speaks"]

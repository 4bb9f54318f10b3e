"""Facts from the person's own account: deduced with their words, read back, never taken as told."""

from intake.story.facts import FactHeard, facts_from_story

__all__ = ["FactHeard", "facts_from_story"]

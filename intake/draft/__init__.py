"""A request while it is being told: answers, topics, the person's own words. Pure data."""

from intake.draft.model import KNOWN, Answer, DangerHeard, Draft, Said, TopicHeard

__all__ = ["KNOWN", "Answer", "DangerHeard", "Draft", "Said", "TopicHeard"]

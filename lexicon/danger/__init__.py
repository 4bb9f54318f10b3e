"""Danger heard in a message: declared rules, explained hits."""

from lexicon.danger.finder import DANGER_RULES, DISTRESS_RULES, DangerFound, find_all_dangers, find_danger, find_distress, find_sure_danger

__all__ = ["DANGER_RULES", "DISTRESS_RULES", "DangerFound", "find_all_dangers", "find_danger", "find_distress", "find_sure_danger"]

"""Words and codes shared by every process: standard library only, Python 3.10 or later."""

from lexicon.codes import (
    Act,
    AnswerStatus,
    Channel,
    Code,
    DangerKind,
    HandoffStatus,
    MessageKind,
    Mode,
    Outcome,
    Role,
    SaidBy,
    Sender,
    Topic,
)
from lexicon.danger import DangerFound, find_all_dangers, find_danger, find_distress, find_sure_danger
from lexicon.language import Language, find_language
from lexicon.nir import MASK, find_nir, mask_nir
from lexicon.person import asks_for_person
from lexicon.shapes import SHAPE_KINDS, has_shape
from lexicon.text import Folded, fold, plain

__all__ = [
    "MASK",
    "SHAPE_KINDS",
    "Act",
    "AnswerStatus",
    "Channel",
    "Code",
    "DangerFound",
    "DangerKind",
    "Folded",
    "HandoffStatus",
    "Language",
    "MessageKind",
    "Mode",
    "Outcome",
    "Role",
    "SaidBy",
    "Sender",
    "Topic",
    "asks_for_person",
    "find_all_dangers",
    "find_danger",
    "find_distress",
    "find_language",
    "find_nir",
    "find_sure_danger",
    "fold",
    "has_shape",
    "mask_nir",
    "plain",
]

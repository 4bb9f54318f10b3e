"""Words and codes shared by every process: standard library only, Python 3.10 or later."""

from lexicon.danger import DangerFound, find_danger, find_distress
from lexicon.nir import find_nir, mask_nir
from lexicon.text import Folded, fold, plain

__all__ = ["DangerFound", "Folded", "find_danger", "find_distress", "find_nir", "fold", "mask_nir", "plain"]

"""Why something asked of the directory is not done, in one French sentence."""

from __future__ import annotations


class DirectoryError(ValueError):
    """The message is a French sentence; `field` names what to correct, "" for the whole."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class FileRefusedError(DirectoryError):
    """A whole file that cannot be read; nothing of it is taken."""


class ChangedMeanwhileError(DirectoryError):
    """What was looked at is not what would be done now: it is shown again."""

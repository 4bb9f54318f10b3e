"""A graph component whose learned part is kept in Rasa's model archive."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

import lexicon

_FILE = "learned.joblib"
Self = TypeVar("Self", bound="Stored")


@cache
def _sources() -> str:
    """The hash of all the code that what is learned depends on."""
    folders = (Path(__file__).parent, Path(lexicon.__file__).parent)
    files = sorted(path for folder in folders for path in folder.rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


class Stored(GraphComponent):
    """Keeps `learned`, anything that pickles; None until trained."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        """Remember where to keep what will be learned."""
        self.config = config
        self._model_storage, self._resource = model_storage, resource
        self.learned: Any = None

    @classmethod
    def create(
        cls: type[Self], config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> Self:
        """A component that has learned nothing yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Self],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """The component as it was trained. Raises ValueError when the archive lacks it: half a model is worse than none."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as directory:
            component.learned = joblib.load(directory / _FILE)
        return component

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Makes Rasa train anew when any of the code has changed; by itself it looks at the component's class only."""
        return _sources()

    def keep(self, learned: Any) -> Resource:
        """Put what was learned into the archive that is being made."""
        self.learned = learned
        with self._model_storage.write_to(self._resource) as directory:
            joblib.dump(learned, directory / _FILE, compress=1)
        return self._resource

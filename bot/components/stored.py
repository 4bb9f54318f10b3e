"""A graph component whose learned part is kept in Rasa's model archive."""

from __future__ import annotations

from typing import Any, TypeVar

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

_FILE = "learned.joblib"
Self = TypeVar("Self", bound="Stored")


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

    def keep(self, learned: Any) -> Resource:
        """Put what was learned into the archive that is being made."""
        self.learned = learned
        with self._model_storage.write_to(self._resource) as directory:
            joblib.dump(learned, directory / _FILE, compress=1)
        return self._resource

"""The shape of a convention file, for editors and programs that write one."""

from __future__ import annotations

from typing import Any

from intake.convention.model import Convention


def convention_schema() -> dict[str, Any]:
    """JSON Schema (2020-12). It tells the shape; that the parts agree with each other, only `load_convention` does."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Convention.model_json_schema()}

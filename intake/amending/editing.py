"""One change at a time to the content of a draft: pure functions over its JSON, which may be unfinished at any moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

from intake.convention import Convention

# What a convention is as JSON; every function gives a new one and leaves the old as it is.
Content = dict[str, Any]
Item = dict[str, Any]

ORIENTATION: Final = "orientation"
# The lists of a convention whose items have a code, and how that is called.
LISTS: Final[Mapping[str, str]] = {"axes": "code", "topics": "code", "fields": "code", "examples": "id"}


class EditError(ValueError):
    """The change cannot be made; the message is one French line."""


def content_of(convention: Convention) -> Content:
    """The content to start a draft from."""
    content: Content = convention.model_dump(mode="json")
    return content


def rows_of(content: Content, table: str) -> list[Item]:
    """The rows of the orientation or of the table of an axis."""
    if table == ORIENTATION:
        return list(content["orientation"]["rows"])
    return next((list(found["rows"]) for found in content["axis_tables"] if found["axis"] == table), [])


def find_row(content: Content, row_id: str) -> tuple[str, Item] | None:
    """A row by its id, with the table that it stands in."""
    for table in (ORIENTATION, *(found["axis"] for found in content["axis_tables"])):
        for row in rows_of(content, table):
            if row["id"] == row_id:
                return table, row
    return None


def put_row(content: Content, table: str, row: Item, instead_of: str | None = None) -> Content:
    """Add a row at the end of its table, or put it in the place of another; examples follow a new id."""
    taken = find_row(content, row["id"])
    if taken is not None and row["id"] != instead_of:
        raise EditError(f"il y a déjà une règle {row['id']} : donnez-lui un autre nom")
    rows = rows_of(content, table)
    if instead_of is None:
        return _with_rows(content, table, [*rows, row])
    if all(known["id"] != instead_of for known in rows):
        raise EditError(f"la règle {instead_of} n’est plus là")
    changed = _with_rows(content, table, [row if known["id"] == instead_of else known for known in rows])
    return _rename_examples(changed, instead_of, row["id"])


def copy_row(content: Content, row_id: str) -> tuple[Content, str]:
    """A copy of a row just after it, under the next free name; gives that name too."""
    table, row = _existing(content, row_id)
    name = next(f"{row_id[:13]}x{n}" for n in range(1, 1000) if find_row(content, f"{row_id[:13]}x{n}") is None)
    rows = rows_of(content, table)
    place = next(at for at, known in enumerate(rows) if known["id"] == row_id) + 1
    return _with_rows(content, table, [*rows[:place], {**row, "id": name}, *rows[place:]]), name


def remove_row(content: Content, row_id: str) -> Content:
    """The draft without a row; its examples stay, for the whole."""
    table, _ = _existing(content, row_id)
    kept = [row for row in rows_of(content, table) if row["id"] != row_id]
    return _rename_examples(_with_rows(content, table, kept), row_id, None)


def move_row(content: Content, row_id: str, step: Literal[-1, 1]) -> Content:
    """A row one place earlier or later in its table; at the end of it, nothing moves."""
    table, _ = _existing(content, row_id)
    rows = rows_of(content, table)
    at = next(place for place, known in enumerate(rows) if known["id"] == row_id)
    to = at + step
    if not 0 <= to < len(rows):
        return content
    rows[at], rows[to] = rows[to], rows[at]
    return _with_rows(content, table, rows)


def put_item(content: Content, kind: str, item: Item, instead_of: str | None = None) -> Content:
    """Add an axis, a topic, a field or an example, or put it in the place of another. A new axis gets an empty table."""
    name = LISTS[kind]
    items: list[Item] = list(content.get(kind) or [])
    if item[name] != instead_of and any(known[name] == item[name] for known in items):
        raise EditError(f"« {item[name]} » existe déjà : donnez un autre code")
    if instead_of is None:
        items.append(item)
    else:
        items = [item if known[name] == instead_of else known for known in items]
    changed = {**content, kind: items}
    if kind == "axes" and instead_of is None:
        changed["axis_tables"] = [*content["axis_tables"], {"axis": item["code"], "rows": []}]
    return changed


def remove_item(content: Content, kind: str, code: str) -> Content:
    """The draft without an axis (and its table), a topic, a field or an example."""
    name = LISTS[kind]
    changed = {**content, kind: [item for item in content.get(kind) or [] if item[name] != code]}
    if kind == "axes":
        changed["axis_tables"] = [table for table in content["axis_tables"] if table["axis"] != code]
    if kind == "topics":
        changed["other_topics"] = [topic for topic in content["other_topics"] if topic != code]
    if kind == "fields":
        changed["asked_first"] = [field for field in content["asked_first"] if field != code]
    return changed


def put_sentence(content: Content, key: str, variant: str, text: str) -> Content:
    """Say a sentence otherwise on one channel; an empty text lets the web's stand, except the web's own."""
    variants = dict(content["sentences"].get(key) or {})
    if text.strip():
        variants[variant] = text.strip()
    elif variant == "web":
        raise EditError("la phrase du site ne peut pas être vide : les autres en dépendent")
    else:
        variants.pop(variant, None)
    return {**content, "sentences": {**content["sentences"], key: variants}}


def put_part(content: Content, part: str, value: Any) -> Content:
    """Replace a part that is one whole: label, date, départements, times, targets, danger numbers, doors."""
    return {**content, part: value}


def _existing(content: Content, row_id: str) -> tuple[str, Item]:
    found = find_row(content, row_id)
    if found is None:
        raise EditError(f"la règle {row_id} n’est plus là")
    return found


def _with_rows(content: Content, table: str, rows: list[Item]) -> Content:
    if table == ORIENTATION:
        return {**content, "orientation": {**content["orientation"], "rows": rows}}
    if all(found["axis"] != table for found in content["axis_tables"]):
        raise EditError("cet axe n’est plus là")
    tables = [{**found, "rows": rows} if found["axis"] == table else found for found in content["axis_tables"]]
    return {**content, "axis_tables": tables}


def _rename_examples(content: Content, old: str, new: str | None) -> Content:
    if old == new:
        return content
    rename: Callable[[Item], Item] = lambda item: {**item, "row": new} if item.get("row") == old else item  # noqa: E731
    return {**content, "examples": [rename(item) for item in content.get("examples") or []]}

"""Signs of suicide: said, announced by a relative, hinted at, or prepared."""

from __future__ import annotations

from lexicon.danger import suicide_goodbye, suicide_prepared, suicide_said, suicide_weary

RULES = (*suicide_said.RULES, *suicide_weary.RULES, *suicide_goodbye.RULES, *suicide_prepared.RULES)

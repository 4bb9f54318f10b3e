"""The figures as a table, and what went wrong as a page that a person can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from bench.nlu.examples import Example
from bench.nlu.scores import Heard, act_figures, axis_share, danger_recall, false_alarms, kind_share, topic_figures
from bench.nlu.systems import Run

_DASH = "–"
_MOST_SHOWN = 25


def figures(said: Sequence[Example], heard: Sequence[Heard]) -> dict[str, str]:
    """Every figure that a system gives, by its name, as text."""
    told: dict[str, str] = {}
    if any(h.topics is not None for h in heard):
        topics = topic_figures(said, heard)
        told |= {"topics, micro F1": f"{topics.micro:.3f}", "topics, macro F1": f"{topics.macro:.3f}", "topics, exact": str(topics.exact)}
    if any(h.axis is not None for h in heard):
        told["axis"] = str(axis_share(said, heard))
    if any(h.act is not None for h in heard):
        share, macro = act_figures(said, heard)
        told |= {"acts": str(share), "acts, macro F1": f"{macro:.3f}"}
    if any(h.hears_danger for h in heard):
        told |= {f"danger recall, {kind}": str(share) for kind, share in danger_recall(said, heard).items()}
        told["danger kind, of those heard"] = str(kind_share(said, heard))
        told["false alarms, ordinary"] = str(false_alarms(said, heard, near=False))
        told["false alarms, near-misses"] = str(false_alarms(said, heard, near=True))
    return told


def table(said: Sequence[Example], runs: Mapping[str, Run]) -> str:
    """A Markdown table: a column for each system."""
    columns = {name: figures(said, run.heard) | _costs(run) for name, run in runs.items()}
    names = list(dict.fromkeys(label for column in columns.values() for label in column))
    lines = ["| | " + " | ".join(columns) + " |", "|---|" + "---|" * len(columns)]
    lines += [f"| {name} | " + " | ".join(column.get(name, _DASH) for column in columns.values()) + " |" for name in names]
    return "\n".join(lines)


def _costs(run: Run) -> dict[str, str]:
    costs = {
        "training": f"{run.train_seconds:.0f} s",
        "a message, one core": f"{run.ms_per_message:.1f} ms",
        "memory, peak": f"{run.memory_mb:.0f} MB",
    }
    return costs | ({"note": run.note} if run.note else {})


def confusions(said: Sequence[Example], heard: Sequence[Heard]) -> str:
    """What ours got wrong, by topic, act, axis and danger, with the sentences."""
    parts = [
        "# What is misunderstood",
        "",
        "Sentences of the development test split, written apart and never trained on.",
        "",
        "## Topics",
        "",
    ]
    each = topic_figures(said, heard).each
    for name, score in sorted(each.items(), key=lambda one: one[1]):
        pairs = [
            (e, h) for e, h in zip(said, heard, strict=True) if e.topics is not None and h.topics is not None and name not in e.optional
        ]
        missed = [e.text for e, h in pairs if e.topics and h.topics is not None and name in e.topics and name not in h.topics]
        extra = [e.text for e, h in pairs if e.topics is not None and h.topics and name in h.topics and name not in e.topics]
        parts += [f"### {name}: F1 {score:.2f}", ""]
        parts += (
            [f"- not heard: {text}" for text in missed[:_MOST_SHOWN]] + [f"- heard wrongly: {text}" for text in extra[:_MOST_SHOWN]] + [""]
        )
    parts += ["## Acts", "", "| said | heard | times |", "|---|---|---|"]
    acts = [(e.act, str(h.act), e.text) for e, h in zip(said, heard, strict=True) if e.topics is None and e.act != h.act]
    parts += [f"| {a} | {b} | {count} |" for (a, b), count in Counter((a, b) for a, b, _ in acts).most_common()]
    parts += ["", *(f"- {a} heard as {b}: {text}" for a, b, text in acts), "", "## Axis", ""]
    axes = [(e.axis, h.axis, e.text) for e, h in zip(said, heard, strict=True) if e.axis is not None and e.axis != h.axis]
    parts += [f"- {a} heard as {b}: {text}" for a, b, text in axes]
    parts += ["", "## Dangers not heard", ""]
    parts += [f"- {e.danger}: {e.text}" for e, h in zip(said, heard, strict=True) if e.danger and not h.danger]
    parts += ["", "## False alarms", ""]
    parts += [
        f"- {h.danger}{' (near-miss)' if e.near_miss else ''}: {e.text}"
        for e, h in zip(said, heard, strict=True)
        if h.danger and not e.danger
    ]
    return "\n".join(parts) + "\n"

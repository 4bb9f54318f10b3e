"""What is compared: our pipeline, the one that `rasa init` writes, and TF-IDF with linear support vectors.

Each runs in a process of its own, so that its memory and its time are its own; messages are read one by one on one core.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import resource
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import structlog
import yaml

from bench.nlu.examples import ROOT, Example, trained
from bench.nlu.scores import Heard

STOCK_PIPELINE: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True, "random_seed": 7},
    {"name": "EntitySynonymMapper"},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]
# Joined labels of topics, as an intent of stock Rasa.
_PLUS = "+"


@dataclass(frozen=True)
class Run:
    """What one system heard of each message, and what it cost."""

    heard: list[Heard]
    train_seconds: float
    ms_per_message: float
    memory_mb: float
    note: str = ""


Work = Callable[[list[str]], Run]


def apart(work: Work, texts: list[str]) -> Run:
    """Do the work in a fresh process; its peak memory is added. Raises RuntimeError when that process fails."""
    context = multiprocessing.get_context("spawn")
    near, far = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(work, texts, far))
    process.start()
    far.close()
    try:
        run: Run = near.recv()
    except EOFError:
        raise RuntimeError("a system ended without a result; its errors are above") from None
    finally:
        process.join()
    return run


def _serve(work: Work, texts: list[str], answer: Connection) -> None:
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    warnings.simplefilter("ignore")
    # Rasa logs every message that it parses.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.disable(logging.WARNING)
    run = work(texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer.send(Run(run.heard, run.train_seconds, run.ms_per_message, peak, run.note))


def _timed(texts: list[str], read: Callable[[str], Heard]) -> tuple[list[Heard], float]:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    read(texts[0])
    started = time.perf_counter()
    heard = [read(text) for text in texts]
    return heard, (time.perf_counter() - started) * 1000 / len(texts)


def ours(texts: list[str]) -> Run:
    """The pipeline of config.yml on data/nlu, read in Rasa as it is served."""
    with tempfile.TemporaryDirectory() as folder:
        model, seconds = _train_rasa(str(ROOT / "config.yml"), str(ROOT / "data" / "nlu"), folder)
        parse = _parser(model)

        def read(text: str) -> Heard:
            parsed = parse(text)
            danger = parsed.get("danger")
            return Heard(
                act=parsed["act"],
                topics=frozenset(topic["code"] for topic in parsed["topics"]),
                axis=parsed["axis_hint"],
                danger=danger["kind"] if danger else None,
            )

        heard, pace = _timed(texts, read)
    return Run(heard, seconds, pace, 0.0)


@dataclass(frozen=True)
class Stock:
    """The DIET pipeline of `rasa init` on the same sentences, for acts or for topics as joined labels.

    `seconds` bounds the learning of DIET, featurization apart: it stops there, wherever its 100 epochs are.
    """

    target: str
    seconds: float

    def __call__(self, texts: list[str]) -> Run:
        """Train and read."""
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "nlu.yml"
            count = self._write(data)
            epochs = _stop_training_after(self.seconds)
            model, spent = self._train(data, folder)
            parse = _parser(model)

            def read(text: str) -> Heard:
                name = parse(text)["intent"]["name"]
                if self.target == "acts":
                    return Heard(act=name, hears_danger=False)
                return Heard(topics=frozenset(name.split(_PLUS)), hears_danger=False)

            heard, pace = _timed(texts, read)
        return Run(heard, spent, pace, 0.0, f"{epochs[0]:.1f} of its 100 epochs, {count} labels")

    def _write(self, path: Path) -> int:
        by_label: dict[str, list[str]] = {}
        for example in trained():
            if self.target == "acts":
                label: str | None = example.act
            else:
                label = _PLUS.join(sorted(example.topics)) if example.topics else None
            if label:
                by_label.setdefault(label, []).append(example.text)
        # As blocks: Rasa's reader takes a phone number for a number otherwise, and knows a file by its bare keys.
        lines = ['version: "3.1"', "nlu:"]
        for label, texts in sorted(by_label.items()):
            lines += [f"- intent: {label}", "  examples:", *(f"  - text: |\n      {' '.join(text.split())}" for text in texts)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return len(by_label)

    @staticmethod
    def _train(data: Path, folder: str) -> tuple[Path, float]:
        config = Path(folder) / "config.yml"
        config.write_text(yaml.safe_dump({"recipe": "default.v1", "language": "fr", "assistant_id": "bench", "pipeline": STOCK_PIPELINE}))
        return _train_rasa(str(config), str(data), str(Path(folder) / "model"))


def _stop_training_after(seconds: float) -> list[float]:
    """Make every fit of Keras in this process stop after that long; the list given tells how many epochs were done."""
    import tensorflow as tf

    done = [0.0]

    class Clock(tf.keras.callbacks.Callback):  # type: ignore[misc]
        def on_train_begin(self, logs: object = None) -> None:
            self.started, self.batches, self.epochs, self.in_epoch = time.perf_counter(), 0, 0, 0

        def on_train_batch_end(self, batch: int, logs: object = None) -> None:
            self.in_epoch = batch + 1
            done[0] = self.epochs + self.in_epoch / max(self.batches, self.in_epoch)
            if time.perf_counter() - self.started > seconds:
                self.model.stop_training = True

        def on_epoch_end(self, epoch: int, logs: object = None) -> None:
            self.epochs, self.batches = epoch + 1, max(self.batches, self.in_epoch)

    fit = tf.keras.Model.fit

    def fit_with_clock(model: Any, *args: Any, callbacks: Any = None, **kwargs: Any) -> Any:
        return fit(model, *args, callbacks=[*(callbacks or []), Clock()], **kwargs)

    tf.keras.Model.fit = fit_with_clock
    return done


def _train_rasa(config: str, data: str, output: str) -> tuple[Path, float]:
    from rasa.model_training import train_nlu  # heavy: only in the process that trains

    started = time.perf_counter()
    model = train_nlu(config=config, nlu_data=data, output=output, fixed_model_name="bench")
    if model is None:
        raise RuntimeError("Rasa made no model")
    return Path(model), time.perf_counter() - started


def _parser(model: Path) -> Callable[[str], dict[str, Any]]:
    from rasa.core.agent import load_agent

    loop = asyncio.new_event_loop()
    agent = loop.run_until_complete(load_agent(model_path=str(model)))

    def parse(text: str) -> dict[str, Any]:
        parsed: dict[str, Any] = loop.run_until_complete(agent.parse_message(text))
        return parsed

    return parse


def linear(texts: list[str]) -> Run:
    """TF-IDF of words and pairs with linear support vectors: what anybody writes in ten lines."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.preprocessing import MultiLabelBinarizer
    from sklearn.svm import LinearSVC

    started = time.perf_counter()
    examples = trained()
    vectors = TfidfVectorizer(strip_accents="unicode", ngram_range=(1, 2), sublinear_tf=True)
    rows = vectors.fit_transform([example.text for example in examples])

    def fit(labelled: list[int], labels: list[str]) -> Any:
        return LinearSVC(class_weight="balanced", random_state=7).fit(rows[labelled], labels)

    everything = list(range(len(examples)))
    told = [place for place, example in enumerate(examples) if example.topics is not None]
    binary = MultiLabelBinarizer()
    truth = binary.fit_transform([sorted(examples[place].topics or ()) for place in told])
    topics = OneVsRestClassifier(LinearSVC(class_weight="balanced", random_state=7)).fit(rows[told], truth)
    acts = fit(everything, [example.act for example in examples])
    axis = fit(told, [_axis(examples[place]) for place in told])
    danger = fit(everything, [example.danger or "" for example in examples])
    seconds = time.perf_counter() - started

    def read(text: str) -> Heard:
        row = vectors.transform([text])
        return Heard(
            act=str(acts.predict(row)[0]),
            topics=frozenset(binary.inverse_transform(topics.predict(row))[0]),
            axis=str(axis.predict(row)[0]),
            danger=str(danger.predict(row)[0]) or None,
        )

    heard, pace = _timed(texts, read)
    return Run(heard, seconds, pace, 0.0)


def _axis(example: Example) -> str:
    return example.axis or "none"

"""Which estimates were made before? Answers kept in a folder, so that none is made twice.

An answer is kept under the hash of everything that it depends on: the table with its lists
numbered (see ``numbered_lists``: equal tables under other names share one answer), the method,
the options that matter to it, the version and the very code of the estimators. Each is one JSON
file, written beside and moved into place, so that a writer that is killed leaves no half of one;
a file that is damaged all the same is not believed, and replaced when the answer is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from onrecord import __version__
from onrecord.core import estimate as estimators
from onrecord.core.estimate.existence import Existence
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.loglinear import ModelFit
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.numbered_lists import NumberedLists
from onrecord.core.estimate.profile import Interval, IntervalMethod
from onrecord.core.estimate.result import Estimate
from onrecord.core.estimate.snapshot import snapshot
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.remark import Remark

_FORMAT: Final = 1
_MODELS: Final = "every log-linear model"
_OF_CHANCE: Final = ("seed", "samples", "chains")
"""Options that matter to methods which draw and to no other."""


class EstimateCache:
    """Answers kept in one folder, which is made when the first is kept.

    Several processes may use one folder at once. The files hold counts of persons and no names,
    neither of persons nor of lists; only the owner of the folder may read them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def answers(self, key: str) -> tuple[Estimate, ...] | None:
        """Return the answers under a key, for a numbered table; None where there are none."""
        found = self._read(key)
        return None if found is None else tuple(_estimate(plain) for plain in found)

    def keep_answers(self, key: str, answers: Sequence[Estimate]) -> None:
        """Keep answers, in place of any that are there."""
        self._write(key, [_plain_estimate(answer) for answer in answers])

    def models(self, key: str) -> tuple[ModelFit, ...] | None:
        """Return the model fits under a key, for a numbered table; None where there are none."""
        found = self._read(key)
        return None if found is None else tuple(_fit(plain) for plain in found)

    def keep_models(self, key: str, fits: Sequence[ModelFit]) -> None:
        """Keep the fits of models, in place of any that are there."""
        self._write(key, [_plain_fit(fit) for fit in fits])

    def path(self, key: str) -> Path:
        """Return where the answers under a key are kept."""
        return self.folder / key[:2] / f"{key}.json"

    def _read(self, key: str) -> list[Any] | None:
        """Return what a file holds; None where it is not there, or is not what was written."""
        try:
            document = json.loads(self.path(key).read_bytes())
        except (OSError, ValueError):
            return None
        if not isinstance(document, dict) or document.get("key") != key:
            return None
        found = document.get("found")
        whole = isinstance(found, list) and document.get("sha256") == _digest(found)
        return found if whole and isinstance(found, list) else None

    def _write(self, key: str, found: list[dict[str, Any]]) -> None:
        document = {"format": _FORMAT, "key": key, "sha256": _digest(found), "found": found}
        try:
            _put(self.path(key), json.dumps(document, allow_nan=False).encode())
        except OSError as error:
            raise UsageError(
                "Answers cannot be kept in this folder: {why}.",
                value=self.folder,
                why=error.strerror or "unwritable",
            ) from error


def answer_key(numbered: NumberedLists, method: Method, options: Options) -> str:
    """Return the key of what a method says of a table: equal for all that gives equal answers."""
    chosen = replace(options, threads=1)
    if method.draws:
        chosen = replace(chosen, seed=1 if options.seed is None else options.seed)
        left_out: tuple[str, ...] = ("threads",)
    else:
        left_out = ("threads", *_OF_CHANCE)
    return _key(numbered, method.name, _settings(chosen, left_out))


def models_key(numbered: NumberedLists, options: Options) -> str:
    """Return the key of the fits of all log-linear models of a table."""
    return _key(numbered, _MODELS, {"order": options.order})


def _key(numbered: NumberedLists, what: str, settings: Mapping[str, object]) -> str:
    parts = {
        "format": _FORMAT,
        "version": __version__,
        "code": _code(),
        "what": what,
        "settings": settings,
        "table": snapshot(numbered.table).decode(),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _settings(options: Options, left_out: Sequence[str]) -> dict[str, object]:
    named = asdict(options)
    return {
        field.name: named[field.name] for field in fields(options) if field.name not in left_out
    }


def _put(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there whole."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.stem}.{secrets.token_hex(8)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


@cache
def _code() -> str:
    """Return the hash of the code of the estimators, which may change within one version."""
    folder = Path(estimators.__path__[0])
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _digest(found: object) -> str:
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def _plain_estimate(answer: Estimate) -> dict[str, Any]:
    interval, model = answer.interval, answer.model
    plain = {
        name: getattr(answer, name)
        for name in (
            *("method", "lists", "observed", "stratum", "lower_bound", "N", "aic", "bic"),
            *("deviance", "diagnostics", "seconds", "seed", "version"),
        )
    }
    return plain | {
        "interval": None if interval is None else asdict(interval),
        "model": model.generators if isinstance(model, HierarchicalModel) else model,
        "warnings": [remark.to_plain() for remark in answer.warnings],
        "refused": None if answer.refused is None else answer.refused.to_plain(),
        "draws": None if answer.draws is None else answer.draws.tolist(),
    }


def _estimate(plain: Mapping[str, Any]) -> Estimate:
    model, interval, draws = plain["model"], plain["interval"], plain["draws"]
    made: dict[str, Any] = {
        "lists": tuple(plain["lists"]),
        "interval": _interval(interval) if interval else None,
        "model": _model(model) if isinstance(model, list) else model,
        "warnings": tuple(map(Remark.from_plain, plain["warnings"])),
        "refused": Remark.from_plain(plain["refused"]) if plain["refused"] else None,
        "draws": None if draws is None else np.array(draws, dtype=np.float64),
    }
    return Estimate(**{**plain, **made})


def _interval(plain: Mapping[str, Any]) -> Interval:
    return Interval(**{**plain, "method": IntervalMethod(plain["method"])})


def _model(generators: Sequence[Sequence[str]]) -> HierarchicalModel:
    return HierarchicalModel(tuple(map(tuple, generators)))


def _plain_fit(fit: ModelFit) -> dict[str, Any]:
    plain = {field.name: getattr(fit, field.name) for field in fields(fit)}
    return plain | {"model": fit.model.generators, "existence": int(fit.existence)}


def _fit(plain: Mapping[str, Any]) -> ModelFit:
    made = {"model": _model(plain["model"]), "existence": Existence(plain["existence"])}
    return ModelFit(**{**plain, **made})

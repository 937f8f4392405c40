"""Requests as people write them: none raises an alarm, none loses a member, botocore would send every one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from botocore import model, validate
from jsonschema import Draft202012Validator

from generated import sagemaker

FOLDER: Final = Path(__file__).parents[1] / "corpus" / "requests"
PATHS: Final = sorted(FOLDER.iterdir())
SCHEMAS: Final = Path(sagemaker.__file__).parent / "schemas"
WARNED: Final = {"UpdateEndpoint-all-at-once.yaml": ["final-shift-unwatched"]}
"""What is true of a file, and no mistake of its author: alarms without a wait that they could watch."""


def _operation(path: Path) -> Any:
    """Files are called ``<Operation>-<what>.yaml``."""
    return path.name.partition("-")[0]


def _load(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)


@pytest.fixture(scope="module")
def service() -> model.ServiceModel:
    """Botocore's own view of the pinned model."""
    pinned = Path(__file__).parents[2] / "specs" / "sagemaker" / "model.json"
    data = json.loads(pinned.read_text(encoding="utf-8"))
    return model.ServiceModel(data, "sagemaker")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
class TestEveryRequest:
    """Each file of the corpus."""

    def test_has_no_violation(self, path: Path) -> None:
        found = [v.rule for v in sagemaker.validate(_operation(path), _load(path))]
        assert found == WARNED.get(path.name, [])

    def test_is_what_it_was_after_a_round_trip(self, path: Path) -> None:
        data = _load(path)
        cls = getattr(sagemaker, sagemaker.operations()[_operation(path)].input)
        request = cls.from_dict(data)
        assert request.to_dict() == data
        assert json.dumps(request.to_dict(), sort_keys=True) == json.dumps(data, sort_keys=True)
        assert not request.unknown_members
        assert cls.from_response(data) == request

    def test_satisfies_its_schema(self, path: Path) -> None:
        schema = json.loads((SCHEMAS / f"{_operation(path)}.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        assert [e.message for e in Draft202012Validator(schema).iter_errors(_load(path))] == []

    def test_is_one_that_botocore_would_send(self, path: Path, service: model.ServiceModel) -> None:
        shape = service.operation_model(_operation(path)).input_shape
        assert validate.ParamValidator().validate(_load(path), shape).generate_report() == ""


def test_the_corpus_covers_every_operation() -> None:
    assert len(PATHS) >= 30
    assert {_operation(path) for path in PATHS} == set(sagemaker.operations())

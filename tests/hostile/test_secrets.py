"""What the model calls sensitive appears nowhere: a marker is planted there, and every output is searched for it."""

from __future__ import annotations

import json
import logging
import pickle
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.preflight.switches import FORMATS
from tests.preflight_harness import run
from tests.workshop import Workshop, bench, document, refer, structure

MARK: Final = "hunter2hunter2"
MODEL: Final = document(
    {
        "In": {
            "type": "structure",
            "members": refer(
                {
                    "Name": "Name",
                    "Password": "Secret",
                    "Answers": "Secrets",
                    "Named": "SecretMap",
                    "Keyed": "KeyMap",
                    "Pin": "Pin",
                    "Inner": "Inner",
                    "Mode": "SecretEnum",
                    "Open": "Doc",
                }
            ),
            "required": ["Name"],
        },
        "Out": structure(Inner="Inner", Password="Secret", Answers="Secrets"),
        "Name": {"type": "string", "pattern": "[a-z]+", "max": 5},
        "Secret": {"type": "string", "pattern": "[0-9]+", "max": 5, "sensitive": True},
        "Secrets": {"type": "list", "member": {"shape": "Secret"}, "max": 2},
        "SecretMap": {"type": "map", "key": {"shape": "Name"}, "value": {"shape": "Secret"}},
        "KeyMap": {"type": "map", "key": {"shape": "Secret"}, "value": {"shape": "Name"}},
        "Pin": {"type": "integer", "max": 5, "sensitive": True},
        "Inner": {"type": "structure", "members": refer({"Token": "Secret", "Name": "Name"}), "sensitive": True},
        "SecretEnum": {"type": "string", "enum": ["a", "b"], "sensitive": True},
        "Doc": {"type": "structure", "members": {}, "document": True, "sensitive": True},
    }
)
VALUES: Final = st.recursive(
    st.sampled_from([MARK, MARK + "!", 5]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["Token", "Name", "Other", "ab"]), inner, max_size=2)
    ),
    max_leaves=4,
)
SENSITIVE: Final = ("Password", "Answers", "Named", "Pin", "Inner", "Mode", "Open")


@pytest.fixture(scope="module")
def made() -> Iterator[tuple[Workshop, Any]]:
    with bench() as workshop:
        yield workshop, workshop.generate(MODEL["shapes"])


def _told(error: BaseException) -> str:
    """Everything that an exception tells: itself, what it came from, the text that logs get."""
    found = [repr(error), str(error), repr(error.args), "".join(traceback.format_exception(error))]
    found += [repr(vars(error)), repr(pickle.loads(pickle.dumps(error)).args)]
    for before in (error.__cause__, error.__context__):
        if before is not None:
            found += [repr(before), repr(before.args)]
    return "\n".join(found)


@given(data=st.fixed_dictionaries({}, optional=dict.fromkeys(SENSITIVE, VALUES)))
@settings(deadline=None, max_examples=150)
def test_no_output_shows_it(made: tuple[Workshop, Any], data: dict[str, Any]) -> None:
    workshop, package = made
    request = {"Name": "B@D", **data}
    shown = [f"{violation} {violation!r} {violation.value!r}" for violation in package.validate("Do", request)]
    known = {name: value for name, value in data.items() if name in ("Inner", "Password", "Answers")}
    for build, given_data in (
        (package.In.from_dict, request),
        (package.In.from_response, request),
        (package.Out.from_response, known),
    ):
        try:
            shown.append(repr(build(given_data)))
        except package.ValidationError as error:
            shown.append(_told(error))
            shown += [repr(violation.value) for violation in error.violations]
    for suffix, write in (("json", json.dumps), ("yaml", yaml.safe_dump)):
        path = workshop.specs / f"x.do.{suffix}"
        path.write_text(write(request), encoding="utf-8")
        for words in (("--color", "always"), *(("--format", name) for name in FORMATS)):
            result = _preflight(workshop, *words, str(path))
            assert result.code == 1, result
            shown += [result.out, result.err]
        path.unlink()
    assert MARK not in "\n".join(shown)


def _preflight(workshop: Workshop, *words: str) -> Any:
    import sys  # noqa: PLC0415 - the package is made in a folder of its own

    sys.path.insert(0, str(workshop.root))
    try:
        return run("preflight", *words, package=workshop.out_name, services=("tiny",))
    finally:
        sys.path.remove(str(workshop.root))


@pytest.mark.parametrize(
    "line",
    [
        f"Password: [{MARK}]",
        f"Inner: {{Token: {MARK}, Name: B@D}}",
        f"Answers: {MARK}",
        f"Keyed: {{{MARK}: B@D}}",
        f"Open: {{a: {MARK}, 5: x}}",
        f"Inner: {{Tokem: {MARK}}}",
        f"Pasword: {MARK}",
    ],
)
def test_an_excerpt_hides_it_and_shows_the_rest(made: tuple[Workshop, Any], tmp_path: Path, line: str) -> None:
    workshop, _ = made
    path = tmp_path / "x.do.yaml"
    path.write_text(f"{{Name: B@D, {line}}}\n", encoding="utf-8")
    result = _preflight(workshop, "--color", "always", str(path))
    assert MARK not in result.out
    assert "**" in result.out
    assert "Name: B@D" in result.out


def test_the_log_of_a_call_does_not_show_it(made: tuple[Workshop, Any], caplog: pytest.LogCaptureFixture) -> None:
    _, package = made
    with caplog.at_level(logging.DEBUG), pytest.raises(package.ValidationError):
        package.In.from_dict({"Name": "B@D", "Password": MARK})
    assert MARK not in caplog.text

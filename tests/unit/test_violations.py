"""What a check reports, on its own."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.runtime.wire.violations import REDACTED, Report, ValidationError, Violation, format_path, show

ONE = Violation("max-value", "error", ("Variants", 0, "Weight"), "9 is above the maximum of 5", 9, "Create")
WARNING = Violation("a-rule", "warning", (), "think again")


def test_as_text() -> None:
    assert str(ONE) == "Create.Variants[0].Weight: error[max-value] 9 is above the maximum of 5"
    assert str(WARNING) == "request: warning[a-rule] think again"
    assert "max-value" in repr(ONE)


def test_frozen() -> None:
    with pytest.raises(AttributeError, match="frozen"):
        ONE.rule = "x"
    with pytest.raises(AttributeError, match="frozen"):
        del ONE.rule
    assert not hasattr(ONE, "__dict__")


def test_equality_hash_copies_and_pickles() -> None:
    for same in (pickle.loads(pickle.dumps(ONE)), copy.deepcopy(ONE), copy.copy(ONE), ONE.replace()):
        assert same == ONE
        assert hash(same) == hash(ONE)
    assert ONE.replace(severity="warning") != ONE
    assert ONE.replace(path=("x",)).path == ("x",)
    assert ONE != "x"
    hidden = Violation("type", "error", (), "m", REDACTED)
    assert pickle.loads(pickle.dumps(hidden)).value is REDACTED


def test_the_error_carries_every_violation() -> None:
    error = ValidationError([ONE, WARNING], "CreateInput")
    assert error.violations == (ONE, WARNING)
    assert isinstance(error, ValueError)
    assert "1 violation" in str(error)
    assert str(ONE) in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert again.violations == error.violations
    assert str(again) == str(error)


def test_paths() -> None:
    assert format_path(("A", 0, "B", "c d", "")) == "A[0].B['c d']['']"
    assert format_path(()) == ""


def test_near_spellings() -> None:
    report = Report(None, "botocore 1.2.3")
    report.enum((), "ml.g5.2xlrage", {"ml.g5.2xlarge", "ml.g5.4xlarge", "ml.m5.large"}, "InstanceType")
    [violation] = report.violations
    assert "did you mean ml.g5.2xlarge" in violation.message
    assert "botocore 1.2.3" in violation.message
    report.enum((), "zzz", {f"value{n}" for n in range(100)}, "Kind")
    assert "did you mean" not in report.violations[1].message


class _Rude:
    def __repr__(self) -> str:
        raise RuntimeError


@given(st.one_of(st.text(), st.integers(), st.binary(), st.lists(st.text()), st.dictionaries(st.text(), st.text())))
def test_any_value_is_shown_on_one_short_line(value: object) -> None:
    assert show(value).isprintable()
    assert len(show(value)) < 2000


def test_values_that_refuse_to_be_shown() -> None:
    assert show(_Rude()).startswith("<_Rude")
    endless: list[object] = []
    endless.append(endless)
    assert show(endless)
    assert show(10**5000)
    assert show("\ud800\u2028\n").isprintable()

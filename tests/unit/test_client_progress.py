"""The display of a wait: a table on a terminal that has rich, plain lines everywhere else."""

from __future__ import annotations

import sys
from io import StringIO
from typing import Any

import pytest

from generated import sagemaker
from generated._runtime.calls.waiters import Progress, State

VARIANT = {"VariantName": "main", "CurrentInstanceCount": 2, "DesiredInstanceCount": 2, "CurrentWeight": 1.0}
NEW = {
    "VariantName": "main",
    "CurrentInstanceCount": 1,
    "DesiredInstanceCount": 4,
    "CurrentWeight": 0.25,
    "DesiredWeight": 1.0,
    "VariantStatus": [{"Status": "Baking"}],
}
POLICY = {"TrafficRoutingConfiguration": {}, "MaximumExecutionTimeoutInSeconds": 1800}
UPDATING = {
    "EndpointStatus": "Updating",
    "ProductionVariants": [VARIANT],
    "PendingDeploymentSummary": {"EndpointConfigName": "new", "ProductionVariants": [NEW]},
    "LastDeploymentConfig": {"BlueGreenUpdatePolicy": POLICY},
}


def poll(data: dict[str, Any] | None, elapsed: float, state: State = "waiting", error: Exception | None = None) -> Any:
    answer = None if data is None else sagemaker.DescribeEndpointOutput.from_response(data)
    return Progress("EndpointInService", 1, elapsed, 3600.0, state, answer, error)


class Terminal(StringIO):
    """Says that it is one."""

    def isatty(self) -> bool:
        return True


def test_plain_lines() -> None:
    out = StringIO()
    show = sagemaker.show_progress(out)
    show(poll(UPDATING, 90.0))
    show(poll(UPDATING, 120.0))
    show(poll(None, 150.0, error=ConnectionError("gone")))
    show(poll({"EndpointStatus": "Failed", "FailureReason": "no capacity"}, 3725.0, "failure"))
    assert out.getvalue().splitlines() == [
        "[1:30 of 30:00] EndpointInService: Updating",
        "  main (new): Baking, instances 1 → 4, weight 0.25 → 1",
        "  main: steady, instances 2 → 2, weight 1 → ?",
        "[2:30 of 1:00:00] EndpointInService: poll 1 failed: gone",
        "[1:02:05 of 1:00:00] EndpointInService: Failed (no capacity)",
    ]


def test_table_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    out = Terminal()
    with sagemaker.show_progress(out) as show:
        show(poll(UPDATING, 90.0))
        show(poll(UPDATING | {"EndpointStatus": "InService"}, 120.0, "success"))
    text = out.getvalue()
    for word in ("Updating", "InService", "Baking", "1 → 4", "0.25 → 1", "1:30 of 30:00", "variant"):
        assert word in text
    assert text.count("\x1b[?25l") == text.count("\x1b[?25h") == 1, "the cursor is hidden once and given back once"


def test_terminal_is_given_back_after_an_interruption() -> None:
    out = Terminal()
    show = sagemaker.show_progress(out)

    def wait() -> None:
        with show:
            show(poll(UPDATING, 90.0))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wait()
    assert out.getvalue().count("\x1b[?25h") == 1


def test_plain_lines_without_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generated._runtime.calls.progress.find_spec", lambda _name: None)
    out = Terminal()
    sagemaker.show_progress(out)(poll(UPDATING, 90.0))
    assert out.getvalue().startswith("[1:30 of 30:00] EndpointInService: Updating\n")


def test_standard_error_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    sagemaker.show_progress()(poll({"EndpointStatus": "InService"}, 0.0, "success"))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "[0:00 of 1:00:00] EndpointInService: InService\n"
    assert sys.stderr is not None

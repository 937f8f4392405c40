"""The display of a wait: a table on a terminal that has rich, plain lines everywhere else."""

from __future__ import annotations

import re
import sys
import time
from io import StringIO
from typing import Any

import pytest

from generated import sagemaker
from generated._runtime.calls.waiters import Progress, State

VARIANT = {"VariantName": "main", "CurrentInstanceCount": 3, "DesiredInstanceCount": 4, "CurrentWeight": 1.0}
NEW = {
    "VariantName": "main",
    "CurrentInstanceCount": 1,
    "DesiredInstanceCount": 4,
    "CurrentWeight": 1.0,
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
        "  main (new): Baking, 1 of 4 serve, weight 1 → 1",
        "  main (old): 3 of 4 serve, weight 1 → ?",
        "[2:30 of 1:00:00] EndpointInService: poll 1 failed: gone",
        "[1:02:05 of 1:00:00] EndpointInService: Failed (no capacity)",
    ]


def final_bake(start: float) -> dict[str, Any]:
    """The last bake of a second try, as a public run of AWS's canary example printed it; the reason is the first's."""
    words = "Baking for 120 seconds (TerminationWaitInSeconds) with traffic enabled on full capacity of 3 instance(s)."
    variant = {"VariantName": "AllTraffic", "CurrentWeight": 1.0, "DesiredWeight": 1.0, "DesiredInstanceCount": 3}
    status = {"Status": "Baking", "StatusMessage": words, "StartTime": start}
    new = variant | {"CurrentInstanceCount": 3, "InstanceType": "m5.xlarge", "VariantStatus": [status]}
    return {
        "EndpointStatus": "Updating",
        "FailureReason": OLD_ALARM,
        "ProductionVariants": [variant | {"CurrentInstanceCount": 0}],
        "PendingDeploymentSummary": {"EndpointConfigName": "scorer-3", "ProductionVariants": [new]},
    }


OLD_ALARM = "One or more configured alarm for automatic rollback deployment is in ALARM state: [scorer-latency]."


def test_reason_of_the_deployment_before_is_no_news() -> None:
    out = StringIO()
    show = sagemaker.show_progress(out)
    show(poll(final_bake(time.time() - 85), 529.0))
    line, new, old = out.getvalue().splitlines()
    assert line == "[8:49 of 1:00:00] EndpointInService: Updating"
    assert re.fullmatch(r"  AllTraffic \(new\): Baking, 3 of 3 serve, weight 1 → 1 \(Baking for .*\), for 1:2\d", new)
    assert old == "  AllTraffic (old): 0 of 3 serve, weight 1 → 1"
    show(poll(final_bake(time.time() - 90), 534.0))
    assert len(out.getvalue().splitlines()) == 3, "that time goes by is no news"
    show(poll(final_bake(0.0) | {"FailureReason": "no capacity"}, 560.0))
    assert "Updating (no capacity)\n" in out.getvalue()
    show(poll({"EndpointStatus": "InService", "FailureReason": OLD_ALARM}, 590.0, "success"))
    assert out.getvalue().endswith("EndpointInService: InService\n")


def test_reason_of_a_failure_is_told_even_if_it_is_the_old_one() -> None:
    out = StringIO()
    show = sagemaker.show_progress(out)
    show(poll(final_bake(0.0), 529.0))
    show(poll({"EndpointStatus": "InService", "FailureReason": OLD_ALARM}, 590.0, "failure"))
    assert out.getvalue().endswith(f"InService ({OLD_ALARM})\n")


def test_stage_of_another_century_has_no_duration() -> None:
    out = StringIO()
    sagemaker.show_progress(out)(poll(final_bake(0.0), 529.0))
    assert "instance(s).)\n" in out.getvalue()


def test_table_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    out = Terminal()
    with sagemaker.show_progress(out) as show:
        show(poll(UPDATING, 90.0))
        show(poll(UPDATING | {"EndpointStatus": "InService"}, 120.0, "success"))
    text = out.getvalue()
    for word in ("Updating", "InService", "Baking", "1 of 4", "1 → 1", "1:30 of 30:00", "variant"):
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

"""A deployment while it runs: where on its timeline it stands, and planned against actual."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generated import sagemaker
from generated._runtime.calls.waiters import State
from generated._runtime.endpoints.rows import DeploymentProgress, running
from tests.plan.cases import ALARMS, blue_green, planned, release, rolling, variant

SETTINGS = blue_green("CANARY", "1", 300, 120, 1800) | {"AutoRollbackConfiguration": ALARMS}
THREE = [variant(count=3)]
STAGES = {"launch": "Creating", "shift": "ActivatingTraffic", "bake": "Baking", "terminate": "Deleting"}


class Terminal(StringIO):
    """Says that it is one."""

    def isatty(self) -> bool:
        return True


def answer(stage: str, serving: int) -> dict[str, Any]:
    """What DescribeEndpoint says during a canary, as a public run of AWS's example printed it."""
    facts = {"VariantName": "main", "DesiredInstanceCount": 3}
    new = facts | {"CurrentInstanceCount": serving, "VariantStatus": [{"Status": stage}]}
    return {
        "EndpointStatus": "Updating",
        "ProductionVariants": [facts | {"CurrentInstanceCount": 3 - serving}],
        "LastDeploymentConfig": SETTINGS,
        "PendingDeploymentSummary": {"EndpointConfigName": "scorer-2", "ProductionVariants": [new]},
    }


def poll(raw: dict[str, Any], elapsed: float, state: State = "waiting") -> Any:
    timeline = planned(release(SETTINGS, THREE, THREE))
    seen = sagemaker.DescribeEndpointOutput.from_response(raw)
    return DeploymentProgress("deployment of scorer", 1, elapsed, 3600.0, state, seen, None, timeline=timeline)


def test_lines_say_where_a_deployment_stands_and_what_came_of_the_plan() -> None:
    out = StringIO()
    show = sagemaker.show_progress(out)
    show(poll(answer("Creating", 0), 30.0))
    show(poll(answer("Baking", 1), 150.0))
    show(poll(answer("Baking", 1), 180.0))
    show(poll(answer("Baking", 3), 460.0))
    show(poll({"EndpointStatus": "InService", "LastDeploymentConfig": SETTINGS}, 600.0, "success"))
    assert out.getvalue().splitlines() == [
        "[0:30 of 30:00] deployment of scorer: Updating",
        "  main (new): Creating, 0 of 3 serve, weight -",
        "  main (old): 3 of 3 serve, weight -",
        (
            "  now launch 3 (1 of 6), 0 % on the new fleet; then shift 1 of 2, 7:00 of waiting to come"
            ", 29:30 left of the limit"
        ),
        "[2:30 of 30:00] deployment of scorer: Updating",
        "  main (new): Baking, 1 of 3 serve, weight -",
        "  main (old): 2 of 3 serve, weight -",
        (
            "  now bake 5:00 (3 of 6), about 33 % on the new fleet; then shift 2 of 2, 2:00 of waiting to come"
            ", 27:30 left of the limit"
        ),
        "[7:40 of 30:00] deployment of scorer: Updating",
        "  main (new): Baking, 3 of 3 serve, weight -",
        "  main (old): 0 of 3 serve, weight -",
        (
            "  now bake 2:00 final (5 of 6), 100 % on the new fleet; then terminate 3 old, 0:00 of waiting to come"
            ", 22:20 left of the limit"
        ),
        "[10:00 of 30:00] deployment of scorer: InService",
        "  planned: at least 7:00 of waiting; it took 10:00",
        "  launch 3: planned from 0:00 on, seen at 0:30",
        "  bake 5:00: planned from 0:00 on, seen at 2:30",
        "  bake 2:00 final: planned from 5:00 on, seen at 7:40",
    ]


def test_a_terminal_shows_the_timeline_with_the_phase_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "140")
    out = Terminal()
    with sagemaker.show_progress(out) as show:
        show(poll(answer("Baking", 1), 150.0))
    assert ">   0:00  bake 5:00        2/3  1/3   ~33 %" in out.getvalue()
    assert "now bake 5:00 (3 of 6)" in out.getvalue()


def test_a_terminal_shows_a_poll_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    out = Terminal()
    failed: DeploymentProgress[Any] = DeploymentProgress(
        "deployment of scorer", 2, 60.0, 3600.0, "waiting", None, OSError("no route")
    )
    with sagemaker.show_progress(out) as show:
        show(failed)
    assert "deployment of scorer: poll 2 failed: no route  1:00 of 1:00:00" in out.getvalue()


@given(st.sampled_from(["CANARY", "LINEAR", "ROLLING"]), st.integers(1, 12), st.integers(1, 12), st.data())
def test_every_phase_is_found_again(kind: str, count: int, size: int, data: st.DataObject) -> None:
    settings = rolling(str(size), 60) if kind == "ROLLING" else blue_green(kind, str(size), 60, 60)
    timeline = planned(release(settings, [variant(count=count)], [variant(count=count)]))
    index = data.draw(st.integers(0, len(timeline.phases) - 1))
    phase = timeline.phases[index]
    # Before a shift is over, and while a batch launches, the instances of the step do not serve yet.
    at = index - 1 if phase.kind in ("launch", "shift") else index
    serving = timeline.phases[at].fleets[0].new_serving[0] if at >= 0 else 0
    found = running(timeline, answer(STAGES[phase.kind], serving))
    assert found is not None
    assert (found.kind, found.share) == (phase.kind, phase.share)


def test_without_a_pending_deployment_nothing_is_known() -> None:
    timeline = planned(release(SETTINGS, THREE, THREE))
    assert running(timeline, {"EndpointStatus": "Updating"}) is None
    assert running(timeline, answer("SomethingNew", 1)) is None

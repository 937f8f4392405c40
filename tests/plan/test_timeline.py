"""The model of time: worked examples of AWS's pages and samples, laws, and what is said not to be known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generated import sagemaker
from tests.plan.cases import ALARMS, EXAMPLES, blue_green, config, example, planned, release, rolling, update, variant


def drawn(timeline: sagemaker.Timeline) -> dict[str, Any]:
    """A timeline as the worked examples write it: the low end of ranges, one variant."""
    (only,) = timeline.variants
    facts: dict[str, Any] = {
        "strategy": timeline.strategy,
        "size": None if only.size is None else list(only.size),
        "steps": max(p.of for p in timeline.phases),
        "waits": timeline.waits,
        "peak": timeline.most,
        "slack": timeline.slack,
    }
    if timeline.strategy == "ROLLING" and only.size:
        facts["last_batch"] = only.new - (only.steps[0] - 1) * only.size[0]
    return facts | {"phases": [phase(p) for p in timeline.phases]}


def phase(made: Any) -> dict[str, Any]:
    (fleet,) = made.fleets
    facts = {"phase": made.kind} | ({"step": made.step} if made.step else {})
    facts |= {"after_waits": made.after_waits, "seconds": made.seconds}
    facts |= {"setting": made.setting.rpartition(".")[2]} if made.setting else {}
    old, new = [fleet.old_serving[1], fleet.old_running[1]], [fleet.new_serving[0], fleet.new_running[0]]
    return facts | {"old": old, "new": new, "share": round(float(made.share[0]) * 100, 1)}


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["name"])
def test_worked_examples_exactly(case: dict[str, Any]) -> None:
    assert drawn(example(case)) == case["expected"]


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["name"])
def test_alarms_watch_the_bakes_and_send_all_traffic_back_at_once(case: dict[str, Any]) -> None:
    timeline = example(case, alarms=True)
    back = {"ROLLING": "in batches" if "RollbackMaximumBatchSize" in str(case["DeploymentConfig"]) else "at once"}
    for p in timeline.phases:
        watched = timeline.alarms if p.kind == "bake" else ()
        assert (p.watched, p.on_alarm) == (watched, back.get(timeline.strategy, "at once") if watched else None)


def test_two_variants_share_by_weight() -> None:
    fleets = [variant("a", 4, 3.0), variant("b", 2, 1.0)]
    timeline = planned(release(blue_green("CANARY", "1"), fleets, fleets))
    assert timeline.first_share == (Fraction(5, 16), Fraction(5, 16))
    assert timeline.peak == (("ml.g5.2xlarge", 12),)
    assert "several-variants" in ids(timeline)


def test_live_counts_are_kept() -> None:
    kept = {"RetainAllVariantProperties": True}
    requests = release(blue_green("CANARY", "2"), [variant(count=6)], [variant(count=2)], **kept)
    timeline = planned(requests)
    assert (timeline.first_share[0], timeline.peak) == (Fraction(1, 3), (("ml.g5.2xlarge", 12),))
    assert "live-count" in ids(timeline)
    kept |= {"ExcludeRetainedVariantProperties": [{"VariantPropertyType": "DesiredInstanceCount"}]}  # type: ignore[dict-item]
    assert planned(release(None, [variant(count=6)], [variant(count=2)], **kept)).variants[0].new == 2


def test_rollback_of_a_rolling_deployment_may_need_both_fleets() -> None:
    three = [variant(count=3)]
    assert planned(release(rolling("1"), three, three)).rollback_peak == 6
    assert planned(release(rolling("1", back="1"), three, three)).rollback_peak == 4
    assert planned(release(rolling("1", back="100%"), three, three)).rollback_peak == 6
    timeline = planned(release(rolling("1") | {"AutoRollbackConfiguration": ALARMS}, three, three))
    assert {p.on_alarm for p in timeline.phases if p.kind == "bake"} == {"at once"}
    assert "rollback-capacity" in ids(timeline)
    (second,) = (p for p in timeline.phases if p.kind == "bake" and p.step == 2)
    assert max(f.old_running[1] + f.new_running[1] for (f,) in timeline.way_back(second)) == 5


def test_fleets_that_differ_have_two_readings() -> None:
    timeline = planned(release(blue_green("CANARY", "2"), [variant(count=4)], [variant(count=6)]))
    assert timeline.first_share == (Fraction(1, 3), Fraction(2, 5))
    assert "fleets-differ" in ids(timeline)


def test_creation_has_one_phase() -> None:
    created = ("CreateEndpoint", update(blue_green("CANARY", "1"))[1])
    (timeline,) = sagemaker.timelines([config("scorer-2", variant(count=3)), created])
    assert [p.kind for p in timeline.phases] == ["launch"]
    assert (timeline.strategy, timeline.waits, timeline.peak) == ("CREATE", 0, (("ml.g5.2xlarge", 3),))


@pytest.mark.parametrize("more", [{"InstanceType": "ml.inf1.xlarge"}, {"ServerlessConfig": {"MaxConcurrency": 1}}])
def test_what_ignores_guardrails_goes_all_at_once(more: dict[str, Any]) -> None:
    timeline = planned(release(blue_green("CANARY", "10%"), [variant() | more], [variant() | more]))
    assert (timeline.strategy, timeline.waits, [p.kind for p in timeline.phases]) == (
        "ALL_AT_ONCE",
        0,
        ["launch", "shift", "terminate"],
    )
    assert timeline.fallback
    assert "fallback" in ids(timeline)


def test_unknown_configuration_speaks_in_percent() -> None:
    (timeline,) = sagemaker.timelines([update(blue_green("LINEAR", "33%", 180, 120))])
    assert (timeline.waits, timeline.peak, timeline.variants[0].counted) == (660, (), False)
    assert "count-unknown" in ids(timeline)
    (counted,) = sagemaker.timelines([update(blue_green("LINEAR", "3"))])
    assert counted.variants[0].size == (10, 50), "the bounds of a step"
    assert (counted.least_waits, counted.waits) == (600, 3000)


def test_retained_settings_are_those_of_the_request_before_or_unknown() -> None:
    four, kept = [variant()], {"RetainDeploymentConfig": True}
    unknown = planned(release(None, four, four, **kept))
    assert (unknown.strategy, unknown.phases) == ("RETAINED", ())
    requests = release(None, four, four, **kept)
    requests[1][1]["DeploymentConfig"] = blue_green("CANARY", "1")
    assert planned(requests).strategy == "CANARY"


def test_launch_limits_that_do_not_fit_are_told() -> None:
    slow = [variant(ModelDataDownloadTimeoutInSeconds=1200, ContainerStartupHealthCheckTimeoutInSeconds=900)]
    assert "launch-limit" in ids(planned(release(blue_green("CANARY", "1", timeout=1800), slow, slow)))
    assert "launch-limit" not in ids(planned(release(blue_green("CANARY", "1", timeout=3600), slow, slow)))


def test_rounding_is_a_range() -> None:
    timeline = planned(release(blue_green("CANARY", "50%"), [variant(count=3)], [variant(count=3)]))
    (note,) = (n for n in timeline.notes if n.id == "rounding")
    assert "1.5" in note.text
    assert "33 % or 67 %" in note.text
    assert timeline.first_share == (Fraction(1, 3), Fraction(2, 3))


@pytest.mark.parametrize(
    "settings",
    [
        {"BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": {"Type": "?"}}},
        {"RollingUpdatePolicy": {"MaximumBatchSize": "?", "WaitIntervalInSeconds": 1}},
        rolling("1") | {"RollingUpdatePolicy": {"WaitIntervalInSeconds": "?"}},
        "?",
        ["?"],
    ],
)
def test_unknown_values_have_no_timeline(settings: Any) -> None:
    with pytest.raises(sagemaker.Unplannable):
        sagemaker.timelines([config("scorer-2", variant()), update(settings)])


_scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.just("CAPACITY_PERCENT")
_junk = st.recursive(_scalars, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner))


@given(st.data())
def test_whatever_a_request_holds_it_has_a_timeline_or_none(data: st.DataObject) -> None:
    requests = json.loads(
        json.dumps(release(rolling("1", 60, "1") | {"AutoRollbackConfiguration": ALARMS}, [variant()], [variant()]))
    )
    places = [(node, key) for node, key in _places(requests) if isinstance(key, str)]
    for node, key in data.draw(st.lists(st.sampled_from(places), max_size=3)):
        node[key] = data.draw(_junk)
    try:
        found = sagemaker.timelines([tuple(request) for request in requests])
    except sagemaker.Unplannable:
        return
    for timeline in found:
        assert all(line.isprintable() for line in timeline.lines())
        assert json.loads(json.dumps(timeline.to_dict(), allow_nan=False)) == timeline.to_dict()
        assert ET.fromstring(timeline.svg()) is not None  # noqa: S314 - our own output


def _places(value: Any) -> Iterator[tuple[Any, str | int]]:
    """Every member of what is nested."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield value, key
        yield from _places(inner)


def test_a_new_instance_carries_what_an_old_one_does_unless_the_fleets_differ() -> None:
    even = planned(release(blue_green("CANARY", "1"), [variant(count=20)], [variant(count=20)]))
    same = Fraction(1), Fraction(1)
    assert [p.load for p in even.phases] == [None, same, same, None, None, None]
    assert even.first_share == (Fraction(1, 20), Fraction(1, 20))
    more = planned(release(blue_green("CANARY", "2"), [variant(count=4)], [variant(count=6)]))
    assert more.phases[1].load == (Fraction(3, 4), Fraction(1))
    assert more.to_dict()["phases"][1]["load"] == [75.0, 100.0]
    assert "carries about 75 to 100 % of what an old one does" in more.svg()


def test_a_fleet_of_a_billion_is_refused_not_drawn() -> None:
    huge = [variant(count=10**9)]
    with pytest.raises(sagemaker.Unplannable, match="1000000000 steps"):
        sagemaker.timelines(release(rolling("1"), huge, huge, RetainAllVariantProperties=True))


# --- laws -------------------------------------------------------------------------------------------------------------

waits = st.integers(0, 3600)
steps = st.one_of(st.integers(1, 20).map(str), st.integers(1, 50).map("{}%".format))
settings = st.one_of(
    st.none(),
    st.builds(blue_green, st.just("ALL_AT_ONCE"), st.none(), waits, waits),
    st.builds(blue_green, st.sampled_from(["CANARY", "LINEAR"]), steps, waits, waits, st.integers(600, 28800)),
    st.builds(rolling, steps, waits, st.none() | steps, st.integers(600, 28800)),
)
fleets = st.lists(st.integers(1, 40), min_size=1, max_size=3)


def made(policy: dict[str, Any] | None, old: list[int], new: list[int]) -> sagemaker.Timeline:
    before, after = ([variant(f"v{i}", count) for i, count in enumerate(counts)] for counts in (old, new))
    return planned(release(policy, before, after))


@given(settings, fleets, fleets)
def test_phases_follow_each_other(policy: dict[str, Any] | None, old: list[int], new: list[int]) -> None:
    timeline = made(policy, old, new)
    kinds = [p.kind for p in timeline.phases]
    assert (kinds[0], kinds[-1]) == ("launch", "terminate")
    for kind, following in pairwise(kinds):
        assert kind != "launch" or following == "shift"
        assert following != "bake" or kind == "shift"
    assert sum(p.seconds or 0 for p in timeline.phases) == timeline.waits >= timeline.least_waits >= 0
    assert all((p.seconds is not None) == (p.kind == "bake") and p.seconds != 0 for p in timeline.phases)
    assert [p.after_waits for p in timeline.phases] == sorted(p.after_waits for p in timeline.phases)


@given(settings, fleets, fleets)
def test_instances_and_traffic(policy: dict[str, Any] | None, old: list[int], new: list[int]) -> None:
    timeline = made(policy, old, new)
    for end in (0, 1):
        shares = [p.share[end] for p in timeline.phases]
        assert shares[0] == 0
        assert shares[-1] == 1
        assert all(0 <= share <= 1 for share in shares)
        if old == new:
            assert shares == sorted(shares)
    for p in timeline.phases:
        for v, f in zip(timeline.variants, p.fleets, strict=True):
            for low, high in (f.old_serving, f.old_running, f.new_serving, f.new_running):
                assert 0 <= low <= high
            assert all(
                a <= b for a, b in zip(f.old_serving + f.new_serving, f.old_running + f.new_running, strict=True)
            )
            assert f.old_running[1] <= v.old
            assert f.new_running[1] <= v.new
            if v.old == v.new:
                assert f.old_serving[0] + f.new_serving[1] == f.old_serving[1] + f.new_serving[0] == v.new
            if timeline.strategy == "ROLLING" and v.old == v.new and v.size and v.size[0] == v.size[1]:
                assert f.old_running[1] + f.new_running[1] <= v.new + v.size[1]


@given(settings, st.integers(1, 40))
def test_traffic_is_shared_by_the_instances_that_serve(policy: dict[str, Any] | None, count: int) -> None:
    for p in made(policy, [count], [count]).phases:
        (f,) = p.fleets
        for end in (0, 1):
            old, new = f.old_serving[1 - end], f.new_serving[end]
            assert old + new == count
            assert Fraction(old, count) + p.share[end] == 1 == p.share[end] - Fraction(new, count) + 1


@given(st.integers(1, 40), st.integers(1, 40), waits)
def test_batches_cover_the_fleet_exactly(count: int, size: int, wait: int) -> None:
    timeline = made(rolling(str(size), wait), [count], [count])
    states = {kind: [p.fleets[0] for p in timeline.phases if p.kind == kind] for kind in ("launch", "terminate")}
    launched = [0, *(f.new_running[0] for f in states["launch"])]
    left = [count, *(f.old_running[0] for f in states["terminate"])]
    batches = [size] * (count // size) + ([count % size] if count % size else [])
    assert [after - before for before, after in pairwise(launched)] == batches
    assert [before - after for before, after in pairwise(left)] == batches


@given(settings, fleets, fleets)
def test_a_deployment_ends_in_the_new_fleet(policy: dict[str, Any] | None, old: list[int], new: list[int]) -> None:
    timeline = made(policy, old, new)
    for v, f in zip(timeline.variants, timeline.phases[-1].fleets, strict=True):
        assert f == (v.name, (0, 0), (0, 0), (v.new, v.new), (v.new, v.new))
    serving = [sum(f.new_serving[0] for f in p.fleets) for p in timeline.phases]
    assert serving == sorted(serving)


@given(settings, st.lists(st.integers(1, 12), min_size=1, max_size=2), st.booleans())
def test_a_rollback_ends_in_the_old_fleet(policy: dict[str, Any] | None, old: list[int], more: bool) -> None:
    timeline = made(policy, old, [count + more for count in old])
    most = []
    for p in (p for p in timeline.phases if p.kind in ("launch", "bake")):
        states = list(timeline.way_back(p))
        for v, f in zip(timeline.variants, states[-1], strict=True):
            assert f == (v.name, (v.old, v.old), (v.old, v.old), (0, 0), (0, 0))
        assert all(0 <= f.old_serving[0] <= f.old_running[0] for state in states for f in state)
        assert all(0 <= f.new_serving[0] <= f.new_running[0] for state in states for f in state)
        most.append(max(sum(f.old_running[1] + f.new_running[1] for f in state) for state in states))
    assert max(most) <= (timeline.rollback_peak or timeline.most)


@given(settings, fleets)
def test_sizes_cover_the_fleet_with_no_step_to_spare(policy: dict[str, Any] | None, new: list[int]) -> None:
    for v in made(policy, new, new).variants:
        if v.size is not None and policy is not None and "CANARY" not in str(policy):
            for size, count in zip(v.size, v.steps, strict=True):
                assert count * size >= v.new > (count - 1) * size


@given(settings.filter(bool), st.integers(1, 40), st.integers(0, 1000))
def test_a_longer_wait_never_waits_less(policy: dict[str, Any], count: int, more: int) -> None:
    longer = json.loads(json.dumps(policy))
    inner = longer.get("RollingUpdatePolicy") or longer["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]
    inner["WaitIntervalInSeconds"] += more
    assert made(longer, [count], [count]).waits >= made(policy, [count], [count]).waits


@given(st.integers(1, 40), st.integers(1, 39), st.booleans(), waits)
def test_a_smaller_size_never_takes_fewer_steps(count: int, smaller: int, percent: bool, wait: int) -> None:
    unit = "%" if percent else ""
    small, large = (made(rolling(f"{n}{unit}", wait), [count], [count]) for n in (smaller, smaller + 1))
    assert small.variants[0].steps >= large.variants[0].steps


@given(st.builds(blue_green, st.just("CANARY"), steps, waits, waits, st.integers(600, 28800)), st.integers(1, 40))
def test_a_canary_has_time_left_where_the_rule_on_timeouts_is_silent(policy: dict[str, Any], count: int) -> None:
    found = {v.rule for v in sagemaker.validate("UpdateEndpoint", update(policy)[1])}
    timeline = made(policy, [count], [count])
    assert ((timeline.slack or 0) > 0) == ("blue-green-timeout-exceeds-waits" not in found)


@given(settings, fleets, fleets)
def test_same_requests_same_timeline(policy: dict[str, Any] | None, old: list[int], new: list[int]) -> None:
    timeline = made(policy, old, new)
    assert made(json.loads(json.dumps(policy)), old, new) == timeline
    text = json.dumps(timeline.to_dict())
    assert json.loads(text) == timeline.to_dict()


def ids(timeline: sagemaker.Timeline) -> set[str]:
    return {note.id for note in timeline.notes}

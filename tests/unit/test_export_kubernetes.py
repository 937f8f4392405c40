"""The policies for Kubernetes, evaluated by Google's CEL, against what our package says of the same requests."""

from __future__ import annotations

from typing import Any, Final

import pytest
import yaml
from attrs import evolve

from codegen.lower import lower
from codegen.reading.nodes import plain
from codegen.render import render_exports
from generated.sagemaker import SageMakerOperationName as OperationName
from generated.sagemaker import validate
from tests import acks
from tests.doors_kit import planted

cel = pytest.importorskip("cel_expr_python.cel", reason="cel-expr-python has no wheel for this platform")

README: Final = (acks.FOLDER / "README.md").read_text("utf-8")
ROWS: Final = [line.strip("| ").split(" | ") for line in README.splitlines() if line.startswith("| ")][1:]
LACKING: Final = {row[0] for row in ROWS if row[1] in ("not", "partly")}
IN_PART: Final = {"pattern"}


def compiled(policies: list[dict[str, Any]]) -> acks.Policies:
    bound = {one["spec"]["policyName"] for one in acks.documents("bindings.yaml")}
    return acks.Policies(cel, [policy for policy in policies if policy["metadata"]["name"] in bound])


@pytest.fixture(scope="module", name="policies")
def _policies() -> acks.Policies:
    return compiled(acks.documents("policies.yaml"))


def told(policies: acks.Policies, operation: OperationName, request: Any) -> set[str]:
    return {rule for rule, _ in policies.asked(acks.manifest(operation, request))}


def test_the_planted_faults_of_the_kinds_are_told_under_our_ids(policies: acks.Policies) -> None:
    faults = 0
    requests = [(kind, plain(node)) for name, node in planted() for kind in acks.KINDS if kind == name]
    for operation, request in requests:
        ours = {v.rule for v in validate(operation, request)} - {"unknown-member"}
        assert told(policies, operation, request) == ours
        faults += len(ours)
    assert faults >= 10


def test_nearly_every_rule_on_one_request_is_said() -> None:
    single = [row for row in ROWS if len(row) < 3 or "sees one object" not in row[2]]
    assert len(single) > 150
    assert sum(row[1] == "said" for row in single) >= 0.95 * len(single)


def test_one_table_tells_of_every_rule_and_target() -> None:
    lines = (acks.FOLDER.parent / "README.md").read_text("utf-8").splitlines()
    header, _, *rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("|")]
    assert header == ["rule", "rego", "kubernetes"]
    assert [row[0] for row in rows] == [row[0] for row in ROWS]
    assert [row[2].partition(":")[0] for row in rows] == [row[1] for row in ROWS]


def test_only_what_is_new_and_stays_is_asked(policies: acks.Policies) -> None:
    new = acks.manifest("CreateEndpoint", {"EndpointName": "one", "EndpointConfigName": "a"})
    changed = acks.manifest("CreateEndpoint", {"EndpointName": "one", "EndpointConfigName": "b"})
    going = {**changed, "metadata": {"name": "it", "deletionTimestamp": "2026-11-27T00:00:00Z"}}
    adopting = {**new, "metadata": {"annotations": {"services.k8s.aws/adoption-policy": "adopt"}}}
    assert policies.matches(new)
    assert policies.matches(changed, new)
    assert not policies.matches(new, new)
    assert not policies.matches(going, new)
    assert not policies.matches(adopting)


HOSTILE: Final = [
    '", "") || true || has(object) // ',
    "back\\slash \\u0041 ${x} {{ braces }} %v",
    "line\nfeed\r\n- message: x\u2028\x00\x1b \ud800 lone",
    "' | > & * ! # comment",
    "é日本😀" * 400,
]


def test_no_text_of_a_rule_breaks_out_of_the_language() -> None:
    hostile = "\n".join(HOSTILE)
    forbidden = "".join(char for char in hostile if char.isprintable() or char == "\n")
    literal = forbidden.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    (rule,) = [one for one in acks.SPEC.rules if one["id"] == "alarm-name-missing"]
    index = acks.SPEC.rules.index(rule)
    said = {**rule, "message": hostile, "rule": f'!has(self.AlarmName) || self.AlarmName != "{literal}"'}
    said["examples"] = {"valid": [], "invalid": []}
    rules = (*acks.SPEC.rules[:index], said, *acks.SPEC.rules[index + 1 :])
    files = render_exports(lower(evolve(acks.SPEC, rules=rules, exports=("kubernetes",)), acks.MODEL))
    (text,) = [text for path, text in files.items() if path.endswith("policies.yaml")]
    assert text.isascii()
    policies = compiled([one for one in yaml.safe_load_all(text) if one])
    request = {"DeploymentConfig": {"AutoRollbackConfiguration": {"Alarms": [{"AlarmName": forbidden}]}}}
    found = dict(policies.asked(acks.manifest("CreateEndpoint", request)))
    shown = " ".join(hostile.replace("\ud800", "\ufffd").split())
    assert found["alarm-name-missing"].startswith(shown)


def test_the_api_itself_takes_the_policies() -> None:
    kubernetes = pytest.importorskip("kubernetes_validate", reason="kubernetes-validate, 108 MB, is not installed")
    files = sorted(path.name for path in acks.FOLDER.glob("*.yaml"))
    found = [one for name in files for one in acks.documents(name)]
    assert len(found) > 20
    for one in found:
        assert kubernetes.validate(one, "1.30", strict=True)
        assert len(one["metadata"]["name"]) <= 253


def test_every_binding_is_of_a_policy_and_every_policy_is_bound() -> None:
    names = [one["metadata"]["name"] for one in acks.documents("policies.yaml")]
    profiles = {path.stem for path in acks.FOLDER.glob("*.yaml")} - {"policies", "strict"}
    bound = [one["spec"]["policyName"] for profile in profiles for one in acks.documents(f"{profile}.yaml")]
    assert sorted(bound) == sorted(names)
    assert {one["spec"]["policyName"] for one in acks.documents("strict.yaml")} <= set(names)

"""Pins the catalogue of SageMaker's rules: which there are, how severe, and that each is documented and exemplified.

What the examples do is the business of the tests that run the compiled rules; here the data file is held to its form.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from codegen import model

FOLDER: Final = Path(__file__).parents[2] / "specs" / "sagemaker"


def _ids(text: str) -> list[str]:
    return text.split()


ERRORS_OF_ONE_REQUEST: Final = _ids("""
    model-containers-missing model-primary-and-containers model-direct-needs-several-containers
    model-direct-hostname-required model-hostname-all-or-none model-hostname-unique
    pipeline-single-multi-model-container container-environment-total-size container-environment-entry-bytes
    container-image-xor-model-package container-registry-auth-needs-vpc-mode
    container-private-registry-needs-vpc-config container-model-data-url-suffix container-multi-model-url-required
    container-multi-model-data-source container-image-region-mismatch model-data-source-exactly-one
    s3-prefix-trailing-slash s3-object-not-folder tag-keys-unique metric-publish-frequency-values
    variant-name-unique variant-capacity-missing variant-serverless-xor-instance variant-pools-xor-instance-type
    variant-initial-count-missing serverless-memory-step serverless-provisioned-le-max serverless-single-variant
    serverless-no-data-capture serverless-no-vpc-or-isolation cross-region-traffic-exclusive shadow-single-variants
    shadow-unsupported-features volume-size-local-storage async-no-inf1 clarify-baseline-exactly-one
    clarify-mime-type-values clarify-feature-types-text clarify-enable-explanations-jmespath
    prefix-routing-config-only-prefix-aware prefix-routing-config-required
    managed-scaling-needs-inference-components managed-scaling-zero-needs-inference-components reservation-one-plan
    partition-layout-exactly-one partition-layout-no-media-extensions inference-component-role-required
    config-network-isolation-needs-inference-components deployment-single-policy canary-size-missing
    linear-step-missing canary-percent-max linear-percent-range rolling-percent-range
    blue-green-timeout-exceeds-waits alarm-name-missing update-exclude-data-capture mig-profile-fits
    tag-reserved-prefix registry-credentials-lambda container-ecr-image-malformed s3-object-file-name
    partition-layout-instance-family partition-types-of-family container-artifacts-region-mismatch
""")
"""Errors that one request decides."""

WARNINGS_OF_ONE_REQUEST: Final = _ids("""
    model-hostname-ignored-on-primary model-execution-config-needs-containers model-execution-role-missing
    container-inference-spec-needs-package container-multi-model-url-is-prefix
    container-multi-model-config-needs-mode container-additional-data-needs-primary model-eula-not-accepted
    variant-serverless-instance-only-members kms-key-local-storage async-output-path-missing
    async-response-needs-success-topic async-response-needs-error-topic async-single-variant async-no-data-capture
    data-capture-options-redundant clarify-feature-types-need-text-config clarify-jsonlines-content-template
    clarify-index-and-attribute accelerator-type-retired kv-aware-routing-container managed-scaling-initial-in-range
    managed-scaling-consolidation-settings reservation-needs-instance-type reservation-preference-without-arn
    partition-layout-needs-inference-components ami-accelerator-mismatch
    variant-weights-all-zero blue-green-timeout-leaves-no-time
    all-at-once-wait-unused final-shift-unwatched auto-rollback-alarms-missing baking-without-alarms
    update-exclude-without-retain create-deployment-config-has-no-effect-now s3-prefix-not-gzip
    managed-scaling-min-le-max capacity-percent-max-100 config-vpc-needs-inference-components
    instance-pools-lor-routing kms-key-format vpc-security-group-form vpc-subnet-form hub-content-arn-format
    container-image-format environment-holds-secret clarify-content-template-placeholder
    clarify-feature-lists-length clarify-baseline-columns clarify-baseline-bytes clarify-enable-explanations-literal
    partition-layout-wide-partitions partition-layout-no-suffix partition-layout-empty ami-driver-too-old
    image-partition-mismatch package-of-other-account-needs-isolation isolation-unsupported-image
""")
"""Warnings that one request decides."""

ERRORS_ACROSS_REQUESTS: Final = _ids("""
    serverless-model-exclusions serverless-no-model-data-source shadow-unsupported-models canary-count-max
    linear-count-range rolling-count-range update-variant-names-match update-real-time-to-serverless
    update-partition-layout-changed endpoint-name-unique-ignoring-case config-images-one-region model-name-unique
    endpoint-config-name-unique container-image-other-region
""")
"""Errors that need several requests."""

WARNINGS_ACROSS_REQUESTS: Final = _ids("""
    async-model-exclusions data-capture-multi-model ssm-blocked-by-isolation config-model-not-in-set
    rollback-count-exceeds-fleet guardrails-ignored-inf1 guardrails-ignored-serverless update-names-current-config
    endpoint-config-not-in-set container-startup-timeout-vs-deployment-timeout
    rolling-no-serverless rolling-single-variant image-accelerator-mismatch image-architecture-mismatch
    ami-driver-older-than-cuda config-arn-region-mismatch async-no-marketplace serverless-no-marketplace
    shadow-no-marketplace guardrails-ignored-marketplace multi-model-single-variant inf1-single-model-only
    container-metrics-without-observability instance-type-other-region instance-type-region
""")
"""Warnings that need several requests."""

COMPANIONS: Final = _ids("""
    clarify-attributes-jmespath config-shadow-model-not-in-set linear-timeout-exceeds-total-waits
    linear-timeout-exceeds-total-waits-by-count linear-timeout-leaves-no-time rolling-timeout-exceeds-total-bakes
    rolling-timeout-exceeds-total-bakes-by-count rolling-timeout-leaves-no-time
""")
"""Rules that follow from those of the catalogue: the other half of one that reads two lists or two units."""

PEDANTIC: Final = _ids("""
    canary-size-without-canary linear-step-without-linear instance-pools-min-two instance-pools-priority-unique
    instance-pools-type-unique provision-timeout-without-pools variant-name-unique-across-shadow
    mixed-model-and-component-variants async-with-serverless explainer-with-serverless explainer-with-async
    explainer-with-multi-variant model-data-url-and-source additional-channel-unique
    retain-and-explicit-deployment-config exclude-list-unique alarm-name-unique capture-content-type-in-both
    sampling-zero-with-capture-on vpc-two-subnets vpc-subnets-unique manifest-etag-without-uri
    ami-missing-for-cuda13 prefix-aware-single-instance instance-type-nowhere guardrails-ignored-multi-model
""")
"""Rules that are believed without a firm source, or true for few; all of them are off by default."""

SECURITY: Final = _ids("""
    sec-endpoint-kms-key sec-model-network-isolation sec-config-network-isolation sec-model-vpc
    sec-min-two-instances sec-capture-kms-key sec-async-output-kms-key sec-core-dump-kms-key sec-image-tag-latest
    sec-environment-secrets sec-data-capture-enabled ssm-not-for-production
""")
"""Rules of the profile security."""

COST: Final = _ids("""
    cost-superseded-family cost-cpu-image-on-gpu
""")
"""Rules of the profile cost."""

CATALOGUE: Final = {
    *ERRORS_OF_ONE_REQUEST, *WARNINGS_OF_ONE_REQUEST, *ERRORS_ACROSS_REQUESTS, *WARNINGS_ACROSS_REQUESTS
}  # fmt: skip
RULE_KEYS: Final = {
    "id", "shape", "rule", "warnWhen", "message", "why", "fieldPath", "severity", "strict", "profile", "source",
    "grade", "asOf", "hidden", "controls", "examples",
}  # fmt: skip
EXAMPLE_KEYS: Final = {"value", "release", "shape", "path", "profile", "severity", "region"}
OPTIONAL_KEYS: Final = {"warnWhen", "fieldPath", "strict", "profile", "hidden", "controls", "asOf"}
OPT_IN_OF_THE_CATALOGUE: Final = {"create-deployment-config-has-no-effect-now"}

Rule = dict[str, Any]


def _load(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


SPEC: Final = _load("service.yaml")
WRITTEN: Final[list[Rule]] = [rule for name in SPEC["rules"] for rule in _load(name)["rules"]]
RULES: Final[dict[str, Rule]] = {rule["id"]: rule for rule in WRITTEN}
TABLES: Final[dict[str, Rule]] = {key: table for name in SPEC["tables"] for key, table in _load(name)["tables"].items()}
PINNED: Final = model.load_pinned(FOLDER / "model.json")

each_rule: Final = pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())


def _is_cross(rule: Rule) -> bool:
    return re.search(r"\b(release|earlier|region)\b", rule["rule"]) is not None


def _shapes(rule: Rule) -> list[str]:
    return rule["shape"] if isinstance(rule["shape"], list) else [rule["shape"]]


def _examples(rule: Rule) -> list[Rule]:
    return [*rule["examples"]["valid"], *rule["examples"]["invalid"]]


def test_every_rule_of_the_catalogue_is_there_once_and_no_other() -> None:
    ids = [rule["id"] for rule in WRITTEN]
    assert len(ids) == len(set(ids))
    assert set(ids) == CATALOGUE | {*COMPANIONS, *PEDANTIC, *SECURITY, *COST}


@pytest.mark.parametrize(
    ("ids", "severity", "cross"),
    [
        (ERRORS_OF_ONE_REQUEST, "error", False),
        (WARNINGS_OF_ONE_REQUEST, "warning", False),
        (ERRORS_ACROSS_REQUESTS, "error", True),
        (WARNINGS_ACROSS_REQUESTS, "warning", True),
    ],
)
def test_severity_and_scope_are_those_of_the_catalogue(ids: list[str], severity: str, cross: bool) -> None:
    assert {id_: (RULES[id_]["severity"], _is_cross(RULES[id_])) for id_ in ids} == dict.fromkeys(
        ids, (severity, cross)
    )


def test_only_weakly_sourced_and_informational_rules_are_opt_in_and_none_of_them_is_an_error() -> None:
    opt_in = {rule["id"] for rule in RULES.values() if rule.get("profile") == "pedantic"}
    assert opt_in == {*PEDANTIC} | OPT_IN_OF_THE_CATALOGUE
    assert {rule["severity"] for rule in RULES.values() if "profile" in rule} == {"warning"}


@pytest.mark.parametrize(("profile", "ids"), [("security", SECURITY), ("cost", COST)])
def test_profiles_hold_the_rules_that_are_about_them(profile: str, ids: list[str]) -> None:
    assert {rule["id"] for rule in RULES.values() if rule.get("profile") == profile} == set(ids)


@each_rule
def test_what_is_inferred_is_no_error_unless_the_service_itself_says_so(rule: Rule) -> None:
    inferred = "(inferred)" in rule["source"]
    assert inferred <= (rule["grade"] == "D"), "an inference is graded as one"
    if rule["severity"] == "error":
        assert not inferred
        assert rule["grade"] != "D" or "message of the" in rule["source"].lower()


@each_rule
def test_rule_has_the_members_of_a_rule(rule: Rule) -> None:
    assert rule.keys() <= RULE_KEYS
    assert rule.keys() >= RULE_KEYS - OPTIONAL_KEYS
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", rule["id"])
    assert rule["severity"] in {"error", "warning"}
    assert rule["grade"] in set("ABCD")
    assert rule.get("strict", "error") == "error"
    assert "strict" not in rule or rule["severity"] == "warning", "strict raises a warning"
    assert "warnWhen" not in rule or rule["severity"] == "error", "warnWhen lowers an error"


@each_rule
def test_message_is_one_short_line_in_our_own_words(rule: Rule) -> None:
    message = rule["message"]
    assert message == message.strip()
    assert "\n" not in message
    assert not message.endswith((".", "!", ":"))
    assert '"' not in message, "facts, not quotations"
    assert 10 < len(message) <= 140
    assert message[0].islower() or message.split()[0].rstrip(",") in _names(rule), (
        "starts in lower case, or with a member's name"
    )


def _names(rule: Rule) -> set[str]:
    """The names of the model that a message may begin with: members, types and acronyms of the rule itself."""
    return set(re.findall(r"[A-Z]\w+", " ".join([rule["rule"], rule.get("fieldPath", ""), *_shapes(rule)]))) | {"JSON"}


def test_no_two_rules_say_the_same() -> None:
    messages = [rule["message"] for rule in RULES.values()]
    assert len(messages) == len(set(messages))
    expressions = [(rule["rule"], str(rule["shape"])) for rule in RULES.values()]
    assert len(expressions) == len(set(expressions))


@each_rule
def test_explanation_and_source_are_given(rule: Rule) -> None:
    assert 30 < len(rule["why"]) <= 400
    assert rule["why"].endswith(".")
    assert "\n" not in rule["why"].strip()
    assert '"' not in rule["why"]
    assert re.match(r"https://|[A-Za-z]", rule["source"])
    assert not rule["source"].endswith(".")


@each_rule
def test_shapes_and_the_first_members_of_the_path_are_in_the_model(rule: Rule) -> None:
    for shape in _shapes(rule):
        assert PINNED.shapes[shape].type == "structure"
        first = re.match(r"\.(\w+)", rule.get("fieldPath", ""))
        assert first is None or PINNED.shapes[shape].member(first[1]) is not None
    assert not _is_cross(rule) or all(shape.endswith("Input") for shape in _shapes(rule))


@each_rule
def test_examples_show_both_sides(rule: Rule) -> None:
    assert rule["examples"].keys() == {"valid", "invalid"}
    assert len(rule["examples"]["valid"]) >= 1
    assert len(rule["examples"]["invalid"]) >= 1
    for example in _examples(rule):
        assert example.keys() <= EXAMPLE_KEYS
        assert ("release" in example, "value" in example) == (_is_cross(rule), not _is_cross(rule))
        assert example.get("shape", _shapes(rule)[0]) in _shapes(rule)
    data = [str((example.get("value", example.get("release")), example.get("region"))) for example in _examples(rule)]
    assert len(data) == len(set(data)), "no example twice"


@each_rule
def test_invalid_examples_name_their_path_where_the_rule_alone_does_not(rule: Rule) -> None:
    for example in rule["examples"]["invalid"]:
        if _is_cross(rule) or "[*]" in rule.get("fieldPath", ""):
            assert example["path"]
        assert not _is_cross(rule) or isinstance(example["path"][0], int)
        assert example.get("profile") == rule.get("profile") or example.get("profile") == "strict"
    if "warnWhen" in rule:
        assert "warning" in {example.get("severity") for example in rule["examples"]["invalid"]}


def families() -> set[str]:
    """What the pinned model has between "ml." and the size."""
    types = PINNED.shapes["ProductionVariantInstanceType"].enum
    assert types is not None
    return {name.split(".")[1] for name in types}


def test_every_family_of_the_pinned_model_is_placed_once() -> None:
    """A family that came with a new model is decided upon, not forgotten."""
    kinds = ("cpuFamilies", "nvidiaGpuFamilies", "neuronFamilies", "otherAcceleratorFamilies")
    placed = [family for kind in kinds for family in TABLES[kind]["values"]]
    assert sorted(placed) == sorted(families())
    undecided = {"g7", "g7e"}
    assert {*TABLES["noMigFamilies"]["values"], *TABLES["migFamilies"]["values"], *undecided} == families()
    assert not {*TABLES["noMigFamilies"]["values"]} & {*TABLES["migFamilies"]["values"]}
    sold = {value.partition(":")[2] for value in TABLES["hostingFamilies"]["values"]}
    assert sold | {*TABLES["familiesInNoRegion"]["values"]} == families()
    for name in ("gravitonFamilies", "supersededFamilies", "blackwellFamilies", "familiesBeforeDriver580"):
        assert set(TABLES[name]["values"]) <= families(), name


def test_tables_are_dated_and_used() -> None:
    text = " ".join(rule["rule"] for rule in RULES.values())
    assert set(re.findall(r"\btables\.(\w+)", text)) == TABLES.keys()
    for table in TABLES.values():
        assert table.keys() == {"asOf", "source", "values"}
        assert dt.date.fromisoformat(table["asOf"]) >= dt.date(2026, 1, 1)
        assert table["source"]
        assert table["values"] == sorted(set(table["values"]))

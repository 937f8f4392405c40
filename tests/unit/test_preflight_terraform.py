"""Requests in Terraform: plans and states, configurations in JSON and in its own language."""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from botocore import xform_name

from codegen.reading.nodes import MAPPING, SCALAR, SEQUENCE, Node
from tests.doors_kit import PACKAGE, fault, faults, planted
from tests.preflight_harness import Result, check, checked, run

KINDS: Final = {
    "CreateModel": "aws_sagemaker_model",
    "CreateEndpointConfig": "aws_sagemaker_endpoint_configuration",
    "CreateEndpoint": "aws_sagemaker_endpoint",
}
NAMES: Final = {
    "CreateModel": "ModelName",
    "CreateEndpointConfig": "EndpointConfigName",
    "CreateEndpoint": "EndpointName",
}
MARK: Final = re.compile(r'  # ([a-z-]+)(?=": )')


def of(folder: Path, text: str | dict[str, Any], name: str = "plan.json") -> Result:
    return checked(folder, name, text if isinstance(text, str) else json.dumps(text, indent=1), **PACKAGE)


def rules(folder: Path, text: str | dict[str, Any], name: str = "plan.json") -> list[str]:
    return [found["rule"] for found in of(folder, text, name).findings]


def attribute(member: str) -> str:
    return "container" if member == "Containers" else str(xform_name(member))


def attributes(node: Node, name: str = "") -> Any:
    """A request in the provider's names, blocks as lists; a key with a fault ends in its rule."""
    if node.kind == SCALAR:
        return node.value
    if node.kind != MAPPING:
        return [attributes(item)[0] if item.kind == MAPPING else item.value for item in node.value]
    return [
        {
            ("name" if key.value == name else attribute(key.value)) + fault(key): attributes(value)
            for key, value in node.value
        }
    ]


def resources() -> list[tuple[str, str, dict[str, Any]]]:
    """The planted requests as type, name and attributes of resources."""
    return [
        (KINDS[operation], f"r{number}", attributes(request, NAMES[operation])[0])
        for number, (operation, request) in enumerate(planted())
    ]


def marked(document: dict[str, Any]) -> tuple[str, list[tuple[int, str]]]:
    """A document as text, and the lines of its faults."""
    lines = json.dumps(document, indent=1).splitlines()
    faults = [(number, mark[1]) for number, line in enumerate(lines, 1) if (mark := MARK.search(line))]
    return "\n".join(MARK.sub("", line) for line in lines), faults


def change(kind: str, after: dict[str, Any], *actions: str, name: str = "this", **more: Any) -> dict[str, Any]:
    said = {"actions": list(actions or ["create"]), "before": None, "after": after, **more}
    return {"address": f"{kind}.{name}", "mode": "managed", "type": kind, "name": name, "change": said}


def plan(*changes: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": list(changes), **more}


def config(**variant: Any) -> dict[str, Any]:
    whole = {"variant_name": "v", "model_name": "m", "instance_type": "ml.m5.large", "initial_instance_count": 1}
    return {
        "name": "c",
        "production_variants": [whole | variant],
        "kms_key_arn": None,
        "shadow_production_variants": [],
    }


CONFIG: Final = "aws_sagemaker_endpoint_configuration"
ENDPOINT: Final = "aws_sagemaker_endpoint"
MODEL: Final = "aws_sagemaker_model"


# --- plans and states -------------------------------------------------------------------------------------------------


def test_a_plan_has_the_planted_faults_that_a_provider_lets_through(tmp_path: Path) -> None:
    text, faults = marked(plan(*(change(kind, after, name=name) for kind, name, after in resources())))
    found = of(tmp_path, text)
    assert [(one["line"], one["rule"]) for one in found.findings] == [
        (line, rule) for line, rule in faults if rule != "unknown-member"
    ]
    assert len(found.findings) == 11
    assert json.loads(found.out)["summary"]["requests"] == 9


def test_a_state_is_what_was_made(tmp_path: Path) -> None:
    values = config(volume_size_in_gb=0, instance_type="ml.m5.larg")
    resource = {"address": f"{CONFIG}.c", "mode": "managed", "type": CONFIG, "name": "c", "values": values}
    state = {
        "format_version": "1.0",
        "values": {"root_module": {"resources": [], "child_modules": [{"resources": [resource]}]}},
    }
    [found] = of(tmp_path, state).findings
    assert (found["rule"], found["resource"]) == ("enum", f"{CONFIG}.c")


def test_messages_speak_of_attributes(tmp_path: Path) -> None:
    [found] = of(tmp_path, plan(change(CONFIG, config(instance_type="ml.m5.larg")))).findings
    assert found["resource"] == f"{CONFIG}.this"
    [found] = of(tmp_path, plan(change(CONFIG, config() | {"kms_key_arn": "k" * 3000}))).findings
    assert (found["rule"], found["path"]) == ("max-length", ["KmsKeyId"])
    [found] = of(tmp_path, plan(change(ENDPOINT, {"name": "e"}))).findings
    assert "endpoint_config_name" in found["message"]


def test_what_is_unknown_until_it_is_applied_satisfies_everything(tmp_path: Path) -> None:
    after = config(instance_type=None)
    after["name"] = None
    unknown = {"name": True, "production_variants": [{"instance_type": True, "routing_config": True}]}
    assert rules(tmp_path, plan(change(CONFIG, after, after_unknown=unknown))) == []
    del after["production_variants"]
    assert rules(tmp_path, plan(change(CONFIG, after, after_unknown={"production_variants": True}))) == []


def test_unknown_names_join_where_the_configuration_says_so(tmp_path: Path) -> None:
    model = {"execution_role_arn": "arn:aws:iam::111122223333:role/a"}
    after = config()
    del after["production_variants"][0]["model_name"]

    def planned(references: list[str]) -> dict[str, Any]:
        expressions = {"production_variants": [{"model_name": {"references": references}}]}
        return plan(
            change(MODEL, model, name="m", after_unknown={"name": True}),
            change(CONFIG, after, after_unknown={"production_variants": [{"model_name": True}]}),
            configuration={
                "root_module": {
                    "resources": [{"type": CONFIG, "name": "this", "expressions": expressions}],
                    "module_calls": {
                        "a": {"module": {"resources": [{"type": CONFIG, "name": "x", "expressions": {}}]}}
                    },
                }
            },
        )

    known = planned([f"{MODEL}.m.name", f"{MODEL}.m"])
    expected = rules(tmp_path, plan(change(MODEL, model | {"name": "m"}, name="m"), change(CONFIG, config())))
    assert rules(tmp_path, known) == expected
    assert rules(tmp_path, planned(["var.model"])) == expected


@pytest.mark.parametrize("actions", [("no-op",), ("delete",), ("read",), ("forget",)])
def test_what_is_not_made_is_not_checked(tmp_path: Path, actions: tuple[str, ...]) -> None:
    found = of(tmp_path, plan(change(CONFIG, config(instance_type="?"), *actions)))
    assert [one["rule"] for one in found.findings] == []


@pytest.mark.parametrize("actions", [("create",), ("delete", "create"), ("create", "delete")])
def test_a_replacement_is_made(tmp_path: Path, actions: tuple[str, ...]) -> None:
    assert rules(tmp_path, plan(change(CONFIG, config(instance_type="?"), *actions))) == ["enum"]


def test_an_endpoint_is_updated(tmp_path: Path) -> None:
    deployment = [{"rolling_update_policy": [{"wait_interval_in_seconds": 60, "maximum_batch_size": []}]}]
    after = {"name": "e", "endpoint_config_name": "c", "tags": {"a": "b"}, "deployment_config": deployment}
    found = of(tmp_path, plan(change(ENDPOINT, after, "update"))).findings
    assert {(one["rule"], one["operation"]) for one in found if one["severity"] == "error"} == {
        ("required", "UpdateEndpoint")
    }
    assert rules(tmp_path, plan(change(CONFIG, config(instance_type="?"), "update"))) == []


def test_nothing_sensitive_is_shown(tmp_path: Path) -> None:
    other = {"address": "db.x", "type": "db", "name": "x", "change": {"actions": ["create"], "after": {"p": "hunter2"}}}
    after = config(instance_type="hunter3", initial_instance_count=0) | {"name": "hunter4_"}
    sensitive = {"name": True, "production_variants": [{"instance_type": True}]}
    text = json.dumps(plan(other, change(CONFIG, after, after_sensitive=sensitive), other))
    found = of(tmp_path, text)
    assert [one["rule"] for one in found.findings] == ["min-value"]
    for form in ("text", "sarif", "html", "json", "markdown", "github"):
        assert "hunter" not in run("preflight", str(tmp_path / "plan.json"), "--format", form, **PACKAGE).out


# --- configurations in JSON -------------------------------------------------------------------------------------------


def configuration(*made: tuple[str, str, dict[str, Any]], **more: Any) -> dict[str, Any]:
    listed: dict[str, dict[str, Any]] = {}
    for kind, name, body in made:
        listed.setdefault(kind, {})[name] = body
    return {"//": {"metadata": {}}, "resource": listed, **more}


def test_the_twelve_planted_faults_are_found_in_a_configuration(tmp_path: Path) -> None:
    text, faults = marked(configuration(*resources()))
    found = of(tmp_path, text, "cdk.tf.json")
    assert [(one["line"], one["rule"]) for one in found.findings] == faults
    assert len(found.findings) == 12


def test_replacing_any_value_by_an_unknown_only_takes_findings_away(tmp_path: Path) -> None:
    text, _ = marked(configuration(*resources()))
    every = {(one["rule"], one["line"]) for one in of(tmp_path, text, "main.tf.json").findings}
    lines = text.splitlines()
    values = [number for number, line in enumerate(lines) if re.search(r'": [^\[{]', line)]
    for number in random.Random(0).sample(values, 25):  # noqa: S311 - the same ones each time
        for unknown in ("${var.x}", "${local.y}", "a-${data.z.w}"):
            replaced = re.sub(r'": .*?(,?)$', f'": "{unknown}"\\1', lines[number])
            if unknown.startswith("a-") and not re.search(r'": "', lines[number]):
                continue  # no text can be a number
            changed = "\n".join([*lines[:number], replaced, *lines[number + 1 :]])
            left = {(one["rule"], one["line"]) for one in of(tmp_path, changed, "main.tf.json").findings}
            assert unknown.startswith("a-") or left <= every, replaced


def test_references_locals_and_defaults_are_followed(tmp_path: Path) -> None:
    made = configuration(
        (MODEL, "m", {"name": "${var.name}", "execution_role_arn": "${aws_iam_role.r.arn}", "primary_container": {}}),
        (
            CONFIG,
            "c",
            config(instance_type="${local.type}", model_name=f"${{{MODEL}.m.name}}", variant_name="${local.l}"),
        ),
        (ENDPOINT, "e", {"name": "${local.l}", "endpoint_config_name": f"${{{CONFIG}.c.arn}}"}),
        locals={"type": "ml.${local.size}", "size": "m5.larg", "l": "${local.l}"},
        variable={"name": {"default": "a_b"}, "secret": {"default": "x_y", "sensitive": True}},
    )
    found = {(one["rule"], one["severity"]) for one in of(tmp_path, made, "main.tf.json").findings}
    assert {("enum", "error"), ("pattern", "warning"), ("pattern", "error")} <= found
    made["variable"]["name"]["sensitive"] = True
    assert "a_b" not in of(tmp_path, made, "main.tf.json").out


def test_values_are_converted_as_terraform_does(tmp_path: Path) -> None:
    body = config(initial_instance_count="2", enable_ssm_access="true", initial_variant_weight="1.5e0")
    body |= {"tags": {"team": 1, "none": None}, "kms_key_arn": ""}
    assert rules(tmp_path, configuration((CONFIG, "c", body)), "main.tf.json") == []
    body = config(initial_instance_count="two")
    assert rules(tmp_path, configuration((CONFIG, "c", body)), "main.tf.json") == ["type"]


def test_what_is_repeated_or_dynamic_is_possible(tmp_path: Path) -> None:
    body = {
        "name": "m",
        "execution_role_arn": "${var.role}",
        "dynamic": {"container": {"for_each": "${x}", "content": {}}},
    }
    assert rules(tmp_path, configuration((MODEL, "m", body)), "main.tf.json") == []
    twice = config() | {"count": 2}
    assert rules(tmp_path, configuration((CONFIG, "a", twice), (CONFIG, "b", twice)), "main.tf.json") == []


# --- its own language -------------------------------------------------------------------------------------------------


def block(words: str, node: Node, name: str, after: str, indent: str = "") -> Iterator[str]:
    """A request in Terraform's language, a line for each value; a line with a fault ends in its rule."""
    yield f"{indent}{words} {{{after}"
    for key, value in node.value:
        written = "name" if key.value == name else attribute(key.value)
        for item in value.value if value.kind == SEQUENCE else [value]:
            if item.kind == MAPPING:
                yield from block(written, item, "", fault(key), f"{indent}  ")
            else:
                yield f"{indent}  {written} = {json.dumps(item.value)}{fault(key)}"
    yield f"{indent}}}"


def source() -> str:
    made = enumerate(planted())
    parts = (block(f'resource "{KINDS[op]}" "r{number}"', node, NAMES[op], "") for number, (op, node) in made)
    return "\n".join(line for part in parts for line in part) + "\n"


def tf(folder: Path, text: str, name: str = "main.tf") -> list[tuple[str, int]]:
    return [(found["rule"], found["line"]) for found in of(folder, text, name).findings]


def small(body: str = "", variant: str = "", more: str = "") -> str:
    """An endpoint configuration of which each member is known and right, in eleven lines."""
    return f"""resource "aws_sagemaker_endpoint_configuration" "c" {{
  {body or 'name = "c"'}
  production_variants {{
    variant_name           = "v"
    model_name             = "m"
    initial_instance_count = 1
    {variant or 'instance_type = "ml.m5.large"'}
  }}
}}
{more}
"""


def test_the_twelve_planted_faults_are_found_in_source(tmp_path: Path) -> None:
    found = of(tmp_path, source(), "main.tf")
    assert [(one["line"], one["rule"]) for one in found.findings] == faults(source())
    assert len(found.findings) == 12
    assert json.loads(found.out)["summary"]["requests"] == 9


def test_replacing_any_literal_by_an_unknown_only_takes_findings_away_in_source(tmp_path: Path) -> None:
    lines = source().splitlines()
    every = set(tf(tmp_path, source()))
    values = [number for number, line in enumerate(lines) if " = " in line]
    for number in random.Random(0).sample(values, 30):  # noqa: S311 - the same ones each time
        for unknown in ("var.x", "local.y", "f(1)", '"${each.key}"', "x ? 1 : null"):
            changed = [*lines[:number], f"{lines[number].partition(' = ')[0]} = {unknown}", *lines[number + 1 :]]
            left = tf(tmp_path, "\n".join(changed))
            assert {(rule, line) for rule, line in left if line != number + 1} <= every, changed[number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (small(), []),
        (small('name = "a_b" # botoforge: ignore[pattern]'), []),
        (small('name = "${var.stage}-x"'), []),
        (small('name = "${var.stage}_x"'), [("pattern", 2)]),
        (small('name_prefix = "a_"'), [("pattern", 2)]),
        (small("name = local.name", more='locals {\n  name = "a_b"\n}'), [("pattern", 11)]),
        (small("name = local.a", more="locals {\n  a = local.b\n  b = local.a\n}"), []),
        (small(variant="instance_type = local.v.type", more='locals {\n  v = { type = "x" }\n}'), [("enum", 11)]),
        (small(variant="instance_type = var.t", more='variable "t" {\n  default = "x"\n}'), [("enum", 11)]),
        (small(variant="instance_type = var.t", more='variable "t" {\n  default = "x"\n  sensitive = true\n}'), []),
        (small(variant='instance_type = var.big ? "x" : "ml.m5.large"'), [("enum", 7)]),
        (small(variant='instance_type = ("x")'), [("enum", 7)]),
        (small(variant='instance_type = upper("x")'), []),
        (small(variant='instance_type = "${"x"}"'), [("enum", 7)]),
        (small(variant="instance_type = <<-EOF\n    x\n    EOF"), []),
        (small(variant='instance_type = "%{if x}y%{endif}"'), []),
        (small(variant="instance_type = data.a.b.c[*].d"), []),
        (small(variant='instance_typ = "ml.m5.large"'), [("variant-capacity-missing", 3), ("unknown-member", 7)]),
        (small(variant='dynamic "serverless_config" {\n for_each = var.x\n content {}\n }'), []),
        (small("name = aws_sagemaker_model.m.arn"), [("pattern", 2)]),
        (small('name = "\\u0061_"'), [("pattern", 2)]),
        (small('/* ä€😀 */ name = "ä"'), [("pattern", 2)]),
        (small(more='resource "aws_sagemaker_endpoint" "e" {\n  name = "e"'), [("syntax", 12)]),
        (small("name = 0x10"), []),
    ],
)
def test_what_is_known_of_a_value(tmp_path: Path, text: str, expected: list[tuple[str, int]]) -> None:
    assert tf(tmp_path, text) == expected


MADE: Final = """resource "aws_sagemaker_model" "m" {
  execution_role_arn = var.role
  primary_container {
    image          = "a/b:1"
    mode           = "MultiModel"
    model_data_url = "s3://bucket/models/"
  }
}
resource "aws_sagemaker_endpoint_configuration" "c" {
  name_prefix = "c-"
  data_capture_config {
    initial_sampling_percentage = 10
    destination_s3_uri          = "s3://bucket/captured"
    capture_options {
      capture_mode = "Input"
    }
  }
  production_variants {
    model_name             = REFERENCE
    instance_type          = "ml.m5.large"
    initial_instance_count = 1
  }
}
"""


def test_a_reference_joins_resources_whose_names_are_not_known(tmp_path: Path) -> None:
    reference = f"{MODEL}.m.name"
    assert [rule for rule, _ in tf(tmp_path, MADE.replace("REFERENCE", reference))] == ["data-capture-multi-model"]
    assert [rule for rule, _ in tf(tmp_path, MADE.replace("REFERENCE", f'"${{{reference}}}"'))] == [
        "data-capture-multi-model"
    ]
    for other in ("var.model", f"{MODEL}.other.name", f'{MODEL}.m["a"].name', "data.aws_x.m.name"):
        assert tf(tmp_path, MADE.replace("REFERENCE", other)) == []
    model, config = MADE[: MADE.index('resource "aws_sagemaker_end')], MADE[MADE.index('resource "aws_sagemaker_end') :]
    (tmp_path / "model.tf").write_text(model)
    (tmp_path / "config.tf").write_text(config.replace("REFERENCE", reference))
    (tmp_path / "main.tf").unlink()
    assert [one["rule"] for one in check(str(tmp_path), **PACKAGE).findings] == ["data-capture-multi-model"]


def test_the_other_files_of_a_folder_count(tmp_path: Path) -> None:
    (tmp_path / "locals.tf").write_text('locals {\n  type = "x"\n}\nvariable "name" {}\n')
    (tmp_path / "prod.tfvars").write_text('name = "a_b"\n')
    text = small("name = var.name", "instance_type = local.type")
    found = of(tmp_path, text, "main.tf").findings
    assert [(one["rule"], one["line"], one["severity"]) for one in found] == [
        ("pattern", 2, "warning"),
        ("enum", 7, "error"),
    ]
    assert "(name in prod.tfvars)" in found[0]["message"]
    (tmp_path / "main_override.tf").write_text(small('name = "d"'))
    assert tf(tmp_path, text) == []
    (tmp_path / "main_override.tf").unlink()
    (tmp_path / "more.tf").write_text('locals {\n  type = "y"\n}\n')
    assert tf(tmp_path, text) == [("pattern", 2)]


def test_a_comment_at_a_resource_speaks_for_all_of_it(tmp_path: Path) -> None:
    text = small('name = "a_b"', 'instance_type = "x"')
    assert tf(tmp_path, f"# botoforge: ignore[enum, pattern]: later\n{text}") == []
    assert tf(tmp_path, f"# botoforge: ignore[enum]\n{text}") == [("pattern", 3)]
    assert tf(tmp_path, f"# botoforge: ignore[enum, tag-keys-unique]\n{text}") == [("unused-ignore", 1), ("pattern", 3)]
    assert tf(tmp_path, f"# botoforge: ignore-file[enum, pattern]\n\n{text}") == []


def test_no_secret_of_a_variable_is_shown(tmp_path: Path) -> None:
    text = small("name = var.n", more='variable "n" { # "x" is no type\n  sensitive = true\n  default = "hunter_2"\n}')
    text = text.replace("ml.m5.large", "${var.n}")
    of(tmp_path, text + 'variable "x" { default = "y" ', "main.tf")
    for form in ("text", "html", "json", "sarif"):
        assert "hunter" not in run("preflight", str(tmp_path), "--format", form, **PACKAGE).out


def test_files_without_a_known_resource_are_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "a.tf").write_text('resource "aws_s3_bucket" "b" {}\n')
    (tmp_path / "b.tf").write_text('# resource "aws_sagemaker_model" "b" {}\n')
    (tmp_path / "main.tf").write_text(small(variant='instance_type = "x"'))
    found = check(str(tmp_path), **PACKAGE)
    assert [one["rule"] for one in found.findings] == ["enum"]
    assert json.loads(found.out)["summary"]["files"] == 1


def test_without_the_extra_one_line_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter_hcl", None)
    found = of(tmp_path, small(), "main.tf")
    assert [one["rule"] for one in found.findings] == ["unreadable"]
    assert "botoforge[terraform]" in found.findings[0]["message"]
    assert found.code == 1


def laughs(levels: int) -> str:
    """Locals that would be two to the power of their number of values."""
    made = "".join(f"a{n} = [local.a{n + 1}, local.a{n + 1}]\n" for n in range(levels))
    return f"locals {{\n{made}}}"


@pytest.mark.parametrize(
    "text",
    [
        small(f"name = {'[' * 5000}{']' * 5000}"),
        small("b {\n" * 3000 + "}\n" * 3000),
        small(f"name = {'(' * 5000}1{')' * 5000}"),
        small(f"name = {'x ? 1 : ' * 3000}1"),
        small('name = "' + '${"' * 2000),
        small("name = local.a0", more=laughs(60)),
        small("name = local.a0", more="locals {\n" + "".join(f"a{n} = local.a{n + 1}\n" for n in range(5000)) + "}"),
        small(f"name = {'9' * 5000}"),
        'resource "aws_sagemaker_model" "m" {',
        'resource "aws_sagemaker_model" {}\nresource aws_sagemaker_model x {}\n"aws_sagemaker_model" {}',
        "aws_sagemaker_model\x01\ud7ff{{{{",
        small() * 600,
        small() * 3000,
        small('x = "' + "${" * 50_000),
        small('} ) ] = " { ' * 9_000),
        small("b {\n" * 25_000),
        "".join(small().replace('"c"', f'"c{n}"') for n in range(300)),
    ],
    ids=range(17),
)
def test_hostile_texts_end_in_findings(tmp_path: Path, text: str) -> None:
    start = time.process_time()
    found = of(tmp_path, text, "main.tf").findings
    assert "internal-error" not in {one["rule"] for one in found}
    assert time.process_time() - start < 10

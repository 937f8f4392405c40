"""Requests in Python files and notebooks: calls of boto3, of the typed client, and typed request objects."""

from __future__ import annotations

import ast
import json
import random
from pathlib import Path
from typing import Any, Final

import pytest

from generated import sagemaker
from tests.doors_kit import PACKAGE, boto3_call, faults, planted, typed_call
from tests.preflight_harness import Result, check, checked, run

BOTO3: Final = 'import boto3\n\nsm = boto3.client("sagemaker")\n'
CALL: Final = "create_endpoint(EndpointName='a_b', EndpointConfigName='c')"
LACKING: Final = "create_endpoint(EndpointName='a_b')"
CONFIG: Final = '{{"VariantName": "main", "ModelName": {}, "InstanceType": {}, "InitialInstanceCount": {}}}'


def of(folder: Path, text: str, name: str = "deploy.py") -> Result:
    return checked(folder, name, text, **PACKAGE)


def rules(folder: Path, text: str) -> list[tuple[str, int]]:
    return [(found["rule"], found["line"]) for found in of(folder, text).findings]


def variant(model: str = '"m"', kind: str = '"ml.m5.large"', count: str = "1") -> str:
    return CONFIG.format(model, kind, count)


def notebook(*cells: str, **metadata: Any) -> str:
    made = [
        {"cell_type": "code", "source": cell.splitlines(keepends=True), "outputs": [{"text": "create_model"}]}
        for cell in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": made}, indent=1)


# --- the twelve faults ------------------------------------------------------------------------------------------------


def as_calls() -> str:
    return BOTO3 + "".join(f"sm.{boto3_call(*request)}" for request in planted())


def as_typed_calls() -> str:
    calls = "".join(f"client.{typed_call(*request)}" for request in planted())
    start = "from generated import sagemaker as aws\n\nclient = aws.SageMakerClient(boto3.client('sagemaker'))\n"
    return start + calls


def as_request_objects() -> str:
    made = []
    for operation, request in planted():
        _, _, arguments = typed_call(operation, request).partition("(")
        made.append(f"client.send(aws.{operation}Input({arguments.rstrip()})\n")
    return (
        "from generated import sagemaker as aws\n\n\ndef deploy(client):\n    "
        + "".join(made).replace("\n", "\n    ").rstrip()
        + "\n"
    )


@pytest.mark.parametrize(
    "text", [as_calls(), as_typed_calls(), as_request_objects()], ids=["boto3", "typed", "objects"]
)
def test_the_twelve_planted_faults_are_found_at_their_lines(text: str, tmp_path: Path) -> None:
    found = of(tmp_path, text)
    assert [(one["line"], one["rule"]) for one in found.findings] == faults(text)
    assert len(found.findings) == 12
    assert json.loads(found.out)["summary"]["requests"] == 9


def test_the_twelve_planted_faults_are_found_in_cells(tmp_path: Path) -> None:
    cells = [BOTO3, "%%bash\nls\n", *(f"!ls\nsm.{boto3_call(*request)}" for request in planted())]
    text = notebook(*cells)
    expected = [
        (number, line.partition("  # ")[2].partition("\\n")[0]) for number, line in enumerate(text.splitlines(), 1)
    ]
    found = of(tmp_path, text, "deploy.ipynb").findings
    assert [(one["line"], one["rule"]) for one in found] == [(number, rule) for number, rule in expected if rule]
    assert {one["resource"] for one in found} <= {f"cell {number} line 2" for number in range(3, 12)}


def test_typed_calls_are_told_of_in_their_own_names(tmp_path: Path) -> None:
    text = (
        "client = aws.SageMakerClient(raw)\n"
        "client.create_endpoint(endpoint_name='a', deployment_config=aws.DeploymentConfig(rolling_update_policy={}))\n"
    )
    of(tmp_path, text)
    said = run("preflight", str(tmp_path / "deploy.py"), **PACKAGE).out
    assert "endpoint_config_name is required" in said
    assert "deployment_config.rolling_update_policy" in said
    assert "EndpointConfigName" not in said


# --- unknown values ---------------------------------------------------------------------------------------------------


def test_replacing_any_literal_by_an_unknown_only_takes_findings_away(tmp_path: Path) -> None:
    text = (
        as_calls()
        + f"""NAME = "a_b"
base = {variant("NAME", kind="f'ml.{size}'", count="-1")}
sm.create_endpoint_config(EndpointConfigName=NAME, ProductionVariants=[{{**base, "VariantName": "v" + "_1"}}])
sm.create_endpoint(**dict(EndpointName="x", EndpointConfigName=NAME, Tags=[{{"Key": "a"}}]))
"""
    )
    every = {(one["rule"], one["line"]) for one in of(tmp_path, text).findings}
    assert len(every) == 16
    places = [
        (node.lineno, node.col_offset, node.end_col_offset or 0)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and node.lineno == node.end_lineno
    ]
    formatted = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.JoinedStr)]
    pieces = {(part.lineno, part.col_offset) for node in formatted for part in node.values}
    literals = [place for place in places if place[:2] not in pieces]
    for line, start, end in random.Random(0).sample(literals, 60):  # noqa: S311 - the same ones each time
        lines = text.splitlines(keepends=True)
        lines[line - 1] = f"{lines[line - 1][:start]}unknown(){lines[line - 1][end:]}"
        left = {(one["rule"], one["line"]) for one in of(tmp_path, "".join(lines)).findings}
        assert left <= every, lines[line - 1]


@pytest.mark.parametrize(
    "text",
    [
        f"v = {variant(count='0')}\nv['InitialInstanceCount'] = 1\nvs = [v]",
        f"vs = [{variant(count='0')}]\nvs[0].update(InitialInstanceCount=1)",
        f"vs = [{variant(count='0')}]\nrepair(vs)",
        f"vs = [{variant(count='0')}]\nfor v in vs:\n    v['InitialInstanceCount'] = 1",
        f"n = 0\nn = 1\nvs = [{variant(count='n')}]",
        f"n = 0\nn += 1\nvs = [{variant(count='n')}]",
        f"n = 0\ndef f():\n    global n\n    n = 1\nvs = [{variant(count='n')}]",
        f"for n in (0, 1):\n    vs = [{variant(count='n')}]",
        f"try:\n    pass\nexcept E as n:\n    vs = [{variant(count='n')}]",
        f"from m import n\nvs = [{variant(count='n')}]",
        f"vs = [{variant(count='0 if x else 1')}]",
        f"vs = [{{'InitialInstanceCount': 0, **more}}, {variant()}]",
        f"vs = [{{'InitialInstanceCount': 0, key: 1, **{variant()}}}]",
        f"vs = [*others, {variant(count='0')}]",
        "kind = f'ml.{size}.large'\n" + f"vs = [{variant(kind='kind')}]",
        "kind = f'{x:>3}'\n" + f"vs = [{variant(kind='kind')}]",
        f"kind = prefix + '.large'\nvs = [{variant(kind='kind')}]",
        f"vs = [{variant(count='1 - 1')}]",
    ],
)
def test_what_is_not_certain_is_not_reported(text: str, tmp_path: Path) -> None:
    call = "sm.create_endpoint_config(EndpointConfigName='c', ProductionVariants=vs)"
    assert rules(tmp_path, f"{BOTO3}{text}\n{call}\n") == []


def test_what_the_text_tells_is_known(tmp_path: Path) -> None:
    text = f"""{BOTO3}COUNT = -1
SIZE = "2xlarg"
base = dict({variant(count="COUNT")})
common = {{"Tags": [{{"Key": "k"}}]}}

def deploy(name, **more):
    config = f"fraud_{{name}}"
    kind: str = "ml.g5." + SIZE
    variants = [{{**base, "InstanceType": kind}}]
    print(variants, json.dumps(base))
    sm.create_endpoint_config(EndpointConfigName=config, ProductionVariants=variants, **common)
    sm.create_endpoint(Endpoint="a", **more)
"""
    assert rules(tmp_path, text) == [
        ("min-value", 4),
        ("required", 7),
        ("pattern", 10),
        ("enum", 11),
        ("unknown-member", 15),
    ]


def test_requests_join_by_the_same_unknown_name(tmp_path: Path) -> None:
    text = f"""{BOTO3}
def deploy(name):
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1"
    container = {{"Image": image, "Mode": "MultiModel", "ModelDataUrl": "s3://b/"}}
    sm.create_model(ModelName=name, ExecutionRoleArn=role, PrimaryContainer=container)
    variants = [{variant("{0}")}, {variant('"b"').replace("main", "x")}]
    sm.create_endpoint_config(EndpointConfigName="c", ProductionVariants=variants)
"""
    assert rules(tmp_path, text.replace("{0}", "name")) == [("multi-model-single-variant", 9)]
    assert rules(tmp_path, text.replace("{0}", "other")) == []


# --- which calls -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"boto3.client('comprehend').{CALL}", False),
        (f"c = session.client(service_name='events')\nc.{CALL}", False),
        (f"boto3.client('sagemaker').{CALL}", True),
        ("boto3.client('sagemaker').create_endpoint(EndpointName='a_b')", True),
        ("c = boto3.Session().client(service_name='sagemaker')\nc.create_endpoint(EndpointName='a_b')", True),
        (f"class A:\n  def a(self): self.c = boto3.client('sagemaker')\n  def b(self): self.c.{LACKING}", True),
        (f"class A:\n  def a(self): self.c = boto3.client('events')\n  def b(self): self.c.{CALL}", False),
        (f"def f(c: SageMakerClient):\n    c.{LACKING}", True),
        (f"def f(c: 'types.SageMakerClient'):\n    c.{LACKING}", True),
        (f"async def f():\n  async with s.create_client('sagemaker') as c:\n    await c.{LACKING}", True),
        (f"sess.sagemaker_client.{LACKING}", True),
        (f"def f(c):\n    c.{CALL}", True),
        (f"def f(c):\n    c.{LACKING}", False),
        ("def f(c):\n    c.create_endpoint(EndpointName='a_b', DesiredInferenceUnits=1)", False),
        ("estimator.create_model(role='r')", False),
        ("session.create_endpoint('a_b', 'c')", False),
        (CALL, False),
        (f"'''sm.{CALL}'''", False),
    ],
)
def test_which_calls_are_requests(text: str, found: bool, tmp_path: Path) -> None:
    shown = {one["rule"] for one in of(tmp_path, f"import boto3\n{text}\n").findings}
    assert ("pattern" in shown) == found


# --- files -----------------------------------------------------------------------------------------------------------


def test_columns_count_characters_and_comments_silence(tmp_path: Path) -> None:
    call = "sm.create_endpoint(Tags=[{'Key': 'é字𝒳', 'Value': 1}], EndpointName='a', EndpointConfigName='b')"
    text = f"{BOTO3}{call}\n"
    [one] = of(tmp_path, text).findings
    assert (one["rule"], one["line"], one["column"]) == ("type", 4, 50)
    silenced = text.replace("'b')", "'b')  # botoforge: ignore[type]: numbers are fine")
    assert of(tmp_path, silenced).findings == []
    above = text.replace("sm.create", "# botoforge: ignore[type]\nsm.create")
    assert of(tmp_path, above).findings == []
    [idle] = of(tmp_path, text.replace("1", "'1'").replace("'b')", "'b')  # botoforge: ignore[type]")).findings
    assert idle["rule"] == "unused-ignore"


def test_notebooks_are_silenced_in_their_cells_and_tell_exact_places(tmp_path: Path) -> None:
    call = 'x = "\\t😀"; sm.create_endpoint(EndpointName="a_b", EndpointConfigName="c"){}\n'
    text = notebook(BOTO3, call.format(""), "not python(\n", language_info={"name": "python"})
    [one] = of(tmp_path, text, "n.ipynb").findings
    line = text.splitlines()[one["line"] - 1]
    assert line[one["column"] - 1 :].startswith('\\"a_b\\"')
    assert one["resource"] == "cell 2 line 1"
    assert of(tmp_path, notebook(BOTO3, call.format("  # botoforge: ignore[pattern]")), "n.ipynb").findings == []
    assert (
        of(tmp_path, notebook(BOTO3, "# botoforge: ignore-file[pattern]\n" + call.format("")), "n.ipynb").findings == []
    )
    [unread] = of(tmp_path, notebook(BOTO3, call.format(""), kernelspec={"language": "R"}), "n.ipynb").findings
    assert unread["rule"] == "unknown-operation"


def test_what_papermill_fills_in_is_unknown(tmp_path: Path) -> None:
    text = notebook(BOTO3, 'NAME = "a_b"\n', 'sm.create_endpoint(EndpointName=NAME, EndpointConfigName="c")\n')
    assert [one["rule"] for one in of(tmp_path, text, "n.ipynb").findings] == ["pattern"]
    made = json.loads(text)
    made["cells"][1]["metadata"] = {"tags": ["parameters"]}
    assert of(tmp_path, json.dumps(made), "n.ipynb").findings == []


def test_a_folder_is_searched_for_python_and_says_nothing_of_other_files(tmp_path: Path) -> None:
    (tmp_path / "deploy.py").write_text(f"{BOTO3}sm.create_endpoint(EndpointName='a_b')\n")
    (tmp_path / "other.py").write_text("print('hello')\n")
    (tmp_path / "old.py").write_text("print 'create_endpoint'\n")
    (tmp_path / "n.ipynb").write_text(notebook("!pip install x\n"))
    found = check(str(tmp_path), **PACKAGE).findings
    places = [(Path(one["file"]).name, one["rule"]) for one in found]
    assert sorted(places) == [("deploy.py", "pattern"), ("deploy.py", "required")]


def test_two_scripts_are_two_releases(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(f"{BOTO3}sm.{CALL.replace('a_b', 'ab')}\n")
    assert check(str(tmp_path), **PACKAGE).findings == []


HOSTILE: Final = {
    "brackets.py": b"create_endpoint(" + b"[" * 100_000,
    "signs.py": b"create_endpoint(" + b"-" * 100_000 + b"1)",
    "sum.py": b"create_endpoint(" + b"+".join([b"1"] * 200_000) + b")",
    "attributes.py": b"create_endpoint" + b".a" * 100_000,
    "indented.py": b"create_endpoint\n" + b"".join(b" " * n + b"if 1:\n" for n in range(150)),
    "null.py": b"create_endpoint\0()",
    "binary.py": bytes(range(256)) * 1000,
    "binary.ipynb": bytes(range(256)) * 1000,
    "nested.ipynb": b'{"cells": ["create_endpoint", ' + b"[" * 100_000,
    "large.ipynb": b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "create_endpoint", "outputs": "'
    + b"x" * 50_000_000
    + b'"}]}',
    "long.py": b"create_endpoint\n" * 70_000,
    "long.ipynb": b'{"cells": [{"cell_type": "code", "source": ["create_endpoint\\n"]}'
    + b', {"cell_type": "code", "source": ["create_endpoint\\n"]}' * 70_000
    + b"]}",
    "cells.ipynb": b'{"nbformat": 4, "cells": "create_endpoint"',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_one_finding(name: str, tmp_path: Path) -> None:
    result = checked(tmp_path, name, HOSTILE[name], **PACKAGE)
    assert result.code == 1
    [one] = result.findings
    assert one["rule"] in {"syntax", "too-deep", "too-large", "binary-file", "unknown-operation"}


@pytest.mark.parametrize(
    "values",
    [
        "a0 = [1] * 9\n" + "".join(f"a{n} = [{', '.join([f'a{n - 1}'] * 30)}]\n" for n in range(1, 9)) + "x = a8",
        "x = " + "[" * 90 + "]" * 90,
        "x = y\ny = x",
        "x = " + "+".join(["'a'"] * 500),
        "x = " + ".a".join(["b"] * 300),
    ],
    ids=["bomb", "deep", "circle", "sum", "attributes"],
)
def test_hostile_values_end(values: str, tmp_path: Path) -> None:
    found = of(tmp_path, f"{BOTO3}{values}\nsm.create_endpoint(EndpointName=x, EndpointConfigName='c')\n").findings
    assert {one["rule"] for one in found} <= {"type", "too-large", "too-deep", "max-length", "pattern"}


def test_every_python_name_of_the_package_is_botocores(tmp_path: Path) -> None:
    calls = []
    for name, operation in sagemaker.operations().items():
        members = sagemaker.schema(name)["properties"]
        calls.append(f"client.{operation.method}({', '.join(f'{m}=x()' for m in members)})")
    assert of(tmp_path, f"{BOTO3}client = sm\n" + "\n".join(calls) + "\n").findings == []

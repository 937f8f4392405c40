"""Requests in shell scripts and in the scripts of CI files: calls of the AWS CLI."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any, Final

import pytest

from tests.doors_kit import PACKAGE, cli_command, cli_shorthand, faults, planted, without_marks
from tests.preflight_harness import Result, check, checked, run

CONFIG: Final = "aws sagemaker create-endpoint-config --endpoint-config-name c --production-variants"
VARIANT: Final = "VariantName=v,ModelName=m,InstanceType=ml.m5.large,InitialInstanceCount"
COMMANDS: Final = "".join(cli_command(*request) for request in planted())


def of(folder: Path, text: str, name: str = "deploy.sh") -> Result:
    return checked(folder, name, text, **PACKAGE)


def places(folder: Path, text: str) -> list[tuple[str, int, int]]:
    return of(folder, text).places


def rules(folder: Path, text: str) -> set[str]:
    return {found["rule"] for found in of(folder, text).findings}


# --- the twelve faults ------------------------------------------------------------------------------------------------


def test_the_twelve_planted_faults_are_found_at_their_lines(tmp_path: Path) -> None:
    found = of(tmp_path, without_marks(COMMANDS))
    assert [(one["line"], one["rule"]) for one in found.findings] == faults(COMMANDS)
    assert len(found.findings) == 12
    assert json.loads(found.out)["summary"]["requests"] == 9


def test_the_twelve_planted_faults_are_found_in_shorthand(tmp_path: Path) -> None:
    commands = [cli_shorthand(*request) for request in planted()]
    found = of(tmp_path, "".join(commands)).findings
    expected = [rule for request in planted() for _, rule in faults(cli_command(*request))]
    assert sorted(one["rule"] for one in found) == sorted(expected)
    for one in found:
        written = commands[one["line"] - 1][one["column"] - 1 : one["endColumn"] - 1]
        assert written
        if one["rule"] == "enum":
            assert written == "ml.g5.2xlarg"
        if one["rule"] == "canary-percent-max":
            assert written == "80"


CI: Final = {
    "github": ("on: push\njobs:\n  deploy:\n    steps:\n      - name: deploy\n        run: |\n", " " * 10),
    "gitlab": ("deploy:\n  before_script:\n    - pip install awscli\n  script:\n    - |\n", " " * 6),
    "codebuild": ("version: 0.2\nphases:\n  build:\n    commands:\n      - ls\n      - |\n", " " * 8),
}


@pytest.mark.parametrize("form", CI)
def test_the_twelve_planted_faults_are_found_in_ci_files(form: str, tmp_path: Path) -> None:
    head, indentation = CI[form]
    text = head + "".join(f"{indentation}{line}\n" for line in COMMANDS.splitlines())
    found = of(tmp_path, without_marks(text), "ci.yml").findings
    assert [(one["line"], one["rule"]) for one in found] == faults(text)


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "aws sagemaker create-endpoint --endpoint-name a_b --endpoint-config-name c",
        "aws sagemaker create-endpoint --endpoint-name=a_b --endpoint-config-name='c'",
        "aws --region eu-west-1 sagemaker create-endpoint --debug --endpoint-name 'a'_\"b\" --endpoint-config c",
        "sudo /usr/bin/aws sagemaker create-endpoint --endpoint-name a\\_b --endpoint-config-name c 2>&1 | jq .",
        "ARN=$(aws sagemaker create-endpoint --endpoint-name a_b --endpoint-config-name c)",
        'echo "$(aws sagemaker create-endpoint --endpoint-name a_b --endpoint-config-name c)"',
        "if true; then aws sagemaker create-endpoint --endpoint-name a_b --endpoint-config-name c; fi",
        "deploy() { aws sagemaker create-endpoint --endpoint-name a_b --endpoint-config-name c || exit 1; }",
        "X=1 aws sagemaker create-endpoint \\\n  --endpoint-name a_b \\\n  --endpoint-config-name c > out.json",
        "NAME=a_b\nreadonly C='c'\naws sagemaker create-endpoint --endpoint-name $NAME --endpoint-config-name $C",
        "OPTIONS='--endpoint-name a_b --endpoint-config-name c'\naws sagemaker create-endpoint $OPTIONS",
        'aws sagemaker create-endpoint --cli-input-json \'{"EndpointName": "a_b", "EndpointConfigName": "c"}\'',
        'aws sagemaker create-endpoint --endpoint-name a_b --cli-input-json \'{"EndpointConfigName": "c"}\'',
        "cat <<'EOF'\nit's\nEOF\naws sagemaker create-endpoint --endpoint-name a_b --endpoint-config-name c",
        'aws sagemaker create-endpoint --endpoint-name "a_$STAGE" --endpoint-config-name "$(name)"',
    ],
)
def test_a_wrong_name_is_found_however_the_command_is_written(text: str, tmp_path: Path) -> None:
    assert [one["rule"] for one in of(tmp_path, text + "\n").findings] == ["pattern"]


@pytest.mark.parametrize(
    "text",
    [
        "# aws sagemaker create-endpoint --endpoint-name a_b",
        'echo "aws sagemaker create-endpoint --endpoint-name a_b"',
        "cat <<EOF\naws sagemaker create-endpoint --endpoint-name a_b\nEOF",
        "aws sagemaker wait endpoint-in-service --endpoint-name a_b # create-endpoint",
        "aws comprehend create-endpoint --endpoint-name a_b",
        "aws sagemaker create-endpoint --generate-cli-skeleton",
        "other sagemaker create-endpoint --endpoint-name a_b",
    ],
)
def test_what_is_no_command_of_ours_is_no_request(text: str, tmp_path: Path) -> None:
    assert [one["rule"] for one in of(tmp_path, text + "\n").findings if one["rule"] != "unknown-operation"] == []
    assert json.loads(of(tmp_path, text + "\n").out)["summary"]["requests"] == 0


@pytest.mark.parametrize(
    "text",
    [
        f"{CONFIG} {VARIANT}=$COUNT",
        f'{CONFIG} "{VARIANT}=${{COUNT:-0}}"',
        f"{CONFIG} $VARIANTS",
        f'{CONFIG} {VARIANT}=1 "${{MORE[@]}}"',
        "aws sagemaker create-endpoint $OPTIONS",
        'aws sagemaker create-endpoint "${OPTIONS[@]}" --endpoint-config-name c',
        "aws sagemaker create-endpoint --cli-input-json file://request.json",
        "aws sagemaker create-endpoint --endpoint-name file://name.txt --endpoint-config-name `cat name`",
        f"COUNT=0\nCOUNT=1\n{CONFIG} {VARIANT}=$COUNT",
        f"[ -z $COUNT ] && COUNT=0\n{CONFIG} {VARIANT}=$COUNT",
        f"if a; then COUNT=0; fi\n{CONFIG} {VARIANT}=$COUNT",
        f"for COUNT in 1 2; do\n{CONFIG} {VARIANT}=$COUNT\ndone",
        f"COUNT=0\nsource env.sh\n{CONFIG} {VARIANT}=$COUNT",
        f"COUNT=0 true\n{CONFIG} {VARIANT}=$COUNT",
        f"{CONFIG} {VARIANT}=$COUNT\nCOUNT=0",
        f'{CONFIG} \'[{{"VariantName":"v","ModelName":"\'$M\'","InstanceType":"ml.m5.large","Initial\'$N\'":1}}]\'',
        f"{CONFIG} VariantName=v,ModelName=m,$SIZE",
    ],
)
def test_what_is_not_certain_is_not_reported(text: str, tmp_path: Path) -> None:
    assert of(tmp_path, text + "\n").findings == []


def test_a_here_document_is_the_file_that_it_is_written_to(tmp_path: Path) -> None:
    text = """cat > request.json <<EOF
{
  "EndpointName": "a_$STAGE",
  "EndpointConfigName": "$CONFIG",
  "Tags": $TAGS
}
EOF
aws sagemaker create-endpoint --cli-input-json file://request.json
"""
    assert places(tmp_path, text) == [("pattern", 3, 19)]
    assert places(tmp_path, text.replace("file://request", "file://other")) == []
    twice = "cat > request.json <<EOF\n{}\nEOF\n"
    assert places(tmp_path, twice + text) == []


def test_requests_join_by_the_same_variable(tmp_path: Path) -> None:
    container = "Image=111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1,Mode=MultiModel,ModelDataUrl=s3://b/"
    model = f"aws sagemaker create-model --model-name $M --execution-role-arn $R --primary-container {container}\n"
    variants = f"{VARIANT}=1 {VARIANT.replace('VariantName=v', 'VariantName=w')}=1".replace(
        "ModelName=m", "ModelName=$M"
    )
    assert rules(tmp_path, f"{model}{CONFIG} {variants}\n") == {"multi-model-single-variant"}
    assert rules(tmp_path, f"{model}{CONFIG} {variants.replace('$M', '$N')}\n") == set()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Key=a,Value=b,Key=c,Value=d", "Key is given twice"),
        ("Key=a,Value=b,", "a comma ends it"),
        ("Value", "expected = behind 'Value'"),
        ("'Key=\"a,Value=b'", 'expected "'),
        ("Key=a,Value=[b", "expected ]"),
        ("'[{Key=a,Value=b}'", "is no JSON"),
        ('\'{"Key": "a"\'', "is no JSON"),
    ],
)
def test_a_value_that_the_cli_cannot_read_is_told_so(value: str, said: str, tmp_path: Path) -> None:
    text = f"aws sagemaker create-endpoint --endpoint-name a --endpoint-config-name c --tags {value}\n"
    [one] = of(tmp_path, text).findings
    assert one["rule"] == "syntax"
    assert said in one["message"]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Subnets=a,b,SecurityGroupIds=[c]", []),
        (
            "'Subnets=\"a,b\",SecurityGroupIds=c\\,d'",
            [("pattern", ["VpcConfig", "Subnets", 0]), ("pattern", ["VpcConfig", "SecurityGroupIds", 0])],
        ),
        ('"Subnets=a,$MORE"', []),
        ("Subnets={A=b},SecurityGroupIds=c", [("type", ["VpcConfig", "Subnets", 0])]),
        ("Subnets=a,SecurityGroupIds=b,More=c,d", [("unknown-member", ["VpcConfig", "More"])]),
        ("Subnets=a,SecurityGroupIds={A=b,A=c}", [("duplicate-key", [])]),
    ],
)
def test_lists_in_shorthand_are_what_the_cli_makes_of_them(value: str, found: list[Any], tmp_path: Path) -> None:
    container = "Image=111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1"
    text = f"aws sagemaker create-model --model-name m --execution-role-arn $R --primary-container {container}"
    seen = of(tmp_path, f"{text} --vpc-config {value}\n", "x.sh").findings
    assert [(one["rule"], one["path"]) for one in seen if not one["rule"].startswith("vpc-")] == found


def test_options_are_told_of_as_options(tmp_path: Path) -> None:
    of(tmp_path, "aws sagemaker create-endpoint --endpoint-nam a --tags Key=a,Valu=b --retain-all-variant-properties\n")
    said = run("preflight", str(tmp_path / "deploy.sh"), **PACKAGE).out
    assert "--endpoint-config-name is required" in said
    assert "CreateEndpoint line 1 --tags[0].Valu" in said
    assert "'--retain-all-variant-properties' is no member" in said or "retain-all-variant-properties" in said


def test_numbers_and_booleans_are_what_the_model_asks_for(tmp_path: Path) -> None:
    text = f"{CONFIG} {VARIANT}=two,EnableSSMAccess=TRUE,InitialVariantWeight=1 --no-enable-network-isolation\n"
    assert [(one["rule"], one["path"][-1]) for one in of(tmp_path, text).findings] == [("type", "InitialInstanceCount")]


def test_replacing_any_word_or_value_by_an_unknown_only_takes_findings_away(tmp_path: Path) -> None:
    text = without_marks(COMMANDS) + "".join(cli_shorthand(*request) for request in planted())
    every = {(one["rule"], one["line"]) for one in of(tmp_path, text).findings}
    assert len(every) > 20
    values = [*re.finditer(r'(?<=: )(?:"[^"]*"|\d+)(?=,?\n)', text), *re.finditer(r"(?<==)[\w.:/-]+(?=[,}'])", text)]
    names = [*re.finditer(r"(?<=-name )[\w-]+", text)]
    for match in random.Random(0).sample([*values, *names], 60):  # noqa: S311 - the same ones each time
        inside = "'$X'" if text[match.start() - 1] != " " or match[0].startswith('"') or match[0].isdigit() else "$X"
        changed = text[: match.start()] + inside + text[match.end() :]
        left = {(one["rule"], one["line"]) for one in of(tmp_path, changed).findings}
        assert left <= every, match


# --- files ------------------------------------------------------------------------------------------------------------


def test_comments_silence_the_command_below_or_beside_them(tmp_path: Path) -> None:
    command = "aws sagemaker create-endpoint \\\n  --endpoint-name a_b \\\n  --endpoint-config-name c"
    assert of(tmp_path, f"# botoforge: ignore[pattern]: old name\n{command}\n").findings == []
    assert of(tmp_path, f"{command}  # botoforge: ignore[pattern]\n").findings == []
    assert of(tmp_path, f"# botoforge: ignore-file\n{command}\n").findings == []
    assert rules(tmp_path, f"# botoforge: ignore[enum]\n{command}\n") == {"pattern", "unused-ignore"}
    script = f"# botoforge: ignore[pattern]\n{command}".replace("\n", "\n          ")
    workflow = f"jobs:\n  a:\n    steps:\n      - run: |\n          {script}\n"
    assert of(tmp_path, workflow, "ci.yml").findings == []


def test_places_are_exact_in_every_kind_of_yaml_text(tmp_path: Path) -> None:
    command = "aws sagemaker create-endpoint --endpoint-name a_b --endpoint-config-name ${{ inputs.config }}"
    for text in (
        f"- run: {command}\n",
        f'- run: "\\t{command}"\n',
        f"- run: '{command}'\n",
        f"- run: >-\n    {command}\n",
    ):
        [one] = of(tmp_path, f"jobs:\n{text}", "ci.yaml").findings
        assert (f"jobs:\n{text}".splitlines()[one["line"] - 1])[one["column"] - 1 :].startswith("a_b"), text


def test_a_folder_is_searched_and_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "deploy.sh").write_text("aws sagemaker create-endpoint --endpoint-name a_b --endpoint-config-name c\n")
    (tmp_path / "other.sh").write_text("ls\n")
    (tmp_path / "ci.yml").write_text("jobs:\n  a:\n    steps:\n      - run: ls\n")
    assert [one["rule"] for one in check(str(tmp_path), **PACKAGE).findings] == ["pattern"]
    named = of(tmp_path, "#!/usr/bin/env bash\naws sagemaker create-endpoint --endpoint-name a_b\n", "deploy")
    assert {one["rule"] for one in named.findings} == {"pattern", "required"}


CALL: Final = b"aws sagemaker create-endpoint --endpoint-config-name c "
HOSTILE: Final[dict[str, bytes]] = {
    "substitutions.sh": b"create-endpoint " + b"$(" * 100_000,
    "brackets.sh": b"create-endpoint " + b"(" * 100_000,
    "quotes.sh": b"create-endpoint " + b"'\"" * 100_000,
    "escapes.sh": b"create-endpoint " + b"\\\n" * 1_000_000,
    "documents.sh": b"create-endpoint\n" + b"cat <<A <<B <<C\n" * 50_000,
    "null.sh": b"create-endpoint \0",
    "binary.sh": bytes(range(256)) * 1000,
    "circle.sh": b"A=$B\nB=$A\n" + CALL + b"--endpoint-name $A --tags x",
    "bomb.sh": b"".join(b"A%d=%s\n" % (n, b"$A%d" % (n - 1) * 10) for n in range(12))
    + CALL
    + b"--endpoint-name $A11 --tags x",
    "lists.sh": CALL + b"--endpoint-name a --tags A=" + b"[" * 100_000,
    "braces.sh": CALL + b"--endpoint-name a --tags A=" + b"{A=" * 100_000,
    "json.sh": CALL + b"--endpoint-name a --tags '" + b"[" * 100_000 + b"'",
    "files.sh": b"".join(b"cat > f%d <<E\n{}\nE\n" % n for n in range(50_000))
    + CALL
    + b"--cli-input-json file://f9 --tags x",
    "long.sh": b"create-endpoint\n" * 70_000,
    "large.sh": b"create-endpoint\n" * 4_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_one_finding_or_nothing_to_check(name: str, tmp_path: Path) -> None:
    result = checked(tmp_path, name, HOSTILE[name], **PACKAGE)
    found = {one["rule"] for one in result.findings}
    assert len(result.findings) <= 1
    assert found <= {"syntax", "too-deep", "too-large", "binary-file"}
    assert found or "nothing was checked" in result.err


def test_nothing_is_read_but_the_script(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "name.txt").write_text("a_b")
    text = "aws sagemaker create-endpoint --endpoint-name file://name.txt --endpoint-config-name c\n"
    assert of(tmp_path, text).findings == []

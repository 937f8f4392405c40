"""Files made to break a reader: a finding or a clean message, never a traceback or a hang; the others are checked."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.preflight.check import check_file
from codegen.preflight.discover import Target
from codegen.preflight.services import Services
from codegen.preflight.settings import Settings
from codegen.reading import json_nodes, load, yaml_nodes
from codegen.reading.nodes import Problem
from tests.preflight_harness import PACKAGE, SEARCHED, SERVICES, check, process, run

KNOWN = Services(PACKAGE, SERVICES)
SECONDS = 10
MEMORY = 500 * 1024 * 1024
GOOD = "StoreName: good\nKind: OPEM\n"


def _bomb(levels: int, width: int) -> str:
    lines = ["a0: &a0 [" + ",".join(["x"] * width) + "]"]
    lines += [f"a{n}: &a{n} [" + ",".join([f"*a{n - 1}"] * width) + "]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


HOSTILE: dict[str, tuple[str, bytes, set[str]]] = {
    "truncated json": ("json", b'{"StoreName": "a", "Tags": [{"Key', {"syntax"}),
    "50 MB json": ("json", b'{"StoreName": "' + b"a" * 50_000_000 + b'"}', {"too-large"}),
    "50 MB yaml": ("yaml", b"- a\n" * 12_500_000, {"too-large"}),
    "8 MB of nodes in json": ("json", b"[" + b"1," * 3_900_000 + b"1]", {"too-large"}),
    "8 MB of nodes in yaml": ("yaml", b"- a\n" * 1_900_000, {"too-large"}),
    "8 MB string": ("json", b'{"StoreName": "' + b"a" * 8_000_000 + b'"}', {"pattern", "max-length"}),
    "deep json": ("json", b"[" * 10_000, {"too-deep"}),
    "deep json objects": ("json", b'{"a":' * 10_000, {"too-deep"}),
    "deep flow yaml": ("yaml", b"[" * 10_000, {"too-deep"}),
    "deep flow mappings": ("yaml", b"{a: " * 10_000, {"too-deep"}),
    "deep block yaml": ("yaml", b"".join(b" " * n + b"a:\n" for n in range(3_000)), {"too-deep"}),
    "deep block sequences": ("yaml", b"- " * 10_000 + b"x", {"too-deep"}),
    "many anchors": (
        "yaml",
        b"".join(b"- &a%d x\n" % n for n in range(200_000)),
        {"unknown-operation", "type", "too-large"},
    ),
    "billion laughs": ("yaml", _bomb(12, 10).encode(), {"too-large"}),
    "wide bomb": ("yaml", _bomb(3, 700).encode(), {"too-large"}),
    "recursive alias": ("yaml", b"StoreName: &a [*a]\n", {"bad-alias"}),
    "recursive merge": ("yaml", b"&a\n<<: *a\n", {"bad-alias"}),
    "merge of a list": ("yaml", b"<<: [1, 2]\n", {"syntax"}),
    "python object tag": (
        "yaml",
        b"StoreName: !!python/object/apply:os.system ['touch owned']\n",
        {"unsafe-tag", "type"},
    ),
    "python name tag": ("yaml", b"StoreName: !!python/name:os.system x\n", {"unsafe-tag"}),
    "ruby tag": ("yaml", b"StoreName: !ruby/object:Gem::Requirement x\n", {"unsafe-tag"}),
    "set tag": ("yaml", b"Tags: !!set {a, b}\n", {"unsafe-tag", "type", "required"}),
    "invalid utf-8": ("yaml", b"StoreName: caf\xe9\n", {"encoding"}),
    "overlong utf-8": ("json", b'{"StoreName": "\xc0\xaf"}', {"encoding"}),
    "utf-16 with mark": ("json", '{"StoreName": "a"}'.encode("utf-16"), {"encoding"}),
    "utf-16 without mark": ("json", '{"StoreName": "a"}'.encode("utf-16-be"), {"encoding"}),
    "utf-16 cut in half": ("json", '{"StoreName": "a"}'.encode("utf-16")[:-1], {"encoding", "binary-file"}),
    "utf-32": ("yaml", "StoreName: a\n".encode("utf-32"), {"encoding"}),
    "lone surrogate": ("json", b'{"StoreName": "\\ud800"}', {"pattern"}),
    "duplicate keys": ("json", b'{"StoreName": "a", "StoreName": "b"}', {"duplicate-key"}),
    "nan": ("json", b'{"StoreName": "a", "Size": NaN}', {"bad-number"}),
    "infinity": ("json", b'{"StoreName": "a", "Area": -Infinity}', {"syntax", "bad-number"}),
    "yaml nan": ("yaml", b"StoreName: a\nSize: .nan\nArea: .inf\n", {"type"}),
    "5,000 digits": ("json", b'{"StoreName": "a", "Size": ' + b"9" * 5_000 + b"}", {"bad-number"}),
    "5,000 digits in yaml": ("yaml", b"StoreName: a\nSize: " + b"9" * 5_000 + b"\n", {"bad-number"}),
    "5,000 hex digits": ("yaml", b"StoreName: a\nSize: 0x" + b"f" * 5_000 + b"\n", {"bad-number"}),
    "huge exponent": ("json", b'{"StoreName": "a", "Area": 1e999999999}', {"bad-number"}),
    "a million digits": ("json", b"9" * 1_000_000, {"bad-number", "type"}),
    "empty": ("yaml", b"", {"empty-file"}),
    "only spaces": ("json", b" \n\t \n", {"empty-file"}),
    "only a comment": ("yaml", b"# nothing\n", set()),
    "only a mark": ("json", b"\xef\xbb\xbf", {"empty-file", "encoding"}),
    "binary": ("yaml", bytes(range(256)) * 100, {"binary-file"}),
    "png": ("json", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", {"binary-file"}),
    "nul": ("yaml", b"StoreName: a\0b\n", {"binary-file"}),
    "control characters": ("yaml", b"StoreName: \x07\n", {"syntax"}),
    "null document": ("json", b"null", set()),
    "scalar document": ("yaml", b"just a text\n", {"type"}),
    "list document": ("json", b"[1, 2]", {"type"}),
    "key that is a list": ("yaml", b"? [a, b]\n: c\n", {"syntax"}),
    "keys of other types": ("yaml", b"StoreName: a\n1: x\nnull: y\ntrue: z\n2024-01-01: d\n", {"unknown-member"}),
    "tab indent": ("yaml", b"StoreName: a\nTags:\n\t- x\n", {"syntax"}),
    "document marks": ("yaml", b"---\n" * 50_000, set()),
    "directive": ("yaml", b"%YAML 9.9\n---\nStoreName: a\n", {"syntax"}),
    "colons": ("yaml", b"a: b: c: d\n", {"syntax"}),
    "a million brackets": ("yaml", b"[" * 1_000_000, {"too-deep"}),
    "quotes": ("json", b'"' * 1_000_000, {"syntax"}),
    "backslashes": ("json", b'"' + b"\\" * 1_000_000, {"syntax"}),
    "long line of spaces": ("yaml", b" " * 5_000_000 + b"a: 1\n", {"unknown-member", "required"}),
    "many question marks": ("yaml", b"? " * 20_000, {"too-deep"}),
    "comment flood": ("yaml", b"# botoforge: ignore[enum]\n" * 20_000 + b"StoreName: a\n", {"unused-ignore"}),
}


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY, 2 * MEMORY))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_finding_and_the_others_are_still_checked(tmp_path: Path, name: str) -> None:
    suffix, content, expected = HOSTILE[name]
    (tmp_path / f"bad.create-store.{suffix}").write_bytes(content)
    (tmp_path / "good.create-store.yaml").write_text(GOOD)
    report = tmp_path / "out.txt"
    words = ("preflight", str(tmp_path), "--output", f"json={report}", "--color", "always")
    done = process(*words, timeout=SECONDS, preexec_fn=_limits)
    assert done.returncode == 1
    assert done.stderr == b""
    assert b"Traceback" not in done.stdout
    findings = json.loads(report.read_text())["findings"]
    bad = {found["rule"] for found in findings if "bad." in found["file"]}
    assert bad <= expected | {"required"}
    assert bool(bad) == bool(expected)
    assert [found["rule"] for found in findings if "good." in found["file"]] == ["enum"]
    assert not (tmp_path / "owned").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="read from /proc")
@pytest.mark.parametrize(
    "name", ["50 MB json", "8 MB of nodes in json", "8 MB of nodes in yaml", "wide bomb", "8 MB string"]
)
def test_a_hostile_file_takes_little_memory(tmp_path: Path, name: str) -> None:
    suffix, content, _ = HOSTILE[name]
    (tmp_path / f"create-store.{suffix}").write_bytes(content)
    # The peak of this process alone: getrusage counts the process that it was forked from as well.
    code = (
        "import re, sys\n"
        "from codegen.preflight.cli import main\n"
        f"main(['preflight', '--format', 'json', sys.argv[1]], package={PACKAGE!r}, services={SERVICES!r})\n"
        "print(re.search('VmHWM:\\\\s+([0-9]+)', open('/proc/self/status').read())[1], file=sys.stderr)\n"
    )
    environment = {**os.environ, "PYTHONPATH": SEARCHED}
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS, env=environment)
    kilobytes = int(done.stderr)
    assert kilobytes * 1024 < MEMORY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.create-store.yaml").write_text(GOOD)
    return tmp_path


def test_symbolic_links_in_a_circle(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.json").symlink_to(folder / "self.json")
    (folder / "dangling.yaml").symlink_to(folder / "nowhere.yaml")
    result = check(str(folder))
    assert sorted(found["rule"] for found in result.findings) == ["enum", "unreadable", "unreadable"]


def test_a_linked_folder_is_checked_once(folder: Path) -> None:
    other = folder / "other"
    other.mkdir()
    (other / "create-store.yaml").write_text(GOOD)
    (folder / "again").symlink_to(other, target_is_directory=True)
    assert len(check(str(folder)).findings) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission(folder: Path) -> None:
    (folder / "create-store.json").write_text("{}")
    (folder / "create-store.json").chmod(0)
    result = check(str(folder))
    assert sorted(found["rule"] for found in result.findings) == ["enum", "unreadable"]


def test_a_file_that_may_not_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "create-store.json").write_text("{}")
    opened = load._open

    def refuse(path: str, flags: int) -> int:
        if path.endswith(".json"):
            raise PermissionError(13, "Permission denied")
        return opened(path, flags)

    monkeypatch.setattr(load, "_open", refuse)
    result = check(str(folder))
    assert sorted(found["rule"] for found in result.findings) == ["enum", "unreadable"]


def test_a_check_that_fails_is_a_finding(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "bad.create-store.json").write_text("{}")

    def fail(_: str) -> None:
        raise RuntimeError("out of order\x1b[2J")

    monkeypatch.setattr(json_nodes, "parse", fail)
    result = check(str(folder))
    assert sorted(found["rule"] for found in result.findings) == ["enum", "internal-error"]
    assert "\x1b" not in result.out


def test_a_file_that_vanishes_before_it_is_read(folder: Path) -> None:
    result = check_file(Target(str(folder / "gone.create-store.yaml"), False), 0, Settings(), KNOWN)
    assert [finding.rule for finding in result.findings] == ["unreadable"]
    assert "No such file" in result.findings[0].message


def test_a_file_that_vanishes_before_its_finding_is_placed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "release.yaml"
    path.write_text("CreateStore: {StoreName: a, Kind: CLOSED}\nCreateItem: {ItemName: i, StoreName: a}\n")
    read = load.read_text

    def once(name: str) -> tuple[str, list[Problem]]:
        text = read(name)
        if Path(name).exists():
            Path(name).unlink()
        return text

    monkeypatch.setattr(load, "read_text", once)
    assert check(str(path)).places == [("item-store-closed", 1, 1)]


def test_a_named_pipe_does_not_hang(folder: Path) -> None:
    os.mkfifo(folder / "pipe.create-store.json")
    done = process("preflight", "--format", "json", str(folder), timeout=SECONDS)
    assert sorted(found["rule"] for found in json.loads(done.stdout)["findings"]) == ["enum", "unreadable"]


def test_a_folder_named_like_a_file(folder: Path) -> None:
    (folder / "dir.create-store.yaml").mkdir()
    assert [found["rule"] for found in check(str(folder)).findings] == ["enum"]


def test_a_device_is_not_read(folder: Path) -> None:
    result = check("/dev/zero", str(folder))
    assert sorted(found["rule"] for found in result.findings) == ["enum", "unreadable"]


def test_names_that_steer_a_terminal(folder: Path) -> None:
    (folder / "\x1b[2Jevil\n.create-store.json").write_text('{"StoreName": "a b"}')
    for form in ("text", "github"):
        out = run("preflight", "--format", form, str(folder)).out
        assert "\x1b" not in out
        assert len(out.splitlines()) == 3


def test_names_that_are_no_text(folder: Path) -> None:
    with Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.create-store.json")).open("w") as file:
        file.write('{"StoreName": "a b"}')
    for form in ("text", "json", "sarif", "junit", "github"):
        done = process("preflight", "--format", form, str(folder), "--output", f"{form}={folder}/report.txt")
        assert (done.returncode, done.stderr) == (1, b""), form


def test_hostile_standard_input() -> None:
    for content in (b"\xff\xfe\0", b"\0" * 100, b"\xe9", b"a" * (load.MAX_BYTES + 1)):
        result = run("preflight", "-", "--operation", "create-store", stdin=content)
        assert result.code in {1, 2}
    assert run("preflight", "-", "--operation", "create-store", stdin=b"").code == 1


def test_many_bad_files_in_several_processes(tmp_path: Path) -> None:
    for number, (suffix, content, _) in enumerate(HOSTILE.values()):
        if len(content) < 1_000_000:
            (tmp_path / f"{number:03}.create-store.{suffix}").write_bytes(content)
            (tmp_path / f"{number:03}.good.create-store.yaml").write_text(GOOD)
    one, two = (check(str(tmp_path), "--jobs", jobs) for jobs in ("1", "2"))
    assert one.findings == two.findings
    assert sum(found["rule"] == "enum" for found in one.findings) == len(list(tmp_path.glob("*.good.*")))


@given(st.binary(max_size=300), st.sampled_from(["json", "yaml", "template"]))
@settings(max_examples=150)
def test_any_bytes_are_checked_without_an_internal_error(content: bytes, suffix: str) -> None:
    text, problems = load.decode(content)
    if not problems:
        path = f"x.create-store.{suffix}"
        result = check_file(Target(path, True), 0, Settings(), KNOWN, (text, []))
        assert "internal-error" not in {finding.rule for finding in result.findings}


YAML_PIECES = st.sampled_from(
    [
        "a",
        "b",
        ": ",
        "- ",
        "? ",
        "\n",
        "  ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "&x ",
        "*x",
        "!!str ",
        "!Ref ",
        "<<: ",
        "|",
        ">",
        "'",
        '"',
        "#",
        "1",
        "~",
        "---\n",
    ]
)


@given(st.lists(YAML_PIECES, max_size=40).map("".join))
@settings(max_examples=300)
def test_any_yaml_is_read_or_refused(text: str) -> None:
    roots, problems, _ = yaml_nodes.parse(text)
    assert isinstance(roots, list)
    assert all(0 <= problem.start <= len(text) for problem in problems)


TEMPLATE_PIECES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(0, 9)
    | st.sampled_from(["", "a", "${a}", "${", "A.B", "AWS::NoValue", "C", "Store"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["Ref", "Fn::If", "Fn::Sub", "Fn::GetAtt", "Fn::Join", "Kind", "Rows"]), inner, max_size=2
        )
        | st.builds(
            lambda name, value: {name: value}, st.sampled_from(["Fn::If", "Fn::Sub", "Fn::Equals", "Condition"]), inner
        )
    ),
    max_leaves=8,
)


@given(TEMPLATE_PIECES, TEMPLATE_PIECES, TEMPLATE_PIECES)
@settings(max_examples=300)
def test_any_template_is_checked_without_an_internal_error(one: object, two: object, three: object) -> None:
    template = {
        "Resources": {
            "Store": {"Type": "AWS::Shop::Store", "Properties": {"Kind": one, "Layout": two, "StoreName": three}},
            "Item": {"Type": "AWS::Shop::Item", "Properties": one, "Condition": "C"},
            "Odd": three,
        },
        "Conditions": {"C": two, "D": one},
        "Parameters": {"a": three},
    }
    result = check_file(Target("t.json", True), 0, Settings(), KNOWN, (json.dumps(template), []))
    assert "internal-error" not in {finding.rule for finding in result.findings}

"""Rules over several requests in runs of any size: groups, the file that holds many requests, several processes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.preflight import release
from codegen.preflight.check import Record
from codegen.preflight.release import Store, cross_violations
from codegen.preflight.request import Request
from codegen.preflight.services import Services
from codegen.preflight.settings import Settings
from codegen.preflight.stages import release_of, stages
from codegen.reading.nodes import Node
from tests.preflight_harness import PACKAGE, SERVICES, Result, check

ONE = release_of("x.yaml", apart=False, grouping="run")
SETTINGS = Settings()
KNOWN = Services(PACKAGE, SERVICES)
NAMES = st.sampled_from(["a", "b", "C", "c", "d", "e"])
STORES = st.builds(
    lambda name, kind: ("CreateStore", {"StoreName": name, "Kind": kind}), NAMES, st.sampled_from(["OPEN", "CLOSED"])
)
ITEMS = st.builds(lambda name, store: ("CreateItem", {"ItemName": name, "StoreName": store}), NAMES, NAMES)


def _found(requests: list[tuple[str, dict[str, str]]]) -> list[tuple[int, str]]:
    with Store() as store:
        for number, (operation, data) in enumerate(requests):
            made = Request("shop", operation, Node("scalar", None, 0, 0), data)
            store.add(Record(number, 0, made, [[data]]), ONE)
        return sorted(
            (cross.file, cross.violation.rule) for cross in cross_violations(store, lambda _: SETTINGS, KNOWN)
        )


@given(st.lists(STORES | ITEMS, max_size=14))
@settings(max_examples=200)
def test_groups_find_what_the_whole_release_finds(requests: list[tuple[str, dict[str, str]]]) -> None:
    whole = _found(requests)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release, "_TOGETHER", 0)
        patch.setattr(release, "_BATCH", 2)
        patch.setattr(release, "_IN_MEMORY", 3)
        assert _found(requests) == whole


def _write(folder: Path, releases: int) -> None:
    for number in range(releases):
        kind = "CLOSED" if number % 100 == 7 else "OPEN"
        store = f"s{number}" if number % 100 != 9 else "nowhere"
        (folder / f"{number:05}.create-store.json").write_text(f'{{"StoreName": "s{number}", "Kind": "{kind}"}}')
        (folder / f"{number:05}.create-item.yaml").write_text(f"ItemName: i{number}\nStoreName: {store}\n")


def test_many_files_are_one_release(tmp_path: Path) -> None:
    _write(tmp_path, 400)
    (tmp_path / "tail.yaml").write_text(
        "Resources:\n  I:\n    Type: AWS::Shop::Item\n    Properties: {Shop: s7, ItemName: !Ref AWS::StackName}\n"
    )
    for jobs in ("1", "2"):
        result = check("--jobs", jobs, "--release-per", "run", str(tmp_path))
        found = [(Path(one["file"]).name, one["rule"], one["line"], one["column"]) for one in result.findings]
        expected = [(f"{n:05}.create-item.yaml", "item-store-closed", 2, 12) for n in (7, 107, 207, 307)]
        expected += [(f"{n:05}.create-item.yaml", "item-store-not-in-set", 2, 12) for n in (9, 109, 209, 309)]
        assert found == [*sorted(expected), ("tail.yaml", "item-store-closed", 4, 24)]


def test_standard_input_among_many_files(tmp_path: Path) -> None:
    _write(tmp_path, 40)
    stdin = b"CreateItem: {ItemName: i, StoreName: s7}\n"
    result = check("--jobs", "2", "--release-per", "run", "-", str(tmp_path), stdin=stdin)
    places = [(Path(one["file"]).name, one["rule"]) for one in result.findings]
    expected = [("-", "closed"), ("00007.create-item.yaml", "closed"), ("00009.create-item.yaml", "not-in-set")]
    assert places == [(name, f"item-store-{rule}") for name, rule in expected]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("prod", ("prod",)),
        ("fraud-Staging", ("staging",)),
        ("dev.create-store.yaml", ("dev",)),
        ("eu-west-1", ("eu-west-1",)),
        ("us-gov-east-1", ("gov-east-1",)),
        ("123456789012", ("123456789012",)),
        ("prod.us-east-1", ("prod", "us-east-1")),
        ("product", ()),
        ("load-test-results", ()),
        ("test", ("test",)),
        ("northwest", ()),
        ("", ()),
    ],
)
def test_names_tell_stages(name: str, told: tuple[str, ...]) -> None:
    assert stages(name) == told


CLOSED = "CreateStore: {StoreName: s, Kind: CLOSED}\n"
ITEM = "CreateItem: {ItemName: i, StoreName: s}\n"
OTHER = "CreateStore: {StoreName: t}\n"


def _files(found: Result, folder: Path) -> list[str]:
    return [Path(one["file"]).relative_to(folder).as_posix() for one in found.findings]


@pytest.mark.parametrize(
    ("files", "words", "faulty"),
    [
        ({"a/store.yaml": CLOSED, "b/item.yaml": ITEM}, (), ["b/item.yaml"]),
        ({"a/prod/store.yaml": CLOSED, "a/dev/item.yaml": ITEM}, (), []),
        ({"prod.yaml": CLOSED, "dev.yaml": ITEM}, (), []),
        ({"prod/a/store.yaml": CLOSED, "prod/b/item.yaml": ITEM}, (), ["prod/b/item.yaml"]),
        (
            {"store.yaml": CLOSED, "prod/item.yaml": ITEM, "dev/item.yaml": ITEM},
            (),
            ["dev/item.yaml", "prod/item.yaml"],
        ),
        ({"a/store.yaml": CLOSED, "b/prod/item.yaml": ITEM}, (), []),
        ({"a/store.yaml": OTHER, "b/prod/item.yaml": ITEM}, (), []),
        ({"prod/store.yaml": CLOSED, "item.yaml": ITEM}, (), []),
        ({"prod/store.yaml": CLOSED, "dev/item.yaml": ITEM}, ("--release-per", "run"), ["dev/item.yaml"]),
        ({"a/store.yaml": CLOSED, "b/item.yaml": ITEM}, ("--release-per", "folder"), []),
        ({"store.yaml": CLOSED, "item.yaml": ITEM}, ("--release-per", "file"), []),
        ({"x/prod/store.yaml": CLOSED, "x/dev/item.yaml": ITEM}, ("--releases", "x"), ["x/dev/item.yaml"]),
        ({"x/1/store.yaml": CLOSED, "x/2/item.yaml": ITEM}, ("--releases", "x/*"), []),
    ],
)
def test_what_belongs_to_one_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], words: tuple[str, ...], faulty: list[str]
) -> None:
    folder = tmp_path / "repo"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    monkeypatch.chdir(folder)
    assert _files(check(".", *words), Path()) == faulty
    with monkeypatch.context() as patch:
        patch.setattr(release, "_TOGETHER", 0)
        patch.setattr(release, "_IN_MEMORY", 0)
        assert _files(check(".", *words), Path()) == faulty
    assert _files(check(str(folder), *words), folder) == faulty


def test_a_template_is_a_stack_of_its_own(tmp_path: Path) -> None:
    item = "Resources:\n  I:\n    Type: AWS::Shop::Item\n    Properties: {Shop: s, ItemName: i}\n"
    (tmp_path / "store.yaml").write_text(CLOSED)
    (tmp_path / "item.yaml").write_text(item)
    assert check(str(tmp_path)).findings == []
    assert [one["rule"] for one in check(str(tmp_path), "--release-per", "folder").findings] == ["item-store-closed"]


STORE = "Resources:\n  S:\n    Type: AWS::Shop::Store\n    Properties: {{Kind: {kind}}}\n"
EXPORT = "Outputs: {{N: {{Value: !Ref S, Export: {{Name: {name}}}}}}}\n"
IMPORT = "Resources:\n  I:\n    Type: AWS::Shop::Item\n    Properties: {{Shop: {shop}, ItemName: i}}\n"


def _store(kind: str = "CLOSED", name: str = "store") -> str:
    return STORE.format(kind=kind) + EXPORT.format(name=name)


def _item(shop: str = "!ImportValue store") -> str:
    return IMPORT.format(shop=shop)


@pytest.mark.parametrize(
    ("files", "faulty"),
    [
        ({"store.yaml": _store(), "item.yaml": _item()}, ["item.yaml"]),
        ({"store.yaml": _store(), "item.yaml": _item("{'Fn::ImportValue': store}")}, ["item.yaml"]),
        ({"store.yaml": _store("OPEN"), "item.yaml": _item()}, []),
        ({"store.yaml": _store(name="other"), "item.yaml": _item()}, []),
        ({"store.yaml": _store(name="!Sub 'store'"), "item.yaml": _item()}, ["item.yaml"]),
        ({"store.yaml": _store(name="!Sub '${AWS::StackName}'"), "item.yaml": _item()}, []),
        ({"store.yaml": _store(), "item.yaml": _item("!ImportValue {'Fn::Sub': '${AWS::StackName}'}")}, []),
        # Stages export the same names: each imports from the one beside it, and from none if there are several.
        (
            {
                "dev/store.yaml": _store("OPEN"),
                "dev/item.yaml": _item(),
                "prod/store.yaml": _store(),
                "prod/item.yaml": _item(),
            },
            ["prod/item.yaml"],
        ),
        ({"dev/store.yaml": _store(), "prod/store.yaml": _store(), "item.yaml": _item()}, []),
        # Who imports from one stack does not meet who else does.
        ({"store.yaml": _store("OPEN"), "a/item.yaml": _item(), "b/item.yaml": _item()}, []),
        (
            {
                "store.yaml": _store(),
                "middle.yaml": "Resources: {}\nOutputs: {N: {Value: !ImportValue store, Export: {Name: again}}}\n",
                "item.yaml": _item("!ImportValue again"),
            },
            [],
        ),
    ],
)
def test_an_import_joins_a_stack_with_the_one_that_exports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], faulty: list[str]
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    assert _files(check("."), Path()) == faulty
    monkeypatch.setattr(release, "_TOGETHER", 0)
    monkeypatch.setattr(release, "_IN_MEMORY", 0)
    assert _files(check("."), Path()) == faulty


def test_stacks_are_joined_by_the_configuration_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = "Resources:\n  S:\n    Type: AWS::Shop::Store\n    Properties: {StoreName: s, Kind: CLOSED}\n"
    for name, text in {"x/store.yaml": store, "x/item.yaml": _item("s")}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert check(".").findings == []
    (tmp_path / "pyproject.toml").write_text("[tool.botoforge.preflight]\nreleases = ['x']\n")
    assert _files(check("."), Path()) == ["x/item.yaml"]

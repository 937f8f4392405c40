"""Paths that lead elsewhere: out of the output folder, through links, to devices, to what others own."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final

import pytest

from tests.workshop import Workshop, document, snapshot, structure

SIMPLE: Final = document({"In": structure(M="E"), "E": {"type": "string", "enum": ["a"]}})
ESCAPES: Final = (
    "../outside.yaml",
    "/etc/passwd",
    "..\\outside.yaml",
    "a/b.yaml",
    ".hidden.yaml",
    "rules.yaml\n",
    "~/x.yaml",
)


@pytest.mark.parametrize("key", ["rules", "tables"])
@pytest.mark.parametrize("name", ESCAPES)
def test_a_spec_reads_files_of_its_own_folder(workshop: Workshop, key: str, name: str) -> None:
    workshop.write(SIMPLE, spec=f"service: tiny\noperations: all\n{key}: [{json.dumps(name)}]\n")
    workshop.run().refused("service.yaml:3:", f"/{key}/0")


def test_a_spec_whose_files_are_missing_or_folders(workshop: Workshop) -> None:
    folder = workshop.write(SIMPLE, spec="service: tiny\noperations: all\nrules: [rules.yaml]\n")
    workshop.run().refused("rules.yaml", "cannot be read")
    (folder / "rules.yaml").mkdir()
    workshop.run().refused("rules.yaml")
    (folder / "rules.yaml").rmdir()
    (folder / "rules.yaml").symlink_to("rules.yaml")
    workshop.run().refused("rules.yaml")
    (folder / "model.json").unlink()
    (folder / "rules.yaml").unlink()
    (folder / "rules.yaml").write_text("rules: []\n", encoding="utf-8")
    workshop.run().refused("model.json", "update")


@pytest.mark.parametrize("name", ["../../x", "/etc", "..", "", "tiny/../../x"])
def test_a_new_service_of_such_a_name(workshop: Workshop, name: str) -> None:
    workshop.run("new", name, "--all").refused("no service")
    assert not workshop.specs.exists()


def test_names_of_devices(workshop: Workshop) -> None:
    names = ("Con", "PRN", "aux", "Nul", "COM1", "LPT9")
    shapes = {n: structure(M="In") for n in names}
    operations = {"Do": {"name": "Do", "input": {"shape": "In"}}}
    members = {n: {"shape": n} for n in names}
    package = workshop.generate({**shapes, "In": {"type": "structure", "members": members}}, operations=operations)
    devices = {n.casefold() for n in names}
    assert not [p for p in workshop.out.rglob("*") if p.name.partition(".")[0].casefold() in devices]
    assert package.validate("Do", {n: {} for n in names}) == []


def test_an_output_folder_that_is_a_file(workshop: Workshop) -> None:
    workshop.write(SIMPLE)
    workshop.out.write_text("mine", encoding="utf-8")
    workshop.run().refused(str(workshop.out))
    workshop.run("--force").refused(str(workshop.out))
    assert workshop.out.read_text(encoding="utf-8") == "mine"
    assert workshop.litter() == []


def test_an_output_folder_below_a_file(workshop: Workshop) -> None:
    workshop.write(SIMPLE)
    workshop.out.write_text("mine", encoding="utf-8")
    workshop.run("--out", str(workshop.out / "deeper" / "still")).refused("Not a directory")
    assert workshop.out.read_text(encoding="utf-8") == "mine"


def test_an_output_folder_that_is_a_link(workshop: Workshop) -> None:
    workshop.write(SIMPLE)
    real = workshop.root / "real"
    real.mkdir()
    workshop.out.symlink_to(real)
    assert workshop.run().code == 0
    assert workshop.out.is_symlink()
    assert (real / "tiny" / "__init__.py").is_file()


@pytest.mark.parametrize("place", ["tiny", "tiny/enums", "_runtime", "tiny/checks"])
def test_a_link_in_place_of_a_folder(workshop: Workshop, place: str) -> None:
    workshop.write(SIMPLE)
    outside = workshop.root / "specs" / "outside"
    outside.mkdir()
    (outside / "theirs.py").write_text("theirs", encoding="utf-8")
    link = workshop.out / place
    link.parent.mkdir(parents=True)
    link.symlink_to(outside)
    before = snapshot(outside)
    for arguments in ((), ("--force",)):
        workshop.run(*arguments).refused(place, "symbolic link")
    assert snapshot(outside) == before
    assert link.is_symlink()
    assert workshop.litter() == []


@pytest.mark.parametrize("target", ["outside.py", "nowhere.py"])
def test_a_link_in_place_of_a_file(workshop: Workshop, target: str) -> None:
    workshop.write(SIMPLE)
    outside = workshop.specs / "outside.py"
    outside.write_text("theirs", encoding="utf-8")
    link = workshop.out / "tiny" / "__init__.py"
    link.parent.mkdir(parents=True)
    link.symlink_to(workshop.specs / target)
    outcome = workshop.run()
    assert outcome.code == 2
    assert "tiny/__init__.py" in outcome.err
    assert link.is_symlink()
    assert workshop.run("--force").code == 0
    assert not link.is_symlink()
    assert link.is_file()
    assert outside.read_text(encoding="utf-8") == "theirs"
    assert not (workshop.specs / "nowhere.py").exists()


def test_a_link_in_place_of_the_cache(workshop: Workshop) -> None:
    workshop.write(SIMPLE)
    outside = workshop.specs / "outside"
    outside.mkdir()
    workshop.out.mkdir()
    (workshop.out / ".botoforge-cache").symlink_to(outside)
    workshop.run().refused(".botoforge-cache", "symbolic link")
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("name", [".gitignore", "inputs.json", "lock"])
def test_a_link_in_place_of_a_file_of_the_cache(workshop: Workshop, name: str) -> None:
    workshop.write(SIMPLE)
    outside = workshop.specs / "outside"
    outside.write_text("theirs", encoding="utf-8")
    cache = workshop.out / ".botoforge-cache"
    cache.mkdir(parents=True)
    (cache / name).symlink_to(outside)
    outcome = workshop.run()
    assert outcome.code == 0 or outcome.refused("lock", "symbolic link")
    assert outside.read_text(encoding="utf-8") == "theirs"


@pytest.mark.parametrize("name", ["tiny/manifest.json", ".botoforge-cache/inputs.json", "tiny/__init__.py"])
def test_a_pipe_in_place_of_a_file(workshop: Workshop, name: str) -> None:
    workshop.write(SIMPLE)
    place = workshop.out / name
    place.parent.mkdir(parents=True)
    os.mkfifo(place)
    assert workshop.run().code == (0 if name.startswith(".") else 2)
    assert workshop.run("--force").code == 0
    assert place.is_file()
    assert workshop.run().code == 0


def test_a_journal_that_is_not_ours(workshop: Workshop) -> None:
    workshop.write(SIMPLE)
    victim = workshop.specs / "victim"
    victim.write_text("theirs", encoding="utf-8")
    journal = workshop.out / ".botoforge-cache" / "journal"
    (journal / "tree").mkdir(parents=True)
    (journal / "old").mkdir()
    journals: list[Any] = [{"../specs/victim": False}, {"..": False}, {str(victim): False}, [], {".botoforge-cache": 1}]
    for moves in journals:
        (journal / "moves.json").write_text(json.dumps(moves), encoding="utf-8")
        workshop.run().refused("journal", "remove")
    assert victim.read_text(encoding="utf-8") == "theirs"


@pytest.mark.parametrize("place", ["tiny/__init__.py", "tiny/manifest.json", "__init__.py"])
def test_a_folder_in_place_of_a_file(workshop: Workshop, place: str) -> None:
    workshop.write(SIMPLE)
    (workshop.out / place).mkdir(parents=True)
    mine = workshop.out / place / "mine"
    mine.write_text("mine", encoding="utf-8")
    outcome = workshop.run()
    assert outcome.code == 2
    assert place in outcome.err
    assert "--force" in outcome.err
    assert mine.read_text(encoding="utf-8") == "mine"
    assert workshop.litter() == []
    assert workshop.run("--force").code == 0
    assert (workshop.out / place).is_file()
    assert workshop.run("--check").code == 0


@pytest.mark.parametrize("place", ["tiny", "tiny/enums", "_runtime"])
def test_a_file_in_place_of_a_folder(workshop: Workshop, place: str) -> None:
    workshop.write(SIMPLE)
    (workshop.out / place).parent.mkdir(parents=True, exist_ok=True)
    (workshop.out / place).write_text("mine", encoding="utf-8")
    outcome = workshop.run()
    assert outcome.code == 2
    assert f"  {place}\n" in outcome.err
    assert (workshop.out / place).read_text(encoding="utf-8") == "mine"
    assert workshop.run("--force").code == 0
    assert workshop.run("--check").code == 0


@pytest.mark.parametrize("listed", ["../victim", "/victim", "a/../../victim", "link/victim", "", ".", "..", "tiny"])
def test_a_manifest_that_lists_what_is_not_ours(workshop: Workshop, listed: str) -> None:
    workshop.write(SIMPLE)
    assert workshop.run().code == 0
    victim = workshop.root / "specs" / "victim"
    victim.write_text("theirs", encoding="utf-8")
    (workshop.out / "tiny" / "link").symlink_to(victim.parent)
    manifest = workshop.out / "tiny" / "manifest.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    digest = "a04a0d8ff4a5cbf6a3e9f9d5b0a1b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7"
    data["files"][str(victim) if listed == "/victim" else listed] = digest
    manifest.write_text(json.dumps(data), encoding="utf-8")
    (workshop.specs / "tiny" / "service.yaml").write_text("service: tiny\noperations: [Do]\n", encoding="utf-8")
    workshop.run("--force")
    assert victim.read_text(encoding="utf-8") == "theirs"
    assert (workshop.out / "tiny" / "link").is_symlink()
    assert (workshop.out / "tiny" / "__init__.py").is_file()


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '{"generator": "botoforge"}', '{"generator": "x", "files": {}}', "\0"]
)
def test_a_manifest_that_is_none_of_ours(workshop: Workshop, text: str) -> None:
    workshop.write(SIMPLE)
    assert workshop.run().code == 0
    (workshop.out / "tiny" / "manifest.json").write_text(text, encoding="utf-8")
    (workshop.out / "tiny" / "__init__.py").write_text("mine", encoding="utf-8")
    outcome = workshop.run()
    assert outcome.code == 2
    assert "tiny/__init__.py" in outcome.err
    assert (workshop.out / "tiny" / "__init__.py").read_text(encoding="utf-8") == "mine"


def test_the_working_folder_inside_the_output(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.write(SIMPLE)
    workshop.out.mkdir()
    monkeypatch.chdir(workshop.out)
    workshop.run().refused("working directory")
    assert list(workshop.out.iterdir()) == []
    assert Path.cwd() == workshop.out
    assert workshop.out.is_dir()

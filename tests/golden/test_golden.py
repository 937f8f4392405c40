"""The whole output of a small service, byte for byte. `python -m tests.golden` writes it anew, for people to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.__main__ import EXPECTED, PACKAGE, generate
from tests.workshop import files


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it is generated now."""
    return generate(tmp_path_factory.mktemp("golden"))


def test_every_file_is_expected(made: Path) -> None:
    assert [name for name, _ in files(made)] == [name for name, _ in files(EXPECTED / PACKAGE)]


@pytest.mark.parametrize("name", [name for name, _ in files(EXPECTED / PACKAGE)])
def test_every_file_is_as_expected(made: Path, name: str) -> None:
    expected = (EXPECTED / PACKAGE / name).read_bytes()
    assert (made / name).read_bytes().decode() == expected.decode()
    assert (made / name).read_bytes() == expected


def test_what_is_expected_is_fit_to_be_read() -> None:
    for name, path in files(EXPECTED):
        text = path.read_text(encoding="ascii")
        assert text.endswith("\n"), name
        assert "\r" not in text, name
        assert "\t" not in text, name
        assert not any(line != line.rstrip() for line in text.splitlines()), name

"""The packs and the rules' pages are found from a checkout and from an installed wheel."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from notes_lsp.features.diagnostics import rule_page
from notes_lsp.knowledge import bundled_folder, load_bundled
from tests.generated import ROOT

ASK = """
from notes_lsp.features.diagnostics import rule_page
from notes_lsp.knowledge import bundled_folder, load_bundled
print(bundled_folder())
print(len(load_bundled()))
print(rule_page("math.unknown-command", ""))
"""


def test_a_checkout_finds_its_own_packs_and_pages() -> None:
    assert bundled_folder() == ROOT / "knowledge"
    assert rule_page("math.unknown-command", "").endswith("docs/rules/math.unknown-command.md")


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which a wheel of this checkout is installed."""
    wheels, target = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = wheels.glob("*.whl")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
    subprocess.run([*install, str(target), str(wheel)], check=True, capture_output=True)
    return target


def test_an_installed_wheel_finds_the_packs_and_pages_inside_it(installed: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(installed)}
    answer = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=installed.parent,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    folder, count, page = answer.stdout.splitlines()
    assert Path(folder).is_relative_to(installed)
    assert int(count) == len(load_bundled())
    assert str(installed.name) in page
    assert page.endswith("/math.unknown-command.md")

"""What a person sees in Emacs, with the files of `editors/emacs` as they are shipped.

The tests themselves are Emacs Lisp: `emacs/drive-*.el`. One Emacs runs all of a driver's tests, and
here each of them counts for itself.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.editors.conftest import EDITORS, environment, missing, tool, write_vault

DRIVERS = Path(__file__).with_name("emacs")
INSTALL = "Debian: apt-get install emacs-nox elpa-eglot elpa-lsp-mode elpa-markdown-mode"
CLIENTS = ("eglot", "lsp-mode")


@dataclass(frozen=True)
class Session:
    """One run of a driver."""

    passed: frozenset[str]
    output: str


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Session]:
    """The runs of both drivers, by client."""
    program = tool("emacs", INSTALL)
    for package in ("markdown-mode", *CLIENTS):
        if subprocess.run(
            [program, *_require(package)], capture_output=True, check=False
        ).returncode:
            missing(f"the Emacs package {package}", INSTALL)
    return {client: _run(program, client, tmp_path_factory.mktemp(client)) for client in CLIENTS}


def _require(package: str) -> list[str]:
    return ["--batch", "--eval", f"(progn (package-initialize) (require '{package}))"]


def _run(program: str, client: str, folder: Path) -> Session:
    home = folder / "home"
    home.mkdir()
    variables = {
        **environment(folder),
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "NOTES_VAULT": str(write_vault(folder / "笔记")),
        "EDITORS_EMACS": str(EDITORS / "emacs"),
    }
    # Not -Q, which would hide the packages that Debian installs for everyone.
    command = [program, "--batch", "--load", str(DRIVERS / f"drive-{client}.el")]
    done = subprocess.run(
        command, env=variables, capture_output=True, text=True, timeout=180, check=False
    )
    output = done.stdout + done.stderr
    return Session(
        frozenset(re.findall(r"^ +passed +\d+/\d+ +(\S+)", output, re.MULTILINE)), output
    )


def _tests() -> list[tuple[str, str]]:
    return [
        (client, name)
        for client in CLIENTS
        for name in re.findall(
            r"\(ert-deftest (\S+)", (DRIVERS / f"drive-{client}.el").read_text("utf-8")
        )
    ]


@pytest.mark.parametrize(("client", "name"), _tests())
def test_emacs(sessions: dict[str, Session], client: str, name: str) -> None:
    session = sessions[client]
    assert name in session.passed, session.output

"""The command line as a whole: words that are no command, help, and faults."""

from __future__ import annotations

import pytest

from notes_lsp import __version__
from notes_lsp.cli import check
from notes_lsp.cli.app import FAULT, INTERRUPTED
from tests.cli.conftest import Cli


def test_a_slip_in_a_command_gets_a_guess(cli: Cli) -> None:
    ran = cli("chekc", "a.md")
    assert ran.status == 2
    assert ran.err == 'notes-lsp: "chekc" is not a command. Did you mean `check`?\n'


def test_what_is_no_command_gets_the_list(cli: Cli) -> None:
    ran = cli("frobnicate")
    assert ran.status == 2
    assert "serve, check, explain, config, index, demo" in ran.err


@pytest.mark.parametrize("arguments", [["check"], ["check", "--nope", "."], ["--nope"]])
def test_wrong_usage_ends_with_status_2_and_no_traceback(cli: Cli, arguments: list[str]) -> None:
    ran = cli(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("notes-lsp: ")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    "command", ["check", "explain", "config", "index", "demo", "serve", ""], ids=str
)
def test_every_command_has_help(cli: Cli, command: str) -> None:
    ran = cli(*filter(None, [command, "--help"]))
    assert ran.status == 0
    assert "Usage: notes-lsp" in ran.out


def test_wrong_usage_names_the_help_of_its_command(cli: Cli) -> None:
    assert cli("check").err.endswith("See `notes-lsp check --help`.\n")
    assert cli("--nope").err.endswith("See `notes-lsp --help`.\n")


def test_the_version_is_told(cli: Cli) -> None:
    assert cli("--version").out == f"notes-lsp {__version__}\n"


def test_a_fault_of_ours_is_told_in_words(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTES_LSP_DEBUG", raising=False)
    monkeypatch.setattr(check, "look", _raise(ValueError("no such thing")))
    cli.write("a.md", "a")
    ran = cli("check", "a.md")
    assert ran.status == FAULT
    assert "a fault of notes-lsp, not yours: ValueError: no such thing" in ran.err


def test_control_c_ends_in_silence(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "look", _raise(KeyboardInterrupt()))
    cli.write("a.md", "a")
    ran = cli("check", "a.md")
    assert (ran.status, ran.out, ran.err) == (INTERRUPTED, "", "")


def _raise(error: BaseException) -> object:
    def fail(*_: object) -> None:
        raise error

    return fail

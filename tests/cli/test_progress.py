"""The bar on standard error: for long work on a terminal, and for nothing else."""

from __future__ import annotations

import pytest

from notes_lsp.cli import progress
from tests.cli.conftest import Cli


def _work(patience: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", patience)
    with progress.Bar() as bar:
        bar.report("reading", 3, 7)


def test_long_work_on_a_terminal_shows_a_bar(
    terminal: Cli, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _work(0, monkeypatch)
    caught = capsys.readouterr()
    assert "reading" in caught.err
    assert "3/7" in caught.err
    assert caught.out == ""


def test_short_work_shows_none(
    terminal: Cli, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _work(1000, monkeypatch)
    assert capsys.readouterr().err == ""


def test_a_pipe_gets_none(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _work(0, monkeypatch)
    assert capsys.readouterr().err == ""

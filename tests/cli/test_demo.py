"""`notes-lsp demo`: a real server, asked and shown."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from lsprotocol import types
from rich.cells import cell_len

from notes_lsp.cli.demo import sample_vault
from notes_lsp.cli.demo.changes import changed, inserted
from tests.cli.conftest import Cli

CHAPTERS = [
    types.TEXT_DOCUMENT_HOVER,
    types.TEXT_DOCUMENT_COMPLETION,
    types.TEXT_DOCUMENT_DIAGNOSTIC,
    types.TEXT_DOCUMENT_CODE_LENS,
    types.TEXT_DOCUMENT_DEFINITION,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL,
    types.WORKSPACE_SYMBOL,
]


def test_the_demo_shows_every_capability_and_writes_nothing(terminal: Cli) -> None:
    vault = sample_vault()
    assert vault
    before = _contents(vault)
    ran = terminal("demo", str(vault))
    assert (ran.status, ran.err) == (0, "")
    assert _contents(vault) == before
    assert all(chapter in ran.shown for chapter in CHAPTERS)
    assert max(map(cell_len, ran.shown.splitlines())) <= 80
    for answer in (
        "语言模型每预测一个词元",
        "tee -a, --append",
        "求和号",
        "BF16",
        "loss 为 NaN 或 inf",
        "∫ 积分",
        "模型越好，困惑度",
        "quick fix: 改为 `\\stackrel`",
        "任务 3/6",
        "→ 词汇.md:11",
        "还没改好的",
        "困惑度 (khd)",
        "start `notes-lsp`, without arguments",
    ):
        assert answer in ran.shown, answer


def test_a_vault_without_the_sample_notes_has_its_demo_too(cli: Cli) -> None:
    cli.write("mine.md", "# Mine\n\nNothing of the sample.\n")
    ran = cli("demo", ".")
    assert (ran.status, ran.err) == (0, "")
    assert "unsaved.md:1" in ran.out
    assert [path.name for path in cli.folder.iterdir()] == ["mine.md"]


def test_a_vault_of_no_notes_has_its_demo_too(cli: Cli) -> None:
    assert cli("demo", ".").status == 0


def test_a_folder_that_does_not_exist_is_wrong_usage(cli: Cli) -> None:
    assert cli("demo", "nope").status == 2


@pytest.mark.parametrize(
    ("new", "shown"),
    [
        ("frac{${1:分子}}{${2:分母}}$0", "$\\«frac{分子}{分母}»"),
        ("text{$1}", "$\\«text{▁}»"),
        ("x\\$\\}", "$\\«x$}»"),
        ("${1|left,right|}", "$\\«left»"),
    ],
)
def test_a_snippet_is_shown_as_it_would_stand(new: str, shown: str) -> None:
    item = types.CompletionItem(
        label="x",
        insert_text_format=types.InsertTextFormat.Snippet,
        text_edit=types.TextEdit(_range(0, 2, 4), new),
    )
    line, start, end = inserted("$\\fr", item)
    assert f"{line[:start]}«{line[start:end]}»{line[end:]}" == shown


def test_a_fix_of_several_places_is_shown_as_one() -> None:
    edits = [
        types.TextEdit(_range(3, 0, 1), "\\vert "),
        types.TextEdit(_range(3, 2, 3), "\\vert "),
        types.TextEdit(_range(4, 0, 0), "elsewhere"),
    ]
    fixed = changed("|x|", 3, types.WorkspaceEdit(changes={"file:///a.md": edits}))
    assert fixed == ("\\vert x\\vert ", 0, 13)


def _range(line: int, start: int, end: int) -> types.Range:
    return types.Range(types.Position(line, start), types.Position(line, end))


def _contents(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }

"""A note over the limit answers for the place of the cursor, and says nothing it cannot know."""

from __future__ import annotations

from typing import Any

import pytest
from lsprotocol import types

from notes_lsp.features.code_action import code_action
from notes_lsp.features.diagnostics import problems
from notes_lsp.features.document_symbol import document_symbol
from notes_lsp.features.folding_range import folding_range
from notes_lsp.features.formatting import formatting, on_type_formatting
from notes_lsp.features.place import to_range
from notes_lsp.features.semantic_tokens import semantic_tokens_range
from notes_lsp.syntax import large
from notes_lsp.text import Span
from tests.features.test_definition import goes_to
from tests.scene import Scene

SMALL: Any = {"vault": {"maxNoteBytes": 1024}}
LINES = "- 一 [[乙]] [无](missing.md) 字  \n" * 60


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "PAGE", 300)


def big(scene: Scene) -> Scene:
    return scene(
        f"-- 大.md\n# 头\n\n{LINES}- 😀 [[乙▮]]\n\n## 尾\n\n字\n-- 乙.md\n# 乙\n", settings=SMALL
    )


def test_a_link_leads_to_its_note(scene: Scene) -> None:
    assert goes_to(big(scene)) == ["乙.md:1: «»# 乙"]


def test_the_outline_and_the_folds_are_its_headings(scene: Scene) -> None:
    big(scene)
    (top,) = scene.ask(document_symbol, types.DocumentSymbolParams(scene.document))
    assert (top.name, [child.name for child in top.children]) == ("头", ["尾"])
    folds = scene.ask(folding_range, types.FoldingRangeParams(scene.document))
    assert [(fold.start_line, fold.end_line) for fold in folds] == [(0, 66), (64, 66)]


def test_nothing_in_it_is_checked_but_its_size(scene: Scene) -> None:
    big(scene)
    assert [each.code for each in problems(scene.snapshot, scene.key)] == ["vault.large-note"]


def test_it_is_not_formatted(scene: Scene) -> None:
    big(scene)
    params = types.DocumentFormattingParams(scene.document, types.FormattingOptions(2, True))
    assert scene.ask(formatting, params) == []


def test_no_action_is_offered_that_would_need_all_of_it(scene: Scene) -> None:
    """A section would leave its definitions behind, a list be counted for a page of it alone."""
    rows = "| 一 | 字 |\n" * 120
    scene(
        f"# 头\n\n1. 一\n1. 二\n5. 三\n\n[甲][k]\n\n|a|b|\n|-|-|\n{rows}\n## «尾»\n\n"
        "- [ ] 做 [甲][k]\n\n[k]: u\n",
        settings=SMALL,
    )
    data = scene.buffer.data
    kinds: set[str] = set()
    for at in range(0, len(data), 7):
        range_ = to_range(scene.buffer, Span(at, at), scene.client.encoding)
        params = types.CodeActionParams(scene.document, range_, types.CodeActionContext([]))
        kinds |= {str(action.kind) for action in scene.ask(code_action, params)}
    rewriting = {kind for kind in kinds if kind.startswith(("refactor", "source"))}
    assert rewriting == {"refactor.rewrite.task"}


def test_a_row_that_is_typed_in_it_is_left(scene: Scene) -> None:
    rows = "| 一 | 字 |\n" * 120
    scene(f"|a|b|\n|-|-|\n{rows}|长长长|2|▮\n", settings=SMALL)
    options = types.FormattingOptions(2, True)
    params = types.DocumentOnTypeFormattingParams(scene.document, scene.position, "|", options)
    assert scene.ask(on_type_formatting, params) == []


def test_what_is_on_the_screen_is_coloured(scene: Scene) -> None:
    big(scene)
    params = types.SemanticTokensRangeParams(scene.document, scene.range)
    assert scene.ask(semantic_tokens_range, params).data

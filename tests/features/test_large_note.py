"""A note over the limit answers for the place of the cursor, and says nothing it cannot know."""

from __future__ import annotations

from typing import Any

import pytest
from lsprotocol import types

from notes_lsp.features.diagnostics import problems
from notes_lsp.features.document_symbol import document_symbol
from notes_lsp.features.folding_range import folding_range
from notes_lsp.features.formatting import formatting
from notes_lsp.features.semantic_tokens import semantic_tokens_range
from notes_lsp.syntax import large
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


def test_what_is_on_the_screen_is_coloured(scene: Scene) -> None:
    big(scene)
    params = types.SemanticTokensRangeParams(scene.document, scene.range)
    assert scene.ask(semantic_tokens_range, params).data

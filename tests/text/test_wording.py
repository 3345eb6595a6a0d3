"""A sentence in both languages: what it is as a value, and that no half of one was forgotten."""

from __future__ import annotations

import ast
import copy
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from notes_lsp.text import Wording, said, writing

SOURCE = Path(__file__).parents[2] / "notes_lsp"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?]|[\u4e00-\u9fff]\.(?!\w)")
_GLUED = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9`]|[A-Za-z0-9`][\u4e00-\u9fff]")
"""Latin and Chinese without the space between them."""


def test_a_wording_is_its_english() -> None:
    wording = Wording("no note", "没有笔记")
    assert wording == "no note"
    assert {wording: 1} == {"no note": 1}
    assert f"{wording}!" == "no note!"


def test_it_is_said_in_either_language_as_a_plain_text() -> None:
    wording = Wording("no note", "没有笔记")
    assert said(wording, "zh") == "没有笔记"
    assert said(wording, "en") == "no note"
    assert type(said(wording, "en")) is type(said(wording, "zh")) is str
    assert said("a name", "zh") == "a name"


def test_two_behind_each_other_are_so_in_both() -> None:
    wording = Wording("No note.", "没有笔记。") + Wording(" Make it?", "要新建吗？") + " x"
    assert (wording, wording.zh) == ("No note. Make it? x", "没有笔记。要新建吗？ x")


def test_a_copy_keeps_its_chinese() -> None:
    for again in (copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))):
        assert again(writing(r"\frac")).zh == "改为 `\\frac`"


def _wordings() -> Iterator[object]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Wording":
                place = f"{path.relative_to(SOURCE)}:{node.lineno}"
                yield pytest.param(*map(_shown, node.args), id=place)


def _shown(node: ast.expr) -> str:
    """What a sentence in the source looks like, `{…}` where something is put in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_shown(each) for each in node.values)
    return "{" + ast.unparse(node).removesuffix(".zh") + "}"


@pytest.mark.parametrize(("english", "chinese"), list(_wordings()))
def test_each_sentence_of_the_source_has_chinese_as_chinese_is_set(
    english: str, chinese: str
) -> None:
    bare = re.sub(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", "{}", chinese)
    if re.search(r"[a-z] [a-z]", re.sub(r"\{[^{}]*\}", "", english)):
        assert _HAN.search(bare) or "`" in bare
    assert not _HAN.search(english)
    assert not _HALF_WIDTH.search(bare)
    assert not _GLUED.search(bare)

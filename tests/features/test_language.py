"""Chinese notes are answered in Chinese, English ones in English, sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from lsprotocol import types

from notes_lsp.features.code_action import apply_action, code_action, resolve_code_action
from notes_lsp.features.diagnostics import check_note, finished
from notes_lsp.features.options import APPLY_ACTION, REWRITE_TABLE
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename import rename
from notes_lsp.features.rules import RULES, Rule
from notes_lsp.knowledge import read_pack
from notes_lsp.math import PROBLEM_CODES, check
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Language, Wording, said
from tests.features.rules.test_rules import examples
from tests.scene import FULL_CLIENT, Scene

_HAN = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")
"""Three words in a row outside of names, as no Chinese sentence has them."""


def _of_notes() -> list[Any]:
    """What rules of notes call bad, one example each."""
    found = examples("Bad")
    return [each for each in found if not _is_of_files(each)]


def _is_of_files(example: Any) -> bool:
    return str(example.values[0].code).startswith(("pack.", "settings."))


def _diagnostics(scene: Scene, rule: Rule, text: str, language: str) -> list[types.Diagnostic]:
    loud = {"language": language, "diagnostics": {"rules": {rule.code: "warning"}}}
    scene(f"{text}\n", settings=loud)
    found = check_note(scene.snapshot, scene.key, scene.client)
    return [each for each in found if each.code == rule.code]


def _without_names(message: str) -> str:
    return re.sub(r"`[^`]*`|“[^”]*”", "", message)


def _is_chinese(message: str) -> bool:
    bare = _without_names(message)
    return _HAN.search(bare) is not None and _ENGLISH.search(bare) is None


@pytest.mark.parametrize(("rule", "text"), _of_notes())
def test_each_fault_is_told_in_chinese_with_its_related_places(
    scene: Scene, rule: Rule, text: str
) -> None:
    found = _diagnostics(scene, rule, text, "zh")
    assert found
    for each in found:
        assert _is_chinese(each.message)
        assert each.message.endswith(("。", "？", "！"))
        assert all(_is_chinese(other.message) for other in each.related_information or ())


@pytest.mark.parametrize(("rule", "text"), _of_notes())
def test_each_fault_is_told_in_english_to_those_who_want_that(
    scene: Scene, rule: Rule, text: str
) -> None:
    found = _diagnostics(scene, rule, text, "en")
    assert found
    assert not any(_HAN.search(_without_names(each.message)) for each in found)


@pytest.mark.parametrize(("rule", "text"), _of_notes())
def test_each_action_at_a_fault_has_a_chinese_title(scene: Scene, rule: Rule, text: str) -> None:
    found = _diagnostics(scene, rule, text, "zh")
    for each in found:
        context = types.CodeActionContext([each])
        params = types.CodeActionParams(scene.document, each.range, context)
        titles = [action.title for action in scene.ask(code_action, params)]
        assert titles
        assert len(set(titles)) == len(titles)
        assert all(map(_is_chinese, titles)), titles


_FORMULAS = r"""
\12; \stacrel{a}; \qqqqqqqqq; \bra@ket; \mbox{a}; \begin{matirx} \end{matirx}; \frac{a}; x^; x^\sum
\text{\alpha}; \begin{align} a \end{align}; \tag{1} \tag{2}; a \over b \over c; a \over b
x^a^b; x_a_b; a \over^2; x\limits; \begin{matrix} a \hline \end{matrix}; a \cr; \left x \right)
\left{ x \right\}; \\[x]; \color{#1} x; \begin{array}{q} a \end{array}; \begin{cases} a & b & c
\begin{subarray}{c} a & b \end{subarray}; \newcommand{\alpha}{a}; \renewcommand{\zzzz}{a}
\newcommand{}{a}; \newcommand{\zz}[x]{a}; \newcommand{\zz}; \def; \def\zz#2{}; \global x; \let
\def\x{\x}\x; \left( a & b; \left( a; a \right); \middle|; \begin{matrix} a
\begin{matrix} \end{cases}; a \end{matrix}; {a; a}; a & b; \text{a_b}; a # b; a \; \text{a^b}
"""


@pytest.mark.parametrize("source", re.split(r"[;\n]", _FORMULAS.strip()))
def test_each_fault_of_a_formula_knows_its_chinese(source: str) -> None:
    for fault in check(source.strip(), display=False):
        assert isinstance(fault.message, Wording)
        assert _is_chinese(fault.message.zh)
        assert fault.fix is None or _is_chinese(said(fault.fix.title, "zh"))


def test_those_formulas_have_all_kinds_of_faults() -> None:
    found = {
        fault.code
        for source in re.split(r"[;\n]", _FORMULAS.strip())
        for fault in check(source.strip(), display=False)
    }
    assert found == set(PROBLEM_CODES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("这里写错了 $\\stacrel{a}{b}$", "没有 `\\stacrel` 这个命令。是不是 `\\stackrel`？"),
        (
            "Mistyped here: $\\stacrel{a}{b}$",
            "`\\stacrel` is no command. Did you mean `\\stackrel`?",
        ),
        (
            "---\nlang: zh\n---\nMistyped $\\stacrel{a}{b}$",
            "没有 `\\stacrel` 这个命令。是不是 `\\stackrel`？",
        ),
    ],
)
def test_the_note_tells_the_language(scene: Scene, text: str, message: str) -> None:
    scene(text)
    assert [each.message for each in check_note(scene.snapshot, scene.key, scene.client)] == [
        message
    ]


def test_what_was_found_in_one_language_is_told_in_another_when_the_setting_changes(
    scene: Scene,
) -> None:
    scene("这里写错了 $\\stacrel{a}{b}$")
    assert _is_chinese(check_note(scene.snapshot, scene.key, scene.client)[0].message)
    scene.vault.configure([str(scene.folder)], [("test", {"language": "en"})])
    assert "no command" in check_note(scene.snapshot, scene.key, scene.client)[0].message


_TABLE = "| 名称 | 解释 |\n| - | - |\n| 😀 卷▮积 | 一种运算 |\n"


def _menu(scene: Scene) -> dict[str, Any]:
    params = types.CodeActionParams(scene.document, scene.range, types.CodeActionContext([]))
    return {each.title: each for each in scene.ask(code_action, params)}


def test_an_action_of_a_chinese_menu_gets_its_edit(scene: Scene) -> None:
    scene(_TABLE)
    at_once = _menu(scene)["对齐表格"].edit
    scene.client = replace(FULL_CLIENT, resolves_edits=True)
    action = _menu(scene)["对齐表格"]
    assert action.edit is None
    assert scene.ask(resolve_code_action, action).edit == at_once


@pytest.mark.parametrize("title", ["Line up the table", "对齐表格", ""])
def test_a_key_may_name_an_action_in_either_language(scene: Scene, title: str) -> None:
    scene(_TABLE)
    edge = {"line": 2, "character": 3}
    arguments = [scene.uri, {"start": edge, "end": edge}, REWRITE_TABLE, title]
    assert isinstance(apply_action(scene.snapshot, arguments, scene.client), types.WorkspaceEdit)


def test_a_command_has_a_chinese_title_and_finds_its_action(scene: Scene) -> None:
    scene(_TABLE, client=replace(FULL_CLIENT, action_literals=False, applies_edits=True))
    command = _menu(scene)["对齐表格"]
    assert command.command == APPLY_ACTION
    told = apply_action(scene.snapshot, [*command.arguments][:3], scene.client)
    assert isinstance(told, types.WorkspaceEdit)


def test_an_action_that_is_not_there_is_said_so_in_chinese(scene: Scene) -> None:
    scene("只有文字。▮")
    edge = {"line": 0, "character": 0}
    arguments = [scene.uri, {"start": edge, "end": edge}, REWRITE_TABLE]
    told = apply_action(scene.snapshot, arguments, scene.client)
    assert isinstance(told, types.ShowMessageParams)
    assert told.message == f"此处无法执行：{REWRITE_TABLE}。"


@pytest.mark.parametrize(
    ("text", "name", "refusal"),
    [
        ("# 安▮装\n", " ", "名称不能为空。"),
        ("# Inst▮all\n", " ", "A name cannot be empty."),
        ("没有▮名字\n", "x", "这里没有可以重命名的内容。"),
        ("见 [甲][a▮]\n\n[a]: u\n", "b]", "链接引用的标签里不能有 `[`、`]`、`|` 或 `\\`。"),
        ("结论[^a▮]\n\n[^a]: 出处\n", "b c", "脚注的标签里不能有 `[`、`]`、`|`、`\\` 或空格。"),
        (
            "属于 #标▮签\n",
            "1",
            "“1”不能用作标签：只能用文字、数字、`-`、`_` 和 `/`，且不能全是数字。",
        ),
    ],
)
def test_a_refused_rename_says_why_in_the_notes_language(
    scene: Scene, text: str, name: str, refusal: str
) -> None:
    scene(text)
    params = types.RenameParams(scene.document, scene.position, name)
    with pytest.raises(Refusal) as caught:
        finished(rename(scene.snapshot, params, scene.client))
    assert str(caught.value) == refusal


@pytest.mark.parametrize(
    ("setting", "locale", "language"),
    [("auto", "zh-cn", "zh"), ("auto", "de", "en"), ("auto", "", "en"), ("zh", "de", "zh")],
)
def test_where_no_note_is_meant_the_setting_or_the_editor_tells(
    scene: Scene, setting: str, locale: str, language: Language
) -> None:
    from notes_lsp.features.language import language_beside_notes

    scene("Only words.", client=replace(FULL_CLIENT, locale=locale), settings={"language": setting})
    assert language_beside_notes(scene.snapshot, scene.client) == language


def test_a_problem_is_its_english_where_no_one_asks_for_a_language(scene: Scene) -> None:
    scene("见 [安装]()")
    (problem,) = _problems(scene)
    assert problem.message == "This link leads nowhere: its target is empty."
    assert type(said(problem.message, "en")) is str
    assert said("names as they stand", "zh") == "names as they stand"


@pytest.mark.parametrize(("rule", "text"), [each for each in examples("Bad") if _is_of_files(each)])
def test_faults_of_packs_and_settings_files_know_their_chinese(
    scene: Scene, rule: Rule, text: str
) -> None:
    if rule.code.startswith("pack."):
        problems = read_pack(text.encode(), "packs/mine.yaml")[1]
    else:
        scene(f"-- .notes-lsp.toml\n{text}\n-- 笔记.md\n▮")
        scene.vault.configure([str(scene.folder)], [])
        problems = tuple(chain(*scene.snapshot.faults.values()))
    assert problems
    for problem in problems:
        assert _HAN.search(problem.message.zh)
        assert problem.message.zh.endswith("。")
        assert all(_HAN.search(fix.title.zh) for fix in problem.fixes)


def _problems(scene: Scene) -> list[Problem]:
    from notes_lsp.features.diagnostics import problems

    return problems(scene.snapshot, scene.key)


def test_all_rules_of_notes_are_looked_at() -> None:
    looked_at = {example.values[0].code for example in _of_notes()}
    of_notes = {rule.code for rule in RULES.values() if rule.check or rule.check_passage}
    assert of_notes - looked_at == {"vault.large-note"}  # its example would be of megabytes

"""References, footnotes, headings and terms: undefined, defined twice, unused."""

from __future__ import annotations

import pytest
from lsprotocol import types

from notes_lsp.features.code_action import code_action
from notes_lsp.features.diagnostics import check_note, problems
from tests.features.rules.test_links import drawn, mended
from tests.scene import PLAIN_CLIENT, Scene


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("😀 [链接][没有]", ["reference.undefined: 😀 [链接][«没有»]"]),
        ("[bad link][no-such]", ["reference.undefined: [bad link][«no-such»]"]),
        ("见[没有][]", ["reference.undefined: 见[«没有»][]"]),
        ("[text][1]", ["reference.undefined: [text][«1»]"]),
        ("结论[^1]。", ["footnote.undefined: 结论«[^1]»。"]),
    ],
)
def test_a_label_without_a_definition_is_marked(scene: Scene, text: str, told: list[str]) -> None:
    scene(f"{text}\n")
    assert drawn(scene) == told


@pytest.mark.parametrize("text", ["[^1]: 😀 foot▮", "[a]: http://a.b▮"])
def test_a_definition_is_not_greyed_between_two_of_its_words(scene: Scene, text: str) -> None:
    scene(f"text\n\n{text}").type(" ")
    assert check_note(scene.snapshot, scene.key, scene.client, typing=True) == []
    assert check_note(scene.snapshot, scene.key, scene.client)


def test_brackets_before_a_link_are_text(scene: Scene) -> None:
    scene("[电子书][《数据》](https://example.org) ![图][说明](https://example.org/1.png)\n")
    assert drawn(scene) == []


def test_each_definition_of_one_label_is_marked_and_told_of_the_other(scene: Scene) -> None:
    scene("[def]\n\n[def]: http://a.b\n[Def]: http://a.c '题'\n")
    found = check_note(scene.snapshot, scene.key, scene.client)
    assert [scene.draw(each.range) for each in found] == [
        "[«def»]: http://a.b",
        "[«Def»]: http://a.c '题'",
    ]
    related = [each.related_information for each in found]
    assert [scene.draw(r[0].location.range) for r in related if r] == [
        "[«Def»]: http://a.c '题'",
        "[«def»]: http://a.b",
    ]
    assert "does not count" in found[1].message


def test_only_a_definition_that_does_not_count_can_be_removed(scene: Scene) -> None:
    scene("[甲]\n\n[甲]: http://a.b\n[甲]: http://a.c '题'\n\n后文\n")
    one, two = problems(scene.snapshot, scene.key)
    assert (one.fix, two.fix is not None) == (None, True)
    assert two.fix
    ((span, new),) = two.fix.edits
    data = scene.buffer.data
    after = data[: span.start] + new.encode() + data[span.end :]
    assert after.decode() == "[甲]\n\n[甲]: http://a.b\n\n后文\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("前文\n\n[甲]: a.md\n\n后文", "前文\n\n后文"),
        ("前文\r\n\r\n[甲]: a.md\r\n\r\n后文", "前文\r\n\r\n后文"),
        ("[乙]\n\n[甲]: a.md\n[乙]: b.md", "[乙]\n\n[乙]: b.md"),
        ("[乙]\n\n[乙]: b.md\n[甲]: a.md\n[乙 ]: b.md", "[乙]\n\n[乙]: b.md\n[乙 ]: b.md"),
        ("[甲]: a.md\n\n后文", "后文"),
        ("> 前文\n>\n> [甲]: a.md\n> 后文", "> 前文\n>\n> 后文"),
        ("前文\n[甲]: /a.md\n后文", "前文\n\n后文"),
    ],
)
def test_a_definition_goes_without_leaving_a_hole(scene: Scene, before: str, after: str) -> None:
    """https://github.com/microsoft/vscode-markdown-languageservice leaves an empty line more."""
    scene(before)
    assert removed(scene) == after


def test_definitions_side_by_side_go_together(scene: Scene) -> None:
    scene("前文\n\n[甲]: a.md\n[乙]: b.md\n[丙]: c.md\n\n后文\n")
    context = types.CodeActionContext([], [types.CodeActionKind.QuickFix])
    range_ = types.Range(types.Position(3, 1), types.Position(3, 1))
    found = scene.ask(code_action, types.CodeActionParams(scene.document, range_, context))
    every = next(
        each for each in found if each.title == "Fix all 3 reference.unused problems in this note"
    )
    ((edit,),) = [change.edits for change in every.edit.document_changes]
    assert scene.applied([edit]) == "前文\n\n后文\n"


def test_a_definition_of_no_use_for_two_reasons_is_offered_once(scene: Scene) -> None:
    scene("前文\n\n[甲]: a.md\n[甲▮]: b.md\n")
    context = types.CodeActionContext([], [types.CodeActionKind.QuickFix])
    params = types.CodeActionParams(scene.document, scene.range, context)
    (found,) = [each for each in scene.ask(code_action, params) if each.title.startswith("Remove")]
    assert {each.code for each in found.diagnostics} == {"reference.unused", "reference.duplicate"}


def removed(scene: Scene) -> str:
    """The note after the first definition that can be removed is."""
    data = scene.buffer.data
    fix = next(each.fix for each in problems(scene.snapshot, scene.key) if each.fix)
    assert fix.title == "Remove this definition"
    ((span, new),) = fix.edits
    return (data[: span.start] + new.encode() + data[span.end :]).decode().rstrip("\n")


def test_an_unused_definition_is_greyed_with_its_title(scene: Scene) -> None:
    scene("[ref]\ntext\n\n[ref]: http://e.com\n[bad]: http://e.com 'title'\n")
    (found,) = check_note(scene.snapshot, scene.key, scene.client)
    assert scene.draw(found.range) == "«[bad]: http://e.com 'title'»"
    assert found.severity is types.DiagnosticSeverity.Hint
    assert found.tags == (types.DiagnosticTag.Unnecessary,)
    assert mended(scene) == "[ref]\ntext\n\n[ref]: http://e.com"


def test_an_unused_footnote_goes_with_all_its_lines(scene: Scene) -> None:
    scene("文\n\n[^1]: 一\n    二\n\n后\n")
    assert mended(scene) == "文\n\n后"


def test_a_client_without_tags_and_related_places_gets_neither(scene: Scene) -> None:
    scene("[甲]: http://e.com\n[甲]: http://e.com\n", client=PLAIN_CLIENT)
    for each in check_note(scene.snapshot, scene.key, scene.client):
        assert (each.tags, each.related_information) == (None, None)


def test_an_old_command_is_struck_through(scene: Scene) -> None:
    scene("😀 $a \\over b$\n")
    (found,) = check_note(scene.snapshot, scene.key, scene.client)
    assert found.tags == (types.DiagnosticTag.Deprecated,)


def test_a_heading_that_a_link_by_its_name_misses_is_told(scene: Scene) -> None:
    scene("[a](#安装)\n\n# 安装\n\n😀\n\n# 安装\n")
    (found,) = check_note(scene.snapshot, scene.key, scene.client)
    assert (found.code, found.range.start.line) == ("heading.duplicate-slug", 6)
    assert found.related_information
    assert found.related_information[0].location.range.start.line == 2


def test_a_term_that_another_note_explains_in_other_words_is_told_with_it(scene: Scene) -> None:
    scene(
        """
        -- 词汇.md
        | 术语 | 定义 |
        | --- | --- |
        | CRNN | 卷积循环网络 |
        | LSTM | 长短期记忆 |
        -- 论文.md
        | 术语 | 定义 |
        | --- | --- |
        | CRNN | 一种电视 |
        | LSTM | 长短期记忆，一种循环网络 |▮
        """
    )
    (found,) = check_note(scene.snapshot, scene.key, scene.client)
    assert scene.draw(found.range) == "| «CRNN» | 一种电视 |"
    assert found.related_information
    (other,) = found.related_information
    assert scene.draw(other.location.range, other.location.uri) == (
        "词汇.md:3: | «CRNN» | 卷积循环网络 |"
    )


@pytest.mark.parametrize(
    "line",
    [
        "docker run --rm -it ubuntu --its-own-option",
        "docker run -v /a:/b --its-own",
        "unknown --option",
        "tee --help; tee --version; tee --app x",
        "docker --context x ps --all",
        "git commit --amend --no-edit",
        "echo '--apend' | tee -- --apend",
        "# tee --apend",
        "tee file --apend",
    ],
)
def test_an_option_that_may_be_right_is_left_in_peace(scene: Scene, line: str) -> None:
    scene(f"```sh\n{line}\n```\n\n```python\ntee --apend\n```\n")
    assert drawn(scene, "command.") == []


def test_an_option_that_a_command_does_not_have_is_told_with_the_nearest(scene: Scene) -> None:
    scene("😀\n\n```console\n$ sudo tee --apend x | docker ps --al --formt=x\n--apend\n```\n")
    assert drawn(scene, "command.") == [
        "command.unknown-option: $ sudo tee «--apend» x | docker ps --al --formt=x",
        "command.unknown-option: $ sudo tee --apend x | docker ps --al «--formt»=x",
    ]
    assert "--append x" in mended(scene)


def test_an_option_that_your_own_table_explains_is_known(scene: Scene) -> None:
    scene("| 命令 | 定义 |\n| --- | --- |\n| tee --ours | 自己的 |\n\n```sh\ntee --ours\n```\n")
    assert drawn(scene, "command.") == []

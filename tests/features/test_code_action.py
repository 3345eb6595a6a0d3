"""What can be done about a fault: the note after the action is chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lsprotocol import types

from notes_lsp.features.code_action import code_action
from notes_lsp.features.diagnostics import check_note
from notes_lsp.text import Encoding
from tests.scene import FULL_CLIENT, PLAIN_CLIENT, Scene


@pytest.fixture
def scene(scene: Scene) -> Scene:
    """A scene whose answers are in English, whatever its notes are written in."""
    return scene.speaking("en")


def actions(
    scene: Scene,
    only: list[types.CodeActionKind | str] | None = None,
    shown: list[types.Diagnostic] | None = None,
) -> dict[str, types.CodeAction]:
    """The actions at the cursor or selection, by title."""
    context = types.CodeActionContext(shown or [], only)
    params = types.CodeActionParams(scene.document, scene.range, context)
    return {action.title: action for action in scene.ask(code_action, params)}


def after(scene: Scene, title: str) -> str:
    """The note after the action `title`."""
    edit = actions(scene)[title].edit
    assert edit
    assert edit.document_changes
    (change,) = edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document.uri == scene.uri
    assert change.text_document.version == 1
    return scene.applied([each for each in change.edits if isinstance(each, types.TextEdit)])


@pytest.mark.parametrize("encoding", list(Encoding))
def test_a_misspelt_command_is_mended(scene: Scene, encoding: Encoding) -> None:
    scene("😀 中文 $\\stac▮rel{a}{b}$").using(encoding)
    assert after(scene, "Write `\\stackrel`") == "😀 中文 $\\stackrel{a}{b}$\n"


def test_on_saving_what_is_about_to_be_written_is_left(scene: Scene) -> None:
    """A link to a planned note, and a definition whose use comes next, are no slips."""
    scene("""
        -- 笔记.md
        😀▮ $a \\over b$ 与 [[新笔记]]

        [甲]: https://e.com
        -- 新笔记2.md
        x
    """)
    saving: list[types.CodeActionKind | str] = ["source.fixAll"]
    (action,) = actions(scene, saving).values()
    assert action.title == "Fix 1 problem in this note"
    (change,) = (action.edit and action.edit.document_changes) or ()
    assert isinstance(change, types.TextDocumentEdit)
    edits = [each for each in change.edits if isinstance(each, types.TextEdit)]
    assert scene.applied(edits) == ("😀 $\\frac{a}{b}$ 与 [[新笔记]]\n\n[甲]: https://e.com\n")


def test_each_likely_meaning_is_offered_and_none_is_preferred(scene: Scene) -> None:
    scene("😀 $\\bat▮{x}$")
    found = [each for each in actions(scene).values() if each.title.startswith("Write")]
    assert len(found) > 1
    assert not any(action.is_preferred for action in found)
    assert after(scene, "Write `\\hat`") == "😀 $\\hat{x}$\n"


def test_the_only_fix_is_preferred_and_names_its_diagnostic(scene: Scene) -> None:
    scene("😀 $V_{\\mb▮ox{初始}}$")
    shown = check_note(scene.snapshot, scene.key, scene.client)
    shown[0].data = {"from": "the client"}
    action = actions(scene, shown=shown)["Write `\\text`"]
    assert action.is_preferred
    assert action.kind == types.CodeActionKind.QuickFix
    assert list(action.diagnostics or ()) == shown


def test_a_client_that_knows_no_preference_is_told_none(scene: Scene) -> None:
    scene("$V_{\\mb▮ox{x}}$", client=replace(FULL_CLIENT, preferred_actions=False))
    assert actions(scene)["Write `\\text`"].is_preferred is None


def test_a_cut_row_is_made_whole(scene: Scene) -> None:
    scene("| 名称 | 示例 |\n| --- | --- |\n| 绝对值 | $«|x|»$ |\n| 管道 | `ls | wc` |\n")
    assert after(scene, "Escape the 2 bars") == (
        "| 名称 | 示例 |\n| --- | --- |\n| 绝对值 | $\\vert x\\vert$ |\n| 管道 | `ls | wc` |\n"
    )
    assert after(scene, "Fix all 2 table.cut-row problems in this note") == (
        "| 名称 | 示例 |\n| --- | --- |\n| 绝对值 | $\\vert x\\vert$ |\n| 管道 | `ls \\| wc` |\n"
    )


def test_nothing_is_offered_where_nothing_is_wrong(scene: Scene) -> None:
    scene("▮😀 好。$\\stacrel{a}{b}$")
    assert actions(scene) == {}


def test_a_selection_offers_what_it_touches(scene: Scene) -> None:
    scene("«😀 $a \\over b$\n\n$\\mbox{x}$» $\\mbox{y}$")
    titles = set(actions(scene))
    assert {"Write it with `\\frac`", "Write `\\text`"} <= titles
    assert "Fix all 2 math.not-in-katex problems in this note" in titles


@pytest.mark.parametrize(
    ("only", "offered"),
    [
        ([types.CodeActionKind.QuickFix], True),
        ([types.CodeActionKind.Empty], True),
        ([types.CodeActionKind.Refactor, types.CodeActionKind.QuickFix], True),
        ([types.CodeActionKind.SourceOrganizeImports], False),
        (["refactor.rewrite"], False),
    ],
)
def test_only_the_kinds_asked_for_are_offered(
    scene: Scene, only: list[types.CodeActionKind | str], offered: bool
) -> None:
    scene("$\\mb▮ox{x}$")
    assert bool(actions(scene, only)) is offered


def test_a_client_that_takes_only_commands_gets_none(scene: Scene) -> None:
    scene("$\\mb▮ox{x}$", client=PLAIN_CLIENT)
    assert actions(scene) == {}


def test_a_client_without_versioned_edits_gets_plain_ones(scene: Scene) -> None:
    scene("😀 $\\mb▮ox{x}$", client=replace(FULL_CLIENT, document_changes=False))
    edit = actions(scene)["Write `\\text`"].edit
    assert edit
    assert edit.document_changes is None
    assert edit.changes
    assert scene.applied(list(edit.changes[scene.uri])) == "😀 $\\text{x}$\n"


def test_an_unknown_note_offers_nothing(scene: Scene) -> None:
    scene("▮")
    scene.current = "没有.md"
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(scene.uri),
        types.Range(types.Position(0, 0), types.Position(0, 0)),
        types.CodeActionContext([]),
    )
    assert scene.ask(code_action, params) == []


@pytest.mark.parametrize(
    ("text", "silenced"),
    [
        (
            "😀\n\n$a \\ov▮er b$\n",
            "😀\n\n<!-- notes-lsp-disable-next-line math.plain-tex -->\n$a \\over b$\n",
        ),
        (
            "| a |\n| - |\n| 😀 $a \\ov▮er b$ |\n\n后\n",
            "<!-- notes-lsp-disable math.plain-tex -->\n| a |\n| - |\n| 😀 $a \\over b$ |\n\n"
            "<!-- notes-lsp-enable math.plain-tex -->\n后\n",
        ),
        (
            "- 甲\n- $a \\ov▮er b$",
            "<!-- notes-lsp-disable math.plain-tex -->\n- 甲\n- $a \\over b$\n"
            "<!-- notes-lsp-enable math.plain-tex -->\n",
        ),
    ],
)
def test_a_rule_is_silenced_here(scene: Scene, text: str, silenced: str) -> None:
    scene(text)
    assert after(scene, "Silence math.plain-tex here") == silenced
    scene(silenced + "\n▮")
    assert check_note(scene.snapshot, scene.key, scene.client) == []


def test_a_comment_ends_its_line_as_the_note_does(scene: Scene) -> None:
    scene("😀\r\n\r\n$a \\ov▮er b$\r\n")
    assert after(scene, "Silence math.plain-tex here") == (
        "😀\r\n\r\n<!-- notes-lsp-disable-next-line math.plain-tex -->\r\n$a \\over b$\r\n"
    )

"""What a client is told is wrong, how loudly, and when it is left in peace."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from lsprotocol import types

from notes_lsp.features.diagnostics import check_file, check_note, problems, report
from notes_lsp.features.rules import RULES
from notes_lsp.text import Encoding
from tests.scene import FULL_CLIENT, PLAIN_CLIENT, Scene, validated


def drawn(scene: Scene, *, typing: bool = False) -> list[str]:
    """Each diagnostic as its severity, code and place."""
    found = check_note(scene.snapshot, scene.key, scene.client, typing=typing)
    return [
        f"{types.DiagnosticSeverity(each.severity or 1).name} {each.code}: {scene.draw(each.range)}"
        for each in validated(found)
    ]


@pytest.mark.parametrize("encoding", list(Encoding))
def test_a_slip_is_marked_in_every_encoding(scene: Scene, encoding: Encoding) -> None:
    scene("😀 中文 $\\stacrel{a}{b}$").using(encoding)
    assert drawn(scene) == ["Warning math.unknown-command: 😀 中文 $«\\stacrel»{a}{b}$"]


def test_diagnostics_come_in_the_order_of_the_text(scene: Scene) -> None:
    scene("$\\aplha$ 😀 $y^{a$\n\n# 第二 $x^a^b$\n")
    assert drawn(scene) == [
        "Warning math.unknown-command: $«\\aplha»$ 😀 $y^{a$",
        "Error math.unbalanced-brace: $\\aplha$ 😀 $y^«{»a$",
        "Error math.double-superscript: # 第二 $x^a«^»b$",
    ]


def test_a_level_is_a_setting(scene: Scene) -> None:
    scene(
        "$\\stacrel{a}{b}$ $a \\over b$",
        settings={
            "diagnostics": {"rules": {"math.unknown-command": "hint", "math.plain-tex": "off"}}
        },
    )
    assert drawn(scene) == ["Hint math.unknown-command: $«\\stacrel»{a}{b}$ $a \\over b$"]


def test_checking_can_be_switched_off(scene: Scene) -> None:
    scene("$\\stacrel{a}{b}$", settings={"diagnostics": {"enabled": False}})
    assert drawn(scene) == []


def test_a_rule_is_silent_in_the_notes_that_the_settings_name(scene: Scene) -> None:
    scene("-- 摘抄/网页.md\n$\\stacrel a b$ $x^a^b$ 😀 ▮\n")

    def heard(ignore: dict[str, list[str]]) -> list[str]:
        layer = ("test", {"diagnostics": {"ignore": ignore}})
        assert scene.vault.configure([str(scene.folder)], [layer]) == []
        return [problem.code for problem in problems(scene.snapshot, scene.key)]

    assert heard({"math.unknown-command": ["摘抄/"]}) == ["math.double-superscript"]
    assert heard({"*": ["别处/**"], "math.plain-tex": ["*.md"]}) == [
        "math.unknown-command",
        "math.double-superscript",
    ]
    assert heard({"*": ["*.md"]}) == []


def test_the_code_links_to_the_page_on_this_machine(scene: Scene) -> None:
    scene("$\\stacrel{a}{b}$")
    (found,) = check_note(scene.snapshot, scene.key, FULL_CLIENT)
    assert found.code_description
    page = Path(unquote(urlparse(found.code_description.href).path))
    assert page.read_text("utf-8").startswith("# math.unknown-command")


def test_every_rule_has_its_page() -> None:
    folder = Path(__file__).parents[2] / "docs" / "rules"
    assert [code for code in RULES if not (folder / f"{code}.md").is_file()] == []


def test_the_setting_gives_another_base_for_the_pages(scene: Scene) -> None:
    scene("$x^{2$", settings={"diagnostics": {"documentation": "https://notes.example/rules/"}})
    (found,) = check_note(scene.snapshot, scene.key, FULL_CLIENT)
    assert found.code_description
    assert found.code_description.href == "https://notes.example/rules/math.unbalanced-brace.md"


def test_a_client_that_cannot_link_codes_gets_none(scene: Scene) -> None:
    scene("$x^{2$")
    (found,) = check_note(scene.snapshot, scene.key, PLAIN_CLIENT)
    assert found.code_description is None


def test_a_command_being_typed_is_left_in_peace(scene: Scene) -> None:
    scene("😀 $x + ▮ y$ 与 $\\stacrel a b$").type("\\fra")
    assert drawn(scene, typing=True) == [
        "Warning math.unknown-command: 😀 $x + \\fra y$ 与 $«\\stacrel» a b$"
    ]
    assert len(drawn(scene)) == 2


def test_a_formula_being_typed_is_not_told_that_it_has_no_end_yet(scene: Scene) -> None:
    scene("😀 $\\left( ▮$ 与 $\\left[ a$").type("x^{")
    assert drawn(scene, typing=True) == [
        "Error math.left-without-right: 😀 $\\left( x^{$ 与 $«\\left»[ a$"
    ]


def test_a_row_being_typed_is_left_in_peace(scene: Scene) -> None:
    scene("| a | b |\n| - | - |\n| 绝对 | $▮$ |\n").type("|x|")
    assert drawn(scene, typing=True) == []
    assert drawn(scene) == ["Warning table.cut-row: | 绝对 | $«|»x|$ |"]


def test_an_edit_of_one_block_leaves_the_findings_of_others_right(scene: Scene) -> None:
    scene("甲 ▮\n\n$\\stacrel a b$\n\n$x^a^b$\n")
    assert len(drawn(scene)) == 2
    scene.type("乙 $x^{2$ 丙\n\n新的一段")
    assert drawn(scene) == [
        "Error math.unbalanced-brace: 甲 乙 $x^«{»2$ 丙",
        "Warning math.unknown-command: $«\\stacrel» a b$",
        "Error math.double-superscript: $x^a«^»b$",
    ]


def test_an_edit_that_changes_no_length_is_seen(scene: Scene) -> None:
    scene("😀 $\\alph▮ x$\n")
    assert drawn(scene)
    from notes_lsp.vault import Edit

    line, column = scene.position.line, scene.position.character
    scene.vault.change(
        scene.uri, [Edit("chi", (line, column - 4), (line, column))], 2, scene.client.encoding
    )
    scene.vault.change(
        scene.uri, [Edit(" ", (line, column - 1), (line, column - 1))], 3, scene.client.encoding
    )
    assert problems(scene.snapshot, scene.key) == []


def test_a_definition_typed_elsewhere_in_the_note_counts_at_once(scene: Scene) -> None:
    scene("$\\qqq{x}$\n\n😀 ▮\n")
    assert len(problems(scene.snapshot, scene.key)) == 1
    scene.type("$\\newcommand{\\qqq}[1]{#1}$")
    assert problems(scene.snapshot, scene.key) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "<!-- notes-lsp-disable-next-line math.plain-tex -->\n$a \\over b$ $x^{2$",
            ["unbalanced"],
        ),
        ("<!-- notes-lsp-disable-next-line -->\n$a \\over b$ $x^{2$\n\n$x^a^b$", ["double"]),
        ("<!-- notes-lsp-disable math.plain-tex, math.unknown-command -->\n$\\aplha \\over b$", []),
        (
            "<!-- notes-lsp-disable -->\n\n$x^{2$\n\n<!-- notes-lsp-enable -->\n\n$x^a^b$",
            ["double"],
        ),
        (
            "<!-- notes-lsp-disable math.plain-tex, math.unbalanced -->\n\n"
            "<!-- notes-lsp-enable math.unbalanced -->\n\n$a \\over b$ $x^{2$",
            ["unbalanced"],
        ),
        (
            "<!-- notes-lsp-disable math.unbalanced -->\n\n"
            "<!-- notes-lsp-enable math.plain-tex math.unbalanced -->\n\n$x^{2$",
            ["unbalanced"],
        ),
        ("`<!-- notes-lsp-disable -->`\n\n$x^{2$", ["unbalanced"]),
    ],
)
def test_a_comment_silences_what_it_names(scene: Scene, text: str, codes: list[str]) -> None:
    scene(text)
    found = [p.code.removeprefix("math.") for p in problems(scene.snapshot, scene.key)]
    assert [code.split("-")[0] for code in found] == codes


def test_a_pull_says_as_before_when_nothing_changed(scene: Scene) -> None:
    scene("$x^{2$ ▮")
    items = check_note(scene.snapshot, scene.key, scene.client)
    first = report(items, None)
    again = report(check_note(scene.snapshot, scene.key, scene.client), first.result_id)
    assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport)
    scene.type("a")
    other = report([], first.result_id)
    assert isinstance(other, types.RelatedFullDocumentDiagnosticReport)


def test_a_fault_of_the_settings_file_is_told_at_its_place(scene: Scene) -> None:
    scene('-- .notes-lsp.toml\n[lens]\nlocale = "zh"\nreadingTmie = true\n-- 笔记.md\n▮\n')
    scene.vault.configure([str(scene.folder)], [])  # the file is there now
    path = str(scene.folder / ".notes-lsp.toml")
    (found,) = validated(check_file(scene.snapshot, path, FULL_CLIENT))
    assert (found.code, found.range.start.line) == ("settings.key", 2)
    assert 'Did you mean "readingTime"?' in found.message


def test_a_fault_of_a_pack_is_told_at_its_place(scene: Scene) -> None:
    scene(
        """
        -- packs/mine.yaml
        entries:
          - {kind: term, name: CRNN}
          - {kind: term, name: LSTM, expnasion: Long Short-Term Memory}
        -- 笔记.md
        ▮
        """,
        settings={"knowledge": {"packs": ["packs"], "bundled": False}},
    )
    assert scene.snapshot.lexicon.named("CRNN")
    path = str(scene.folder / "packs" / "mine.yaml")
    (found,) = check_file(scene.snapshot, path, FULL_CLIENT)
    assert (found.code, found.range.start.line) == ("pack.field", 2)
    assert found.code_description


def test_a_file_that_is_gone_has_no_faults(scene: Scene) -> None:
    scene("▮")
    assert check_file(scene.snapshot, str(scene.folder / "没有.yaml"), FULL_CLIENT) == []

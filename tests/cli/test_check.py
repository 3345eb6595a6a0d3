"""`notes-lsp check`: what it looks at, what it prints, how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from inline_snapshot import snapshot
from rich.cells import cell_len

from tests.cli.conftest import Cli

WRONG = "😀 公式 $\\stacrel{a}{b}$\n"
BROKEN = "# 公式\n\n少了括号 $\\frac{a}{b$。\n"


def test_a_problem_shows_its_line_and_a_caret_under_it(cli: Cli) -> None:
    cli.write("公式.md", WRONG)
    assert cli("check", "公式.md").out == snapshot("""\
公式.md:1:7: warning math.unknown-command `\\stacrel` is no command. Did you mean `\\stackrel`?
 1 │ 😀 公式 $\\stacrel{a}{b}$
   │          ^^^^^^^^
   = fix: Write `\\stackrel`

1 problem (0 errors) in 1 note
""")


def test_the_caret_stands_right_under_wide_characters(cli: Cli) -> None:
    cli.write("a.md", WRONG)
    _, line, caret, *_ = cli("check", "a.md").out.splitlines()
    before = line[: line.index("\\stacrel")]
    assert cell_len(before) == caret.index("^")


def test_a_long_line_is_cut_around_the_fault(terminal: Cli) -> None:
    terminal.write("a.md", "很长的一行" * 40 + "$\\stacrel{a}{b}$" + "还有" * 100 + "\n")
    _, line, caret, *_ = terminal("check", "a.md").shown.splitlines()
    assert cell_len(line) <= 80
    assert "…" in line
    assert cell_len(line[: line.index("\\stacrel")]) == caret.index("^")


def test_errors_end_with_status_1_and_warnings_do_not(cli: Cli) -> None:
    cli.write("warning.md", WRONG)
    cli.write("error.md", BROKEN)
    assert cli("check", "warning.md").status == 0
    assert cli("check", "error.md").status == 1


def test_the_summary_counts_problems_errors_and_notes(cli: Cli) -> None:
    cli.write("a.md", WRONG)
    cli.write("b.md", BROKEN)
    cli.write("c.md", "# 没有问题\n")
    assert cli("check", ".").out.splitlines()[-1] == "2 problems (1 error) in 2 of 3 notes"


def test_no_problems_is_said_too(cli: Cli) -> None:
    cli.write("a.md", "# 没有问题\n")
    ran = cli("check", "a.md")
    assert (ran.status, ran.out, ran.err) == (0, "No problems in 1 note\n", "")


def test_quiet_is_one_line_for_each_problem(cli: Cli) -> None:
    cli.write("a.md", WRONG)
    ran = cli("check", "-q", "a.md")
    assert len(ran.out.splitlines()) == 1
    assert ran.out.startswith("a.md:1:7: warning math.unknown-command ")


def test_level_leaves_out_what_is_quieter(cli: Cli) -> None:
    cli.write("a.md", WRONG + BROKEN)
    ran = cli("check", "--level", "error", "a.md")
    assert "math.unknown-command" not in ran.out
    assert "1 problem (1 error)" in ran.out


def test_colour_is_for_terminals(terminal: Cli) -> None:
    terminal.write("a.md", WRONG)
    assert "\x1b[" in terminal("check", "a.md").out


def test_a_pipe_gets_no_colour(cli: Cli) -> None:
    cli.write("a.md", WRONG)
    assert "\x1b" not in cli("check", "a.md").out


# --- what the paths may be -------------------------------------------------------------------


def test_a_path_that_does_not_exist_is_wrong_usage(cli: Cli) -> None:
    cli.write("a.md", BROKEN)
    ran = cli("check", "a.md", "nope.md")
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err == "notes-lsp: nope.md: there is no such file or folder.\n"


def test_what_is_no_note_is_refused(cli: Cli) -> None:
    cli.write("photo.png", b"\x89PNG")
    ran = cli("check", "photo.png")
    assert ran.status == 2
    assert "neither a note" in ran.err


def test_a_path_with_a_nul_is_refused(cli: Cli) -> None:
    assert cli("check", "a\0b.md").status == 2


def test_a_folder_is_checked_by_the_settings_at_its_root(cli: Cli) -> None:
    cli.write("vault/.notes-lsp.toml", '[diagnostics.rules]\n"math.unknown-command" = "error"\n')
    cli.write("vault/深/a.md", WRONG)
    ran = cli("check", "vault")
    assert ran.status == 1
    assert "vault/深/a.md:1:7: error" in ran.out


def test_a_note_is_checked_by_the_settings_of_its_vault(cli: Cli) -> None:
    cli.write("vault/.notes-lsp.toml", '[diagnostics.rules]\n"math.unknown-command" = "off"\n')
    cli.write("vault/深/a.md", WRONG)
    assert cli("check", "vault/深/a.md").out == "No problems in 1 note\n"


def test_an_ignored_note_is_checked_when_it_is_named(cli: Cli) -> None:
    cli.write(".gitignore", "draft.md\n")
    cli.write("draft.md", WRONG)
    assert "1 problem" in cli("check", "draft.md").out
    assert cli("check", ".").out == "No problems in 0 notes\n"


def test_a_note_named_twice_is_checked_once(cli: Cli) -> None:
    note = cli.write("sub/a.md", WRONG)
    assert "1 problem " in cli("check", str(note), "sub", ".", "sub/a.md").out


def test_a_note_outside_the_current_folder_has_its_whole_path(cli: Cli, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(WRONG)
    assert cli("check", "-q", "../outside.md").out.startswith(f"{outside}:1:7: ")


def test_a_faulty_setting_is_told_at_its_place(cli: Cli) -> None:
    cli.write(".notes-lsp.toml", "[lens]\nwordsPerMinut = 3\n")
    ran = cli("check", "-q", ".notes-lsp.toml")
    assert ran.out.startswith(".notes-lsp.toml:2:1: ")
    assert 'Did you mean "wordsPerMinute"?' in ran.out


PACK = """
    pack: mine
    entries:
    - kind: command
      name: tee
      optons: []
"""


@pytest.mark.parametrize("path", ["packs/mine.yaml", "packs"])
def test_packs_are_checked(cli: Cli, path: str) -> None:
    cli.write("packs/mine.yaml", PACK)
    ran = cli("check", path)
    assert "packs/mine.yaml:5:3: " in ran.out
    assert "of a command" in ran.out
    assert ran.out.splitlines()[-1].endswith(" in 1 pack")


def test_other_yaml_in_a_vault_is_left_alone(cli: Cli) -> None:
    cli.write("compose.yaml", "services: {}\n")
    cli.write("a.md", "# a\n")
    assert cli("check", ".").out == "No problems in 1 note\n"


def test_the_bundled_packs_have_no_faults(cli: Cli) -> None:
    packs = Path(__file__).parents[2] / "knowledge"
    ran = cli("check", str(packs))
    assert ran.status == 0
    assert ran.out.startswith("No problems in ")


# --- what notes may hold ---------------------------------------------------------------------


def test_bad_utf_8_and_nul_are_read_and_cannot_steer_the_terminal(cli: Cli) -> None:
    cli.write("bad.md", b"\xff\xfe\x41 \x00 \x1b[31m \xe2\x80\xae $\\stacrel{a}{b}$\n")
    cli.write("worse.md", "\x00 \x1b[31m \u202e 坏 $\\stacrel{a}{b}$ ".encode() + b"\xff\n")
    ran = cli("check", ".")
    assert ran.status == 0
    assert "worse.md:1:14: " in ran.out
    assert not set("\x00\x1b\u202e") & set(ran.out)


@pytest.mark.parametrize("content", [b"", b"\n", b"---", b"\xef\xbb\xbf", b"$$", b"```", b"\r"])
def test_notes_of_next_to_nothing(cli: Cli, content: bytes) -> None:
    cli.write("a.md", content)
    assert cli("check", "a.md").status in {0, 1}


def test_it_speaks_chinese_where_the_settings_say_so(cli: Cli) -> None:
    cli.write("公式.md", WRONG)
    cli.write(".notes-lsp.toml", 'language = "zh"\n')
    headline, *_, fix, _, _ = cli("check", "公式.md").out.splitlines()
    assert headline.endswith("没有 `\\stacrel` 这个命令。是不是 `\\stackrel`？")
    assert fix.endswith("改为 `\\stackrel`")

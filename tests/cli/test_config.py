"""`notes-lsp config` and `notes-lsp index`."""

from __future__ import annotations

import json

from inline_snapshot import snapshot

from tests.cli.conftest import Cli


def test_a_setting_is_told_with_the_file_that_sets_it(cli: Cli) -> None:
    cli.write(".notes-lsp.toml", "[lens]\nwordsPerMinute = 200\n")
    lines = cli("config").out.splitlines()
    assert "lens.wordsPerMinute = 200  # .notes-lsp.toml" in lines
    assert 'language = "auto"  # default' in lines


def test_each_rule_that_is_set_has_its_line(cli: Cli) -> None:
    cli.write("v/.notes-lsp.toml", '[diagnostics.rules]\n"math.unknown-command" = "off"\n')
    told = cli("config", "v").out
    assert 'diagnostics.rules.math.unknown-command = "off"  # v/.notes-lsp.toml\n' in told


def test_a_note_has_the_settings_of_its_vault(cli: Cli) -> None:
    cli.write("v/.notes-lsp.toml", 'language = "zh"\n')
    cli.write("v/深/a.md", "a")
    assert 'language = "zh"  # v/.notes-lsp.toml\n' in cli("config", "v/深/a.md").out


def test_settings_in_pyproject_count(cli: Cli) -> None:
    cli.write("pyproject.toml", '[tool.notes-lsp]\nlanguage = "en"\n')
    assert 'language = "en"  # pyproject.toml\n' in cli("config").out


def test_settings_as_json(cli: Cli) -> None:
    cli.write(".notes-lsp.toml", "[lens]\nwordsPerMinute = 200\n")
    tree = json.loads(cli("config", "--json").out)
    assert tree["lens.wordsPerMinute"] == {"value": 200, "origin": ".notes-lsp.toml"}
    assert tree["lens.tasks"] == {"value": True, "origin": "default"}


def test_a_wrong_setting_is_told_and_ends_with_status_1(cli: Cli) -> None:
    cli.write(".notes-lsp.toml", "[lens]\nwordsPerMinute = 'many'\n")
    ran = cli("config")
    assert ran.status == 1
    assert ran.err.startswith('notes-lsp: .notes-lsp.toml: "lens.wordsPerMinute": ')
    assert "lens.wordsPerMinute = 300  # default" in ran.out


def test_a_wrong_pattern_costs_itself_alone(cli: Cli) -> None:
    cli.write("旧/a.md", "$a \\over b$\n")
    cli.write(
        ".notes-lsp.toml",
        """
        [vault]
        exclude = ["!", "新/"]
        [diagnostics.ignore]
        "math.plain-tex" = ["[z-a]", "旧/"]
        """,
    )
    ran = cli("config")
    assert ran.status == 1
    assert '"vault.exclude": "!" is no pattern' in ran.err
    assert 'vault.exclude = ["新/"]  # .notes-lsp.toml' in ran.out
    assert "plain TeX" not in cli("check", "旧/a.md").out


def test_a_torn_settings_file_is_told(cli: Cli) -> None:
    cli.write(".notes-lsp.toml", "[lens\n")
    ran = cli("config")
    assert ran.status == 1
    assert "This is not valid TOML" in ran.err


def test_the_schema_describes_every_section(cli: Cli) -> None:
    schema = json.loads(cli("config", "--schema").out)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert "lens" in json.dumps(schema["$defs"]["Settings"]["properties"])


def test_settings_on_a_terminal_are_a_table(terminal: Cli) -> None:
    terminal.write(".notes-lsp.toml", 'language = "zh"\n')
    assert "comes from" in terminal("config").shown


def test_a_path_that_does_not_exist_is_wrong_usage(cli: Cli) -> None:
    assert cli("config", "nope").status == 2
    assert cli("index", "nope").status == 2


def test_an_index_counts_what_is_in_a_vault(cli: Cli) -> None:
    cli.write("a.md", "# 一\n\n## 二 #标签\n\n- [x] 做了\n- [ ] 没做 [b](b.md) [c](c.md) #标签\n")
    cli.write("b.md", "| 概念 | 内容 |\n| --- | --- |\n| CRNN | 网络 |\n")
    assert json.loads(cli("index", "--json").out) == snapshot(
        {
            "notes": 2,
            "headings": 2,
            "links": 2,
            "brokenLinks": 1,
            "tags": 2,
            "tasks": 2,
            "tasksDone": 1,
            "entries": {"term": 1},
            "mostUsedTags": {"标签": 2},
        }
    )


def test_an_index_tells_where_the_time_goes(cli: Cli) -> None:
    cli.write("a.md", "# 一\n\n[[无]]\n")
    spent = json.loads(cli("index", "--json", "--profile").out)["seconds"]
    assert list(spent) == ["reading", "counting", "links", "entries", "total"]
    told = " ".join(cli("index", ".", "--profile").out.split())
    assert "links 1 (1 lead nowhere)" in told
    assert "time reading 0." in told


def test_a_vault_that_is_cut_is_told_and_a_full_one_is_not(cli: Cli) -> None:
    cli.write("a.md", "x")
    cli.write("b.md", "x")
    cli.write(".notes-lsp.toml", "[vault]\nmaxNotes = 2\n")
    assert cli("index").err == ""
    cli.write("c.md", "x")
    assert "holds more than 2 notes" in cli("index").err


def test_an_index_is_told_in_words(cli: Cli) -> None:
    cli.write("a.md", "# 一\n\n- [x] 做了\n")
    told = " ".join(cli("index", ".").out.split())
    assert "notes 1 headings 1" in told
    assert "tasks 1 (1 done)" in told

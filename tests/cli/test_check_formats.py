"""`notes-lsp check --format`: JSON, SARIF and GitHub's workflow commands."""

from __future__ import annotations

import json
from typing import Any

import pytest
from inline_snapshot import snapshot

from notes_lsp.cli import check_formats
from notes_lsp.cli.check_finding import Finding, Region, Report
from notes_lsp.vault import Level
from tests.cli.conftest import Cli

WRONG = "😀 公式 $\\stacrel{a}{b}$\n"


@pytest.fixture
def sarif(cli: Cli) -> dict[str, Any]:
    cli.write("深 a/公式.md", WRONG)
    found = json.loads(cli("check", "--format", "sarif", ".").out)
    assert isinstance(found, dict)
    return found


def test_json_has_places_in_characters_from_one(cli: Cli) -> None:
    cli.write("公式.md", WRONG)
    assert json.loads(cli("check", "--format", "json", "公式.md").out) == snapshot(
        {
            "problems": [
                {
                    "path": "公式.md",
                    "line": 1,
                    "column": 7,
                    "endLine": 1,
                    "endColumn": 15,
                    "level": "warning",
                    "code": "math.unknown-command",
                    "message": "`\\stacrel` is no command. Did you mean `\\stackrel`?",
                    "fix": {
                        "title": "Write `\\stackrel`",
                        "edits": [
                            {
                                "line": 1,
                                "column": 7,
                                "endLine": 1,
                                "endColumn": 15,
                                "newText": "\\stackrel",
                            }
                        ],
                    },
                }
            ],
            "summary": {"notes": 1, "packs": 0, "problems": 1, "errors": 0, "warnings": 1},
        }
    )


def test_sarif_is_a_log_of_version_2_1_0(sarif: dict[str, Any]) -> None:
    assert sarif["version"] == "2.1.0"
    assert sarif["$schema"].endswith("sarif-2.1.0.json")
    (run,) = sarif["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["name"] == "notes-lsp"


def test_sarif_rules_say_what_they_are_and_how_loud(sarif: dict[str, Any]) -> None:
    (rule,) = sarif["runs"][0]["tool"]["driver"]["rules"]
    assert rule["id"] == "math.unknown-command"
    assert rule["shortDescription"]["text"]
    assert rule["help"]["text"]
    assert rule["defaultConfiguration"]["level"] == "warning"


def test_sarif_results_have_a_place_below_the_current_folder(sarif: dict[str, Any]) -> None:
    run = sarif["runs"][0]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
    assert result["level"] == "warning"
    assert result["message"]["text"]
    assert place["artifactLocation"] == {
        "uri": "%E6%B7%B1%20a/%E5%85%AC%E5%BC%8F.md",
        "uriBaseId": "SRCROOT",
    }
    assert run["originalUriBaseIds"]["SRCROOT"]["uri"].endswith("/")
    assert place["region"] == {"startLine": 1, "startColumn": 7, "endLine": 1, "endColumn": 15}


def test_sarif_carries_the_quick_fix(sarif: dict[str, Any]) -> None:
    (fix,) = sarif["runs"][0]["results"][0]["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == "\\stackrel"


def test_sarif_of_no_problems_has_no_results(cli: Cli) -> None:
    cli.write("a.md", "# a\n")
    assert json.loads(cli("check", "--format", "sarif", ".").out)["runs"][0]["results"] == []


def test_github_gets_a_command_for_each_problem(cli: Cli) -> None:
    cli.write("公式.md", WRONG)
    assert cli("check", "--format", "github", ".").out == snapshot(
        "::warning file=公式.md,line=1,endLine=1,title=notes-lsp (math.unknown-command),"
        "col=7,endColumn=15::`\\stacrel` is no command. Did you mean `\\stackrel`?\n"
    )


def test_github_commands_are_escaped(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    finding = Finding(
        cli.folder / "a,b:c%.md",
        Region(1, 2, 3, 4),
        Level.HINT,
        "x.y",
        "100 %\r\nof it: a, b",
        "",
    )
    check_formats.write_github(Report([finding], 1))
    assert capsys.readouterr().out == (
        "::notice file=a%2Cb%3Ac%25.md,line=1,endLine=3,title=notes-lsp (x.y)"
        "::100 %25%0D%0Aof it: a, b\n"
    )


def test_an_unknown_format_is_wrong_usage(cli: Cli) -> None:
    ran = cli("check", "--format", "jsn", ".")
    assert ran.status == 2
    assert 'Did you mean "json"?' in ran.err

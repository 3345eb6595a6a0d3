"""`notes-lsp explain`: the card of a few words."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli

TABLE = """
    | 名称 | 解释 |
    | --- | --- |
    | 旺财网 | 看家用的网络 |
"""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["困惑度"], "评价语言模型的指标"),
        (["perplexity"], "Lower is better"),
        (["\\frac"], "\\frac{numerator}{denominator}"),
        (["tee", "-ai"], "tee -i, --ignore-interrupts"),
        (["docker", "compose", "up", "-d"], "docker compose up -d, --detach"),
        (["docker compose -f x up -d"], "docker compose -f, --file=FILE"),
        (["docker compose -f x logs -f"], "docker compose logs -f, --follow"),
        (["tee", "--version"], "tee --version"),
        (["loss", "is", "nan"], "Possible causes"),
        (["loss is nan"], "Possible causes"),
        (["FP16"], "65504"),
    ],
)
def test_words_are_explained(cli: Cli, words: list[str], told: str) -> None:
    ran = cli("explain", *words)
    assert (ran.status, ran.err) == (0, "")
    assert told in ran.out


def test_the_notes_of_the_current_folder_count_first(cli: Cli) -> None:
    cli.write("词汇.md", TABLE)
    ran = cli("explain", "旺财网")
    assert ran.out.startswith("旺财网\n\n看家用的网络\n\n词汇.md:3\n")


def test_the_notes_of_a_named_folder_count(cli: Cli) -> None:
    cli.write("vault/词汇.md", TABLE)
    assert "看家用的网络" not in cli("explain", "旺财网").out
    assert "看家用的网络" in cli("explain", "旺财网", "--vault", "vault").out


@pytest.mark.parametrize("mark", [".notes-lsp.toml", ".obsidian/app.json"])
def test_a_vault_whose_notes_lie_in_folders_counts(cli: Cli, mark: str) -> None:
    cli.write(mark, "")
    cli.write("文/词汇.md", TABLE)
    assert "看家用的网络" in cli("explain", "旺财网").out


def test_a_home_directory_is_not_read(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write("词汇.md", TABLE)
    monkeypatch.setenv("HOME", str(cli.folder))
    assert "看家用的网络" not in cli("explain", "旺财网").out


def test_the_card_is_in_the_language_of_the_words(cli: Cli) -> None:
    assert "另见" in cli("explain", "困惑度").out
    assert "See also" in cli("explain", "perplexity").out


def test_the_card_is_in_the_language_of_the_system(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "另见" in cli("explain", "perplexity").out


def test_the_language_may_be_chosen(cli: Cli) -> None:
    assert "See also" in cli("explain", "困惑度", "--language", "en").out


def test_unknown_words_end_with_status_1_and_a_guess(cli: Cli) -> None:
    ran = cli("explain", "perplexty")
    assert (ran.status, ran.out) == (1, "")
    assert "Did you mean: perplexity" in ran.err


def test_no_words_are_wrong_usage(cli: Cli) -> None:
    assert cli("explain").status == 2
    assert cli("explain", " ").status == 2


def test_a_vault_that_does_not_exist_is_wrong_usage(cli: Cli) -> None:
    ran = cli("explain", "FP16", "--vault", "nope")
    assert ran.status == 2
    assert ran.err == "notes-lsp: nope: there is no such folder.\n"


def test_a_terminal_gets_colour_and_short_lines(terminal: Cli) -> None:
    ran = terminal("explain", "困惑度")
    assert "\x1b[" in ran.out
    assert "**" not in ran.shown
    assert max(map(len, ran.shown.splitlines())) <= 80


def test_figures_stand_in_columns_on_a_terminal_and_in_lines_in_a_pipe(
    terminal: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "| --- |" not in terminal("explain", "FP16").shown
    monkeypatch.delenv("FORCE_COLOR")
    assert "- Exponent bits: 5\n" in terminal("explain", "FP16").out


@pytest.mark.parametrize("words", ["\0", "\x1b[31m", "\\", "$", "-", "💥" * 500, "\ud800"])
def test_odd_words_are_no_fault(cli: Cli, words: str) -> None:
    ran = cli("explain", "--", words)
    assert ran.status in {0, 1}
    assert "\x1b" not in ran.out + ran.err

"""A few words typed by hand are explained: names, LaTeX, command lines, symptoms."""

from __future__ import annotations

import pytest

from notes_lsp.knowledge import (
    Lexicon,
    Meaning,
    command_of,
    commands,
    explain,
    options,
    path_of,
    similar,
)
from notes_lsp.knowledge.entry import Cause, Command, Option, Symbol, Term, Tip
from tests.knowledge.test_lexicon import define

LS = Command(name="ls", aliases=("list", "docker ps"), options=(Option(short="-a", long="--all"),))
DOCKER = Command(
    name="docker",
    options=(Option(short="-H", long="--host", argument="HOST"),),
    subcommands=(
        Command(name="container", subcommands=(LS,)),
        Command(
            name="run",
            options=(
                Option(short="-i", long="--interactive"),
                Option(short="-t", long="--tty"),
                Option(short="-p", long="--publish", argument="PORTS"),
                Option(long="--pull", argument="WHEN"),
                Option(long="--network", aliases=("--net",)),
            ),
        ),
    ),
)
TIP = Tip(name="loss is nan", aliases=("loss 变成 nan",), causes=(Cause(title={"zh": "除以零"}),))
KNOWN = Lexicon.of(
    define(entry)
    for entry in (
        DOCKER,
        TIP,
        Term(name="perplexity", aliases=("困惑度",)),
        Symbol(name="\\frac"),
        Symbol(name="matrix", environment=True),
    )
)


def shown(meaning: Meaning) -> str:
    focus = meaning.focus
    if isinstance(focus, Option):
        return f"{' '.join(meaning.path)} {focus.names[-1]}"
    if isinstance(focus, Cause):
        return f"{meaning.definition.entry.name} > {focus.title['zh']}"
    return " ".join(meaning.path) or meaning.definition.entry.name


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("perplexity", ["perplexity"]),
        ("Perplexity ", ["perplexity"]),
        ("困惑度", ["perplexity"]),
        ("\\frac", ["\\frac"]),
        ("\\frac{1}{2}", ["\\frac"]),
        ("\\begin{matrix}", ["matrix"]),
        ("matrix", ["matrix"]),
        ("docker run", ["docker run"]),
        ("docker run nginx", ["docker run"]),
        ("docker run -it", ["docker run --interactive", "docker run --tty"]),
        ("docker -H x run -t", ["docker --host", "docker run --tty"]),  # each of its command
        ("docker run -H x", ["docker --host"]),
        ("sudo -u me docker run -t", ["docker run --tty"]),
        ("ls -l | docker run -t", ["docker run --tty"]),
        ("$ docker run x && docker ps -a", ["docker run", "docker container ls --all"]),
        ("`docker run`", ["docker run"]),
        ("$\\frac{1}{2}$", ["\\frac"]),
        ("perplexity & co", ["perplexity"]),
        ("docker ps -a", ["docker container ls --all"]),
        ("docker list", ["docker"]),
        ("my loss 变成 nan again", ["loss is nan"]),
        ("除以零", ["loss is nan > 除以零"]),
        ("perp", ["perplexity"]),
        ("khd", ["perplexity"]),
        ("xyzzy", []),
        ("", []),
        ("\\", []),
    ],
)
def test_words_are_explained(words: str, answer: list[str]) -> None:
    assert [shown(meaning) for meaning in explain(KNOWN, words)] == answer


def test_a_slip_of_the_finger_gets_a_did_you_mean() -> None:
    assert similar(KNOWN, "perplexty")[0] == "perplexity"
    assert similar(KNOWN, "\\farc")[0] == "\\frac"


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("-i", ["--interactive"]),
        ("--tty", ["--tty"]),
        ("-it", ["--interactive", "--tty"]),
        ("-itp8080:80", ["--interactive", "--tty", "--publish"]),
        ("-p8080:80", ["--publish"]),
        ("--pull=always", ["--pull"]),
        ("--inter", ["--interactive"]),
        ("--pu", []),  # --publish or --pull
        ("--net", ["--network"]),
        ("-H", ["--host"]),  # docker's own
        ("-ix", []),
        ("--nothing", []),
        ("-", []),
    ],
)
def test_options_are_known_in_every_spelling(word: str, found: list[str]) -> None:
    (meaning,) = commands(KNOWN, ["docker", "run"])
    assert [option.long for option in options(meaning, word)] == found


def test_a_subcommand_is_found_by_its_alias_and_knows_its_own_name() -> None:
    for words in (["docker", "container", "list"], ["docker", "ps"], ["docker", "container", "ls"]):
        (meaning,) = commands(KNOWN, words)
        assert command_of(meaning) == LS
        assert meaning.path == ("docker", "container", "ls")
    assert commands(KNOWN, ["podman"]) == []
    assert commands(KNOWN, []) == []
    assert commands(KNOWN, ["perplexity"]) == [], "a term is no command"


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("/usr/bin/docker run -it image", ("docker", "run", "image")),
        ("docker -H tcp://host run", ("docker", "run")),
        ("docker run -itp 80:80 image", ("docker", "run", "image")),
        ("docker run --publish=80:80 image", ("docker", "run", "image")),
        ("docker run -p80:80 image", ("docker", "run", "image")),
        ("unknown -x argument", ("unknown", "argument")),
        ("", ()),
    ],
)
def test_the_path_to_a_subcommand_has_no_option_and_none_of_their_arguments(
    line: str, path: tuple[str, ...]
) -> None:
    assert path_of(KNOWN, line.split()) == path

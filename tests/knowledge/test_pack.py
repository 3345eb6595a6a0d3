"""A pack is a YAML file of entries; what is wrong with it is said at its place."""

from __future__ import annotations

from textwrap import dedent

import pytest

from notes_lsp.knowledge.entry import Command, Mode, Symbol, Term, Tip
from notes_lsp.knowledge.pack import MAX_BYTES, read_pack
from notes_lsp.knowledge.source import Definition, Origin
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Buffer

GOOD = """\
pack: 我的
title: {zh: 我的知识, en: Mine}
entries:
- kind: term
  name: 困惑度
  aliases: [perplexity, PPL]
"""


def read(text: str | bytes) -> tuple[tuple[Definition, ...], tuple[Problem, ...], bytes]:
    data = dedent(text).encode() if isinstance(text, str) else text
    return (*read_pack(data, "packs/mine.yaml"), data)


def shown(text: str | bytes) -> list[str]:
    """Each problem as `code line «what it points at» message`."""
    _, problems, data = read(text)
    return [
        f"{problem.code} {Buffer.of(data).line_of(problem.span.start) + 1}"
        f" «{problem.span.cut(data).decode()}» {problem.message}"
        for problem in problems
    ]


def names(text: str | bytes) -> list[str]:
    return [definition.entry.name for definition in read(text)[0]]


def test_a_definition_knows_the_file_the_line_and_the_bytes_of_its_name() -> None:
    definitions, problems, data = read(GOOD)
    assert problems == ()
    (definition,) = definitions
    assert definition.entry == Term(name="困惑度", aliases=("perplexity", "PPL"))
    source = definition.source
    assert (source.path, source.line, source.pack) == ("packs/mine.yaml", 4, "我的")
    assert source.origin is Origin.PACKS
    assert source.span.cut(data).decode() == "困惑度"


def test_every_kind_of_entry_can_be_written() -> None:
    definitions, problems, _ = read(r"""
        entries:
        - {kind: command, name: docker, subcommands: [{name: run, options: [{short: -i}]}]}
        - {kind: term, name: token, facts: [{label: {en: bits}, value: 8}]}
        - {kind: symbol, name: '\text', mode: both, katex: false}
        - {kind: tip, name: loss is nan, causes: [{title: {en: A}, causes: [{title: {en: B}}]}]}
    """)
    assert problems == ()
    docker, token, text, nan = (definition.entry for definition in definitions)
    assert isinstance(docker, Command)
    assert docker.subcommands[0].options[0].short == "-i"
    assert isinstance(token, Term)
    assert token.facts[0].value == "8", "what a field wants is text stays text, quoted or not"
    assert isinstance(text, Symbol)
    assert (text.mode, text.katex) == (Mode.BOTH, False)
    assert isinstance(nan, Tip)
    assert nan.causes[0].causes[0].title == {"en": "B"}


def test_words_that_yaml_takes_for_booleans_and_numbers_stay_words() -> None:
    (definition,) = read("entries: [{kind: term, name: no, aliases: [yes, 1.10, null]}]")[0]
    assert definition.entry == Term(name="no", aliases=("yes", "1.10", "null"))


def test_a_field_with_nothing_behind_it_counts_as_not_written() -> None:
    assert read("entries:\n- kind: term\n  name: a\n  aliases:\n  links: ~\n")[1] == ()


def test_a_misspelt_field_costs_its_entry_and_nothing_else() -> None:
    text = """\
        entries:
        - kind: term
          name: 困惑度
        - kind: command
          name: tee
          optons:
          - short: -a
        """
    assert names(text) == ["困惑度"]
    assert shown(text) == [
        'pack.field 6 «optons» "optons" is not a field of a command. Did you mean "options"? '
        "This entry is left out; the other 1 is in use."
    ]


def test_a_misspelling_can_be_mended_by_the_editor() -> None:
    _, (problem,), data = read("entries: [{kind: comand, name: 😀}, {kind: term, name: a}]")
    assert problem.fix is not None
    ((span, new),) = problem.fix.edits
    assert (span.cut(data), new) == (b"comand", "command")


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{kind: term}", 'pack.missing 1 «kind» A term needs a "name".'),
        ('{kind: term, name: " "}', 'pack.missing 1 «" "» The name of a term is empty.'),
        (
            "{name: 汉}",
            'pack.missing 1 «汉» This entry has no "kind": write command, term, symbol or tip.',
        ),
        (
            "{kind: term, name: a, aliases: PPL}",
            'pack.type 1 «PPL» "aliases" must be a list: write [PPL]; here stands "PPL".',
        ),
        (
            "{kind: command, name: a, options: [{short: -a, meaning: 追加}]}",
            'pack.type 1 «追加» "meaning" must name its languages: write {zh: …, en: …}; '
            'here stands "追加".',
        ),
        (
            "{kind: command, name: a, options: [{argument: FILE}]}",
            'pack.missing 1 «argument» An option needs a "short" or a "long" name with its dashes.',
        ),
        (
            "{kind: symbol, name: a, katex: maybe}",
            'pack.type 1 «maybe» "katex" must be true or false.',
        ),
        (
            "{kind: symbol, name: a, mode: maths}",
            'pack.type 1 «maths» "maths" is not a value of "mode". Did you mean "math"?',
        ),
        (
            "{kind: tip, name: a, causes: [{title: {zh: 因}, chekcs: []}]}",
            'pack.field 1 «chekcs» "chekcs" is not a field of a cause. Did you mean "checks"?',
        ),
        (
            "{kind: term, name: [a]}",
            'pack.type 1 «[a]» "name" must be text; here stands a list.',
        ),
        ("tee", "pack.type 1 «tee» An entry has fields, such as `kind:` and `name:`."),
        (
            "{kind: term, name: a, languages: {zh: 释义}}",
            "pack.type 1 «释义» "
            'Here stands "释义", but the words of a language has fields, such as title, summary, '
            "details.",
        ),
    ],
)
def test_each_fault_is_named_at_its_own_bytes(entry: str, problem: str) -> None:
    assert shown(f"entries: [{entry}]") == [f"{problem} This entry is left out."]


def test_all_faults_of_a_pack_are_told_at_once() -> None:
    text = "entries: [{kind: term}, {kind: tip, name: a, x1: 1, y1: 2}, {kind: term, name: b}]"
    assert [line.split(" ")[0] for line in shown(text)] == [
        "pack.missing",
        "pack.field",
        "pack.field",
    ]
    assert names(text) == ["b"]


def test_a_name_that_is_defined_twice_is_told_at_the_second() -> None:
    text = GOOD + "- {kind: term, name: 困惑度}\n- {kind: command, name: 困惑度}\n"
    assert shown(text) == [
        'pack.duplicate 7 «困惑度» "困惑度" is defined in line 5 already. '
        "This entry is left out; put what it says there, or give it another name."
    ]
    assert names(text) == ["困惑度", "困惑度"], "a command may be called like a term"


def test_what_stands_before_broken_yaml_is_in_use() -> None:
    text = GOOD + "- kind: term\n  name: a: b\n- {kind: term, name: c}\n"
    assert names(text) == ["困惑度"]
    (line,) = shown(text)
    assert line.startswith("pack.syntax 8 ")
    assert line.endswith("The 1 entry before it is in use, the rest is not.")


def test_a_faulty_entry_before_broken_yaml_is_still_told() -> None:
    assert [line[:16] for line in shown(GOOD + "- {kind: x, name: y}\n- ]\n")] == [
        "pack.type 7 «y» ",
        "pack.syntax 8 «]",
    ]


def test_a_tab_is_named_as_what_it_is() -> None:
    (line,) = shown("entries:\n- kind: term\n\tname: a\n")
    assert line.startswith("pack.syntax 3 «\t» YAML takes no tab here: indent with spaces.")


def test_a_byte_order_mark_shifts_no_position() -> None:
    data = b"\xef\xbb\xbf" + GOOD.encode() + b"- {kind: term, neme: a}\n"
    definitions, problems, _ = read(data)
    assert definitions[0].source.span.cut(data).decode() == "困惑度"
    assert [problem.span.cut(data) for problem in problems] == [b"kind", b"neme"]


def test_windows_line_ends_shift_no_position() -> None:
    data = GOOD.replace("\n", "\r\n").encode()
    definitions, problems, _ = read(data)
    assert problems == ()
    assert definitions[0].source.line == 4
    assert definitions[0].source.span.cut(data).decode() == "困惑度"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "pack.missing"),
        (b"# nothing yet\n", "pack.missing"),
        (b"pack: a\n", "pack.missing"),
        (b"- a\n- b\n", "pack.syntax"),
        (b"just words", "pack.syntax"),
        (b"entries: 3", "pack.type"),
        (b"entries: []\ntags: []", "pack.field"),
        (b"entries: []\n---\nentries: []", "pack.syntax"),
        (b"pack: \xff", "pack.syntax"),
        (b"pack: a\x00b", "pack.syntax"),
        (b"entries: " + b"[" * 100_000, "pack.syntax"),
        (b"entries: " + b"[" * 100 + b"]" * 100, "pack.syntax"),
        (b"entries: &a [*a]", "pack.syntax"),
        (b"entries: [{kind: term, ? [a, b] : c}]", "pack.syntax"),
        (b" " * (MAX_BYTES + 1), "pack.too-large"),
    ],
)
def test_no_file_is_too_broken_to_be_told_about(data: bytes, problem: str) -> None:
    definitions, problems, _ = read(data)
    assert definitions == ()
    assert [found.code for found in problems] == [problem]


def test_a_yaml_bomb_is_not_expanded() -> None:
    lines = ["pack: bomb", "a: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "pack.too-large" in [line.split()[0] for line in shown("\n".join(lines))]

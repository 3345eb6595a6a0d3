"""Shell lines: `▮` is the cursor, `«…»` the word that it is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_lsp.syntax.shell import ShellPlace, command_at, commands, prompt_length, words
from notes_lsp.text import Span

BASE = 1000
"""Lines stand somewhere in a note."""


def place(drawn: str, *, console: bool = False) -> ShellPlace | None:
    before, after = drawn.split("▮")
    line = (before + after).encode()
    return command_at(line, BASE + len(before.encode()), BASE, console=console)


def texts(answer: ShellPlace | None) -> list[str] | None:
    return None if answer is None else [word.text for word in answer.words]


def cut(drawn: str, span: Span | None) -> str | None:
    line = drawn.replace("▮", "").encode()
    return None if span is None else span.moved(-BASE).cut(line).decode()


@pytest.mark.parametrize(
    ("drawn", "expected", "index"),
    [
        ("te▮", ["te"], 0),
        ("▮", [""], 0),
        ("tee ▮", ["tee", ""], 1),
        ("tee ▮ 文件.txt", ["tee", "", "文件.txt"], 1),
        ("tee -a▮", ["tee", "-a"], 1),
        ("tee '😀 日志.txt' -▮", ["tee", "😀 日志.txt", "-"], 2),
        ("tee '没写完 ▮", ["tee", "没写完 "], 1),
        ('tee "没写完 ▮', ["tee", "没写完 "], 1),
        (r"tee 我的\ 笔记 ▮", ["tee", "我的 笔记", ""], 2),
        ("echo 你好 | tee ▮", ["tee", ""], 1),
        ("echo 你好|te▮", ["te"], 0),
        ("ec▮ho 你好 | tee", ["echo", "你好"], 0),
        ("make && ▮", [""], 0),
        ("make; te▮", ["te"], 0),
        ("make & te▮", ["te"], 0),
        ("make || (cd 目录 && tee▮)", ["tee"], 0),
        ("echo $(tee ▮", ["tee", ""], 1),
        ("echo $(tee ▮) -n", ["tee", ""], 1),
        ("echo $(tee x)▮", ["echo", "$(tee x)"], 1),
        ('echo "今天 $(date ▮', ["date", ""], 1),
        ("echo `date ▮`", ["date", ""], 1),
        ("diff <(sort ▮", ["sort", ""], 1),
        ("echo ${HOME} $((1 + 2)) ▮", ["echo", "${HOME}", "$((1 + 2))", ""], 3),
        ("docker run \\\n  --rm ▮", ["docker", "run", "--rm", ""], 3),
        ("make\ntee ▮", ["tee", ""], 1),
        ("tee > 输出.txt -▮", ["tee", "-"], 1),
        ("tee 2>&1 -▮", ["tee", "-"], 1),
        ("echo a#b ▮", ["echo", "a#b", ""], 2),
        ("for x in 一 二; do tee▮", ["tee"], 0),
        ("if ! grep ▮", ["grep", ""], 1),
        ("FOO=1 BAR='二' tee ▮", ["tee", ""], 1),
    ],
)
def test_a_cursor_is_in_one_word_of_one_command(
    drawn: str, expected: list[str], index: int
) -> None:
    answer = place(drawn)
    assert answer is not None
    assert (texts(answer), answer.index) == (expected, index)


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("sudo ▮", [""]),
        ("sudo te▮", ["te"]),
        ("sudo -u me tee -▮", ["tee", "-"]),
        ("sudo -Eu me FOO=1 tee ▮", ["tee", ""]),
        ("sudo -- tee ▮", ["tee", ""]),
        ("sudo env A=b time -p nohup tee ▮", ["tee", ""]),
        ("timeout -k 5 10 tee ▮", ["tee", ""]),
        ("timeout ▮", ["timeout", ""]),
        ("find . | xargs -0 -n 1 rm -▮", ["rm", "-"]),
        ("xargs -I {} cp ▮", ["cp", ""]),
        ("watch -n1 nvidia-smi ▮", ["nvidia-smi", ""]),
        ("command -v te▮", ["te"]),
        ("/usr/bin/sudo tee ▮", ["tee", ""]),
        # The wrapper's own words answer for the wrapper.
        ("su▮do -u me tee", ["sudo", "-u", "me", "tee"]),
        ("sudo -▮u me tee", ["sudo", "-u", "me", "tee"]),
        ("sudo -u ▮", ["sudo", "-u", ""]),
        ("A=▮b tee", ["A=b"]),
    ],
)
def test_wrappers_are_looked_through(drawn: str, expected: list[str]) -> None:
    assert texts(place(drawn)) == expected


@pytest.mark.parametrize(
    ("drawn", "before"),
    [
        ("sudo docker compose up ▮", ("docker", "compose", "up")),
        ("docker compose -f 文件.yml up -▮", ("docker", "compose", "-f", "文件.yml", "up")),
        ("git▮", ()),
    ],
)
def test_what_stands_before_the_cursor(drawn: str, before: tuple[str, ...]) -> None:
    answer = place(drawn)
    assert answer is not None
    assert answer.before == before


@pytest.mark.parametrize(
    ("drawn", "option", "value", "letter"),
    [
        ("tee -▮", "-", None, None),
        ("tee -a▮", "-a", None, "a"),
        ("tee -▮ai", "-ai", None, "a"),
        ("tee -a▮i", "-ai", None, "i"),
        ("tee -ai▮", "-ai", None, "i"),
        ("tee --app▮", "--app", None, None),
        ("grep --color=al▮", "--color", "al", None),
        ("grep --include='*.md▮", "--include", "'*.md", None),
    ],
)
def test_an_option_is_taken_apart(
    drawn: str, option: str, value: str | None, letter: str | None
) -> None:
    answer = place(drawn)
    assert answer is not None
    assert answer.is_option
    assert cut(drawn, answer.option) == option
    assert cut(drawn, answer.value) == value
    assert cut(drawn, answer.letter) == letter


@pytest.mark.parametrize("drawn", ["rm -- -f▮", "echo '-n▮'", "-n▮", "tee a-i▮", "tee ▮ -a"])
def test_what_only_looks_like_an_option_is_none(drawn: str) -> None:
    answer = place(drawn)
    assert answer is not None
    assert not answer.is_option


@pytest.mark.parametrize(
    ("drawn", "word"),
    [("tee > ▮", ""), ("tee >▮", ""), ("tee >> 日▮志", "日志"), ("tee 2> 错误▮ -a", "错误")],
)
def test_the_target_of_a_redirection_is_no_argument(drawn: str, word: str) -> None:
    answer = place(drawn)
    assert answer is not None
    assert (answer.index, answer.word.text) == (-1, word)


@pytest.mark.parametrize(
    ("prompt", "console_only"),
    [
        ("$ ", False),
        ("(venv) $ ", False),
        ("me@host:~$ ", False),
        ("(base) 我@host:~/笔记$ ".replace("我", "me"), False),
        ("root@host:/# ", False),
        ("[me@host 目录]$ ", False),
        ("PS C:\\> ", False),
        ("C:\\Users> ", False),
        ("❯ ", False),
        ("# ", True),
        ("% ", True),
        ("> ", True),
        ("~/笔记 $ ", True),
    ],
)
def test_a_prompt_is_skipped(prompt: str, console_only: bool) -> None:
    line = f"{prompt}tee -a".encode()
    assert prompt_length(line, console=True) == len(prompt.encode())
    assert prompt_length(line) == (0 if console_only else len(prompt.encode()))
    assert texts(place(f"{prompt}tee -▮", console=True)) == ["tee", "-"]


def test_in_a_console_only_lines_with_a_prompt_are_commands() -> None:
    assert place("tee: 没有那个文件▮", console=True) is None
    assert place("▮$ tee", console=True) is None
    assert texts(place("$▮", console=False)) == ["$"]


@pytest.mark.parametrize("drawn", ["# 注释 ▮", "tee -a # 注释 te▮", "  #▮ tee", "make # 甲 ▮\ntee"])
def test_a_comment_is_no_command(drawn: str) -> None:
    assert place(drawn) is None


def test_words_have_the_span_as_written_and_the_text_as_meant() -> None:
    line = "echo \"你 $(date +'%F')\" | tee -a 'x y'".encode()
    assert [(word.span.cut(line).decode(), word.text) for word in words(line)] == [
        ("echo", "echo"),
        ("\"你 $(date +'%F')\"", "你 $(date +'%F')"),
        ("date", "date"),
        ("+'%F'", "+%F"),
        ("tee", "tee"),
        ("-a", "-a"),
        ("'x y'", "x y"),
    ]


@given(st.text(alphabet="ab中 \\\n\r'\"`$(){}<>|&;#-=0", max_size=60))
def test_any_line_is_read_and_every_place_answered(text: str) -> None:
    """Hostile lines neither hang nor raise, and spans stay inside."""
    line = text.encode()
    for command in commands(line):
        assert 0 <= command.span.start <= command.span.end <= len(line)
        assert all(command.span.start <= w.span.start <= w.span.end for w in command.words)
    for offset in range(len(line) + 1):
        answer = command_at(line, offset)
        assert answer is None or answer.word.span.touches(offset)


def test_a_tower_of_substitutions_does_not_exhaust_the_stack() -> None:
    line = b"$(" * 5000 + b"tee"
    assert command_at(line, len(line)) is not None

"""The law: after any edits, the note read in part equals the note read anew."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from notes_lsp.syntax import Note, SyntaxOptions, parse, reparse
from notes_lsp.text import Buffer, Span

TESTS = Path(__file__).parents[1]
OWN = sorted((TESTS / "notes").glob("*.md"))
REAL = sorted((TESTS.parents[1] / "shared" / "real-notes").rglob("*.md"))

NASTY = (
    "``` ```\n ~~~\n $ $$ $$\n <!-- --> :::\n :::␠tip\n > >␠ ␠␠␠␠ ␠␠ \t \n \n\n \r "
    "\r\n [a]:␠b\n [a] [x][a] [a][] [^1]:␠x [^1] ---\n === \n===\n | |-|-|\n ` `` 😀 "
    '汉 # #␠ ##␠h\n -␠ *␠ 1.␠ +␠ -␠[␠]␠ [[n#h|t]] ![[e]] [t](u␠"v") https://a.b/c '
    '#tag <div>\n </div>\n <a␠id="x"> ␠^id\n ^id\n \\ \\[ \\] \\( \\) * ** _ '
    ">␠[!note]␠t\n <script> </script> \x00 [b\n ]( ]: :␠ 't'\n \" a 中文␠字 +++\n "
    "[[a]](b) ]](c) -␠[x]:␠c\n a|b\n -|-\n a␠|␠b\n-|-\n"
)
SNIPPETS = [item.replace("␠", " ").encode() for item in NASTY.split(" ")]


def assert_same(part: Note, whole: Note) -> None:
    assert part.front_matter == whole.front_matter
    assert part.starts == whole.starts
    assert part.blocks == whole.blocks
    assert part.containers == whole.containers
    assert {name for name, count in part.labels.items() if count} == set(whole.labels)


def an_edit(choice: random.Random, data: bytes) -> tuple[Span, bytes]:
    """A random edit: a nasty insertion, a deletion, a line doubled or taken away."""
    at = _at_character(data, choice.randrange(len(data) + 1))
    line = data.rfind(b"\n", 0, at) + 1
    stop = data.find(b"\n", at) + 1 or len(data)
    kind = choice.random()
    if kind < 0.5:
        return Span(at, at), choice.choice(SNIPPETS)
    if kind < 0.65:
        return Span(line, line), choice.choice(SNIPPETS)
    if kind < 0.8:
        stop = _at_character(data, min(at + choice.randrange(40), len(data)))
        return Span(at, max(at, stop)), b""
    if kind < 0.9:
        return Span(line, stop), b""
    return Span(line, line), data[line:stop]


def _at_character(data: bytes, at: int) -> int:
    while 0 < at < len(data) and data[at] & 0xC0 == 0x80:
        at -= 1
    return at


def edit_and_compare(text: bytes, seed: int, count: int, options: SyntaxOptions) -> None:
    choice = random.Random(seed)
    note = parse(Buffer.of(text), options)
    for _ in range(count):
        span, new = an_edit(choice, note.buffer.data)
        buffer = note.buffer.edited(span, new)
        note = reparse(note, buffer, span, len(new))
        assert_same(note, parse(buffer, options))


@pytest.mark.parametrize("latex", [False, True])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_own_notes_after_any_edits(path: Path, line_end: str, latex: bool) -> None:
    text = path.read_text("utf-8").replace("\n", line_end)
    for seed in range(5):
        edit_and_compare(text.encode(), seed, 60, SyntaxOptions(latex_delimiters=latex))


@pytest.mark.skipif(not REAL, reason="the real notes lie beside the clone in our CI only")
def test_real_notes_after_any_edits() -> None:
    choice = random.Random(11)
    for path in choice.sample(REAL, min(len(REAL), 100)):
        data = path.read_bytes()
        start = data.find(b"\n", choice.randrange(max(len(data) - 4000, 1))) + 1
        text = data[start : start + 4000].decode(errors="ignore").encode()
        edit_and_compare(text, choice.randrange(1 << 30), 50, SyntaxOptions())


@pytest.mark.parametrize(
    ("text", "at", "new"),
    [
        # Each was a breach of the law, found by a long run of random edits.
        ("例|||||||||||\n-|-|-|-|-|-|-|-|-|-|-\n||", 39, "^id\n"),
        ("    $\n[a]:b\n    1\n\n远名", 22, "^id\n"),
        ("1.\n[a]:b\n    徎\n\n秄", 21, ":::"),
        ("\n[^1]:[^1]:箌\n\na", 16, "\\("),
        (">d\n|||\n>-|-", 8, "*"),
        ("+\n[丙]:]\n<a>\n~~~\n", 18, ">"),
        ("[^1]:漎\n    [^1]:\n\n漎疇", 23, "$$"),
        ("[a]概$$\n$$\n[a]:$$", 3, "===\n"),
        ("[^1]:\n\n#\n喂\n\n铂[a]輌", 5, "[a]: b\n"),
        ("：\n\n1. 3\n$$\n\n的", 4, "\\["),
    ],
)
@pytest.mark.parametrize("latex", [False, True])
def test_what_once_went_wrong(text: str, at: int, new: str, latex: bool) -> None:
    options = SyntaxOptions(latex_delimiters=latex)
    note = parse(Buffer.of(text), options)
    buffer = note.buffer.edited(Span(at, at), new.encode())
    after = reparse(note, buffer, Span(at, at), len(new.encode()))
    assert_same(after, parse(buffer, options))


def edited(text: str, old: str, new: str) -> tuple[Note, Note]:
    """The note of `text`, and the one after `old` in it became `new`."""
    note = parse(Buffer.of(text))
    start = text.encode().index(old.encode())
    span = Span(start, start + len(old.encode()))
    buffer = note.buffer.edited(span, new.encode())
    after = reparse(note, buffer, span, len(new.encode()))
    assert_same(after, parse(buffer))
    return note, after


PARAGRAPHS = "".join(f"第 {number} 段 [a][x] `c`\n\n" for number in range(100))


def test_a_keystroke_shares_all_blocks_but_its_own() -> None:
    before, after = edited(PARAGRAPHS, "第 50 段", "第 50 段落")
    fresh = [block for block in after.blocks if not any(block is old for old in before.blocks)]
    assert len(fresh) == 1


def test_a_keystroke_in_front_matter_shares_all_blocks() -> None:
    before, after = edited("---\ntitle: a\n---\n" + PARAGRAPHS, "title: a", "title: ab")
    assert all(one is other for one, other in zip(before.blocks, after.blocks, strict=True))
    assert after.front_matter != before.front_matter


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("第 50", "```\n第 50"),
        ("第 50", "<!-- 第 50"),
        ("第 50", "$$\n第 50"),
        ("第 50 段 [a][x] `c`\n\n", "[x]: y\n\n"),
        ("第 50", "::: tip\n第 50"),
        ("第 0 ", "---\n第 0 "),
    ],
)
def test_what_reaches_far_is_read_far(old: str, new: str) -> None:
    _, after = edited(PARAGRAPHS + "x [^1] [x]\n\n```\n-->\n---\n:::\n", old, new)
    edited(after.buffer.data.decode(), new, old)


def test_footnotes_stay_defined_from_afar() -> None:
    _, after = edited("a[^甲 x]\n\n" + PARAGRAPHS + "[^甲 X]: b\n", "a[^", "aa[^")
    assert after.facts_at(0).links[0].defined


def test_containers_above_an_edit_stay_the_same_objects() -> None:
    text = "::: tip 甲\na\n:::\n\n" * 3 + "::: note\n乙\n\n::: tip\nb\n:::\n"
    note = parse(Buffer.of(text))
    before = note.containers
    at = text.encode().index("乙".encode())
    buffer = note.buffer.edited(Span(at, at), b"x\n")
    after = reparse(note, buffer, Span(at, at), 2)
    assert_same(after, parse(buffer))
    assert all(one is other for one, other in zip(before[:3], after.containers, strict=False))

"""Open notes: what an edit leaves alone is not looked at again, and nothing is forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.knowledge import entries_in
from notes_lsp.syntax import parse
from notes_lsp.text import Encoding
from notes_lsp.vault import Edit, Vault, to_key, to_uri
from notes_lsp.vault.index import facets
from notes_lsp.vault.recording import record_of
from tests.vault.conftest import MakeVault

PIECES = st.sampled_from(
    [
        *("x", " ", "\n", "\n\n", "😀", "汉", "# ", "> ", "- [x] t\n", "```\n", "---\n"),
        *("[[a]]", "[[b#c|d]]", "![p](p%20q.png)", "[r]: z.md#f\n", "[r]", "[^1]", "[^1]: f\n"),
        *("#tag/b ", " ^id\n", "<a id='q'></a>", "title: 新\n", "related: '[[q]]'\n", "\r\n"),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), TEXTS, st.booleans()), max_size=6)
URI = "untitled:note"
FIELDS = (
    *("title", "aliases", "named", "headings", "links", "tags", "block_ids", "html_ids"),
    *("tasks", "tasks_done", "definitions", "footnotes"),
)


def told(vault: Vault) -> Any:
    record = vault.snapshot().records[URI]
    index = vault.index
    tags = {tag: count for tag, count in index.tags.items() if count}
    return [getattr(record, name) for name in FIELDS], tags


@settings(max_examples=150, deadline=None)
@given(TEXTS, EDITS)
def test_the_record_of_an_edited_note_is_that_of_its_text(text: str, edits: Any) -> None:
    vault = Vault()
    vault.open(URI, text, 1)
    for place, length, new, looked_at in edits:
        note = vault.note(URI)
        assert note is not None
        data = note.buffer.data
        start = int(place * len(data))
        positions = [note.buffer.position(at, Encoding.UTF16) for at in (start, start + length)]
        vault.change(URI, [Edit(new, *positions)], 2, Encoding.UTF16)
        if looked_at:
            vault.snapshot().records[URI]  # the next change starts from here
    note = vault.note(URI)
    assert note is not None
    expected = record_of(note)
    found, tags = told(vault)
    assert found == [getattr(expected, name) for name in FIELDS]
    kept = facets(expected, vault.index.endings)
    assert tags == dict(kept.tags)
    assert all([*vault.index.linking([word])] == [URI] for word in kept.words if word[0] != "#")


def test_a_letter_overwritten_in_a_table_changes_the_entry() -> None:
    """The places of the cells are the same, so is all that the reading knows of the table."""
    vault = Vault()
    vault.open(URI, "| 概念 | 内容 |\n| - | - |\n| 甲乙丙 | 意思 |\n", 1)
    assert vault.snapshot().lexicon.named("甲乙丙")
    assert vault.typing_lexicon.named("甲乙丙")
    vault.change(URI, [Edit("丁", (2, 2), (2, 3))], 2, Encoding.UTF16)
    assert vault.typing_lexicon.named("丁乙丙")
    assert not vault.snapshot().lexicon.named("甲乙丙")


TABLE = "| 概念 | 内容 |\n| - | - |\n| 甲乙丙 | 意思 |\n| CRNN | 网络 |\n"
NEWS = ("", "\n", "\n\n", "\r\n", "x", "甲", "😀", "名称", "备注", "\\", "|", " | ", "| - |")
ROWS = st.sampled_from(
    [*NEWS, "| 丁 | 戊 |\n", "| 甲1 | 意思 |\r\n" * 3, f"\n\n{TABLE}\n", "# 题\n\n", "[a]: b\n"]
)
LENGTHS = st.one_of(st.integers(0, 3), st.integers(0, 300))
ROW_EDITS = st.lists(
    st.tuples(
        st.one_of(st.floats(0, 1), st.floats(0, 0.03)),
        LENGTHS,
        ROWS,
        st.sampled_from(["", "typing", "exact"]),
    ),
    max_size=8,
)


LONG = "| 名称 | 解释 |\r\n| --- | :-: |\r\n" + "".join(
    f"| 甲{number} (Long{number}) | 意思 `a` $x$ {number} |\r\n" for number in range(60)
)
"""Long enough to be read again by the rows that an edit touches."""
QUOTED = "".join(f"> {line}\n" for line in TABLE.splitlines())
NOTES = st.sampled_from(
    [
        f"题\n\n{TABLE}\n\n文\n\n{TABLE.replace('CRNN', 'LSTM')}",
        f"{LONG}\r\n文\r\n\r\n{TABLE}",
        LONG,
        f"- 一\n\n{TABLE.replace('|', '  |', 1)}\n{QUOTED}\n{LONG}",
        f"{QUOTED}>\n> 文\n>\n{QUOTED}",
    ]
)


@settings(max_examples=200, deadline=None)
@given(NOTES, ROW_EDITS)
def test_the_entries_of_an_edited_note_stand_where_its_tables_are(text: str, edits: Any) -> None:
    vault = Vault()
    vault.open(URI, text, 1)
    for place, length, new, looked_at in edits:
        note = vault.note(URI)
        assert note is not None
        start = int(place * len(note.buffer))
        positions = [note.buffer.position(at, Encoding.UTF16) for at in (start, start + length)]
        vault.change(URI, [Edit(new, *positions)], 2, Encoding.UTF16)
        if looked_at == "typing":
            _ = vault.typing_lexicon
        elif looked_at == "exact":
            _ = vault.lexicon
    note = vault.note(URI)
    assert note is not None
    own = [each for each in vault.lexicon.definitions if each.source.path == URI]
    assert own == list(entries_in(parse(note.buffer, note.options), URI))


def test_a_note_whose_address_no_file_can_have_opens_and_closes(
    make_vault: MakeVault, folder: Path
) -> None:
    vault = make_vault("-- b.md\n[[a]]")
    uri = to_uri(str(folder)) + "/a%00.md"
    vault.open(uri, "# A\n[[b]]\n", 1)
    for _ in vault.files_changed([to_key(uri)]):
        pass
    assert len(vault.snapshot().records) == 2
    vault.close(uri)
    assert len(vault.snapshot().records) == 1

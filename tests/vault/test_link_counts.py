"""How many notes link to each note and heading, kept as notes change."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notes_lsp.vault import Vault
from notes_lsp.vault.uris import to_uri
from tests.vault.changing import NAMES, Step, loaded, notes, steps, tells_the_same, write
from tests.vault.conftest import MakeVault

LINKS = st.sampled_from(
    [
        *("[[甲]] ", "[[b]] ", "[x](子/) ", "[[b#One]] ", "[x](../b.md#one)\n", "[[c d]]"),
        *(
            "[r]: b.md#two\n\n",
            "# One\n",
            "## Two\n",
            "字 ",
            "`[[b]]` ",
            "[[B|x]]",
            "#b ",
            "[[#One]]",
        ),
    ]
)
TEXTS = st.lists(LINKS, max_size=6).map("".join)


def counted(vault: Vault) -> dict[str, Any]:
    counts = vault.snapshot().graph.counts()
    return {
        key: (counts.of(key), counts.of_heading(key, "one"), counts.of_heading(key, "two"))
        for key in sorted(vault.snapshot().records)
    }


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(notes(TEXTS), steps(TEXTS))
def test_what_is_counted_as_notes_change_is_what_a_fresh_start_counts(
    folder: Path, first: dict[str, str], then: list[Step]
) -> None:
    tells_the_same(folder, first, then, counted)


def test_notes_that_link_are_counted_once_each(make_vault: MakeVault, folder: Path) -> None:
    vault = make_vault("""
        -- hub.md
        # One
        -- a.md
        [[hub]] [[hub#One]] [x](hub.md#one)
        -- b.md
        [[Hub]] `[[hub]]`
        -- 子/README.md
        -- c.md
        [[hub|名]] [子](子/)
    """)
    counts = vault.snapshot().graph.counts()
    assert counts.of(str(folder / "hub.md")) == 3
    assert counts.of_heading(str(folder / "hub.md"), "one") == 1
    assert counts.of(str(folder / "子/README.md")) == 1


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 9), st.sampled_from(NAMES), TEXTS), max_size=4))
def test_what_changes_while_all_are_counted_is_counted_too(
    tmp_path: Path, text: str, edits: list[tuple[int, str, str]]
) -> None:
    """A large vault is counted in slices, between which the user types."""
    shutil.rmtree(tmp_path / "v", ignore_errors=True)
    for name in NAMES:
        write(tmp_path / "v" / name, text)
    vault = loaded(tmp_path / "v")
    counts = vault.index.counts
    work = counts.counting(vault.records)
    due = {at: (name, typed) for at, name, typed in edits}
    for number, _ in enumerate(work):
        if number in due:
            name, typed = due[number]
            vault.open(to_uri(str(tmp_path / "v" / name)), typed, 1)
            _ = vault.records
    fresh = loaded(tmp_path / "v")
    for held in vault.snapshot().open_notes.values():
        fresh.open(held.uri, held.note.buffer.data.decode(), 1)
    assert counted(vault) == counted(fresh)

"""While the vault loads, answers are right already."""

from __future__ import annotations

from pathlib import Path

from notes_lsp.syntax import LinkKind
from notes_lsp.vault import Reason, Vault, to_uri
from tests.vault.conftest import write

COUNT = 60


def half_loaded(folder: Path, text: str) -> Vault:
    """A vault that knows which files there are, and has read one or two of them."""
    write(folder, text + "".join(f"\n-- m{number}.md\nfiller" for number in range(COUNT)))
    vault = Vault()
    vault.configure([str(folder)], [])
    vault.opening = vault.load()  # type: ignore[attr-defined]  # kept, or it would end here
    for done, _ in vault.opening:  # type: ignore[attr-defined]  # see above
        if done:
            break
    return vault


def test_a_link_resolves_before_its_target_was_read(folder: Path) -> None:
    vault = half_loaded(folder, "-- a.md\n[[z#段]]\n-- z.md\n# 段")
    assert len(vault.snapshot().records) < COUNT
    graph = vault.snapshot().graph
    found = graph.resolve(str(folder / "a.md"), LinkKind.WIKI, "Z", "段")
    assert found.reason is Reason.FOUND
    assert found.target is not None
    assert found.target.heading is not None
    missing = graph.resolve(str(folder / "a.md"), LinkKind.WIKI, "nowhere")
    assert missing.reason is Reason.MISSING_NOTE


def test_who_waits_for_a_note_gets_all_links_to_it(folder: Path) -> None:
    text = """
-- a.md
# hub
-- 枢纽 Ünit.md
---
aliases: [other name]
---
-- y1.md
[[枢纽 ünit]]
-- y2.md
[x](%E6%9E%A2%E7%BA%BD%20%C3%9Cnit.md)
-- y3.md
[[Other Name|x]]
-- y4.md
[[something else]]
"""
    vault = half_loaded(folder, text)
    key = str(folder / "枢纽 Ünit.md")
    for _ in vault.snapshot().ready_for(key):
        pass
    names = {Path(found.key).name for found in vault.snapshot().graph.links_to(key)}
    assert names == {"y1.md", "y2.md", "y3.md"}
    assert len(vault.snapshot().records) < COUNT


def test_an_open_note_is_known_from_the_first_moment(folder: Path) -> None:
    vault = half_loaded(folder, "-- a.md\nx")
    vault.open(to_uri(str(folder / "z.md")), "# Open\n[[a]]", 1)
    assert vault.snapshot().records[str(folder / "z.md")].title == "Open"
    links = list(vault.snapshot().graph.links_to(str(folder / "a.md")))
    assert [Path(found.key).name for found in links] == ["z.md"]


def test_after_a_load_there_is_nothing_to_wait_for(folder: Path) -> None:
    vault = half_loaded(folder, "-- a.md\nx")
    for _ in vault.opening:  # type: ignore[attr-defined]  # see above
        pass
    assert list(vault.snapshot().ready_for(None)) == []
    assert len(vault.snapshot().records) == COUNT + 1


def test_one_start_is_like_another(folder: Path) -> None:
    """Whichever note was read first, by whom: what is offered of many equals is the same."""
    vault = half_loaded(folder, "-- z.md\nx\n-- a.md\n[[z]]")
    for _ in vault.snapshot().ready_for(str(folder / "z.md")):  # reads `a.md` before its turn
        break
    for _ in vault.opening:  # type: ignore[attr-defined]  # see above
        pass
    assert list(vault.note_keys) == sorted(vault.note_keys)


def test_a_search_at_the_start_of_a_large_vault_waits_for_no_names(folder: Path) -> None:
    """Thousands are made searchable in slices, by whoever drives `enter_names`; a few at once."""
    for number in range(2100):
        (folder / f"n{number}.md").write_text(f"# 标题{number}\n", "utf-8")
    vault = Vault()
    vault.configure([str(folder)], [])
    for _ in vault.load():
        pass
    snapshot = vault.snapshot()
    assert not snapshot.names.search("标题7", 10)
    for _ in snapshot.enter_names():
        pass
    assert snapshot.names.search("标题7", 10)[0].key == str(folder / "n7.md")
    vault.open(to_uri(str(folder / "n7.md")), "# 另一个\n", 1)
    assert vault.snapshot().names.search("另一个", 10)[0].key == str(folder / "n7.md")

"""Whatever happens on disk and in the editor ends in the state of a fresh start."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.syntax import LinkKind
from notes_lsp.text import Encoding
from notes_lsp.vault import Edit, Vault, to_key, to_uri
from tests.vault.conftest import MakeVault, write

NAMES = ("a.md", "A.md", "b.md", "d/a.md", "d/b.md", "d/e/c.md", "f/a.md", "x.png", "d/x.png")
FOLDERS = ("d", "d/e", "f", "g.md")
LINKS = (("c", "f"), ("z", "f"), ("d/z", "f"), ("d/l.md", "a.md"), ("l.md", "d/b.md"))
TEXTS = (
    "# A\n[[b]] #t\n",
    "---\ntitle: Bee\naliases: [b, c]\n---\n[x](d/a.md#a) ![[x.png]]\n",
    "[[Bee#A]] [y](../a.md) [z](d/)\n#t/u #T\n",
    "| 概念 | 内容 |\n|-|-|\n| 某词 | 意思 |\n\n[[a]] ^id\n",
    "[r]: e/c.md\n[r] [[c]] [[C]]\n",
    "",
)
names = st.sampled_from(NAMES)
turning = st.sampled_from(("d", "d/e", "g.md", "x.png", "a.md"))
folders = st.sampled_from(FOLDERS)
texts = st.sampled_from(TEXTS)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), names, texts),
        st.tuples(st.just("save by rename"), names, texts),
        st.tuples(st.just("remove"), names),
        st.tuples(st.just("move"), names, names),
        st.tuples(st.just("move folder"), folders, folders),
        st.tuples(st.just("remove folder"), folders),
        st.tuples(st.just("turn"), turning),
        st.tuples(st.just("swap folder"), folders, texts),
        st.sampled_from([("link", name, target) for name, target in LINKS]),
        st.tuples(st.just("open"), names, texts),
        st.tuples(st.just("type"), names, texts),
        st.tuples(st.just("close"), names),
    ),
    max_size=14,
)


class World:
    """A folder, a vault that hears of its changes, and an editor."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.vault = loaded(folder)
        self.opened: dict[str, str] = {}

    def take(self, what: str, first: str, second: str = "") -> None:
        """One thing happens; the events are those of a watcher that tells folders as themselves."""
        path, other = self.folder / first, self.folder / second
        known = second in NAMES + FOLDERS
        getattr(self, what.replace(" ", "_"))(path, other if known else second)

    def hears(self, *paths: Path) -> None:
        for _ in self.vault.files_changed([str(path) for path in paths]):
            pass

    def write(self, path: Path, text: str) -> None:
        if path.is_dir() or (not path.parent.is_dir() and not _make(path.parent)):
            return
        path.write_text(text)
        self.hears(path)

    def save_by_rename(self, path: Path, text: str) -> None:
        if path.parent.is_dir() and not path.is_dir():
            beside = path.with_name(path.name + "~")
            beside.write_text(text)
            beside.replace(path)
            self.hears(beside, path)

    def remove(self, path: Path, _: str) -> None:
        if path.is_file():
            path.unlink()
            self.hears(path)

    def move(self, path: Path, other: Path) -> None:
        if path.is_file() and other.parent.is_dir() and not other.is_dir():
            path.rename(other)
            self.hears(path, other)

    def move_folder(self, path: Path, other: Path) -> None:
        free = not other.exists() and other.parent.is_dir() and path not in other.parents
        if path.is_dir() and free and path != other:
            path.rename(other)
            self.hears(path, other)

    def remove_folder(self, path: Path, _: str) -> None:
        if path.is_dir():
            shutil.rmtree(path)
            self.hears(path)

    def turn(self, path: Path, _: str) -> None:
        """A file becomes a folder, or a folder a file: of both a watcher tells by one path."""
        if path.is_dir():
            shutil.rmtree(path)
            path.write_text("# Turned\n")
        elif path.is_file():
            path.unlink()
            path.mkdir()
            (path / "in.md").write_text("[[a]]\n")
        self.hears(path)

    def swap_folder(self, path: Path, text: str) -> None:
        """Another folder takes the place of one, as by `git checkout`."""
        if path.is_dir():
            shutil.rmtree(path)
            path.mkdir()
            (path / "a.md").write_text(text)
            (path / "y.png").touch()
            self.hears(path)

    def link(self, path: Path, target: Path | str) -> None:
        """A symbolic link comes, or goes."""
        target = self.folder / target
        if path.is_symlink():
            path.unlink()
        elif (target.exists() or target.suffix) and path.parent.is_dir() and not path.exists():
            path.symlink_to(target)
        self.hears(path)

    def open(self, path: Path, text: str) -> None:
        if path.suffix == ".md" and str(path) not in self.opened:
            self.vault.open(to_uri(str(path)), text, 1)
            self.opened[str(path)] = text

    def type(self, path: Path, text: str) -> None:
        if str(path) in self.opened:
            self.vault.change(to_uri(str(path)), [Edit(text, (0, 0), (0, 0))], 2, Encoding.UTF16)
            self.opened[str(path)] = text + self.opened[str(path)]

    def close(self, path: Path, _: str) -> None:
        if self.opened.pop(str(path), None) is not None:
            self.vault.close(to_uri(str(path)))


def _make(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # a file is in the way
        return False
    return True


def loaded(folder: Path) -> Vault:
    vault = Vault()
    vault.configure([str(folder)], [("test", {"knowledge": {"bundled": False}})])
    for _ in vault.load():
        pass
    return vault


def facts(vault: Vault) -> Any:
    """All that anybody can ask of a vault."""
    snapshot = vault.snapshot()
    graph, records = snapshot.graph, snapshot.records
    fields = ("title", "named", "headings", "links", "tags", "block_ids", "definitions")
    return (
        {key: [getattr(records[key], name) for name in fields] for key in records},
        {key: sorted(map(repr, graph.links_to(key))) for key in records},
        {key: [resolution for _, resolution in graph.links_from(key)] for key in records},
        {name: count for name, count in graph.tags().items() if count},
        {tag: sorted(map(repr, graph.tagged(tag))) for tag in ("t", "t/u")},
        sorted(map(repr, snapshot.names.search("a", 50))),
        sorted(map(repr, snapshot.lexicon.named("某词"))),
        sorted(snapshot.files.every()),
    )


@settings(max_examples=120, deadline=None)
@given(STEPS)
def test_a_vault_that_heard_of_all_changes_is_like_a_fresh_one(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "vault"
        folder.mkdir()
        write(folder, "-- a.md\n[[b]]\n-- d/b.md\n# A\n-- d/e/c.md\n[[a]]")
        world = World(folder)
        for step in steps:
            world.take(*step)
            if len(step) % 2:
                facts(world.vault)  # asked in between, it must not settle on what it was
        fresh = loaded(folder)
        for key, text in world.opened.items():
            fresh.open(to_uri(key), text, 1)
        assert facts(world.vault) == facts(fresh)


def test_a_load_again_keeps_what_is_open_and_sees_what_changed(
    make_vault: MakeVault, folder: Path
) -> None:
    vault = make_vault("-- a.md\n# A\n-- b.md\n# B\n-- c.md\n# C")
    vault.open(to_uri(str(folder / "a.md")), "# Typed\n", 1)
    (folder / "a.md").unlink()
    (folder / "b.md").write_text("# Changed, and longer\n")
    (folder / ".gitignore").write_text("c.md\n")
    for _ in vault.load():
        pass
    titles = {Path(key).name: record.title for key, record in vault.snapshot().records.items()}
    assert titles == {"a.md": "Typed", "b.md": "Changed, and longer"}


def test_a_note_changed_while_the_vault_loads_is_as_it_is_now(folder: Path) -> None:
    write(folder, "".join(f"-- n{number}.md\n# old\n" for number in range(20)))
    vault = Vault()
    vault.configure([str(folder)], [])
    load = vault.load()
    for done, _ in load:
        if done:
            break
    os.remove(folder / "n5.md")  # noqa: PTH107  # as another program does
    (folder / "n9.md").write_text("# new\n")
    for _ in vault.files_changed([str(folder / "n5.md"), str(folder / "n9.md")]):
        pass
    for _ in load:
        pass
    records = vault.snapshot().records
    assert str(folder / "n5.md") not in records
    assert records[str(folder / "n9.md")].title == "new"
    assert len(records) == 19


def names_in(vault: Vault, folder: Path) -> set[str]:
    """All notes and files of a vault."""
    snapshot = vault.snapshot()
    every = (*snapshot.records, *snapshot.files.every())
    return {str(Path(key).relative_to(folder)) for key in every}


def test_a_file_in_the_place_of_a_folder_and_a_folder_in_that_of_a_file(
    make_vault: MakeVault, folder: Path
) -> None:
    """A watcher tells of both by one path: what was below the folder, or the file, is gone."""
    vault = make_vault("-- d/a.md\n# A\n-- d/x.png\nx\n-- y.png\ny")
    shutil.rmtree(folder / "d")
    (folder / "d").write_text("")
    (folder / "y.png").unlink()
    write(folder, "-- y.png/b.md\n# B")
    for _ in vault.files_changed([str(folder / "d"), str(folder / "y.png")]):
        pass
    assert names_in(vault, folder) == {"d", "y.png/b.md"}


def test_pictures_go_with_the_folder_that_another_one_replaced(
    make_vault: MakeVault, folder: Path
) -> None:
    vault = make_vault("-- d/a.md\n# A\n-- d/old.png\nx")
    shutil.rmtree(folder / "d")
    write(folder, "-- d/a.md\n# A\n-- d/new.png\nx")
    for _ in vault.files_changed([str(folder / "d")]):
        pass
    assert names_in(vault, folder) == {"d/a.md", "d/new.png"}


def test_a_picture_that_comes_while_the_folders_are_walked_is_kept(folder: Path) -> None:
    write(folder, "".join(f"-- d{number}/n.md\n# old\n" for number in range(9)))
    vault = Vault()
    vault.configure([str(folder)], [])
    load = vault.load()
    for _ in range(4):
        next(load)
    (folder / "d0/new.png").touch()
    for _ in vault.files_changed([str(folder / "d0/new.png")]):
        pass
    for _ in load:
        pass
    assert set(vault.snapshot().files.every()) == {str(folder / "d0/new.png")}


def test_a_note_that_is_a_link_changes_with_the_note_that_it_shows(
    make_vault: MakeVault, folder: Path
) -> None:
    write(folder, "-- d/a.md\n# A")
    (folder / "l.md").symlink_to(folder / "d/a.md")
    vault = make_vault("")
    (folder / "d/a.md").write_text("# Changed\n")
    for _ in vault.files_changed([str(folder / "d/a.md")]):
        pass
    assert vault.snapshot().records[str(folder / "l.md")].title == "Changed"
    (folder / "m.md").symlink_to(folder / "new.md")
    vault.file_changed(str(folder / "m.md"))
    (folder / "new.md").write_text("# New\n")
    vault.file_changed(str(folder / "new.md"))
    assert vault.snapshot().records[str(folder / "m.md")].title == "New"


def test_a_file_that_is_no_note_is_none_after_an_editor_had_it_open(
    make_vault: MakeVault, folder: Path
) -> None:
    vault = make_vault("-- a.md\n# A\n-- x.txt\n[[a]]")
    uri = to_uri(str(folder / "x.txt"))
    vault.open(uri, "[[a]]", 1)
    assert len(vault.snapshot().records) == 2
    vault.close(uri)
    assert [*vault.snapshot().records] == [str(folder / "a.md")]
    assert [*vault.snapshot().files.every()] == [str(folder / "x.txt")]


def missed(vault: Vault) -> list[str]:
    """What changed while nobody watched."""
    found = vault.missed()
    found.look()
    return [path for path in found.paths() if path]


def test_what_nobody_watched_is_told_when_asked_for(make_vault: MakeVault, folder: Path) -> None:
    vault = make_vault("-- a.md\n# A\n-- b.md\n# B\n-- c.md\n# C\n-- x.png\nx\n-- d/o.md\n# O")
    vault.open(to_uri(str(folder / "d/o.md")), "# Typed\n", 1)
    assert missed(vault) == []
    write(folder, "-- a.md\n# A changed\n-- new/n.md\n# N\n-- y.png\ny\n-- d/o.md\n# O too")
    (folder / "b.md").unlink()
    (folder / "x.png").unlink()
    paths = missed(vault)
    assert {str(Path(path).relative_to(folder)) for path in paths} == {
        *("a.md", "b.md", "new/n.md", "x.png", "y.png"),
    }
    for _ in vault.files_changed(paths):
        pass
    assert missed(vault) == []


def test_a_folder_around_the_vault_or_no_name_at_all_takes_nothing_away(
    make_vault: MakeVault, folder: Path
) -> None:
    """`file:` and `file:///` as clients may write them, and a rename of the folder above."""
    vault = make_vault("-- a.md\n# A\n-- x.png\nx")
    write(folder, "-- b.md\n# B")
    for _ in vault.files_changed(["", to_key("file:"), to_key("file:///")]):
        pass
    assert names_in(vault, folder) == {"a.md", "b.md", "x.png"}


def test_what_was_found_in_one_folder_is_not_believed_of_the_next(folder: Path) -> None:
    """Two folders of as many notes, read otherwise: links led to the notes of the first."""
    for name in ("one", "two"):
        write(folder / name, "-- a.md\n# A\n-- b.md\n[[a]]")
    vault = Vault()
    for name in ("one", "two"):
        math = {"math": {"latexDelimiters": name == "two"}}
        vault.configure([str(folder / name)], [("test", math)])
        for _ in vault.load():
            pass
        found = vault.snapshot().graph.resolve(str(folder / "c.md"), LinkKind.WIKI, "a").target
        assert found is not None
        assert found.key == str(folder / name / "a.md")


def test_a_link_that_leads_nowhere_is_not_looked_up_at_each_save(folder: Path) -> None:
    """It made the names of all notes anew, for the next key to wait for."""
    (folder / "a.md").write_text("# A\n", "utf-8")
    (folder / "l.md").symlink_to(folder / "nowhere.md")
    (folder / "p.md").symlink_to(folder / "a.md")
    vault = Vault()
    vault.configure([str(folder)], [])
    for _ in vault.load():
        pass
    for _ in vault.files_changed([str(folder / "l.md")], wait=0):
        pass
    notes = vault.note_keys
    for _ in vault.files_changed([str(folder / "a.md")], wait=0):
        pass
    assert vault.note_keys is notes

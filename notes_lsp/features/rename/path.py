"""The path of a link: moves the file, and rewrites every link to it and every link in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from notes_lsp.features.edits import Changes
from notes_lsp.features.place import Place
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename.escaping import decoded
from notes_lsp.features.rename.link_path import PAGES, Typed
from notes_lsp.features.rename.moves import Moves
from notes_lsp.features.rename.relinking import relink
from notes_lsp.features.rename.short_path import without_ending
from notes_lsp.features.rename.subject import Subject, in_fragment, link_at, on_label, one_line
from notes_lsp.syntax import Link, LinkKind
from notes_lsp.text import Wording
from notes_lsp.vault import Reason, Snapshot, Spot
from notes_lsp.vault.index import LABELLED
from notes_lsp.vault.written import FOLDER_NOTES, fold_name, readings, stem_of


class _Asked(NamedTuple):
    """A link's path, and the file that it means."""

    place: Place
    target: Spot
    kind: LinkKind
    path: str
    file: str
    folder: bool
    exists: bool
    ambiguous: bool


def find(snapshot: Snapshot, place: Place) -> Subject | None:
    """The file to which the link at the cursor leads; the folder where it leads to one."""
    link = link_at(place)
    if link is None or on_label(link, place.offset) or in_fragment(link, place.offset):
        return None
    kind = link.kind if isinstance(link, Link) else LinkKind.INLINE
    if kind in LABELLED or not link.path.strip("./ "):
        return None
    found = snapshot.graph.resolve(place.key, kind, link.path)
    if not found.targets:
        return None
    file, folder = _folder(snapshot, readings(kind, link.path)[0], found.targets[0].key)
    asked = _Asked(
        place,
        Spot.of(place.note.buffer, link.target),
        kind,
        link.path,
        file,
        folder,
        found.targets[0].exists,
        found.reason is Reason.AMBIGUOUS,
    )

    def renamed(name: str, changes: Changes) -> tuple[()]:
        _rename(snapshot, asked, one_line(name), changes)
        return ()

    return Subject(place.range(link.target), _called(link.path, file), renamed)


def _called(path: str, file: str) -> str:
    """The path without percent codes, but those that the file's own name has: `a%20b.md`."""
    name, written = (
        fold_name(each.replace(os.sep, "/").rpartition("/")[2]) for each in (file, path)
    )
    return path if "%" in name and name.startswith(written) else decoded(path)


def _folder(snapshot: Snapshot, path: str, target: str) -> tuple[str, bool]:
    """The folder for whose sake a note was found, and that it is one; else the target."""
    endings = Moves(snapshot, {}).endings
    name = os.path.basename(path.rstrip("/"))  # noqa: PTH119  # a link's path
    folder, note = os.path.split(target)
    if fold_name(stem_of(note, endings)) not in FOLDER_NOTES:
        return target, path.endswith("/")
    if fold_name(stem_of(name, endings)) in FOLDER_NOTES:  # `guide/index.html` for its README
        return target, False
    return folder, True


def _rename(snapshot: Snapshot, asked: _Asked, name: str, changes: Changes) -> None:
    if asked.ambiguous:
        raise Refusal(
            Wording(
                "Several notes go by this name: write more of the path first.",
                "有几篇笔记都叫这个名字：请先多写一段路径。",
            )
        )
    path = _typed(name, asked)
    pairs = {asked.file: _new_key(snapshot, asked, path)}
    moves = Moves(snapshot, pairs, missing=not asked.exists)
    for old, new in moves.pairs.items():
        _check_inside(moves, old, new)
        if asked.exists:
            _check_free(moves, old, new)
            changes.move(old, new)
    typed = None
    if asked.kind is not LinkKind.WIKI or asked.folder:
        slash = asked.folder and name.endswith(("/", "\\"))
        typed = Typed(path.startswith("./"), path.lower().endswith(moves.endings), slash)
    for _ in relink(moves, changes, (asked.place.key, asked.target, typed)):
        pass


def _typed(name: str, asked: _Asked) -> str:
    """The path as typed, with `/`; percent codes are undone, as nobody means them."""
    path = name.replace("\\", "/")
    if "%" not in asked.file:
        path = decoded(path)
    if asked.folder:
        path = path.rstrip("/")
    if "?" in asked.path and "?" not in asked.file:  # a query is no part of the name
        path = path.partition("?")[0]
    wrong = "|#[]^" if asked.kind is LinkKind.WIKI else "#"
    known = decoded(asked.path)  # what the name has already is written with a code
    if bad := next((each for each in path if each in wrong and each not in known), None):
        raise Refusal(
            Wording(
                f"A path in such a link cannot hold `{bad}`.", f"这种链接的路径里不能有 `{bad}`。"
            )
        )
    if path.rpartition("/")[2] in {"", ".", ".."} or "://" in path:
        raise Refusal(Wording(f"“{name}” is no name of a file.", f"“{name}”不能用作文件名。"))
    return path


def _new_key(snapshot: Snapshot, asked: _Asked, path: str) -> str:
    moves = Moves(snapshot, {})
    if asked.kind is LinkKind.WIKI and not path.startswith(("./", "../", "/")):
        folder = _above(moves, asked)
    else:
        folder = os.path.dirname(asked.place.key)  # noqa: PTH120  # a key
        if path.startswith("/"):
            folder = moves.root_of(asked.place.key) or folder
    new = os.path.normpath(os.path.join(folder, path.lstrip("/").replace("/", os.sep)))  # noqa: PTH118  # keys
    new = _in_its_folder(moves, asked.file, new)
    if asked.folder:
        return new
    page = new.lower().endswith(PAGES) and asked.path.partition("?")[0].lower().endswith(PAGES)
    if page and asked.file.lower().endswith(moves.endings):  # `b.html` is the page of `b.md`
        new = os.path.splitext(new)[0]  # noqa: PTH122  # a key
    return new + _ending(moves, asked.file, new)


def _in_its_folder(moves: Moves, old: str, new: str) -> str:
    """The new place in the very folder of the old one, where a link writes that in other case."""
    folder = os.path.dirname(old)  # noqa: PTH120  # a key
    head = os.sep.join(new.split(os.sep)[: folder.count(os.sep) + 1])  # noqa: PTH118, PTH206  # keys
    if head == folder or fold_name(head) != fold_name(folder):
        return new
    is_another = any(key.startswith(head + os.sep) for key in moves.snapshot.records)
    return new if is_another else folder + new[len(head) :]


def _ending(moves: Moves, old: str, new: str) -> str:
    """The ending that a new name was typed without: a note stays a note, a picture one."""
    had = os.path.splitext(old)[1]  # noqa: PTH122  # a key
    has = os.path.splitext(new)[1].lower()  # noqa: PTH122  # a key
    if has in moves.endings and had and had.lower() not in moves.endings:
        raise Refusal(
            Wording(f"A file `*{had}` does not become a note.", f"`*{had}` 文件不能变成笔记。")
        )
    if has == had.lower() or has in moves.endings:
        return ""
    return had if had.lower() in moves.endings or not has else ""


def _above(moves: Moves, asked: _Asked) -> str:
    """The folder from which a wiki link's path leads to the file."""
    old = asked.file
    for reading in readings(asked.kind, asked.path):
        path = reading.strip("/").replace("/", os.sep)
        for whole in (old, without_ending(old, moves.endings)):
            if fold_name(whole).endswith(os.sep + fold_name(path)):
                return whole.rsplit(os.sep, path.count(os.sep) + 1)[0] or os.sep
    raise Refusal(
        Wording(
            "This link calls the note by its title or an alias, which stand in its front matter. "
            "To rename the file, ask at a link that has its name.",
            "这个链接用的是笔记的标题或别名，它们写在那篇笔记的 front matter 里。"
            "要重命名文件，请在写着文件名的链接上操作。",
        )
    )


def _check_inside(moves: Moves, old: str, new: str) -> None:
    if moves.snapshot.roots and not (moves.root_of(old) and moves.root_of(new)):
        raise Refusal(
            Wording(
                "Files outside of the workspace stay where they are.", "工作区之外的文件不会移动。"
            )
        )
    if _is_hidden(moves, new) and not _is_hidden(moves, old):
        raise Refusal(
            Wording(
                "What starts with `.` is hidden: the vault would no longer know this note.",
                "以 `.` 开头的文件是隐藏的：笔记库就不再认识这篇笔记了。",
            )
        )


def _is_hidden(moves: Moves, key: str) -> bool:
    return any(part.startswith(".") for part in Path(_shown(moves, key)).parts)


def _check_free(moves: Moves, old: str, new: str) -> None:
    if new.startswith(old + os.sep):
        raise Refusal(Wording("A folder cannot move into itself.", "文件夹不能移到它自己里面。"))
    if taken := moves.occupant(old, new):
        raise Refusal(_taken(_shown(moves, taken), _shown(moves, new)))


def _taken(there: str, wanted: str) -> Wording:
    sentence = Wording(f"There is a file “{there}” already.", f"已有文件“{there}”。")
    if there == wanted:
        return sentence
    return sentence + Wording(
        f" On macOS and Windows “{wanted}” would be the same one.",
        f"在 macOS 和 Windows 上，“{wanted}”与它是同一个文件。",
    )


def _shown(moves: Moves, key: str) -> str:
    return key[len(moves.root_of(key)) :].lstrip(os.sep)

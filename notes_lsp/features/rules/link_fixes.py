"""What a broken link may have meant: the notes and headings that are called nearly so."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache

from notes_lsp.features.rename.escaping import encoded_like, fragment_like
from notes_lsp.features.rules.written_links import WrittenLink
from notes_lsp.syntax import LinkKind
from notes_lsp.syntax.problem import Fix
from notes_lsp.text import Span, Wording
from notes_lsp.vault import Snapshot, Target
from notes_lsp.vault.slugs import obsidian
from notes_lsp.vault.written import fold_name, stem_of

_MOST = 3
_ALIKE = 75
"""Per cent of likeness from which a name may be meant: a slip in four letters."""


def names_made_ready(snapshot: Snapshot, key: str) -> Iterator[None]:
    """Makes what `nearest_notes` looks in, in steps of some milliseconds; once for all links."""
    import rapidfuzz.process  # noqa: F401  # 10 ms, in a step of its own

    yield
    _stems(_Notes.of(snapshot, key))
    yield


def nearest_notes(snapshot: Snapshot, key: str, link: WrittenLink, missing: str) -> Iterator[Fix]:
    """Changes to notes whose file is called nearly as the one that is missing."""
    notes = _Notes.of(snapshot, key)
    stem = fold_name(stem_of(os.path.basename(missing), notes.endings))  # noqa: PTH119  # a key
    for target in _alike_notes(notes, stem):
        if target == key:
            continue
        path = _path_to(snapshot, key, link, target)
        yield _change(link.path_span, path)


def same_files(snapshot: Snapshot, key: str, link: WrittenLink, missing: str) -> Iterator[Fix]:
    """Changes to files of other folders that are called as the one that is missing."""
    name = fold_name(os.path.basename(missing.rstrip(os.sep)))  # noqa: PTH119  # a key
    for target in sorted(snapshot.files.get(name), key=len)[:_MOST]:
        path = _path_to(snapshot, key, link, target)
        yield _change(link.path_span, path)


def nearest_headings(snapshot: Snapshot, key: str, link: WrittenLink, target: str) -> Iterator[Fix]:
    """Changes to headings of the note `target` that are called nearly as the fragment."""
    from rapidfuzz import fuzz, process

    record = snapshot.records.get(target)
    if record is None or link.fragment_span is None:
        return
    texts = [fold_name(obsidian(heading.text)) for heading in record.headings]
    wanted = fold_name(link.fragment.replace("-", " "))
    found = process.extract(wanted, texts, scorer=fuzz.ratio, limit=_MOST, score_cutoff=_ALIKE - 15)
    for _, _, number in found:
        fragment = _fragment(snapshot, key, link, target, number)
        yield _change(link.fragment_span, fragment, "#")


def with_hash(snapshot: Snapshot, key: str, link: WrittenLink, whole: str) -> str | None:
    """A destination written so that it leads to the file that has its `#` in its name."""
    start = whole.find("#")
    if link.kind is not LinkKind.WIKI and "?" in whole[:start]:
        return None  # behind a query nothing is of the name
    ends = [len(whole), *(at for at in range(len(whole) - 1, start, -1) if whole[at] == "#")]
    for end in ends if start >= 0 else ():
        path, rest = whole[:end].replace("#", "%23"), whole[end:]
        found = snapshot.graph.resolve(key, link.kind, path, rest[1:]).target
        if found and found.exists:
            return path + rest
    return None


def with_scheme(link: WrittenLink) -> Fix:
    """A change of `www.example.org`, which is a file beside the note, to the web's address."""
    return _change(link.path_span, "https://" + link.path)


def clearer(
    snapshot: Snapshot, key: str, link: WrittenLink, targets: Iterable[Target]
) -> Iterator[Fix]:
    """Changes to the whole path of each note that a wiki link may mean."""
    for target in [*targets][:9]:
        path = snapshot.graph.path_to(key, target.key, "absolute", ending=False)
        short = path.lstrip("/")
        found = snapshot.graph.resolve(key, LinkKind.WIKI, short)
        if [each.key for each in found.targets] == [target.key]:
            path = short
        yield _change(link.path_span, path)


def _change(span: Span, new: str, sign: str = "") -> Fix:
    """A change of a link's path or fragment; `sign` is shown in front of what is written."""
    shown = f"`{sign}{new}`"
    return Fix(Wording(f"Change to {shown}", f"改为指向 {shown}"), ((span, new),))


def _path_to(snapshot: Snapshot, key: str, link: WrittenLink, target: str) -> str:
    if link.kind is LinkKind.WIKI:
        path = snapshot.graph.path_to(key, target, "short", ending=False)
    else:
        ending = os.path.splitext(link.path)[1] != ""  # noqa: PTH122  # as written
        style = "absolute" if link.path.startswith("/") else "relative"
        path = snapshot.graph.path_to(key, target, style, ending=ending)
        if link.path.startswith("./") and not path.startswith("."):
            path = "./" + path
    path = encoded_like(link.path, path, link.kind)
    return path.replace(" ", "%20") if link.kind is LinkKind.INLINE and not link.angle else path


def _fragment(snapshot: Snapshot, key: str, link: WrittenLink, target: str, number: int) -> str:
    slug = snapshot.settings(key).links.slug
    style = "obsidian" if link.kind is LinkKind.WIKI else slug
    text = str(getattr(snapshot.graph.slugs(target)[number], style))
    return fragment_like(link.fragment, text, link.kind, link.angle)


class _Notes:
    """The notes of the vault; equal while no note comes, goes or is called otherwise."""

    def __init__(self, snapshot: Snapshot, endings: tuple[str, ...]) -> None:
        self.snapshot = snapshot
        self.endings = endings
        self._version = (id(snapshot.graph), snapshot.graph.names_version, endings)

    @classmethod
    def of(cls, snapshot: Snapshot, key: str) -> _Notes:
        """With the endings that notes have for the note `key`."""
        return cls(snapshot, tuple("." + each for each in snapshot.settings(key).vault.extensions))

    def __hash__(self) -> int:
        return hash(self._version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Notes) and self._version == other._version


@lru_cache(maxsize=512)
def _alike_notes(notes: _Notes, stem: str) -> tuple[str, ...]:
    """The keys of the notes whose stem is most alike."""
    from rapidfuzz import fuzz, process

    stems, keys = _stems(notes)
    found = process.extract(stem, stems, scorer=fuzz.ratio, limit=_MOST, score_cutoff=_ALIKE)
    return tuple(keys[number] for _, _, number in found)


@lru_cache(maxsize=2)
def _stems(notes: _Notes) -> tuple[list[str], list[str]]:
    keys = list(notes.snapshot.records)
    names = [key[key.rfind(os.sep) + 1 :] for key in keys]
    plain = notes.endings[:1] == (".md",)
    stems = [
        name[:-3]
        if plain and name.endswith(".md") and len(name) > 3
        else stem_of(name, notes.endings)
        for name in names
    ]
    return fold_name("\0".join(stems)).split("\0"), keys  # all at once: a tenth of the time

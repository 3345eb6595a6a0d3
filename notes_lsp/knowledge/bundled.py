"""The packs that ship with notes-lsp, and folders of packs in general, read fast.

Reading YAML costs some 120 ms per megabyte, so what was read is kept in the user's cache folder.
A cache that is stale, torn or from another version is passed over and written anew; where none can
be written, the packs are simply read each time.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

import notes_lsp
from notes_lsp.knowledge import entry as schema
from notes_lsp.knowledge.gradual import Gradual, Making
from notes_lsp.knowledge.source import Definition, Origin, Source
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Span, Wording


class _Cache(msgspec.Struct):
    stamp: bytes
    definitions: tuple[Definition, ...]


def bundled_folder() -> Path:
    """Where the bundled packs lie: inside the installed package, or beside it in a checkout."""
    package = Path(notes_lsp.__file__).parent
    installed = package / "_bundled" / "knowledge"
    return installed if installed.is_dir() else package.parent / "knowledge"


def pack_files(folder: Path) -> tuple[Path, ...]:
    """The packs in `folder` and below it, in a stable order; none when it cannot be read."""
    return tuple(sorted(path for ending in ("yaml", "yml") for path in folder.rglob(f"*.{ending}")))


def load_bundled(cache_folder: Path | None = None) -> tuple[Definition, ...]:
    """The definitions of all bundled packs; their faults are for `notes-lsp check` to tell.

    `cache_folder` is the user's cache folder where none is given.
    """
    return Gradual(loading_bundled(cache_folder)).value


def loading_bundled(cache_folder: Path | None = None) -> Making[tuple[Definition, ...]]:
    """The same in steps: a pack each, where none are kept."""
    files = pack_files(bundled_folder())
    stamp = _stamp(files)
    cache = (cache_folder or _cache_folder()) / "bundled.msgpack"
    with suppress(OSError, msgspec.MsgspecError):
        kept = msgspec.msgpack.decode(cache.read_bytes(), type=_Cache)
        if kept.stamp == stamp:
            return kept.definitions
    definitions: tuple[Definition, ...] = ()
    for file in files:
        yield
        definitions += read_packs([file], Origin.BUNDLED)[0]
    with suppress(OSError):
        _write(cache, msgspec.msgpack.encode(_Cache(stamp, definitions)))
    return definitions


def read_packs(
    files: Iterable[Path], origin: Origin
) -> tuple[tuple[Definition, ...], dict[str, tuple[Problem, ...]]]:
    """The definitions of the packs `files`, and the problems of each that has any, by path.

    A file that cannot be opened is a problem at its start.
    """
    from notes_lsp.knowledge.pack import read_pack

    definitions: list[Definition] = []
    problems: dict[str, tuple[Problem, ...]] = {}
    for file in files:
        try:
            found, faults = read_pack(file.read_bytes(), str(file), origin)
        except OSError as error:
            found, faults = (), (_unopened(error),)
        definitions += found
        if faults:
            problems[str(file)] = faults
    return tuple(definitions), problems


def _unopened(error: OSError) -> Problem:
    message = Wording(
        f"This pack cannot be opened: {error.strerror}. It is not in use.",
        f"无法打开这个知识包：{error.strerror}。它没有启用。",
    )
    return Problem("pack.unreadable", Span(0, 0), message)


def _stamp(files: Iterable[Path]) -> bytes:
    """Changes when a pack, the version or the shape of an entry does."""
    digest = blake2b(notes_lsp.__version__.encode(), digest_size=16)
    for kind in (*vars(schema).values(), Definition, Source):
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            digest.update(repr((kind.__name__, kind.__struct_fields__)).encode())
    for file in files:
        with suppress(OSError):
            stat = file.stat()
            digest.update(repr((str(file), stat.st_size, stat.st_mtime_ns)).encode())
    return digest.digest()


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("notes-lsp", appauthor=False)


def _write(file: Path, data: bytes) -> None:
    """All of `data` or nothing, whoever else writes or reads meanwhile."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise

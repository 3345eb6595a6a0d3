"""Notes that a question is about, read before the others while the vault still loads.

Who asks for the links to a note two tenths of a second after the start gets all of them: the notes
that are not read yet are looked through for its name, which is quick, and those that hold it are
read at once.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from notes_lsp.vault.files import quick_read
from notes_lsp.vault.written import FOLDER_NOTES, fold_name

_run = re.compile(r"[^\W_]+")


class Needles:
    """Looks for any way to write one of some names."""

    def __init__(self, names: Iterable[str]) -> None:
        """Of each name its longest run of letters and digits: how a link writes what stands between
        is its own affair."""
        runs = [max(_run.findall(fold_name(name)), key=len, default="") for name in names]
        self.too_common = not all(runs)
        """A name without letters may stand anywhere."""
        forms = {
            form
            for run in runs
            for form in (run, unicodedata.normalize("NFD", run), unicodedata.normalize("NFC", run))
        }
        self._bytes = {form.encode() for form in forms}
        cased = (form for form in forms if not form.isascii() and form != form.upper())
        self._folds = tuple(cased)

    def occur_in(self, data: bytes) -> bool:
        """Whether one of the names may stand in the text of a note."""
        if b"%" in data:
            data += unquote_to_bytes(data)
        lowered = data.lower()
        if any(each in lowered for each in self._bytes):
            return True
        if self._folds and not data.isascii():
            text = fold_name(data.decode("utf-8", "replace"))
            return any(each in text for each in self._folds)
        return False

    def occur_in_file(self, path: str) -> bool:
        """The same of a file; one that cannot be read holds nothing."""
        try:
            return self.occur_in(quick_read(path)[0])
        except OSError:
            return False


def needles_for(key: str, names: Iterable[str]) -> Needles | None:
    """What to look for to find the links to a note that is also called `names`.

    None where no look finds them all: a note that speaks for its folder is linked to by `./`.
    """
    stem = os.path.splitext(os.path.basename(key))[0]  # noqa: PTH119, PTH122  # a key
    if fold_name(stem) in FOLDER_NOTES:
        return None
    needles = Needles((stem, *names))
    return None if needles.too_common else needles

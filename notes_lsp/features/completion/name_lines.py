"""Many names as one run of text, a name on each line, in which a part of one is found at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from notes_lsp.vault.written import fold_name

LOOKED_AT = 2000
"""So many names are looked at: what one letter finds beyond them is a matter of chance."""


class NameLines:
    """Texts, folded, one on each line."""

    def __init__(self, texts: Iterable[str]) -> None:
        """`texts` need not be folded."""
        written = "\0".join(texts).replace("\n", " ").replace("\0", "\n")
        self.text = "\n" + fold_name(written) + "\n"
        lengths = (len(line) + 1 for line in self.texts())
        self._starts = list(accumulate(lengths, initial=0))

    def texts(self) -> list[str]:
        """The texts as they are looked for."""
        return self.text[1:-1].split("\n")

    def ends(self, at: int) -> bool:
        """Whether a line ends at an offset."""
        return self.text[at] == "\n"

    def find(self, needle: str) -> Iterator[tuple[int, int]]:
        """The numbers of the lines that hold `needle`, and where."""
        find, starts = self.text.find, self._starts
        at = find(needle)
        for _ in range(LOOKED_AT):
            if at < 0:
                return
            number = bisect_right(starts, at) - 1
            yield number, at
            at = find(needle, starts[number + 1])

"""The answer to a request that must not be done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from notes_lsp.text import Language, Wording, said


class Refusal(Exception):  # noqa: N818  # no error: the answer is no, and the sentence says why
    """A request that would do harm, or cannot be done; its text is shown to the user as it is."""

    def __init__(self, sentence: Wording) -> None:
        """Why not."""
        super().__init__(sentence)
        self._sentence = sentence

    def told(self, language: Language) -> Refusal:
        """The same, its text in a language."""
        self.args = (said(self._sentence, language),)
        return self


@contextmanager
def refusing_in(language: Language) -> Iterator[None]:
    """What is refused within is told in a language."""
    try:
        yield
    except Refusal as refusal:
        refusal.told(language)
        raise

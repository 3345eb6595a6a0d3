"""A sentence that is said in English and in Chinese, written down once with both wordings."""

from __future__ import annotations

from typing import Literal, TypeAlias

Language: TypeAlias = Literal["zh", "en"]
"""What a note is answered in."""


class Wording(str):
    """A sentence in English that knows its Chinese.

    As a value it is its English: by that it compares, sorts and serves as a key, and who does not
    ask for a language gets that. Which language is spoken is decided where a sentence leaves for
    the user, by `said`.
    """

    __slots__ = ("zh",)

    zh: str
    """The same in Chinese."""

    def __new__(cls, en: str, zh: str) -> Wording:
        """The sentence in both languages."""
        wording = super().__new__(cls, en)
        wording.zh = zh
        return wording

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # of two wordings
        """What copies it."""
        return str(self), self.zh

    def __add__(self, other: str) -> Wording:
        """This sentence with another one behind it, in each language."""
        return Wording(super().__add__(other), self.zh + said(other, "zh"))


def said(text: str, language: Language) -> str:
    """A sentence in a language; one without a wording in it, a name say, as it stands."""
    return text.zh if language == "zh" and isinstance(text, Wording) else str(text)


def writing(new: str) -> Wording:
    """The title of a change that writes `new` in place of what is there."""
    return Wording(f"Write `{new}`", f"改为 `{new}`")

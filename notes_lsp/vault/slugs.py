"""Heading fragments as the world writes them.

`github` is what GitHub and most generators make, `vuepress` what VuePress and VitePress make
(`@mdit-vue/shared`), `obsidian` the heading's own text. A second heading of the same slug gets
`-1`, the next `-2`, in the first two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_KEPT = frozenset({"Ll", "Lu", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_ascii_dropped = re.compile(r"[^a-z0-9_\- ]+")
_special = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'\u201c\u201d\u2018\u2019<>,.?/]+")
_combining = re.compile(r"[\u0300-\u036f]")
_control = re.compile(r"[\x00-\x1f]")
_unlinkable = re.compile(r"[\s#|^\[\]:%\\]+")


class Slugs(NamedTuple):
    """A heading's fragments, those of earlier headings taken into account."""

    github: str
    vuepress: str
    obsidian: str


@lru_cache(maxsize=4096)
def github(text: str) -> str:
    """The slug of a heading's text on GitHub: `Hello, World` -> `hello-world`."""
    lowered = text.strip().lower()
    if lowered.isascii():
        return _ascii_dropped.sub("", lowered).replace(" ", "-")
    return "".join(filter(_is_kept, lowered)).replace(" ", "-")


@lru_cache(maxsize=4096)
def vuepress(text: str) -> str:
    """The slug of a heading's text in VuePress: `1. Hello, World` -> `_1-hello-world`."""
    plain = text
    if not text.isascii():
        plain = _combining.sub("", unicodedata.normalize("NFKD", text))
    slug = _special.sub("-", _control.sub("", plain)).strip("-")
    if slug[:1].isascii() and slug[:1].isdigit():
        slug = "_" + slug
    return slug.lower()


def obsidian(text: str) -> str:
    """A heading's text as Obsidian writes it in a link: what would end the link is a space."""
    return _unlinkable.sub(" ", text).strip()


def slugs(headings: Iterable[str]) -> Iterator[Slugs]:
    """The fragments of a note's headings, given their texts in order."""
    seen_github: dict[str, int] = {}
    seen_vuepress: dict[str, int] = {}
    for text in headings:
        yield Slugs(
            _unique(github(text), seen_github),
            _unique(vuepress(text), seen_vuepress),
            obsidian(text),
        )


def _unique(slug: str, seen: dict[str, int]) -> str:
    """`slug`, or its first free numbering (github-slugger, markdown-it-anchor)."""
    made = slug
    while made in seen:
        seen[slug] += 1
        made = f"{slug}-{seen[slug]}"
    seen[made] = 0
    return made


def _is_kept(character: str) -> bool:
    # Circled letters are symbols to Unicode, and letters to GitHub.
    kept = unicodedata.category(character) in _KEPT or "\u24b6" <= character <= "\u24e9"
    return kept or character in "- "

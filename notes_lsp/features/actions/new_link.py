"""A new link, written as the note writes its links."""

from __future__ import annotations

import os
import re
from itertools import islice

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.completion.writing import in_destination, in_fragment, in_wiki, is_plain
from notes_lsp.syntax import LinkKind, Note
from notes_lsp.vault import LinkRecord
from notes_lsp.vault.slugs import Slugs
from notes_lsp.vault.written import is_external, readings, stem_of

_BAR = re.compile(r"(?<!\\)\|")
_LOOKED_AT = 200
"""So many notes tell how a vault writes its links."""


def link_to(asked: Asked, key: str, text: str, slugs: Slugs | None = None) -> str:
    """A link of the asked note to the note `key`, which need not be there yet.

    `text` is shown, as Markdown; `slugs` are those of the heading that is meant.
    """
    if prefers_wiki(asked):
        path = _wiki_path(asked, key)
        target = in_wiki(path) + ("#" + in_wiki(slugs.obsidian) if slugs else "")
        return f"[[{target}]]" if target == text else f"[[{target}|{text}]]"
    fragment = _fragment(asked, slugs)
    return f"[{escaped(text)}]({inline_path(asked, asked.key, key)}{fragment})"


def inline_path(asked: Asked, source: str, key: str) -> str:
    """The path by which the note `source` leads to the note `key`, as an inline link has it."""
    settings = asked.snapshot.settings(source).links
    exists = key in asked.snapshot.records
    style = "relative" if settings.style == "short" or not exists else settings.style
    ending = settings.extension or not exists
    return in_destination(asked.snapshot.graph.path_to(source, key, style, ending))


def escaped(text: str) -> str:
    """A text that stands between `[` and `]`: brackets without a mate are escaped."""
    depth = 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            break
    return text if depth == 0 else text.replace("[", "\\[").replace("]", "\\]")


def in_cell(note: Note, at: int, text: str) -> str:
    """A text as it is written at an offset: in a table a bar would end the cell."""
    if "|" not in text or not any(each.span.holds(at) for each in note.facts_at(at).tables):
        return text
    return _BAR.sub(r"\\|", text)


def prefers_wiki(asked: Asked) -> bool:
    """Whether the note writes `[[note]]`; where it has no links, whether the vault does."""
    records = asked.snapshot.records
    own = records.get(asked.key)
    for record in (own, *islice(records.values(), _LOOKED_AT)):
        kinds = [_kind(link) for link in record.links] if record else []
        wiki, inline = kinds.count(LinkKind.WIKI), kinds.count(LinkKind.INLINE)
        if wiki or inline:
            return wiki >= inline
    return True


def _kind(link: LinkRecord) -> LinkKind | None:
    if link.image or not link.path or is_external(link.kind, link.path):
        return None
    return link.kind


def _fragment(asked: Asked, slugs: Slugs | None) -> str:
    if slugs is None:
        return ""
    return "#" + in_fragment(str(getattr(slugs, asked.snapshot.settings(asked.key).links.slug)))


def _wiki_path(asked: Asked, key: str) -> str:
    """The note's name where it is clear and plain, else more of its path."""
    endings = tuple("." + each for each in asked.snapshot.settings(key).vault.extensions)
    stem = stem_of(os.path.basename(key), endings)  # noqa: PTH119  # a key
    found = asked.snapshot.graph.resolve(asked.key, LinkKind.WIKI, readings(LinkKind.WIKI, stem)[0])
    known = [target.key for target in found.targets if target.exists]
    if is_plain(stem) and known in ([], [key]):
        return stem
    return asked.snapshot.graph.path_to(asked.key, key, "short", ending=False)

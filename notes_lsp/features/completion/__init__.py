"""Completion: LaTeX, terms, shell words, and all that a link, tag or front matter may hold."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, Final

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.completion import (
    front_matter,
    kinds,
    labels,
    math,
    paths,
    resolve,
    shell,
    tags,
    terms,
    wiki,
)
from notes_lsp.features.completion.item import to_list
from notes_lsp.features.completion.offer import Asking, Offers
from notes_lsp.features.language import language_of
from notes_lsp.features.pictures import formula_image
from notes_lsp.features.place import Place, place_of
from notes_lsp.math.drawing import Drawing
from notes_lsp.syntax.context import Typing, typing_at
from notes_lsp.syntax.context_typing import (
    CalloutTyping,
    CodeTyping,
    ContainerTyping,
    DefinitionTyping,
    FenceInfoTyping,
    FootnoteTyping,
    FrontMatterKeyTyping,
    FrontMatterValueTyping,
    HtmlTyping,
    LinkTyping,
    MathTyping,
    ProseTyping,
    ReferenceTyping,
    TagTyping,
    WikiTyping,
)
from notes_lsp.vault import Snapshot

_SOURCES: Final[dict[type, tuple[Callable[[Asking[Any]], Offers | None], ...]]] = {
    MathTyping: (math.in_math,),
    CodeTyping: (shell.in_shell,),
    ProseTyping: (labels.in_brackets, terms.in_prose),
    WikiTyping: (wiki.in_wiki_link,),
    LinkTyping: (paths.in_destination,),
    DefinitionTyping: (paths.in_destination,),
    HtmlTyping: (paths.in_destination,),
    ReferenceTyping: (labels.in_reference,),
    FootnoteTyping: (labels.in_footnote,),
    TagTyping: (tags.in_tag,),
    CalloutTyping: (kinds.in_callout,),
    ContainerTyping: (kinds.in_container,),
    FenceInfoTyping: (kinds.in_fence_info,),
    FrontMatterKeyTyping: (front_matter.in_key,),
    FrontMatterValueTyping: (front_matter.in_value,),
}
"""Who is asked, for each kind of typing; the first that has an answer gives it."""


def completion(
    snapshot: Snapshot, params: types.CompletionParams, client: ClientProfile
) -> types.CompletionList | None:
    """What may come at the cursor, the best first; None when nothing may."""
    place = place_of(snapshot, params, client.encoding)
    if place is None:
        return None
    typing = _typing(place)
    sources = _SOURCES.get(type(typing), ())
    if not sources:
        return None
    settings = snapshot.settings(place.key)
    language = language_of(snapshot, place.key, place.note)
    asking = Asking(snapshot, place, typing, client, settings, language)
    for source in sources:
        found = source(asking)
        if found is not None and found.offers:
            answer = to_list(asking, found, settings.completion.max_items)
            if not client.resolves_documentation:
                resolve.document_first(snapshot, answer.items, client)
            return answer
    return None


def _typing(place: Place) -> Typing:
    r"""What is being typed; a backslash starts a command also where Chinese follows: `$\积分`."""
    typing = typing_at(place.note, place.offset)
    start = typing.span.start
    if isinstance(typing, ProseTyping) and place.note.buffer.data[start - 1 : start] == b"\\":
        behind_backslash = typing_at(place.note, start)
        if isinstance(behind_backslash, MathTyping):
            return behind_backslash
    return typing


def resolve_completion(
    snapshot: Snapshot, params: types.CompletionItem, client: ClientProfile
) -> Generator[Drawing, str | None, types.CompletionItem]:
    """The item with its documentation: the card of what it stands for.

    Of LaTeX the example is drawn above it: gives a `Drawing`, is sent the picture or None.
    """
    item = resolve.documented(snapshot, params, client)
    told = item.documentation
    example = resolve.example(snapshot, item)
    if example and isinstance(told, types.MarkupContent) and client.markdown_documentation:
        source, key = example
        image = yield from formula_image(source, True, snapshot.settings(key).hover, client)
        told.value = "\n\n".join(filter(None, (image, told.value)))
    return item

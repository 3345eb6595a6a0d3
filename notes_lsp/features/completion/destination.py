"""A destination that is being typed, whichever kind of link it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from notes_lsp.features.completion.offer import Asking
from notes_lsp.features.completion.writing import in_attribute, in_destination
from notes_lsp.syntax import LinkKind
from notes_lsp.syntax.context_typing import DefinitionTyping, HtmlTyping, LinkTyping

DestinationTyping = LinkTyping | DefinitionTyping | HtmlTyping

Form = Literal["plain", "angle", "attribute"]

_SCHEME = re.compile(r"\s*[\w-]+:|//")
_VALUE_REST = re.compile(rb"[^\s\"'<>]*")
_ATTRIBUTES = {
    "a": ("href",),
    "area": ("href",),
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "img": ("src",),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src",),
    "track": ("src",),
    "video": ("src", "poster"),
}
"""Which attributes of which tags hold a path."""


@dataclass(frozen=True, slots=True)
class Destination:
    """What stands of a destination, and how paths are written in it."""

    start: int
    """Where it starts."""
    written: str
    """What stands of it before the cursor."""
    end: int
    """Where it ends behind the cursor; of a path, where its fragment starts."""
    form: Form
    image: bool = False

    @property
    def kind(self) -> LinkKind:
        """The kind of link by whose rules it is read."""
        return LinkKind.HTML if self.form == "attribute" else LinkKind.INLINE

    @property
    def is_address(self) -> bool:
        """Whether it leads out of the vault: it starts with a scheme."""
        return _SCHEME.match(self.written) is not None

    def encoded(self, path: str) -> str:
        """A path as it is written here."""
        if self.form == "attribute":
            return in_attribute(path)
        return in_destination(path, angle=self.form == "angle")


def destination(asking: Asking[DestinationTyping]) -> Destination | None:
    """The destination around the cursor; None in an attribute that holds no path."""
    typing, offset = asking.typing, asking.place.offset
    if isinstance(typing, HtmlTyping):
        if typing.attribute.lower() not in _ATTRIBUTES.get(typing.tag.lower(), ()):
            return None
        start = typing.span.start
        rest = _VALUE_REST.match(asking.place.note.buffer.data, offset)
        end = rest.end() if rest else offset
        return Destination(start, asking.text(start), end, "attribute")
    start = typing.span.start
    if typing.part == "fragment":
        start -= len(typing.path.encode()) + 1
    image = isinstance(typing, LinkTyping) and typing.image
    form: Form = "angle" if typing.angle else "plain"
    return Destination(start, asking.text(start), typing.tail, form, image)

"""Where a link leads, as an answer."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from notes_lsp.vault.record import AnyLink, HeadingRecord, NameRecord


class Reason(StrEnum):
    """How a resolution came out."""

    FOUND = "found"
    SELF = "self"
    """The note itself, from its start: `[[#]]`."""
    FILE = "file"
    """A file that is no note; whether it exists, the target tells."""
    EXTERNAL = "external"
    AMBIGUOUS = "ambiguous"
    """Several notes; all are told, the nearest first."""
    MISSING_NOTE = "missing-note"
    MISSING_HEADING = "missing-heading"
    """The note is there, what the fragment names is not."""
    MISSING_BLOCK = "missing-block"
    MISSING_LABEL = "missing-label"
    """A reference or footnote that the note does not define."""


class Target(NamedTuple):
    """A place to which a link leads; with nothing but a key the start of the note."""

    key: str
    """The note or file; where it is missing, where it would be."""
    exists: bool = True
    heading: HeadingRecord | None = None
    block: NameRecord | None = None
    """A block id, an HTML id or a footnote."""
    line: int | None = None
    """From 0, of a `#L10`."""
    column: int = 0
    """From 0 and in UTF-16, of a `#L10,5`."""


class Resolution(NamedTuple):
    """Where a link leads."""

    targets: tuple[Target, ...]
    """Nearest first; empty for what is external or has no label."""
    reason: Reason

    @property
    def target(self) -> Target | None:
        """The nearest target."""
        return self.targets[0] if self.targets else None

    @property
    def broken(self) -> bool:
        """Whether the link leads nowhere."""
        if self.reason is Reason.FILE:
            return not self.targets[0].exists
        return self.reason.startswith("missing")


class Incoming(NamedTuple):
    """A link that leads to a place."""

    key: str
    """The note in which it stands."""
    link: AnyLink
    target: Target

"""What of a note links of other notes may name, as one number to compare."""

from __future__ import annotations

from notes_lsp.vault import Snapshot


def linkable(snapshot: Snapshot, key: str) -> int:
    """A number that changes when a heading, an id or a name of the note does; 0 for no note."""
    record = snapshot.records.get(key)
    if record is None:
        return 0
    headings = tuple((heading.text, heading.id, heading.level) for heading in record.headings)
    blocks = tuple(block.name for block in record.block_ids)
    ids = tuple(each.name for each in record.html_ids)
    return hash((headings, blocks, ids, record.named)) or 1

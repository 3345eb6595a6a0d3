"""Faults of settings files and packs: found by their readers, documented and levelled here."""

from __future__ import annotations

from notes_lsp.features.rules.registry import file_rule
from notes_lsp.vault import Level

file_rule(
    "settings.syntax",
    Level.ERROR,
    """The settings file is not TOML, or cannot be read.

    No setting of the file is in use until it is mended; those of the editor are.

    Bad:  [lens⏎readingTime = true
    Good: [lens]⏎readingTime = true
    """,
)
file_rule(
    "settings.key",
    Level.WARNING,
    """A key of the settings that does not exist, or a value that it cannot have.

    Only this key is left out; all others count.

    Bad:  [lens]⏎readingTmie = true
    Bad:  [lens]⏎wordsPerMinute = "many"
    Good: [lens]⏎readingTime = true⏎wordsPerMinute = 250
    """,
)
file_rule(
    "pack.syntax",
    Level.ERROR,
    """A pack is not YAML, or its top is not a mapping with `entries:`.

    Bad:  entries: [⏎
    Good: entries:⏎  - {kind: term, name: CRNN}
    """,
)
file_rule(
    "pack.unreadable",
    Level.WARNING,
    """A pack that the settings name does not exist or cannot be opened.

    All other packs are in use.
    """,
)
file_rule(
    "pack.too-large",
    Level.WARNING,
    """A pack is larger, or nested deeper, than a pack can sensibly be.

    It is left out, so that reading it cannot stop the server. Split it into several files.
    """,
)
file_rule(
    "pack.field",
    Level.WARNING,
    """A field that this kind of entry does not have, often misspelt.

    The entry is left out; the others are in use.

    Bad:  entries:⏎  - {kind: term, name: CRNN, expnasion: Convolutional Recurrent Neural Network}
    Good: entries:⏎  - {kind: term, name: CRNN, expansion: Convolutional Recurrent Neural Network}
    """,
)
file_rule(
    "pack.type",
    Level.WARNING,
    """A value of the wrong kind: text where a list must be, a kind that does not exist.

    The entry is left out; the others are in use.

    Bad:  entries:⏎  - {kind: trem, name: CRNN}
    Bad:  entries:⏎  - {kind: term, name: CRNN, aliases: 卷积循环网络}
    Good: entries:⏎  - {kind: term, name: CRNN, aliases: [卷积循环网络]}
    """,
)
file_rule(
    "pack.missing",
    Level.WARNING,
    """Something that an entry or a pack cannot do without is not there.

    Bad:  entries:⏎  - {kind: term, aliases: [CRNN]}
    Good: entries:⏎  - {kind: term, name: CRNN}
    """,
)
file_rule(
    "pack.duplicate",
    Level.WARNING,
    """One name twice in a pack, or one key twice in a mapping.

    Bad:  entries:⏎  - {kind: term, name: CRNN}⏎  - {kind: term, name: CRNN}
    Good: entries:⏎  - {kind: term, name: CRNN}⏎  - {kind: term, name: LSTM}
    """,
)

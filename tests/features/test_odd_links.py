"""However odd a link is written, every answer about it comes."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from lsprotocol import types

from notes_lsp.features.diagnostics import problems
from notes_lsp.features.document_link import document_link
from notes_lsp.features.hover import hover
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename import rename
from notes_lsp.text import Buffer, Span
from notes_lsp.vault import Edit
from tests.features.actions.choosing import menu
from tests.features.rename.applying import drive, move_edit, prepared
from tests.scene import Scene

# fmt: off
PIECES = (
    "a", "b.md", "..", ".", "/", "//", "\\", "%", "%20", "%ff", "%00", "%E6%96%B0", "#", "#h", "?",
    "?v=1", "|", "^id", "file:", "file:///", "file://[", "file://℀", "C:", "c%3A", "~", "@", "{{",
    "}}", "<%", "%>", "${", "新", "é", "e\u0301", "😀", "\u200d", " ", "&amp;", "&", "&#0;",
    "&#xD800;", "(", ")", "[", "]", "<", ">", "`", "$", "*", "!", ".html", "README", "guide/", "p/",
    "q.md", ":", "mailto:", "https://x.y/", "\t", "a" * 300, "\\|", "\x00", "\ufeff", "x.png",
)
# fmt: on
FORMS = (
    "[[{}]]",
    "[x]({})",
    "[x](<{}>)",
    "![]({})",
    "[r]: {}\n\n[r]",
    '<a href="{}">x</a>',
    '---\nup: "[[{}]]"\nprev: ./{}\n---',
)
NAMES = ("new", "a b", "x/y", "../z", "/q", "新.md", "%41", "a#b", "\x00")


@pytest.fixture
def vault(scene: Scene) -> Scene:
    return scene("""
        -- 甲.md
        # H
        x▮
        -- a/b.md
        # h
        -- README.md
        -- guide/index.md
        -- p/q.md
        -- 新.md
        -- x.png
    """)


@pytest.mark.parametrize("form", FORMS)
def test_every_answer_comes(vault: Scene, form: str) -> None:
    chance = random.Random(form)  # the same links each time
    for version in range(40):
        body = "".join(chance.choices(PIECES, k=chance.randint(1, 5)))
        text = form.replace("{}", body) + "\n"
        at = len(text[: text.find(body) + chance.randint(0, len(body))].encode())
        ask(vault, text, at, chance.choice(NAMES), version + 2)


def test_a_name_with_a_null_is_a_missing_note(vault: Scene) -> None:
    ask(vault, "[[\x00#h]]\n", 5, "new", 2)
    assert [each.code for each in problems(vault.snapshot, vault.key)] == ["link.missing-note"]


def ask(scene: Scene, text: str, at: int, name: str, version: int) -> None:
    """Write the note, and ask all that looks at its links with the cursor at byte `at`."""
    scene.buffers[scene.current] = Buffer.of(text)
    scene.selection = Span(at, at)
    scene.vault.change(scene.uri, [Edit(text)], version, scene.client.encoding)
    problems(scene.snapshot, scene.key)
    menu(scene)
    scene.ask(document_link, types.DocumentLinkParams(scene.document))
    where = (scene.document, scene.position)
    scene.ask(hover, types.HoverParams(*where))
    if prepared(scene):
        with suppress(Refusal):
            drive(rename(scene.snapshot, types.RenameParams(*where, name), scene.client))
    for pair in (("p", "q"), (scene.current, "sub/x.md"), ("新.md", "n/x y.md")):
        move_edit(scene, pair)

"""Formulas as pictures, in an editor that shows them."""

from __future__ import annotations

import base64

from tests.e2e.wire import Wire

URI = "file:///nowhere/画.md"
MARKDOWN = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}}


def test_a_formula_is_drawn_while_other_questions_are_answered() -> None:
    with Wire() as wire:
        wire.initialize(clientInfo={"name": "Visual Studio Code"}, capabilities=MARKDOWN)
        wire.open(URI, "# 画\n\n$x^2+1$ 与 $\\alpha$\n")
        position = {"textDocument": {"uri": URI}, "position": {"line": 2, "character": 2}}
        drawn = wire.ask("textDocument/hover", position)
        asked = wire.ask("textDocument/documentSymbol", {"textDocument": {"uri": URI}})
        first = wire.until(lambda message: "method" not in message and "id" in message)
        assert first["id"] == asked, "a drawing keeps nobody waiting"
        answer = wire.answer(drawn)["result"]
        image, mark, data = answer["contents"]["value"].partition("base64,")
        assert (image, mark) == ("![formula](data:image/svg+xml;", "base64,")
        assert b"<svg" in base64.b64decode(data.removesuffix(")"))
        assert answer["range"]["end"] == {"line": 2, "character": 7}
        assert wire.leave() == 0


def test_an_editor_without_pictures_gets_a_line_and_no_process() -> None:
    with Wire() as wire:
        wire.initialize(capabilities=MARKDOWN)
        wire.open(URI, "$x^2+1$\n")
        assert wire.hover(URI, 0, 2)["contents"]["value"] == "`x² + 1`"
        assert wire.leave() == 0

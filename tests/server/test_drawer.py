"""The process that draws: started when needed, survived when it dies."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from notes_lsp.math.drawing import Drawing
from notes_lsp.server import drawer as module
from notes_lsp.server.drawer import Drawer


@pytest.fixture
async def drawer() -> AsyncIterator[Drawer]:
    made = Drawer()
    yield made
    made.stop()


async def test_formulas_are_drawn(drawer: Drawer) -> None:
    assert "<svg" in (await drawer.draw(Drawing(r"\frac{a}{b}")) or "")
    assert await drawer.draw(Drawing(r"\foo")) is None
    assert "<svg" in (await drawer.draw(Drawing("x\n+ y")) or "")


async def test_a_drawn_formula_is_remembered(drawer: Drawer) -> None:
    first = await drawer.draw(Drawing("x"))
    drawer.stop()
    assert await drawer.draw(Drawing("x")) is first


async def test_after_its_end_another_process_draws(drawer: Drawer) -> None:
    await drawer.draw(Drawing("x"))
    process = drawer._process
    assert process is not None
    process.kill()
    process.wait()
    assert await drawer.draw(Drawing("y")) is None
    assert await drawer.draw(Drawing("z")) is not None


async def test_who_takes_too_long_is_ended(drawer: Drawer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    assert await drawer.draw(Drawing("x")) is None
    monkeypatch.undo()
    assert await drawer.draw(Drawing("y")) is not None

"""The process that draws: started when needed, survived when it dies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from notes_lsp.math.drawing import Drawing
from notes_lsp.math.picture import draw
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
    assert await drawer.draw(Drawing("y")) is not None


async def test_who_takes_too_long_is_ended(drawer: Drawer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    assert await drawer.draw(Drawing("x")) is None
    monkeypatch.undo()
    assert await drawer.draw(Drawing("x")) is not None, "only the start was slow"


async def test_a_formula_that_takes_too_long_is_asked_once(
    drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await drawer.draw(Drawing("x"))
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    assert await drawer.draw(Drawing("y")) is None
    monkeypatch.undo()
    assert await drawer.draw(Drawing("y")) is None
    assert await drawer.draw(Drawing("z")) is not None


async def test_who_leaves_takes_no_picture_of_the_next(drawer: Drawer) -> None:
    """Several at once, some of which were cancelled before or while they were drawn: each gets
    its own picture, and one process draws them all."""
    sources = [f"x_{{{number}}}" for number in range(8)]
    asked = [asyncio.create_task(drawer.draw(Drawing(source))) for source in sources]
    await asyncio.sleep(0)
    process = None
    for task in asked[:6]:
        task.cancel()
        await asyncio.sleep(0.05)
        assert process is None or drawer._process is process
        process = process or drawer._process
    assert await asyncio.gather(*asked[6:]) == [draw(Drawing(each)) for each in sources[6:]]
    assert drawer._process is process


async def test_what_cannot_be_sent_is_not_drawn(drawer: Drawer) -> None:
    assert await drawer.draw(Drawing("\ud800")) is None
    assert await drawer.draw(Drawing("x")) is not None


async def test_a_drawing_under_way_ends_with_the_server(drawer: Drawer) -> None:
    asked = [asyncio.create_task(drawer.draw(Drawing(source))) for source in "xyz"]
    await asyncio.sleep(0.02)
    drawer.stop()
    assert await asyncio.gather(*asked) == [None] * 3
    assert drawer._process is None

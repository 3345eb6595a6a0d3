"""Messages are read in English here; `../test_language.py` has the Chinese ones."""

from __future__ import annotations

import pytest

from tests.scene import Scene


@pytest.fixture
def scene(scene: Scene) -> Scene:
    """A scene whose answers are in English, whatever its notes are written in."""
    return scene.speaking("en")

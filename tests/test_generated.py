"""The pages made from the code are what the code says."""

from __future__ import annotations

from tests.generated import MEND, ROOT, pages


def test_the_generated_pages_are_up_to_date() -> None:
    stale = [
        str(path)
        for path, text in pages().items()
        if not (ROOT / path).is_file() or (ROOT / path).read_text("utf-8") != text
    ]
    assert not stale, f"run `{MEND}`"

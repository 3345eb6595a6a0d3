"""The short values of front matter, counted over the vault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notes_lsp.vault import Vault
from notes_lsp.vault.front_values import front_values
from tests.vault.changing import Step, notes, steps, tells_the_same


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("author: 张三\n", ["author: 张三"]),
        ("author: 张三 # 我\n", ["author: 张三"]),
        ("author: '张: 三'\n", ["author: 张: 三"]),
        ('mood: "a # b"\n', ["mood: a # b"]),
        ("a: [x, 'y z', \"é\"]\n", ["a: x", "a: y z", "a: é"]),
        ("a:\n  - x\n  - y\nb: 1\n", ["a: x", "a: y", "b: 1"]),
        ("a:\n- x\n\n- y\n", ["a: x", "a: y"]),
        ("a: x\r\nb: y\r\n", ["a: x", "b: y"]),
        ("draft: true\nstar: ~\n", ["draft: true"]),
        ('a = "x"\nb = ["y"]\n', ["a: x", "b: y"]),
        ("a: x\na: x\n", ["a: x"]),
        ("title: 甲\ntags: [乙]\ndate: 2026-01-01\nDescription: x\n", []),
        ("cover: {image: x}\nc:\n  image: y\n", []),
        ("a: |\n  x\n", []),
        ("a: &b x\n", []),
        ("home: https://example.com\nisbn: 9787302511\nup: '[[甲]]'\nrev: 2026-1-1\n", []),
        ("a: " + "x" * 41 + "\n", []),
        ("a: [x, y\n", []),
        ("---\n", []),
        ("a: \udcff".encode("utf-8", "surrogateescape").decode("utf-8", "replace"), ["a: \ufffd"]),
    ],
)
def test_values_as_most_people_write_them(written: str, values: list[str]) -> None:
    assert [*front_values(written.encode())] == values


def test_of_one_note_only_so_many() -> None:
    assert len(front_values(b"".join(b"k%d: v\n" % n for n in range(99)))) == 16


FRONTS = st.lists(
    st.sampled_from(
        ["author: 张三\n", "author: [李四, 张三]\n", "lang: zh\n", "lang:\n  - en\n", "title: x\n"]
    ),
    max_size=3,
).map(lambda lines: "---\n" + "".join(lines) + "---\n")
TEXTS = st.tuples(FRONTS | st.just(""), st.sampled_from(["", "# 甲\n"])).map("".join)


def told(vault: Vault) -> dict[str, Any]:
    fields = vault.snapshot().graph.fields()
    return {key: dict(fields.of(key)) for key, _ in fields.given()}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(notes(TEXTS), steps(TEXTS))
def test_what_is_counted_as_notes_change_is_what_a_fresh_start_counts(
    folder: Path, first: dict[str, str], then: list[Step]
) -> None:
    tells_the_same(folder, first, then, told)

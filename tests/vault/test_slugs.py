"""Fragments of headings, as GitHub, VuePress and Obsidian write them."""

from __future__ import annotations

import pytest

from notes_lsp.vault.slugs import github, obsidian, slugs, vuepress

TABLE = [
    # heading, GitHub, VuePress, Obsidian
    ("Hello, World!", "hello-world", "hello-world", "Hello, World!"),
    ("C++ & Rust", "c--rust", "c-rust", "C++ & Rust"),
    ("a  b", "a--b", "a-b", "a b"),
    ("第 2 版：用法（一）", "第-2-版用法一", "第-2-版-用法-一", "第 2 版：用法（一）"),
    ("1. Intro", "1-intro", "_1-intro", "1. Intro"),
    (
        "snake_case and -dash-",
        "snake_case-and--dash-",
        "snake-case-and-dash",
        "snake_case and -dash-",
    ),
    ("Café Ünï", "café-ünï", "cafe-uni", "Café Ünï"),
    ("😀 emoji", "-emoji", "😀-emoji", "😀 emoji"),
    ("What's [new] in #1 | 2?", "whats-new-in-1--2", "what-s-new-in-1-2", "What's new in 1 2?"),
    ("A/B 测试", "ab-测试", "a-b-测试", "A/B 测试"),
]


@pytest.mark.parametrize(("text", "on_github", "in_vuepress", "in_obsidian"), TABLE)
def test_slugs(text: str, on_github: str, in_vuepress: str, in_obsidian: str) -> None:
    assert (github(text), vuepress(text), obsidian(text)) == (on_github, in_vuepress, in_obsidian)


def test_headings_of_one_name_are_numbered() -> None:
    made = list(slugs(["Foo", "Foo", "Foo-1", "foo"]))
    assert [each.github for each in made] == ["foo", "foo-1", "foo-1-1", "foo-2"]
    assert [each.vuepress for each in made] == ["foo", "foo-1", "foo-1-1", "foo-2"]
    assert [each.obsidian for each in made] == ["Foo", "Foo", "Foo-1", "foo"]

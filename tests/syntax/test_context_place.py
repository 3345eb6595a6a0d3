"""What stands at a place of finished text: `▮` is the place, `«…»` the region answered."""

from __future__ import annotations

import pytest

from notes_lsp.syntax.context import place_at, shell_line_at
from notes_lsp.syntax.parsing import parse
from notes_lsp.text import Buffer


def answer(drawn: str) -> str:
    before, after = drawn.split("▮")
    buffer = Buffer.of(before + after)
    place = place_at(parse(buffer), len(before.encode()))
    item = type(place.item).__name__ if place.item else "-"
    link = f" in {place.link.kind}" if place.link else ""
    return f"{place.where} «{buffer.text(place.span)}» {item}{link}"


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("😀 中▮文", "prose «😀 中文» -"),
        ("中文▮", "prose «中文» -"),
        ("▮", "prose «» -"),
        ("😀 设 $x▮^2$ 得", "math «x^2» Math"),
        ("😀 设 ▮$x^2$ 得", "math «x^2» Math"),
        ("😀 设 $x^2$▮ 得", "prose «😀 设 $x^2$ 得» -"),
        ("$$\nx▮\n$$", "math «\nx\n» Math"),
        ("```math\nx▮\n```", "math «x\n» Math"),
        ("用 `te▮e -a` 和 $x$", "code-span «tee -a» CodeSpan"),
        ("用 `$x▮$`", "code-span «$x$» CodeSpan"),
        ("```sh\nte▮e $x$\n```", "fence «tee $x$\n» Fence"),
        ("中文\n\n```b▮ash 题\nls\n```", "fence-info «bash 题» Fence"),
        ("    缩▮进 $x$", "fence «缩进 $x$» Fence"),
        ("见 [文▮字](a.md#b) 后", "link-text «文字» Link in inline"),
        ("见 [文字](a▮.md#b) 后", "link-target «a.md» Link in inline"),
        ("见 [文字](a.md#▮b) 后", "link-target «b» Link in inline"),
        ("见 [文字](a.md)▮ 后", "prose «见 [文字](a.md) 后» - in inline"),
        ("见 [`te▮e`](a.md) 后", "code-span «tee» CodeSpan in inline"),
        ("见 [[笔▮记#标题|别名]] 后", "link-target «笔记» Link in wiki"),
        ("见 [[笔记#标题|别▮名]] 后", "link-text «别名» Link in wiki"),
        ("见 [[笔记#标▮题]] 后", "link-target «标题» Link in wiki"),
        ("见 https://exam▮ple.com 后", "url «https://example.com» Link in url"),
        ("见 <https://exam▮ple.com> 后", "url «https://example.com» Link in autolink"),
        ("文[^注▮] 后\n\n[^注]: 话", "link-target «注» Link in footnote"),
        ("[标签]: a▮.md", "link-target «a.md» Definition"),
        ("[标▮签]: a.md", "link-target «标签» Definition"),
        ("中 <b▮>粗</b>", "html «<b>» Html"),
        ('中 <a href="a▮.md">文</a>', "link-target «a.md» Link in html"),
        ("<details>\n文▮字\n</details>", "html «<details>\n文字\n</details>» Html"),
        ("中 <!-- 注▮ $x$ --> 文", "comment «<!-- 注 $x$ -->» Html"),
        ("😀 #标▮签 后", "prose «#标签» Tag"),
        ("## 标▮题 `x`", "prose «标题 `x`» Heading"),
        ("| 名称 | 解释 |\n| - | - |\n| 甲 | 乙 ▮丙 |", "prose «乙 丙» Row"),
        ("| 名称 | 解释 |\n| - | - |\n| 甲 | $x▮$ |", "math «x» Math"),
        ("> [!no▮te] 题\n> 文", "prose «题» Callout"),
        ("- [ ] 任▮务", "prose «- [ ] 任务» Task"),
        ("[^注]: 话▮语", "prose «[^注]: 话语» FootnoteDefinition"),
        ("---\nta▮gs: [甲]\n---\n文", "front-matter-key «tags» FrontMatter"),
        ("---\ntags: [甲▮]\n---\n文", "front-matter-value «[甲]» FrontMatter"),
        ("---\ntags:\n  - 甲▮\n---\n文", "front-matter-value «  - 甲» FrontMatter"),
        ("---\ntags: a\n---\n文▮", "prose «文» -"),
    ],
)
def test_the_innermost_mask_wins(drawn: str, expected: str) -> None:
    assert answer(drawn) == expected


def shell_line(drawn: str) -> str | None:
    before, after = drawn.split("▮")
    line = shell_line_at(parse(Buffer.of(before + after)), len(before.encode()))
    return line.text.decode() if line else None


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("```sh\nls\nte▮e -a 😀\nls\n```", "tee -a 😀"),
        ("```sh\ntee \\\n  -a▮ \\\n  x\nls\n```", "tee \\\n  -a \\\n  x"),
        ("> ```sh\n> te▮e -a \\\n> x\n> ```", "  tee -a \\\n  x"),
        ("用 `te▮e -a`", "tee -a"),
        ("```sh\nls \\▮\n```", "ls \\"),
        ("```python\nls▮\n```", None),
        ("```s▮h\nls\n```", None),
        ("中▮文", None),
    ],
)
def test_a_command_line_is_read_whole(drawn: str, expected: str | None) -> None:
    assert shell_line(drawn) == expected

"""Links that lead nowhere, or to more than one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from notes_lsp.features.rules.registry import Checked, rule
from notes_lsp.syntax.problem import Problem
from notes_lsp.vault import Level


def _link_rule(code: str, level: Level, page: str) -> None:
    """Declare the rule of those faults of links that have this code."""
    check = _faults_of(code)
    check.__doc__ = page
    rule(code, level=level)(check)


def _faults_of(code: str) -> Callable[[Checked], Iterator[Problem | None]]:
    def check(checked: Checked) -> Iterator[Problem | None]:
        return (each for each in checked.link_faults if each is None or each.code == code)

    return check


_link_rule(
    "link.missing-note",
    Level.WARNING,
    """A link to a note that does not exist.

    The name is looked for as every link is resolved: with or without `.md`, as a title or alias,
    encoded or not, in any case. The nearest names are quick fixes. A link into a folder that does
    not exist either is a `link.outside`. The `%` of a file's name is written `%25`, its `#`
    `%23`. What a template fills in (`<%`, `{{`, `{%`, `${`) is not looked at.

    Bad:  见 [安装](安装.md)
    Bad:  见 [[没有的笔记]]
    Good: -- 笔记.md⏎见 [安装](安装.md) 和 [[安装]]▮⏎-- 安装.md⏎# 安装
    """,
)
_link_rule(
    "link.missing-file",
    Level.WARNING,
    """A link to a file, such as a PDF, that does not exist.

    Wiki links to files are not looked at: Obsidian finds those in any folder. Files of the same
    name in other folders are quick fixes.

    Bad:  见 [讲义](讲义.pdf)
    Good: 见 [主页](https://example.org/讲义.pdf) 和 `[讲义](讲义.pdf)`
    """,
)
_link_rule(
    "link.missing-image",
    Level.WARNING,
    """A picture whose file does not exist.

    Pictures of the same name in other folders are quick fixes.

    Bad:  ![结构](结构.png)
    Bad:  <img src="结构.png">
    Good: ![结构](https://example.org/结构.png)
    """,
)
_link_rule(
    "link.outside",
    Level.INFORMATION,
    """A link to a place that the vault does not have: its folder is missing too, or lies outside.

    Parts of a larger site, and sites that serve folders of their own under `/`, are full of such
    links, which are right where the site is whole. Set it to `warning` where your vault is all
    there is; list what your site adds under `links.ignore`.

    Bad:  见 [部署](/部署/流水线.md) 和 ![图](./图片/结构.png)
    Good: 见 [部署](https://example.org/部署/流水线)
    """,
)
_link_rule(
    "link.missing-heading",
    Level.WARNING,
    """A link to a heading that the note does not have.

    GitHub's slugs, those of VuePress and the heading's own text are all understood, and so are
    `{#id}`, HTML ids and line numbers (`#L10`). A fragment that has a heading's letters and digits
    but other signs between them is left in peace, since site generators differ there. The nearest
    headings are quick fixes.

    Bad:  # 安装⏎⏎见 [下文](#配置)
    Bad:  # 安装⏎⏎见 [[#配置]]
    Good: # 安装⏎⏎见 [上文](#安装)、[[#安装]] 和 [这里](#here)<a id="here"></a>
    """,
)
_link_rule(
    "link.missing-block",
    Level.WARNING,
    """A link to a block id, `#^id`, that the note does not have.

    Bad:  见 [[#^结论]]
    Good: 见 [[#^done]]⏎⏎结论在此。 ^done
    """,
)
_link_rule(
    "link.ambiguous",
    Level.INFORMATION,
    """A wiki link that may mean several notes.

    It leads to the nearest one: that of the same folder first, then the one with the shortest path.
    The notes are told with the diagnostic, and quick fixes write the path of each.

    Bad:  -- 笔记.md⏎见 [[安装]]▮⏎-- 甲/安装.md⏎甲⏎-- 乙/安装.md⏎乙
    Good: -- 笔记.md⏎见 [[甲/安装]]▮⏎-- 甲/安装.md⏎甲⏎-- 乙/安装.md⏎乙
    """,
)
_link_rule(
    "link.empty",
    Level.INFORMATION,
    """A link whose target is empty.

    `[top](#)`, a link to the start of the page, is fine.

    Bad:  见 [安装]()
    Good: 见 [顶部](#)
    """,
)

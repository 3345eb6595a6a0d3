"""Broken links: which are told, at which place, how loudly; and all that looks like one."""

from __future__ import annotations

import pytest

from notes_lsp.features.diagnostics import check_note, problems
from notes_lsp.features.rules import RULES, level_of
from notes_lsp.syntax.problem import Problem
from notes_lsp.vault import Edit, Level, Settings
from tests.scene import Scene, validated


def drawn(scene: Scene, prefix: str = "") -> list[str]:
    """Each fault as its code and place."""
    found = check_note(scene.snapshot, scene.key, scene.client)
    return [
        f"{each.code}: {scene.draw(each.range)}"
        for each in validated(found)
        if str(each.code).startswith(prefix)
    ]


def first(scene: Scene) -> Problem:
    return problems(scene.snapshot, scene.key)[0]


def mended(scene: Scene, number: int = 0) -> str:
    """The note after the quick fix of this number of the first fault."""
    data = scene.buffer.data
    for span, new in sorted(first(scene).fixes[number].edits, reverse=True):
        data = data[: span.start] + new.encode() + data[span.end :]
    return data.decode().rstrip("\n")


# --- the place that is marked -------------------------------------------------------------------


@pytest.mark.parametrize(
    "told",
    [
        "link.missing-note: 😀 [坏](«没有.md»)",
        "link.missing-note: 😀 [坏](«没有.md#标题» '题')",
        "link.missing-note: 😀 [坏](<«没 有.md»> (题))",
        "link.missing-note: 😀 [坏](«/没有»)",
        "link.missing-note: 😀 [[«没有#标题»|文字]]",
        "link.missing-note: 😀 ![[«没有»]]",
        "link.missing-image: 😀 ![图](«没有.png»)",
        'link.missing-image: 😀 <img src="«没有.png»" width="3">',
        "link.missing-file: 😀 [讲义](«讲义.pdf»)",
        "link.missing-heading: 😀 [坏](«#没有»)",
        "link.missing-heading: 😀 [坏](乙.md«#没有»)",
        "link.missing-heading: 😀 [坏](/乙«#no%20such»)",
        "link.missing-heading: 😀 [坏](乙.md?v=1«#没有»)",
        "link.missing-heading: 😀 [[乙«#没有»|文字]]",
        "link.missing-heading: 😀 [[«#没有»]]",
        "link.missing-block: 😀 [[乙«#^没有»]]",
        "link.outside: 😀 [坏](«/没有/的/文件.md»)",
        "link.outside: 😀 [坏](«../../外面/文件.md#标题»)",
        "link.outside: 😀 ![图](«./图片/结构.png»)",
        "link.empty: 😀 «[空]()»",
    ],
)
def test_a_broken_link_is_marked_at_what_is_broken(scene: Scene, told: str) -> None:
    line = told.partition(": ")[2].replace("«", "").replace("»", "")
    scene(f"-- 甲.md\n{line}▮\n-- 乙.md\n# 标题\n")
    assert drawn(scene) == [told]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("😀 ![图](架构.png)", "😀 ![图](../附件/深/架构.png)"),
        ("😀 ![图](旧处/架构.png)", "😀 ![图](../附件/深/架构.png)"),
        ("😀 ![图](/架构.png)", "😀 ![图](/附件/深/架构.png)"),
        ("😀 [讲义](<讲 义.pdf> '题')", "😀 [讲义](<../附件/讲 义.pdf> '题')"),
        ('😀 <img src="架构.png">', '😀 <img src="../附件/深/架构.png">'),
    ],
)
def test_a_file_that_lies_in_another_folder_is_a_quick_fix(
    scene: Scene, text: str, after: str
) -> None:
    scene(f"-- 附件/深/架构.png\n-- 附件/讲 义.pdf\n-- 日记/今天.md\n{text}▮\n")
    assert "Did you mean" in first(scene).message
    assert mended(scene) == after


def test_a_definition_is_marked_and_not_each_of_its_uses(scene: Scene) -> None:
    scene("[甲] [乙][甲]\n\n[甲]: 没有.md '题'\n")
    assert drawn(scene) == ["link.missing-note: [甲]: «没有.md» '题'"]


def test_a_link_in_the_front_matter_is_looked_at(scene: Scene) -> None:
    scene('---\nrelated: "[[没有]]"\nmatrix: [[a, b], [c, d]]\nprev: ./没有.md\n---\n😀▮\n')
    assert drawn(scene) == [
        'link.missing-note: related: "[[«没有»]]"',
        "link.missing-note: prev: «./没有.md»",
    ]


@pytest.mark.parametrize("path", ["a$b.md", "$x.md", "{a}.md", "a{b}c.md", "a%b.md", "%x%.md"])
def test_a_sign_alone_makes_no_template(scene: Scene, path: str) -> None:
    scene(f"[甲]({path}) [[{path}]]\n")
    assert drawn(scene) == [
        f"link.missing-note: [甲](«{path}») [[{path}]]",
        f"link.missing-note: [甲]({path}) [[«{path}»]]",
    ]


# --- what is fine -------------------------------------------------------------------------------

FINE = [
    "[甲](乙.md) [甲](乙) [甲](/乙.md) [甲](./乙.md) [甲](目录/) [甲](目录/丙)",
    "[[乙]] [[丙]] [[目录/丙]] [[/乙]] [[./目录/丙.md]]",
    "[a](%E4%B9%99.md) [a](<有 空格.md>) [a](有%20空格.md) [[有 空格]] [a](乙.html)",
    "[a](乙.md#标题一) [[乙#标题一]] [a](乙.md#标题一-1) [a](乙#here)",
    "[[乙#^block]] [[乙#标题一#小节]]",
    "# 本节\n\n[a](#本节) [[#本节]] [a](#) [a](#top) [a](#L1) [a](#L1,2-L5,3) [a](#1-5)",
    "[a](乙.md#1,2) int *r = new int[n * 2 + 1]();",
    "https://example.org/没有.md <https://example.org> <me@example.org> [a](mailto:me@example.org)",
    "[a](//example.org/x) [a](https://example.org/x#y) [a](data:text/plain,x)",
    "[x] [ ] [没有] [!note] [^没有] 数组 a[i][j] dp[i][j-1] [i][j] [1][2] int[][] x[foo][bar]",
    "- [ ] 一\n- [x] 二\n- [X] 三\n\n* [ ]\n\n1. [x] 四",
    "> [!note] 标题\n> [[乙]] 文\n\n> [!warning]- 折叠\n> 文",
    "`[a](没有.md)` `[[没有]]` `[^1]`\n\n```\n[a](没有.md)\n[[没有]]\n![a](没有.png)\n```",
    "文\n\n    [[没有]] [a](没有.md)\n",
    "$[a](没有.md)$ $[[没有]]$\n\n$$\n[a][没有]\n[[没有]]\n$$",
    "<!-- [a](没有.md) [[没有]] -->",
    "\\[a](没有.md) \\[[没有]]",
    "[a]({{ site.url }}/x.md) [a](${BASE}/x.md) [a]({% link x.md %})",
    "[x](<%= foo %>) [x](<%foo%>) ![](<?=$x?>.png) [x]({{url}}) [x]({%link%})",
    "[x](<{{ url }}/a b.md>)",
    "[x](a/${b}/c.md#h) [x](乙.md#{{h}}) [[{{note}}]] [[<% tp.file.title %>]] [[乙#${h}]]",
    "[a] [b]\n\n[a]: {{url}}/x.md\n[b]: <%= foo %>",
    '<a href="{{ url }}/a.md">x</a> <img src="${x}.png">',
    '<VidStack src="youtube/_cMx" /> <my-player src="b.mp4"></my-player>\n\n<PDF src="a.pdf" />\n',
    "![[图.png]] ![[附件/图.png|100]] [[讲义.pdf]]",
    "[[Bug #109145]](https://bugs.example.org/?id=109145)",
    "- `[!xyz].js` `ab.js` `[^xyz].js` `[!x-z].js`。",
    "[^a-z]+ [^abc]* 与 [^abc]",
    "[[test]] [x][Test]\n\n[test]: https://example.org",
    "[abc][\\[test\\]] [\\[test\\]][] [\\[test\\]]\n\n[\\[test\\]]: https://example.org",
    "![][图]\n\n[图]: https://example.org/图.png",
    "[![图][图]][站]\n\n[图]: https://example.org/图.png\n[站]: https://example.org",
    "!!! note\n\n    See [Upgrade to the next\n    version].\n\n[upgrade to the next version]: https://e.org",
    '!!! note "题"\n\n    见 [^注] 和 [甲]。\n\n[甲]: https://example.org\n[^注]: 文',
    "[//]: # (一句话)\n[//]: # (又一句)\n[注释]: # (话)",
    "文[^1] 与[^甲]\n\n[^1]: 出处\n[^甲]: 出处",
    "a <tag>b</tag> <scope:tag>b</scope:tag> c",
    "[a](乙.md#MySQL-事务)",
    "[[toc]]\n\n[[_TOC_]]",
]


@pytest.mark.parametrize("text", FINE)
def test_nothing_is_said(scene: Scene, text: str) -> None:
    scene(
        f"-- 甲.md\n{text}\n▮\n-- 目录/README.md\n文\n-- 目录/丙.md\n文\n-- 有 空格.md\n文\n"
        "-- 乙.md\n# 标题一\n\n## 小节\n\n# 标题一\n\n<a id='here'></a>\n\n文 ^block\n\n"
        "# ⭐️MySQL 事务\n"
    )
    assert drawn(scene) == []


def test_a_note_being_opened_alone_is_asked_of_its_own_headings_only(scene: Scene) -> None:
    scene("[a](没有.md) [[没有]] ![a](没有.png) [b](#没有)\n")
    scene.vault.configure([], [])
    for _ in scene.vault.load():
        pass
    assert drawn(scene) == [
        "link.missing-heading: [a](没有.md) [[没有]] ![a](没有.png) [b](«#没有»)"
    ]


def test_nothing_is_missing_while_the_vault_is_read(scene: Scene) -> None:
    scene("[a](没有.md) [[没有]]\n")
    scene.vault.configure([str(scene.folder / "别处"), str(scene.folder)], [])
    assert drawn(scene) == []
    for _ in scene.vault.load():
        assert drawn(scene) == []
    assert len(drawn(scene)) == 2


def test_a_vault_with_more_notes_than_are_read_has_none_missing(scene: Scene) -> None:
    scene("-- 甲.md\n[[没有]]▮\n-- 乙.md\n文\n", settings={"vault": {"maxNotes": 1}})
    assert drawn(scene) == []


def test_links_that_the_settings_name_are_fine(scene: Scene) -> None:
    text = "![a](/图/甲/乙.png) ![a](/图/甲.png) [b](/没有#标题) [c](#没有) [d](乙.md#没有)"
    ignore = ["/图/**/*.png", "/没有", "#没有", "乙.md#*"]
    scene(f"-- 甲.md\n{text}▮\n-- 乙.md\n文\n", settings={"links": {"ignore": ignore}})
    assert drawn(scene) == []


# --- how loudly ---------------------------------------------------------------------------------


def test_no_fault_of_a_link_is_an_error() -> None:
    loud = [code for code, rule in RULES.items() if rule.level is Level.ERROR]
    assert not [code for code in loud if code.startswith(("link.", "reference.", "footnote."))]


def test_a_link_into_a_folder_that_is_not_there_is_no_warning(scene: Scene) -> None:
    scene("[a](../别处/甲.md) [b](../高可用/) [c](/java/x.md)\n")
    levels = {level_of(RULES[p.code], Settings()) for p in problems(scene.snapshot, scene.key)}
    assert levels == {Level.INFORMATION}


# --- several, and nearly ------------------------------------------------------------------------


def test_a_name_of_several_notes_is_told_with_all_of_them(scene: Scene) -> None:
    scene("-- 笔记.md\n见 [[安装]]▮\n-- 甲/安装.md\n甲\n-- 乙/丙/安装.md\n乙\n")
    (found,) = check_note(scene.snapshot, scene.key, scene.client)
    assert found.code == "link.ambiguous"
    places = [
        scene.draw(each.location.range, each.location.uri)
        for each in found.related_information or ()
    ]
    assert places == ["甲/安装.md:1: «»甲", "乙/丙/安装.md:1: «»乙"]
    assert mended(scene, 1) == "见 [[乙/丙/安装]]"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("😀 [a](安装指南针.md#x)", "😀 [a](安装指南.md#x)"),
        ("😀 [[安装指北]]", "😀 [[安装指南]]"),
        ("😀 [a](./安装指南.md)", "😀 [a](./甲/安装指南.md)"),
        ("😀 [a](/安装指南)", "😀 [a](/甲/安装指南)"),
        ("😀 [a](Getting%20Startd.md)", "😀 [a](%E7%94%B2/Getting%20Started.md)"),
    ],
)
def test_the_nearest_note_is_a_quick_fix(scene: Scene, text: str, after: str) -> None:
    folder = "" if "指南针" in text or "指北" in text else "甲/"
    scene(f"-- 笔记.md\n{text}▮\n-- {folder}安装指南.md\n# x\n-- 甲/Getting Started.md\n文\n")
    assert mended(scene).replace("甲/Getting", "%E7%94%B2/Getting") == after
    assert "Did you mean" in first(scene).message


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("[a](#instal-guide)", "[a](#install-guide)"),
        ("[[#Instal guide]]", "[[#Install Guide]]"),
        ("[a](<#instal guide>)", "[a](<#install-guide>)"),
    ],
)
def test_the_nearest_heading_is_a_quick_fix(scene: Scene, text: str, after: str) -> None:
    scene(f"# Install Guide\n\n{text}▮\n")
    assert mended(scene) == f"# Install Guide\n\n{after}"


def test_a_percent_in_a_files_name_must_be_written_as_a_code(scene: Scene) -> None:
    scene("-- 甲.md\n[i](a%20b.md) [i](./a%2520b.md) [i](<a b.md>)▮\n-- a%20b.md\n文\n")
    assert drawn(scene) == [
        "link.missing-note: [i](«a%20b.md») [i](./a%2520b.md) [i](<a b.md>)",
        "link.missing-note: [i](a%20b.md) [i](./a%2520b.md) [i](<«a b.md»>)",
    ]
    assert mended(scene).startswith("[i](a%2520b.md)")


@pytest.mark.parametrize("path", ["www.example.org", "WWW.example.org/a/b.md#c"])
def test_an_address_without_its_scheme_is_told_with_it(scene: Scene, path: str) -> None:
    scene(f"😀 [站]({path})\n")
    assert "Did you mean `https://" in first(scene).message
    assert mended(scene) == f"😀 [站](https://{path})"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("[[C# notes]]", "[[C%23 notes]]"),
        ("[[C# notes#节|文字]]", "[[C%23 notes#节|文字]]"),
        ("[[#标签]]", "[[%23标签]]"),
        ("[x](<C# notes.md>)", "[x](<C%23 notes.md>)"),
        ("[x](./D#.md#one '题')", "[x](./D%23.md#one '题')"),
        ("[[F#]]", "[[F%23]]"),
        ("![](E#.png)", "![](E%23.png)"),
    ],
)
def test_a_hash_in_a_files_name_must_be_written_as_a_code(
    scene: Scene, text: str, after: str
) -> None:
    files = "\n-- C# notes.md\n# 节\n-- #标签.md\n-- D#.md\n# One\n-- D.md\n-- E#.png\n-- F#.md\n"
    scene(f"😀 {text}{files}")
    found = first(scene)
    assert found.code in {"link.missing-note", "link.missing-heading", "link.missing-image"}
    assert "`#` starts a heading" in found.message
    assert mended(scene) == f"😀 {after}"
    scene.vault.change(scene.uri, [Edit(mended(scene))], 2, scene.client.encoding)
    assert not problems(scene.snapshot, scene.key)


def test_a_link_with_both_its_brackets_is_checked_at_every_keystroke(scene: Scene) -> None:
    scene("😀 [[没▮]] 与 [[没有]]\n").type("有的")
    found = check_note(scene.snapshot, scene.key, scene.client, typing=True)
    assert [scene.draw(each.range) for each in found] == [
        "😀 [[«没有的»]] 与 [[没有]]",
        "😀 [[没有的]] 与 [[«没有»]]",
    ]

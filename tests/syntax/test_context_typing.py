"""What is being typed. `▮` is the cursor; the answer shows the piece that a completion replaces,
from its start over the cursor to its end, then `‹…›`, the closing mark that is there already.
Unfinished forms come first, what the editor closed by itself second, silence beside them.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_lsp.syntax.context import typing_at
from notes_lsp.syntax.context_typing import (
    CalloutTyping,
    CodeTyping,
    DefinitionTyping,
    FenceTyping,
    FrontMatterKeyTyping,
    FrontMatterValueTyping,
    HtmlTyping,
    LinkTyping,
    MathTyping,
    Typing,
    WikiTyping,
)
from notes_lsp.syntax.options import SyntaxOptions
from notes_lsp.syntax.parsing import parse
from notes_lsp.text import Buffer

PLAIN = SyntaxOptions()


def ask(drawn: str, options: SyntaxOptions = PLAIN) -> tuple[Typing, bytes]:
    before, after = drawn.split("▮")
    buffer = Buffer.of(before + after)
    return typing_at(parse(buffer, options), len(before.encode())), buffer.data


def answer(drawn: str, options: SyntaxOptions = PLAIN) -> str:
    typing, data = ask(drawn, options)
    cursor = typing.span.end
    piece = data[typing.span.start : cursor] + "▮".encode() + data[cursor : typing.tail]
    closer = data[typing.tail : typing.after]
    shown = piece.decode() + (f"‹{closer.decode()}›" if closer else "")
    return f"{_kind(typing, data)} {shown}"


def _kind(typing: Typing, data: bytes) -> str:
    name = type(typing).__name__.removesuffix("Typing").lower()
    match typing:
        case MathTyping():
            kind = "display" if typing.display else "math"
            source = data[typing.source_start : typing.source_end].decode()
            return f"{kind} {'(' + source + ')' if typing.closed else '(' + source}"
        case WikiTyping():
            return f"{'embed' if typing.embed else 'wiki'} {typing.part} of {typing.target!r}"
        case LinkTyping():
            return f"{'image' if typing.image else 'link'} {typing.part} of {typing.path!r}"
        case DefinitionTyping():
            return f"definition {typing.part} of {typing.path!r}"
        case CodeTyping():
            return f"code [{typing.text.decode()}]"
        case FenceTyping():
            return f"fence {typing.language}"
        case FrontMatterKeyTyping():
            return "key " + ".".join((*typing.parents, ""))
        case FrontMatterValueTyping():
            return f"{'item' if typing.item else 'value'} of {typing.key}"
        case HtmlTyping():
            return f"html {typing.tag} {typing.attribute}".rstrip()
        case CalloutTyping():
            return "callout"
    return name


MATH = [
    (r"😀 设 $\fr▮", r"math (\fr \fr▮"),
    (r"😀 设 $\fr▮$", r"math (\fr) \fr▮"),
    (r"😀 设 $\fr▮ac{1}{2}$ 得", r"math (\frac{1}{2}) \fr▮ac"),
    (r"设$x^2 + \al▮", r"math (x^2 + \al \al▮"),
    (r"设 $x▮", "math (x x▮"),
    (r"设 $▮$", "math () ▮"),
    (r"设 $\▮", "math (\\ \\▮"),
    (r"共 $2^▮", "math (2^ ▮"),
    (r"到 $S_1▮", "math (S_1 ▮"),
    (r"得 $k a_i \pm▮", r"math (k a_i \pm \pm▮"),
    (r"不少于 $>\sq▮", r"math (>\sq \sq▮"),
    (r"设 $\frac{a}{\b▮}$ 得", r"math (\frac{a}{\b}) \b▮"),
    (r"设 $a \\al▮", r"math (a \\al al▮"),
    (r"设 $\text{速度 和 时间} + \al▮", r"math (\text{速度 和 时间} + \al \al▮"),
    (r"设 $F_合 = \al▮", r"math (F_合 = \al \al▮"),
    (r"设 $速度 = \fr▮", r"math (速度 = \fr \fr▮"),
    # What the parser pairs with the next formula, the person did not.
    (r"设 $\fr▮ and ($y$) 得", r"math (\fr \fr▮"),
    (r"设 $y$ 与 $\fr▮", r"math (\fr \fr▮"),
    (r"设 $y$ 与 $\fr▮ 得 $z$", r"math (\fr \fr▮"),
    (r"costs $5 and $\fr▮", r"math (\fr \fr▮"),
    (r"costs $5, then `$` and $\fr▮", r"math (\fr \fr▮"),
    (r"[链接 $\fr▮](a.md)", r"math (\fr \fr▮"),
    (r"- 列表 $\fr▮", r"math (\fr \fr▮"),
    (r"# 标题 $\fr▮", r"math (\fr \fr▮"),
    (r"> 引用 $\fr▮", r"math (\fr \fr▮"),
    ("| 名称 | 解释 |\n| --- | --- |\n| 😀 | $\\fr▮ | x$ |", r"math (\fr \fr▮"),
    ("| 名称 | 解释 |\n| --- | --- |\n| $ a | $\\fr▮$ |", r"math (\fr) \fr▮"),
    ("| 😀 | $\\fr▮", r"math (\fr \fr▮"),
    ("一行 $a\n二行 \\fr▮ b$", "math (a\n二行 \\fr b) \\fr▮"),
    ("中文 $$▮$$", "display () ▮"),
    ("中文 $$\\fr▮", r"display (\fr \fr▮"),
    ("$$\n\\fr▮", "display (\n\\fr \\fr▮"),
    ("$$\n\\fr▮\n$$", "display (\n\\fr\n) \\fr▮"),
    ("> $$\n> \\fr▮", "display (\n> \\fr \\fr▮"),
    ("中文\n$$\n- \\fr▮", "display (\n- \\fr \\fr▮"),
    ("$$\n\\fr▮\n\n文字\n\n$$\nx\n$$", "display (\n\\fr \\fr▮"),
    ("```math\n\\fr▮", "display (\\fr \\fr▮"),
    ("```math\n\\fr▮\n```", "display (\\fr\n) \\fr▮"),
]


@pytest.mark.parametrize(("drawn", "expected"), MATH)
def test_formulas(drawn: str, expected: str) -> None:
    assert answer(drawn) == expected


@pytest.mark.parametrize(
    "drawn",
    [
        "价 $5 ▮",
        "价 $5▮",
        "价 $5 and \\▮",
        "价 $5 和 \\▮",
        "价 $100k ▮",
        "价 $5-10 ▮",
        "路径 $HOME and \\▮",
        "路径 $HOME/▮",
        "路径 ${HOME}/▮",
        r"中文 \$\fr▮",
        r"中文 $x$ 和 \fr▮",
        "中文 $x$▮",
        "中文 $x$，然后 ▮",
        "中文 $ a ▮",
        "中文 $x is the ▮",
        "中文 $$x$$ 和 ▮",
        "价 $5 ▮$x$",
        "price $5 is ($6) and ▮",
        "$$\nx\n$$\n中文▮",
        "$$\nx\n\n中文▮",
        "| $a | \\fr▮ |",
        r"中文 \(\fr▮",
    ],
)
def test_a_dollar_sign_is_not_always_a_formula(drawn: str) -> None:
    assert answer(drawn).split()[0] in {"prose", "nothing"}


def test_backslash_brackets_are_formulas_when_the_vault_says_so() -> None:
    options = SyntaxOptions(latex_delimiters=True)
    assert answer(r"中文 \(\fr▮", options) == r"math (\fr \fr▮"
    assert answer(r"中文 \(\fr▮\) 得", options) == r"math (\fr) \fr▮"
    assert answer(r"中文 \[\fr▮", options) == r"display (\fr \fr▮"
    assert answer(r"中文 \(x\) 得 ▮", options) == "prose ▮"


LINKS = [
    ("😀 见 [[no▮", "wiki note of 'no' no▮"),
    ("😀 见 [[no▮]]", "wiki note of 'no' no▮‹]]›"),
    ("见 [[深度 学▮]] 与", "wiki note of '深度 学' 深度 学▮‹]]›"),
    ("见 [[▮", "wiki note of '' ▮"),
    ("见 [[▮]]", "wiki note of '' ▮‹]]›"),
    ("见 [[no▮te]]", "wiki note of 'no' no▮te‹]]›"),
    ("见 [[no▮te|别名]]", "wiki note of 'no' no▮te"),
    ("见 [[no▮te#标题]]", "wiki note of 'no' no▮te"),
    ("见 [[no▮ 与 [[b]]", "wiki note of 'no' no▮"),
    ("见 ![[图▮", "embed note of '图' 图▮"),
    ("见 [[笔记#标▮", "wiki heading of '笔记' 标▮"),
    ("见 [[笔记#标▮题|别名]]", "wiki heading of '笔记' 标▮题"),
    ("见 [[#标▮]]", "wiki heading of '' 标▮‹]]›"),
    ("见 [[笔记#一#二▮", "wiki heading of '笔记' 二▮"),
    ("见 [[笔记#^id▮]]", "wiki block of '笔记' id▮‹]]›"),
    ("见 [[笔记|别▮]]", "wiki alias of '笔记' 别▮‹]]›"),
    ("见 [[笔记#标题|别▮", "wiki alias of '笔记' 别▮"),
    ("| 见 | [[笔记\\|别▮]] |\n| - | - |", "wiki alias of '笔记' 别▮‹]]›"),
    ("| 见 | [[no▮ |\n| - | - |", "wiki note of 'no' no▮"),
    ("😀 [文](pa▮", "link path of 'pa' pa▮"),
    ("😀 [文](pa▮)", "link path of 'pa' pa▮‹)›"),
    ("[文](▮", "link path of '' ▮"),
    ("[文](▮)", "link path of '' ▮‹)›"),
    ("[文](目录/pa▮th.md) 后 (x)", "link path of '目录/pa' 目录/pa▮th.md‹)›"),
    ('[文](pa▮th.md "题")', "link path of 'pa' pa▮th.md"),
    ("[文](pa▮ 后 (x)", "link path of 'pa' pa▮"),
    ("[文](a(1)▮", "link path of 'a(1)' a(1)▮"),
    ("[文](my no▮)", "link path of 'my no' my no▮‹)›"),
    ("[文](<my no▮", "link path of 'my no' my no▮"),
    ("[文](<my no▮>)", "link path of 'my no' my no▮‹>)›"),
    ("[文](笔记.md#标▮", "link fragment of '笔记.md' 标▮"),
    ("[文](#标▮)", "link fragment of '' 标▮‹)›"),
    ("[文](no▮te.md#标题)", "link path of 'no' no▮te.md"),
    ("![图](im▮", "image path of 'im' im▮"),
    ("[![图](a.png)](b▮", "link path of 'b' b▮"),
    ("[`a](`](b▮", "link path of 'b' b▮"),
    ("[甲][la▮", "reference la▮"),
    ("[甲][la▮]", "reference la▮‹]›"),
    ("文[^注▮", "footnote 注▮"),
    ("文[^注▮]", "footnote 注▮‹]›"),
    ("[^▮", "footnote ▮"),
    ("[标签]: pa▮", "definition path of 'pa' pa▮"),
    ("[标签]: ▮", "definition path of '' ▮"),
    ("[标签]: <my pa▮>", "definition path of 'my pa' my pa▮‹>›"),
    ("[标签]: a.md#标▮", "definition fragment of 'a.md' 标▮"),
    ("😀 #标▮", "tag 标▮"),
    ("#标签/子▮", "tag 标签/子▮"),
    ("😀，#标▮签 后", "tag 标▮签"),
    ("- #▮", "tag ▮"),
]


@pytest.mark.parametrize(("drawn", "expected"), LINKS)
def test_links_and_tags(drawn: str, expected: str) -> None:
    assert answer(drawn) == expected


@pytest.mark.parametrize(
    "drawn",
    [
        "见 [[笔记]] 后▮",
        "见 [[笔记]]▮",
        r"见 \[[no▮",
        "[文](a.md) 后▮",
        "[文](a.md)▮",
        '[文](a.md "题▮',
        "[文](见 下文 再▮",
        "文](pa▮",
        "[甲][乙] 后▮",
        "文[^注] 后▮",
        "[^注]: 后▮",
        '[标签]: a.md "题▮',
        "- [ ] 任务▮",
        "- [▮] 任务",
        "# ▮",
        "## 标题▮",
        "##▮",
        "#▮# 标题",
        "C#▮",
        "学习#标▮",
        "issue #12▮",
        "https://例.com/#a▮",
        "见 https://example.com/a#b▮",
        "<https://example.com/▮",
        r"\#标▮",
        "中文 <!-- [[no▮",
        "中文 <!-- [[no▮ -->",
        "<!--\n[[no▮",
        "<!--\n[[no▮\n-->\n",
    ],
)
def test_no_link_and_no_tag(drawn: str) -> None:
    assert answer(drawn).split()[0] in {"prose", "nothing"}


CODE = [
    ("用 `tee -▮", "code [tee -] -▮"),
    ("用 `tee -▮`", "code [tee -] -▮"),
    ("用 `▮`", "code [] ▮"),
    ("用 `tee -▮ai`", "code [tee -] -▮ai"),
    ("用 `tee -▮ 和 `x`", "code [tee -] -▮"),
    ("用 `x` 和 `tee -▮", "code [tee -] -▮"),
    ("用 ``tee `date▮", "code [tee `date] date▮"),
    ("用 `$\\fr▮`", "code [$\\fr] $\\fr▮"),
    ("| 用 | `tee -▮` |\n| - | - |", "code [tee -] -▮"),
    ("```sh\ntee -▮", "code [tee -] -▮"),
    ("```sh\ntee -▮\n```", "code [tee -] -▮"),
    ("中文\n\n~~~bash\necho 你 | te▮\n~~~", "code [echo 你 | te] te▮"),
    ("```sh\ntee \\\n  -▮\n```", "code [tee \\\n  -] -▮"),
    ("```console\n$ tee -▮", "code [$ tee -] -▮"),
    ("```console\n$ tee \\\n> -▮\n```", "code [$ tee \\\n  -] -▮"),
    ("```console\n$ tee\n输出 -▮\n```", "fence console ▮"),
    ("> ```sh\n> tee -▮", "code [  tee -] -▮"),
    ("> ```sh\n> tee \\\n> -▮\n> ```", "code [  tee \\\n  -] -▮"),
    ("- 列表\n  ```sh\n  tee -▮\n  ```", "code [  tee -] -▮"),
    ("```sh\n# 注释 te▮", "fence sh ▮"),
    ("```python\nprint(▮", "fence python ▮"),
    ("```\n[[no▮", "fence  ▮"),
    ("    缩进 [[no▮", "fence  ▮"),
    ("```ba▮", "fenceinfo ba▮"),
    ("```ba▮```", "fenceinfo ba▮‹```›"),
    ("```▮", "fenceinfo ▮"),
    ("中文\n```ba▮sh\nls\n```", "fenceinfo ba▮sh"),
    ("> ~~~ ba▮", "fenceinfo ba▮"),
    ("- ```ba▮", "fenceinfo ba▮"),
    ("```bash 题▮", "nothing ▮"),
    ("```sh\nls\n```▮", "nothing ▮"),
    ("```sh\nls\n```\n中▮", "prose 中▮"),
    ("> ```sh\n> ls\n\n中▮", "prose 中▮"),
    ("用 `tee` 中▮", "prose 中▮"),
    ("用 `tee`▮", "prose ▮"),
    ("用 `没关\n下行 中▮", "prose 中▮"),
]


@pytest.mark.parametrize(("drawn", "expected"), CODE)
def test_code(drawn: str, expected: str) -> None:
    assert answer(drawn) == expected


BLOCKS = [
    ("::: ti▮", "container ti▮"),
    (":::ti▮", "container ti▮"),
    ("中文\n::: ▮\n文\n:::", "container ▮"),
    ("::: tip 标▮", "prose 标▮"),
    ("::: tip\n文\n:::▮", "nothing ▮"),
    ("> [!no▮", "callout no▮"),
    ("> [!no▮]", "callout no▮‹]›"),
    ("- 一\n  > [!▮]", "callout ▮‹]›"),
    ("> [!note] 标▮", "prose 标▮"),
    ("中文 [!no▮", "prose no▮"),
    ("中文 <de▮", "html de de▮"),
    ('中文 <a href="no▮', "html a href no▮"),
    ("<details ▮", "html details ▮"),
    ("中文 a<b▮", "prose b▮"),
    ("中文 <b>粗▮", "prose 粗▮"),
    ("中文▮", "prose 中文▮"),
    ("😀 token▮", "prose token▮"),
    ("▮", "prose ▮"),
]


@pytest.mark.parametrize(("drawn", "expected"), BLOCKS)
def test_blocks_html_and_words(drawn: str, expected: str) -> None:
    assert answer(drawn) == expected


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("中文 {{ to▮", "nothing ▮"),
        ('{{< ref "to▮" >}}', "nothing ▮"),
        ("{% include to▮ %}", "nothing ▮"),
        ("<% tp.to▮", "nothing ▮"),
        ("{{ a }} to▮", "prose to▮"),
        ("<% a %> #to▮", "tag to▮"),
        ("$\\frac{{a\\al▮", "math (\\frac{{a\\al \\al▮"),
    ],
)
def test_what_a_template_fills_in_is_code(drawn: str, expected: str) -> None:
    assert answer(drawn) == expected


FRONT_MATTER = [
    ("---\nta▮", "key  ta▮"),
    ("---\n▮", "key  ▮"),
    ("---\nta▮\n---\n", "key  ta▮"),
    ("---\nta▮gs: [甲]\n---\n", "key  ta▮gs‹: ›"),
    ("---\ntitle: 题\nta▮\n---\n", "key  ta▮"),
    ("---\nhead:\n  me▮\n---\n", "key head. me▮"),
    ("---\ntags: ▮", "value of tags ▮"),
    ("---\ntags: 机▮", "value of tags 机▮"),
    ("---\ntitle: 深度 学▮\n---\n", "value of title 深度 学▮"),
    ('---\ntitle: "深▮"\n---\n', 'value of title 深▮‹"›'),
    ("---\ntags: [甲, 乙▮", "item of tags 乙▮"),
    ("---\ntags: [甲, 乙▮]\n---\n", "item of tags 乙▮"),
    ("---\ntags:\n  - 甲\n  - 乙▮\n---\n", "item of tags 乙▮"),
    ("---\ntags:\n- 乙▮", "item of tags 乙▮"),
    ("---\ntags: [\n  甲,\n  乙▮\n---\n", "item of tags 乙▮"),
    ('---\nup: "[[笔▮"\n---\n', "wiki note of '笔' 笔▮"),
    ('---\nup: "[[笔▮]]"\n---\n', "wiki note of '笔' 笔▮‹]]›"),
    ("+++\nti▮\n+++\n", "key  ti▮"),
    ("+++\ntags = ['甲', '乙▮']\n+++\n", "item of tags 乙▮‹'›"),
    ("---\ntitle:▮\n---\n", "nothing ▮"),
    ("---\n# 注 ta▮\n---\n", "nothing ▮"),
    ("---▮\ntags: a\n---\n", "nothing ▮"),
    ("---\ntags: a\n---▮\n", "nothing ▮"),
    ("---\ntags: a\n---\n中▮", "prose 中▮"),
    ("---\n\n中▮", "prose 中▮"),
    ("---\n今天 天气▮", "prose 天气▮"),
    ("中文\n\n---\nta▮", "prose ta▮"),
    ("---\nprice: $\\fr▮\n---\n", "value of price $\\fr▮"),
]


@pytest.mark.parametrize(("drawn", "expected"), FRONT_MATTER)
def test_front_matter(drawn: str, expected: str) -> None:
    assert answer(drawn) == expected


@pytest.mark.parametrize("drawn", [d for d, _ in MATH + LINKS + CODE + BLOCKS + FRONT_MATTER])
def test_windows_line_ends_change_no_answer(drawn: str) -> None:
    assert answer(drawn.replace("\n", "\r\n")).replace("\r", "") == answer(drawn)


@given(
    st.lists(st.sampled_from([*"ab 中\n`$[]()<>|#:!-=\\\"'*", "$$", "[[", "```", "\n\n", "---\n"])),
    st.integers(0, 200),
)
def test_any_text_is_answered(pieces: list[str], at: int) -> None:
    """Whatever stands in a note, every cursor gets an answer within the note."""
    buffer = Buffer.of("".join(pieces))
    note = parse(buffer)
    offset = len(buffer.data[:at].decode(errors="ignore").encode())  # no cursor cuts a character
    typing = typing_at(note, offset)
    assert 0 <= typing.span.start <= typing.span.end == offset
    assert offset <= typing.tail <= typing.after <= len(buffer)

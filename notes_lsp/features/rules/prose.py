r"""What slipped into prose: links without a gap, code without backquotes, misspelt LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes_lsp.features.rules.passage import Passage
from notes_lsp.features.rules.registry import passage_rule
from notes_lsp.syntax.facts import LinkKind
from notes_lsp.syntax.problem import Fix, Problem
from notes_lsp.text import Span, Wording
from notes_lsp.vault import Level

_SECOND_LINK = re.compile(rb"(?<=[A-Za-z0-9])https?://")
_GLUED_WORD = re.compile(
    rb"(?:[/-]\d{6,}|[?&](?:p|page|pid|aid|id|utm_id)=\d+)([A-Za-z][a-z]{3,})$"
)
_CODE = re.compile(
    rb"(?<![\w.:/\\@$-])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\."
    rb"(?:[a-z]+_[a-z_]+(?![\w.-])(?:\(\))?|[a-z]\w*\(\))"
)
_FILE = re.compile(rb"\.(?:[a-z0-9]+_)?(?:py|md|js|ts|sh|txt|json|ya?ml|html?|com|cn|org)$")


@passage_rule("link.run-together", level=Level.INFORMATION)
def run_together(passage: Passage) -> Iterator[Problem]:
    r"""A bare link with another link, or a word, right behind it: the gap between them was lost.

    Bad:  参考 https://zhuanlan.zhihu.com/p/157490738transformer 的结构
    Bad:  https://example.org/ahttps://example.org/b
    Good: 参考 https://zhuanlan.zhihu.com/p/157490738 transformer 的结构
    Good: https://web.archive.org/web/2020/https://example.org/b
    """
    for link in passage.facts.links:
        if link.kind is not LinkKind.URL:
            continue
        data = link.span.cut(passage.text)
        if found := _SECOND_LINK.search(data, 1):
            message = Wording(
                "Two links run together here; put a space between them.",
                "两个链接连在了一起；请在中间加空格。",
            )
        elif found := _GLUED_WORD.search(data):
            word = found[1].decode()
            message = Wording(
                f"Does `{word}` belong to this link? If not, put a space before it.",
                f"`{word}` 属于这个链接吗？如果不是，请在前面加空格。",
            )
        else:
            continue
        at = link.span.start + found.start(found.lastindex or 0)
        fix = Fix(Wording("Put a space between", "在中间加空格"), ((Span(at, at), " "),))
        yield Problem("link.run-together", Span(at, link.span.end), message, fix, link.span)


@passage_rule("prose.code", level=Level.HINT)
def code_in_prose(passage: Passage) -> Iterator[Problem]:
    r"""A piece of code stands in the prose without backquotes.

    Found are names with a dot and an underscore or with `()`. In Markdown underscores may turn
    into italics, and a spell checker takes code for misspelt words.

    Bad:  每个 batch 前梯度要清零 optimizer.zero_grad
    Bad:  调用 model.eval() 即可
    Good: 每个 batch 前梯度要清零 `optimizer.zero_grad`
    Good: 见 [config.blog_toc]，其定义由站点补上
    """
    for found in _CODE.finditer(passage.text):
        span = Span(*found.span())
        if _FILE.search(found[0]) or not passage.is_prose(span) or _is_code(passage.text, span):
            continue
        written = found[0].decode()
        title = Wording(f"Write `{written}` as code", f"把 `{written}` 标为代码")
        fix = Fix(title, ((span, f"`{written}`"),))
        message = Wording(
            f"`{written}` looks like code; put it between backquotes.",
            f"`{written}` 像是代码；请放在反引号里。",
        )
        yield Problem("prose.code", span, message, fix)


def _is_code(text: bytes, span: Span) -> bool:
    """Whether the whole line is code, as in admonitions whose fences Markdown cannot see.

    Or it is a label, `[config.blog_toc]`, whose definition the site adds.
    """
    if text[span.start - 1 : span.start] == b"[" and text[span.end : span.end + 1] == b"]":
        return True
    start = text.rfind(b"\n", 0, span.start) + 1
    end = text.find(b"\n", span.end)
    return re.search(rb"[;{}=]|//", text[start : end if end >= 0 else len(text)]) is not None

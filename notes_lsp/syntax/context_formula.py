r"""Whether a `$` before the cursor opens a formula, or is a price, a variable or just a sign.

A formula that has no closing `$` yet can only be told by its looks: `$x^2 + \al` is one,
`$5 and` and `$HOME` are none.
"""

from __future__ import annotations

import re

_PRICE = re.compile(r"\d[\d.,]*(?:[kKMBb]\b|bn\b|USD\b)?")
_BEHIND_PRICE = re.compile(
    r" ?\\|[ ]?[\^_{*=<>+] ?[\\A-Za-z0-9({]|[\^_*=<>]\Z"
    r"|[ ]?- ?[\\A-Za-z({]|[A-Za-z(](?![A-Za-z])"
)
_VARIABLE = re.compile(r"[A-Z]{2}[A-Z0-9_]+(?=[\s/:]|\Z)|\{[A-Z]{2}[A-Z0-9_]+(?:\}|\Z)")
_GROUP = re.compile(r"\{[^{}]*\}?")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)")
_PROSE_WORD = re.compile(
    r"(?<=[A-Za-z0-9.,;:!?)])[ \n]+"
    r"(?:[A-Za-z]{3,}|is|in|of|or|to|at|by|on|an|as|if|be|we|it)(?![A-Za-z_^({])"
)
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_PROSE_CJK = re.compile(rf"[，。；：！？、]|(?<![{_CJK}_^=+*/(<>-])(?<![=+*/(<>-] )(?<!^)[{_CJK}]")


def looks_open(content: str) -> bool:
    """Whether text behind an inline `$` that has no closing one can be a formula being typed."""
    if not content or content[0].isspace():
        return False
    if "\\" not in content and _VARIABLE.match(content):
        return False
    starts = content[0].isalnum() or content[0] in "\\{([|-+"
    if not (starts or (content[0] in "<>=" and "\\" in content)):
        return False
    return not _is_price(content, closed=False) and not reads_as_prose(content)


def can_pair(content: str) -> bool:
    """Whether text between two `$` is a formula and not two prices: `$5 is much ($`."""
    return not (_is_price(content, closed=True) and reads_as_prose(content))


def reads_as_prose(content: str) -> bool:
    """Whether words or Chinese follow that no formula has outside of `\\text{…}`."""
    # From the inside out, three levels: deeper nesting leaves words that are no prose anyway.
    for _ in range(3):
        content = _GROUP.sub("", content)
    content = _COMMAND.sub("\\\\", content)
    return bool(_PROSE_WORD.search(content) or _PROSE_CJK.search(content))


def _is_price(content: str, *, closed: bool) -> bool:
    price = _PRICE.match(content)
    if price is None:
        return False
    return closed or _BEHIND_PRICE.match(content, price.end()) is None

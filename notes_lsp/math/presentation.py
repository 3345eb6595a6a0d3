r"""LaTeX as the MathML that ziamath draws rightly; None for what would mislead who looks at it.

latex2mathml leaves out silently what it does not know, ziamath what it cannot draw.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from xml.etree import ElementTree as ET

from notes_lsp.math.rendering import to_unicode

_UNSEEN = re.compile(r"\\(?:tag\*?|label)[ ]*\{[^{}]*\}|(\\.)|%.*")
"""Comments, and numbers that stand beside a formula; the group is what stays."""
_LENGTH = r"\[[ ]*[-+]?[\d.]+[ ]*(?:[cem]m|em|ex|in|mu|p[tc])[ ]*\]"
_CHANGES = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        # What makes no difference that anybody sees.
        (r"\\(?:notag|nonumber|math(?:op|rel|bin|ord|open|close|punct|inner))(?![A-Za-z])", ""),
        (r"(\\(?:begin|end)\{align)(?=\})", r"\1*"),  # numbers its lines beside it
        (rf"(\\\\)\*?{_LENGTH}", r"\1 "),
        (r"\\not[ ]*=", r"\\neq "),
        (r"\\([lr]ang)(?![A-Za-z])", r"\\\1le "),  # else double ones
        (r"\\[mh]box(?![A-Za-z])", r"\\text"),  # else on the line, where it is an index too
        (r"(\\hspace)\*", r"\1"),
        (r"\\([NRZ])(?![A-Za-z])", r"\\mathbb{\1}"),  # of KaTeX
        (r"(\\bmod)(?![A-Za-z])", r"\\;\1\\;"),
        # Read rightly with braces around, `…^2` behind it too.
        (r"(?=\\begin\{[a-zA-Z]*matrix\})", "{"),
        (r"(\\end\{[a-zA-Z]*matrix\})", r"\1}"),
    )
)
_ENVIRONMENT = re.compile(r"\\begin[ ]*\{([^{}]*)\}")
_ENVIRONMENTS = re.compile(
    r"(?:align|equation|gather)\*|aligned|array|cases|equation|gather|gathered|split|"
    r"(?:small|[pbBvV])?matrix"
)
_UNTOLD = re.compile(r"\\nolimits(?![A-Za-z])|\\rule[ ]*\[|\\operatorname\*[ ]*\{[^{}]*\\")
_SIZED = re.compile(r"(<mo [^>]*>)(\\[A-Za-z]+|\\[{}|])(?=</mo>)")
r"""`\big\{` and its like: the bracket stands as it was written."""
_GROWN = str.maketrans("∥∣", "‖|")
"""Of these the font has large ones."""
_ESCAPED = re.compile(r"\\([%_$#])")
r"""In `\text{…}`."""
_BINOMIAL = re.compile(r"\\[dt]?binom(?![A-Za-z])")
_NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'
_GROWING = frozenset(("stretchy", "minsize", "maxsize"))
_TOKENS = frozenset(("mi", "mn", "mo", "mtext"))
_VARIANTS = {
    "bold": ("serif", True),
    "double-struck": ("double", False),
    "monospace": ("mono", False),
    "sans-serif": ("sans", False),
}
"""By their name in MathML, what ziamath calls the shapes that it does not know by it."""


def presentation(source: str, display: bool) -> ET.Element | None:
    """The `math` element of a formula; None where a piece of it is not understood."""
    from ziamath.tex import tex2mml

    source = _UNSEEN.sub(lambda mark: mark[1] or "", source).strip()
    changed = source
    for pattern, new in _CHANGES:
        changed = pattern.sub(new, changed)
    if not all(map(_ENVIRONMENTS.fullmatch, _ENVIRONMENT.findall(changed))):
        return None
    if _UNTOLD.search(changed):
        return None
    markup = tex2mml(changed, inline=not display).replace(_NAMESPACE, "", 1)
    markup = _SIZED.sub(_bracket, markup)
    markup = _ESCAPED.sub(lambda mark: f"&#{ord(mark[1])};", markup)
    if "\\" in markup or "$" in markup:  # as they were written, not as signs to be drawn
        return None
    math = ET.fromstring(markup)  # noqa: S314  # of latex2mathml's making, without entities
    if any(map(_is_lost, math.iter())) or _loses_letters(source, "".join(math.itertext())):
        return None
    for row in math.iter():
        _hold(row)
        _shape(row)
    return math


def _bracket(mark: re.Match[str]) -> str:
    sign = to_unicode(mark[2]).translate(_GROWN)
    return f"{mark[1]}&#{ord(sign)};" if len(sign) == 1 else mark[0]


def _is_lost(element: ET.Element) -> bool:
    r"""Whether ziamath leaves it out, or lays it over its neighbour (`\llap`)."""
    if element.tag == "mtable":
        lines = f"{element.get('columnlines', '')} {element.get('rowlines', '')}"
        return "solid" in lines or "dashed" in lines
    if element.tag == "mpadded":
        return element.get("width") == "0px"
    return element.tag in _TOKENS and len(element) > 0


def _hold(row: ET.Element) -> None:
    r"""Signs grow where `\left` and `\big` have them grow, and around a matrix, nowhere else:
    ziamath made `\left(\sum_{d} x\right)` 2,000 pixels high."""
    tags = ["", *(each.tag for each in row), ""]
    for index, element in enumerate(row):
        around = "mtable" in (tags[index], tags[index + 2])
        if element.tag in _TOKENS and not around and not _GROWING & set(element.keys()):
            element.set("stretchy", "false")


def _shape(element: ET.Element) -> None:
    r"""Bold letters are upright, as `\mathbf` means them, and the others what they are."""
    from ziamath.styles import MathVariant, styledstr

    variant = _VARIANTS.get(element.get("mathvariant", ""))
    if variant and element.text and element.tag in _TOKENS:
        style, bold = variant
        element.text = styledstr(element.text, MathVariant(style, bold=bold))
        element.set("mathvariant", "normal")


def _loses_letters(source: str, drawn: str) -> bool:
    r"""Whether letters of a formula are not drawn: latex2mathml drops some arguments silently."""
    lost = _letters(to_unicode(source)) - _letters(drawn)
    lost["C"] -= len(_BINOMIAL.findall(source))  # our line has `C(n, k)` for them
    return any(count > 0 for count in lost.values())


def _letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKD", text)))

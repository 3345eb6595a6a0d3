r"""A formula as one readable line of Unicode, for where no formula can be drawn."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from notes_lsp.math.alphabets import ACCENTS, ALPHABETS, accented, lettered, lowered, raised
from notes_lsp.math.elsewhere import ELSEWHERE
from notes_lsp.math.lexer import Lexeme, lex
from notes_lsp.math.signature import ENVIRONMENTS, SIGNATURES, UNICODE, Argument

_END: Final[Lexeme] = ("", 0, 0)
_FRACTIONS: Final = frozenset((r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"))
_BINOMIALS: Final = frozenset((r"\binom", r"\dbinom", r"\tbinom"))
_ABOVE: Final = frozenset((r"\overset", r"\stackrel"))
_ROOTS: Final = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_BRACKETS: Final = {
    "pmatrix": "()",
    "vmatrix": "||",
    "Vmatrix": "‖‖",
    "Bmatrix": "{}",
    "cases": "{ ",
    "dcases": "{ ",
    "rcases": " }",
    "drcases": " }",
}
_SPACES: Final = frozenset(
    (r"\,", r"\:", r"\;", r"\>", "\\ ", "~", r"\quad", r"\qquad", r"\space", r"\enspace")
)
_SCRIPTS: Final = frozenset(("^", "_", "'", " ", r"\limits", r"\nolimits"))
_RELATIONS: Final = "=<>:"
_OPERATIONS: Final = "+-"
_SIMPLE: Final = re.compile(r"[\d.]+|\w\W?|[^\w\s]|[(\[|⌊⌈⟨‖][^()\[\]]*[)\]|⌋⌉⟩‖]")
_SHOWN_KINDS: Final = frozenset(("math", "text", "item"))


@lru_cache(maxsize=4096)
def to_unicode(source: str) -> str:
    r"""`source` in one line: `\frac{a}{b}` as `a/b`, `x^2` as `x²`, `\alpha` as `α`.

    A formula that cannot be read, or is nested too deep, comes back as it stands, on one line.
    """
    try:
        line = _Line(source).sequence(frozenset())
    except RecursionError:
        line = source
    return " ".join(line.split())


class _Line:
    """One pass over the tokens of a formula."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lexemes = lex(source)
        self.place = 0

    def peek(self) -> str:
        return self.lexemes[self.place][0] if self.place < len(self.lexemes) else ""

    def take(self) -> Lexeme:
        lexeme = self.lexemes[self.place] if self.place < len(self.lexemes) else _END
        self.place += 1
        return lexeme

    def skip_spaces(self) -> None:
        while self.peek() == " ":
            self.place += 1

    def sequence(self, stops: frozenset[str]) -> str:
        """Everything up to one of `stops`, which stays."""
        line = ""
        after_operator = False
        while (text := self.peek()) and text not in stops:
            if text in (r"\over", r"\atop", r"\choose", r"\brace", r"\brack"):
                self.take()
                after = self.sequence(stops)
                return _binomial(line, after) if text == r"\choose" else _fraction(line, after)
            shown = self.item()
            if after_operator and shown[:1].isalnum() and text not in _SCRIPTS:
                line += " "
            line = _joined(line, text, shown)
            signature = SIGNATURES.get(text)
            after_operator = (after_operator and text in _SCRIPTS) or bool(
                signature is not None and signature.limits and not signature.arguments
            )
        return line.strip()

    def item(self) -> str:
        """What the next token shows, with the arguments it takes."""
        text, start, end = self.take()
        if text == "{":
            return self.group("}")
        if text in ("^", "_"):
            inside = self.argument()
            return raised(inside) if text == "^" else lowered(inside)
        if text[0] == "\\":
            return self.command(text, self.source[start:end])
        if text[0] == "\0":
            return text[1:]
        return {"'": "′", "-": "−", "&": " ", "~": " ", "$": "", "}": ""}.get(text, text)

    def group(self, closer: str) -> str:
        """Behind an opening brace, up to and past the closing one."""
        inside = self.sequence(frozenset((closer,)))
        self.take()
        return inside

    def argument(self) -> str:
        """One argument, in braces or not."""
        self.skip_spaces()
        return self.item() if self.peek() not in ("", "}") else ""

    def bracketed(self) -> str:
        """An argument in square brackets, or nothing."""
        self.skip_spaces()
        if self.peek() != "[":
            return ""
        self.take()
        return self.group("]")

    def raw(self) -> str:
        """One argument as it is written."""
        self.skip_spaces()
        if self.peek() != "{":
            return self.take()[0]
        begin = end = self.take()[2]
        depth = 1
        while depth and self.place < len(self.lexemes):
            text, end, _ = self.take()
            depth += (text == "{") - (text == "}")
        return self.source[begin : end if not depth else None]

    def text(self) -> str:
        r"""What `\text{...}` shows: its characters, formulas in it rendered."""
        parts = re.split(r"(?<!\\)\$", self.raw())
        shown = [part if i % 2 == 0 else to_unicode(part) for i, part in enumerate(parts)]
        return re.sub(r"\\([{}$&#%_ ])", r"\1", "".join(shown)).replace("~", " ")

    def command(self, name: str, written: str) -> str:
        """What a command shows."""
        if name in _FRACTIONS:
            return _fraction(self.argument(), self.argument())
        if name in _BINOMIALS:
            return _binomial(self.argument(), self.argument())
        if name in ACCENTS:
            return accented(name, self.argument())
        if name in ALPHABETS:
            return lettered(name, self.argument())
        special = _SPECIAL.get(name)
        if special is not None:
            return special(self)
        if name in _ABOVE or name == r"\underset":
            mark = self.argument()
            base = self.argument()
            return base + (raised(mark) if name in _ABOVE else lowered(mark))
        if name in UNICODE:
            return UNICODE[name]
        return self._generic(name, written)

    def _generic(self, name: str, written: str) -> str:
        signature = SIGNATURES.get(name)
        if name in _SPACES:
            return " "
        if signature is None:
            found = ELSEWHERE.get(name)
            if found is not None:
                return " ".join(self.raw() for _ in range(found.arguments))
            return self._unknown(written)
        if signature.starred and self.peek() == "*":
            self.take()
        return "".join(self._argument_of(argument) for argument in signature.arguments)

    def _unknown(self, written: str) -> str:
        if written.startswith(r"\verb"):
            return written[len(r"\verb|") : -1]
        return f"{written}{{{self.argument()}}}" if self.peek() == "{" else f"{written} "

    def _argument_of(self, argument: Argument) -> str:
        if argument.optional:
            self.bracketed()
            return ""
        if argument.kind == "text":
            return self.text()
        if argument.kind in _SHOWN_KINDS:
            return self.argument()
        if argument.kind == "delimiter":
            return self.delimiter()
        shown = self.raw()
        return shown if argument.kind == "url" else ""

    def delimiter(self) -> str:
        r"""What stands behind `\left` and its kin."""
        self.skip_spaces()
        shown = self.item() if self.peek() else ""
        return "" if shown == "." else shown

    def root(self) -> str:
        r"""`\sqrt[n]{x}`."""
        degree = self.bracketed()
        inside = self.argument()
        sign = _ROOTS.get(degree) or raised(degree) + "√"
        return sign + _enclosed(inside)

    def negated(self) -> str:
        r"""`\not` over the next symbol."""
        self.skip_spaces()
        return unicodedata.normalize("NFC", self.item() + "\u0338") if self.peek() else ""

    def arrow(self) -> str:
        r"""`\xrightarrow[below]{above}`."""
        below = self.bracketed()
        return f"─{self.argument()}{lowered(below)}→"

    def tag(self) -> str:
        r"""`\tag{1}`."""
        if self.peek() == "*":
            self.take()
        return f"  ({self.text()})"

    def nothing(self) -> str:
        """An argument that leaves only space."""
        self.argument()
        return ""

    def substack(self) -> str:
        r"""Rows under a sum."""
        return self.argument().replace("; ", ", ")

    def row_break(self) -> str:
        r"""A row's end, `\\[2pt]` too."""
        if self.peek() == "[":
            self.bracketed()
        return "; "

    def braket(self) -> str:
        """Dirac's brackets, and sets."""
        name = self.lexemes[self.place - 1][0]
        inside = self.argument()
        left = "|" if name.lower() == r"\ket" else "{" if "set" in name.lower() else "⟨"
        right = "|" if name.lower() == r"\bra" else "}" if "set" in name.lower() else "⟩"
        return left + inside + right

    def environment(self) -> str:
        r"""`\begin{...}` up to its `\end`: cells by spaces, rows by semicolons."""
        name = self.raw()
        signature = ENVIRONMENTS.get(name)
        if signature is not None:
            for argument in signature.arguments:
                self._argument_of(argument)
        inside = self.sequence(frozenset((r"\end",)))
        self.take()
        self.raw()
        rows = [" ".join(row.split()) for row in inside.split(";")]
        shown = "; ".join(row for row in rows if row)
        plain = "" if "matrix" not in name and name not in ("array", "darray") else "[]"
        brackets = _BRACKETS.get(name.rstrip("*"), plain)
        return f"{brackets[:1]}{shown}{brackets[1:]}"


_SPECIAL: Final = {
    r"\sqrt": _Line.root,
    r"\not": _Line.negated,
    r"\begin": _Line.environment,
    r"\tag": _Line.tag,
    r"\substack": _Line.substack,
    "\\\\": _Line.row_break,
    r"\cr": lambda _: "; ",
    r"\newline": lambda _: "; ",
    r"\mathstrut": lambda _: "",
    r"\bmod": lambda _: " mod ",
    r"\pmod": lambda line: f" (mod {line.argument()})",
    r"\mod": lambda line: f" mod {line.argument()}",
    **dict.fromkeys((r"\phantom", r"\hphantom", r"\vphantom"), _Line.nothing),
    **dict.fromkeys((r"\bra", r"\ket", r"\braket", r"\Bra", r"\Ket", r"\Braket"), _Line.braket),
    **dict.fromkeys((r"\set", r"\Set"), _Line.braket),
    **dict.fromkeys((r"\xrightarrow", r"\xRightarrow", r"\xmapsto"), _Line.arrow),
}


def _fraction(above: str, below: str) -> str:
    top = f"({above})" if re.search(r"[\s+−/]", above) else above
    return f"{top}/{_enclosed(below)}"


def _binomial(above: str, below: str) -> str:
    return f"C({above}, {below})"


def _enclosed(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _joined(line: str, sign: str, shown: str) -> str:
    """`shown`, which `sign` made, behind `line`, with the spaces a reader needs."""
    if sign == " " or not shown:
        return line
    signature = SIGNATURES.get(sign)
    kind = signature.kind if signature is not None else ""
    if kind == "rel" or sign in _RELATIONS or sign in (r"\neq", r"\ne", r"\notin", r"\coloneqq"):
        return f"{line.rstrip()} {shown} " if line else f"{shown} "
    if kind == "bin" or sign in _OPERATIONS:
        binary = line and line[-1] not in " ([{|,;"
        return f"{line} {shown} " if binary and sign != r"\cdot" else line + shown
    if sign in (",", ";"):
        return f"{line.rstrip()}{shown} "
    words = shown[0].isalpha() and shown[0].isascii() and len(shown) > 1 and sign[0] == "\\"
    if words and sign not in ALPHABETS and line and line[-1].isalnum():
        return f"{line} {shown}"
    if line.endswith(" ") and sign in ("^", "_", "'") and line.rstrip()[-1:].isalpha():
        return f"{line.rstrip()}{shown} "
    return line + shown

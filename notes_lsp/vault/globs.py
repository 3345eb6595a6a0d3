"""Patterns as git has them in a `.gitignore`, of which a wrong one costs itself alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore.base import GitIgnorePatternError


def ignore_rules(lines: Iterable[str]) -> GitIgnoreSpec:
    """The rules of these lines; one that is no pattern, such as a lone `!`, hides nothing."""
    every = list(lines)
    try:
        return GitIgnoreSpec.from_lines(every)
    except (GitIgnorePatternError, re.error):
        return GitIgnoreSpec.from_lines(filter(is_pattern, every))


def is_pattern(line: str) -> bool:
    """Whether a line may stand in a `.gitignore`."""
    try:
        GitIgnoreSpec.from_lines([line])
    except (GitIgnorePatternError, re.error):
        return False
    return True

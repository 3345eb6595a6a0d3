"""The answer to a request that must not be done."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818  # no error: the answer is no, and the sentence says why
    """A request that would do harm, or cannot be done; its text is shown to the user as it is."""

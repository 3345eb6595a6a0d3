"""How large a picture is, read from the first bytes of its file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO, NamedTuple

_SVG_TAG = re.compile(rb"<svg\b[^>]*>", re.IGNORECASE)
_LENGTH = rb"(?<![\w-])%s\s*=\s*[\"']\s*(\d+(?:\.\d+)?)(?:px)?\s*[\"']"
_WIDTH = re.compile(_LENGTH % b"width")
_HEIGHT = re.compile(_LENGTH % b"height")
_VIEW_BOX = re.compile(rb"viewBox\s*=\s*[\"'][-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)")
_HEAD = 4096

ENDINGS = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".ico", ".tif", ".tiff", ".avif"}
)
"""Endings of files that editors draw."""


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


def is_picture(path: str) -> bool:
    """Whether a file's name is that of a picture."""
    return Path(path).suffix.lower() in ENDINGS


def picture_size(path: str) -> Size | None:
    """The size of a PNG, JPEG, GIF, WebP, BMP or SVG; None for others and for what is torn."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
            return _jpeg(file) if head.startswith(b"\xff\xd8") else _of_head(head)
    except (OSError, ValueError, IndexError):
        return None


def _of_head(head: bytes) -> Size | None:
    if head.startswith(b"\x89PNG") and len(head) >= 24:
        return Size(_big(head, 16, 4), _big(head, 20, 4))
    if head[:4] == b"GIF8" and len(head) >= 10:
        return Size(_little(head, 6, 2), _little(head, 8, 2))
    if head[:2] == b"BM" and len(head) >= 26:
        return Size(_little(head, 18, 4), abs(_signed(head, 22)))
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP" and len(head) >= 30:
        return _webp(head)
    return _svg(head)


def _webp(head: bytes) -> Size | None:
    kind = head[12:16]
    if kind == b"VP8 ":
        return Size(_little(head, 26, 2) & 0x3FFF, _little(head, 28, 2) & 0x3FFF)
    if kind == b"VP8L":
        bits = _little(head, 21, 4)
        return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8X":
        return Size(_little(head, 24, 3) + 1, _little(head, 27, 3) + 1)
    return None


def _svg(head: bytes) -> Size | None:
    tag = _SVG_TAG.search(head)
    if tag is None:
        return None
    width, height = _WIDTH.search(tag[0]), _HEIGHT.search(tag[0])
    if width and height:
        return Size(round(float(width[1])), round(float(height[1])))
    box = _VIEW_BOX.search(tag[0])
    return Size(round(float(box[1])), round(float(box[2]))) if box else None


def _jpeg(file: BinaryIO) -> Size | None:
    """From segment to segment up to the one that starts the frame."""
    file.seek(2)
    for _ in range(256):
        mark = file.read(4)
        if len(mark) < 4 or mark[0] != 0xFF:
            return None
        if 0xC0 <= mark[1] <= 0xCF and mark[1] not in {0xC4, 0xC8, 0xCC}:
            frame = file.read(5)
            return Size(_big(frame, 3, 2), _big(frame, 1, 2)) if len(frame) == 5 else None
        file.seek(_big(mark, 2, 2) - 2, 1)
    return None


def _big(data: bytes, at: int, count: int) -> int:
    return int.from_bytes(data[at : at + count], "big")


def _little(data: bytes, at: int, count: int) -> int:
    return int.from_bytes(data[at : at + count], "little")


def _signed(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little", signed=True)

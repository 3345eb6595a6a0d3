"""URIs of a client to the keys by which a vault knows its notes, and back.

The key of a file is its absolute path as the operating system writes it; the key of anything else
(`untitled:Untitled-1`) is its URI. RFC 8089 and the drive-letter forms of VS Code are understood.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from urllib.parse import quote, unquote

_FILE = re.compile(r"file:(?://([^/]*))?(.*)", re.IGNORECASE | re.DOTALL)
_ONE_FORM = sys.platform == "darwin"
"""Whether a file is found by its name in either Unicode form: macOS lists it in the one in which it
was made, and editors ask for it in the composed one."""
_DRIVE = re.compile(r"/([A-Za-z])(?::|%3[Aa])(?=/|$)")


def to_key(uri: str) -> str:
    """The key of the document that a client names `uri`."""
    parts = _FILE.fullmatch(uri)
    if parts is None:
        return uri
    # Not `urlsplit`: it refuses some hosts, and some clients leave `?` and `#` of a name bare.
    host, path = (unquote(each or "", errors="surrogateescape") for each in parts.groups())
    if drive := _DRIVE.match(path):
        rest = path[drive.end() :].replace("/", os.sep)
        whole = drive[1].upper() + ":"
        return os.path.normpath(whole + rest) if rest.strip(os.sep) else whole + os.sep
    if host and host.lower() != "localhost":
        return os.path.normpath(("//" + host + path).replace("/", os.sep))
    return as_key(os.path.normpath(path)) if path else path


def as_key(path: str) -> str:
    """The key of the file that the disk lists under this path."""
    return unicodedata.normalize("NFC", path) if _ONE_FORM and not path.isascii() else path


def to_uri(key: str) -> str:
    """The URI of a key: `file:` for a path, the key itself for what is a URI already."""
    if not is_file(key):
        return key
    path = key.replace(os.sep, "/")
    if re.match(r"[A-Za-z]:", path):
        path = "/" + path[0].lower() + path[1:]
    host, rest = ("", path)
    if path.startswith("//"):
        host, _, rest = path[2:].partition("/")
        rest = "/" + rest
    host = quote(host, safe="-._~:@[]", errors="surrogateescape")
    return f"file://{host}" + quote(rest, safe="/~!$&'()*,;=@-._", errors="surrogateescape")


def is_file(key: str) -> bool:
    """Whether the key names a file on this machine."""
    return key.startswith(("/", "\\")) or bool(re.match(r"[A-Za-z]:[\\/]", key))

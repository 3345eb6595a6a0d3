"""text: buffers, spans, positions in every LSP encoding, words in CJK and Latin, pinyin.

Knows bytes and characters; never knows Markdown, files, notes or an editor.
Start reading at `buffer.py`.
"""

from notes_lsp.text.buffer import Buffer
from notes_lsp.text.position import Encoding
from notes_lsp.text.span import Span
from notes_lsp.text.wording import Language, Wording, said, writing

__all__ = ["Buffer", "Encoding", "Language", "Span", "Wording", "said", "writing"]

"""syntax: one Markdown text in, one `Note` with exact spans out.

Never reads a file, never knows a vault or an editor. Start reading at `note.py`.
"""

"""features: one module per LSP feature, each a pure function of (snapshot, params, client).

Never does I/O of its own, never keeps state, never sees pygls. Start reading at `hover.py`.

There is no door that opens them all: the server imports a feature when it is first asked for, so
that the reply to `initialize` waits for none. `options.py` is what it tells of them.
"""

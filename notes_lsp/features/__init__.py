"""features: one module per LSP feature, each a pure function of (snapshot, params, client)."""

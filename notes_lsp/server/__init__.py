"""server: the wire: capabilities, scheduling, cancellation, progress."""

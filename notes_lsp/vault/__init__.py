"""vault: the notes of a workspace: walk, ignore rules, links, immutable snapshots."""

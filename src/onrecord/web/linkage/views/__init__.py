"""Pages of linkage: runs, pairs, decisions."""

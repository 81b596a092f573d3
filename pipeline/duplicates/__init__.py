"""Duplicates: what of a story is compared, and the index of those that were delivered."""

"""Who copied whom, and how fast: the chain of one story, the picture of all outlets."""

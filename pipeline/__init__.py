"""What is done: pure steps in `steps/`, Beam in `transforms/` and `graph.py`, the command line in `cli.py`."""

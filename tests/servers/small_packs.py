"""khabar with small packs, whatever it packs, so that a short test sees many; it leaves its index behind.

What the index held when it was closed is in the file that KHABAR_TESTS_INDEX names, pickled.
"""

import os
import pickle
from pathlib import Path

from inside import inside

from connectors.kafka import packing
from pipeline.cli import main
from pipeline.duplicates.index import DuplicateIndex

packing.FULL_BYTES, packing.DENSE = 10_000, 1_000

let_go = DuplicateIndex.close


def leave(index: DuplicateIndex) -> None:
    """Write down what an index holds, and close it."""
    Path(os.environ["KHABAR_TESTS_INDEX"]).write_bytes(pickle.dumps(inside(index)))
    let_go(index)


DuplicateIndex.close = leave

if __name__ == "__main__":
    main()

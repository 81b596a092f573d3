"""khabar with small packs, whatever it packs, so that a short test sees many."""

from connectors.kafka import packing
from pipeline.cli import main

packing.FULL_BYTES, packing.DENSE = 10_000, 1_000

if __name__ == "__main__":
    main()

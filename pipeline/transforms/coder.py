"""How batches cross from one Beam stage to the next."""

import pickle

from apache_beam import coders

from pipeline.world import Batch


class BatchCoder(coders.Coder):
    """Pickles a batch whole: Beam's own coder for dataclasses walks every field in Python."""

    def encode(self, value: Batch[object]) -> bytes:
        """Give a batch as bytes."""
        return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)

    def decode(self, encoded: bytes) -> Batch[object]:
        """Take a batch back from bytes."""
        return pickle.loads(encoded)

    def estimate_size(self, value: Batch[object]) -> int:
        """Tell Beam's sampling nothing: it would encode each batch a second time."""
        return 0

    def is_deterministic(self) -> bool:
        """Tell that equal batches need not give equal bytes: batches are never keys."""
        return False

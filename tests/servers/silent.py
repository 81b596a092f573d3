"""khabar with metrics that count nothing: what watching costs is the difference to the real one."""

from contextlib import nullcontext

from pipeline.cli import main
from pipeline.watch.metrics import Metrics

for name in ("behind", "reached", "read", "worked", "judged", "delivered", "committed"):
    setattr(Metrics, name, lambda *_: None)
Metrics.writing = lambda *_: nullcontext()

if __name__ == "__main__":
    main()

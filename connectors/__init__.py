"""The world: brokers, files and sinks. One file a system, each with its delivery guarantee."""

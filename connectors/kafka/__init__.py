"""Apache Kafka: the source, the transactional sink, and the log of the index, over kafka-python."""

"""Measuring the steps on labelled sets: what `khabar eval` prints, and what the floors in the tests hold."""

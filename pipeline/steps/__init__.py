"""The pure steps of the road, one file a step: no Beam, no clock, no I/O, no logging."""

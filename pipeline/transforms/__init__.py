"""The Beam transforms of the road, one file a stage."""

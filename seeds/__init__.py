"""The demo's stream of stories, as package data."""

"""Watching the road: what is counted, scraped, drawn and shown. Nothing here is waited for by a record."""

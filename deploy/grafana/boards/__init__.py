"""Khabar's dashboards: `panels` and `board` are what they are made of, every other module is one dashboard."""

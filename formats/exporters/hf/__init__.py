"""Hugging Face `datasets`: frames and steps as Parquet, with a manifest."""

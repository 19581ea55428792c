"""The recordings that every test here may ask for."""

from tests.few_pictures import few_pictures

__all__ = ["few_pictures"]

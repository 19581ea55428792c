"""The numbers that states give to people, part of the world by part of the world."""

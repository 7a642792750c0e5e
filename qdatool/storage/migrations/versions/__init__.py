"""One module per schema version, named by its number; ``revision`` is the number with four digits."""

"""The board of the codebook: cards of codes in columns and lanes."""

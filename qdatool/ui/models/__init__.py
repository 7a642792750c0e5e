"""The Models workspace: paradigm models and thematic networks as objects, their evidence, checks and export."""

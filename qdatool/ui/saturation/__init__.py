"""The Saturation workspace: when interviews stopped bringing codes, by which rule, and how it would look in a paper."""

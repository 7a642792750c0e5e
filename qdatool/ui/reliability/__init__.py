"""The Reliability workspace: how far coders agree, where they do not, and what is made of that."""

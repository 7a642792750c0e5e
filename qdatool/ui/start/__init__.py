"""The start page: recent projects, a new one from a template, the samples."""

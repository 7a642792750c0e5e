"""Find everywhere: what was found in transcripts, memos and codes, in context, to jump to and to code at once."""

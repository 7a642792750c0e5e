"""Reports that are read from beginning to end: for a supervisor, for a paper's methods section, for an audit."""

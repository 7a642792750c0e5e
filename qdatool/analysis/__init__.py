"""Numbers about codings as pure functions on arrays, each with one step that gathers the arrays from a project."""

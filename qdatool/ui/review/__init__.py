"""The review panel beside every workspace: comments on whatever is chosen, open ones and done ones, answered in place.

It belongs to the shell and not to a workspace: a supervisor reads tree, text and model with the comments at hand. It
knows the workspaces only as ``workspace.Commentable`` and through places.
"""

"""The Memos workspace: all memos of the project beside the one that is open.

``choosing`` says which memos are listed and in which order, ``memo_rows`` lists them, ``overview`` holds the fields
that choose, ``page`` the open memo with its type and what it is about. The editor itself is ``ui/memo_editor``.
"""

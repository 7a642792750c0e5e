"""The History workspace: the audit trail with its filters, what each act was about, and the snapshots."""

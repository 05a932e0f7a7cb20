"""Pages of the payments: orders, runs, accounts."""

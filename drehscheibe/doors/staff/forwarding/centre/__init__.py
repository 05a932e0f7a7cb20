"""The centre's pages about third parties: calls, cases, jury, and its own proof."""

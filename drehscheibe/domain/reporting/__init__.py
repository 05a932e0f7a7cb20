"""The room reporting: what the network shows ministries, councils and itself."""

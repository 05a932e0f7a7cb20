"""Who works with whom, for everybody: the networks of centres that show theirs."""

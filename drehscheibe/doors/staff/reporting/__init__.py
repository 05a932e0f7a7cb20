"""Pages of the analysis over all centres."""

"""Pages of the centres: profile, integration concepts, founding."""

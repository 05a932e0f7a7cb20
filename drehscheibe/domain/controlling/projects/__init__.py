"""Projects of state-wide importance: who is asked, who consents, what came of it."""

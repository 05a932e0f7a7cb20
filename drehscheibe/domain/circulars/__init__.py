"""The room circulars: what ministries tell centres, and what comes back."""

"""Seats and who gets them: one engine for trainings, workshops, programmes and school networks."""

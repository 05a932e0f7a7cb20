"""Seats, queue, offers."""

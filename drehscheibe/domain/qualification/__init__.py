"""Trainings and events: from the template through seats and attendance to the certificate."""

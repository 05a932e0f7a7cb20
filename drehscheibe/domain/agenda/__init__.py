"""The room agenda: one calendar over events, meetings, deadlines and holidays; no tables."""

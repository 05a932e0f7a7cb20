"""The room exchange: meetings, minutes, decisions, papers, threads."""

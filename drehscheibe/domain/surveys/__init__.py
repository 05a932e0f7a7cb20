"""The room surveys: asking all centres once, and what became of their answers."""

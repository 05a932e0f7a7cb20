"""The room mail: the outbox. What is written with a change is sent exactly for that change."""

"""The room jobs: work that happens without a page, queued in PostgreSQL."""

"""The append-only record: `drehscheibe.kernel.audit.actions.record`."""

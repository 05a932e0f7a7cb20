"""States as data: `declarations.Workflow`, and `actions.perform`, the only code that changes a status."""

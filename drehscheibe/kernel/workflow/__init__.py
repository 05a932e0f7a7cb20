"""States as data: `declarations.Workflow`; `actions.perform` alone changes a status."""

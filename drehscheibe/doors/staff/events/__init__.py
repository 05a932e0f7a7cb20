"""Events in the workspace: find and register, plan and hold, certify, subscribe."""

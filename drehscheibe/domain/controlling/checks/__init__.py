"""Validation rules as data and the engine that runs them in form, import and night."""

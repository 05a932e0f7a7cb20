"""The room documents: uploads and generated letters, checked, hashed, stored under their own id."""

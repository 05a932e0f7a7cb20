"""What a permission is, who holds it, and which rows it reaches.

A room declares *what* (`permissions.py`, with `declarations.Permission`), `config/roles.py`
declares *who*, memberships say *where*. Every door and side door asks `reach`.
"""

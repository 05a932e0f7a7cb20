"""The room outward: addresses outside that our public texts name, and whether they still answer."""

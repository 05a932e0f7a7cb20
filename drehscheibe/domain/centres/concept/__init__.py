"""The integration concept: what it must name, who may change it, how it is adopted and updated."""

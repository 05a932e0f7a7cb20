"""The network as SVG, drawn on the server: springs or a map, for every door the same."""

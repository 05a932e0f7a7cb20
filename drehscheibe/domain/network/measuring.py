"""What one can say of a network in a few numbers, from keys and pairs alone."""

from collections.abc import Iterable

MEASURES = {
    "actors": "Akteure", "relations": "Beziehungen", "isolated": "ohne jede Beziehung",
    "parts": "Teile, die nicht zusammenhängen", "largest": "Akteure im größten Teil",
    "cut_points": "Akteure, ohne die ein Teil zerfällt", "mean_degree": "Verbundene im Mittel",
    "density": "Dichte in Prozent",
}  # fmt: skip
Number = int | float


def measured(actors: Iterable[str], ties: Iterable[tuple[str, str]]) -> dict[str, Number]:
    """By the names above; `density` is the share of all possible pairs, in per cent.

    >>> measured("abcd", [("a", "b"), ("b", "c"), ("c", "b")])["mean_degree"]
    1.0
    """
    import networkx

    pairs = list(ties)
    graph = networkx.Graph()
    graph.add_nodes_from(actors)
    graph.add_edges_from(pairs)
    sizes = [len(each) for each in networkx.connected_components(graph)]
    count = len(graph)
    return {
        "actors": count, "relations": len(pairs),
        "isolated": networkx.number_of_isolates(graph),
        "parts": len(sizes), "largest": max(sizes, default=0),
        "cut_points": sum(1 for _ in networkx.articulation_points(graph)),
        "mean_degree": round(2 * graph.number_of_edges() / count, 2) if count else 0,
        "density": round(100 * networkx.density(graph), 2),
    }  # fmt: skip

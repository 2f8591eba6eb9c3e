"""Cluster measures over many documents, added up before any division (micro).

B3 and CEAFe (with phi4) as usual; MUC and LEA as in the reference scorer, a singleton counting for
LEA if it is a singleton on the other side too. The assignment of CEAFe is exact.
"""

from collections import Counter, defaultdict


def clusters(entities):
    """Sets of mention indices with equal entity, in order."""
    groups = defaultdict(set)
    for mention, entity in enumerate(entities):
        groups[entity].add(mention)
    return list(groups.values())


def best_assignment(gold, system):
    """The largest total phi4 of a one-to-one matching (shortest augmenting paths)."""
    owner = {m: s for s, cluster in enumerate(system) for m in cluster}
    n = max(len(gold), len(system))
    cost = [[0.0] * n for _ in range(n)]
    for g, cluster in enumerate(gold):
        for s, shared in Counter(owner[m] for m in cluster if m in owner).items():
            cost[g][s] = -2 * shared / (len(cluster) + len(system[s]))
    u, v, match, way = [0.0] * (n + 1), [0.0] * (n + 1), [0] * (n + 1), [0] * (n + 1)
    for row in range(1, n + 1):
        match[0], column = row, 0
        least, used = [float("inf")] * (n + 1), [False] * (n + 1)
        while match[column]:
            used[column] = True
            at, delta, following = match[column], float("inf"), 0
            costs, ua = cost[at - 1], u[at]
            for j in range(1, n + 1):
                if not used[j]:
                    reduced = costs[j - 1] - ua - v[j]
                    if reduced < least[j]:
                        least[j], way[j] = reduced, column
                    if least[j] < delta:
                        delta, following = least[j], j
            for j in range(n + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            match[column], column = match[way[column]], way[column]
    return -sum(cost[match[j] - 1][j - 1] for j in range(1, n + 1) if match[j])


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


class Tally:
    """Numerators and denominators, added up document by document."""

    def __init__(self):
        self.n = defaultdict(float)

    def add(self, gold_entities, system_entities):
        gold, system = clusters(gold_entities), clusters(system_entities)
        if not gold:
            return
        of_gold = {m: c for c in gold for m in c}
        of_system = {m: c for c in system for m in c}
        n = self.n
        n["mentions"] += len(of_gold)
        for m, cluster in of_gold.items():
            shared = len(cluster & of_system[m])
            n["b3_p"] += shared / len(of_system[m])
            n["b3_r"] += shared / len(cluster)
        n["ceaf"] += best_assignment(gold, system)
        n["gold"] += len(gold)
        n["system"] += len(system)
        for side, ones, others in (("r", gold, of_system), ("p", system, of_gold)):
            for cluster in ones:
                parts = Counter(id(others[m]) for m in cluster)
                size = len(cluster)
                n["muc_" + side] += size - len(parts)
                n["muc_of_" + side] += size - 1
                n["lea_of_" + side] += size
                if size == 1:
                    n["lea_" + side] += all(len(others[m]) == 1 for m in cluster)
                else:
                    links = sum(k * (k - 1) / 2 for k in parts.values())
                    n["lea_" + side] += size * links / (size * (size - 1) / 2)

    def scores(self):
        """(precision, recall, F1) by measure."""
        n = self.n

        def triple(p, r):
            return p, r, f1(p, r)

        def ratio(a, b):
            return n[a] / n[b] if n[b] else 0.0

        return {
            "B3": triple(ratio("b3_p", "mentions"), ratio("b3_r", "mentions")),
            "CEAFe": triple(ratio("ceaf", "system"), ratio("ceaf", "gold")),
            "MUC": triple(ratio("muc_p", "muc_of_p"), ratio("muc_r", "muc_of_r")),
            "LEA": triple(ratio("lea_p", "lea_of_p"), ratio("lea_r", "lea_of_r")),
        }

    def line(self):
        scores = self.scores()
        average = sum(scores[m][2] for m in ("B3", "CEAFe", "MUC")) / 3
        cells = [f"{m} {p:.3f} {r:.3f} {f:.4f}" for m, (p, r, f) in scores.items()]
        return " | ".join(cells) + f" | average {average:.4f}"

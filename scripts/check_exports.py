#!/usr/bin/env python3
"""Read every export back with the tool it is meant for.

usage: check_exports.py [--onomast PROGRAM] [--tei-schema tei_all.rng] [PAPER]

PROGRAM is target/release/onomast unless given, PAPER one of our samples. A tool that is not installed
is named and left out; the exit code is 1 if a check fails.
pip install spacy networkx lxml rdflib pyarrow brat-parser
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = []


def tool(name):
    """Runs a check if its tool is there."""

    def wrap(function):
        def run(*words):
            try:
                said = function(*words)
                RESULTS.append(True)
                print(f"ok    {name}: {said}")
            except ImportError as missing:
                print(f"skip  {name}: {missing.name} is not installed")
            except Exception as error:  # every failure is to be told, whatever its kind
                RESULTS.append(False)
                print(f"FAIL  {name}: {type(error).__name__}: {error}")

        return run

    return wrap


@tool("spaCy, DocBin and back")
def spacy_json(path, document):
    import spacy
    from spacy.tokens import Doc, DocBin

    nlp = spacy.blank("en")
    Doc.set_extension("onomast", default=None)
    stored = DocBin(store_user_data=True)
    for line in path.open(encoding="utf-8"):
        read = json.loads(line)
        doc = Doc(nlp.vocab).from_json(read, validate=True)
        assert doc.text == read["text"]
        stored.add(doc)
    (doc,) = DocBin().from_bytes(stored.to_bytes()).get_docs(nlp.vocab)
    assert [e.label_ for e in doc.ents] == [m["type"] for m in document["mentions"]]
    assert [r["id"] for r in doc._.onomast["ents"]] == [m["id"] for m in document["mentions"]]
    squeeze = lambda text: "".join(text.split())
    same = sum(squeeze(e.text) == squeeze(m["text"]) for e, m in zip(doc.ents, document["mentions"]))
    return f"{spacy.__version__}, {len(doc)} tokens, {len(list(doc.sents))} sentences, {len(doc.ents)} entities, {same} with the raw text's letters"


@tool("networkx, GraphML and GEXF")
def networks(graphml, gexf, document):
    import networkx

    first, second = networkx.read_graphml(graphml), networkx.read_gexf(gexf)
    assert set(first) == set(second) == {e["id"] for e in document["entities"]}
    weights = lambda g: {frozenset(edge[:2]): float(edge[2]) for edge in g.edges(data="weight")}
    assert weights(first) == weights(second) and not first.is_directed()
    assert all(first.nodes[e["id"]]["label"] == e["name"] == second.nodes[e["id"]]["label"] for e in document["entities"])
    return f"{networkx.__version__}, {first.number_of_nodes()} nodes, {first.number_of_edges()} edges"


@tool("lxml, TEI")
def tei(path, document, schema):
    from lxml import etree

    tree = etree.parse(path)
    space = {"t": "http://www.tei-c.org/ns/1.0"}
    ids = set(tree.xpath("//@xml:id"))
    refs = tree.xpath("//t:body//@ref", namespaces=space)
    assert all(ref[1:] in ids for ref in refs)
    marks = tree.xpath("//t:body//t:persName|//t:body//t:orgName|//t:body//t:placeName|//t:body//t:date", namespaces=space)
    assert len(marks) == len(document["mentions"])
    said = f"{len(refs)} references, {len(marks)} marks"
    if not schema:
        return said + "; not validated (--tei-schema)"
    rules = etree.RelaxNG(etree.parse(schema))
    rules.assertValid(tree)
    return said + "; valid"


@tool("rdflib, JSON-LD")
def linked(path, document):
    import rdflib

    graph = rdflib.Graph().parse(path, format="json-ld")
    schema, oa = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://www.w3.org/ns/oa#")
    count = lambda kind: len(set(graph.subjects(rdflib.RDF.type, kind)))
    named = {k: sum(e["type"] == k for e in document["entities"]) for k in ("PER", "ORG", "LOC")}
    assert (count(schema.Person), count(schema.Organization), count(schema.Place)) == tuple(named.values())
    assert count(oa.Annotation) == len(document["mentions"])
    quotes = set(map(str, graph.objects(None, oa.exact)))
    assert quotes == {m["text"] for m in document["mentions"]}
    return f"{rdflib.__version__}, {len(graph)} triples"


@tool("pyarrow, Parquet")
def parquet(path, document):
    import pyarrow.parquet

    if not path.exists():
        raise ImportError(name="the cargo feature parquet")
    table = pyarrow.parquet.read_table(path)
    for column in ("id", "start", "byte_end", "text", "entity", "value", "score"):
        assert table.column(column).to_pylist() == [m[column] for m in document["mentions"]], column
    return f"{pyarrow.__version__}, {table.num_rows} rows; {', '.join(f'{f.name} {f.type}' + ('' if f.nullable else '!') for f in table.schema)}"


@tool("brat_parser, brat")
def brat(path, document):
    from brat_parser import get_entities_relations_attributes_groups

    entities, _, attributes, groups = get_entities_relations_attributes_groups(str(path))
    text = path.with_suffix(".txt").read_text(encoding="utf-8", newline="")
    found = [entities[f"T{i}"] for i in range(1, len(entities) + 1)]
    assert [e.type for e in found] == [m["type"] for m in document["mentions"]]
    for entity, mention in zip(found, document["mentions"]):
        assert entity.span[0][0] == mention["start"] and entity.span[-1][1] == mention["end"]
        assert " ".join(text[a:b] for a, b in entity.span) == entity.text
    return f"{len(entities)} entities, {len(attributes)} attributes, {len(groups)} groups"


@tool("csv")
def tables(entities, mentions, document):
    with entities.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["name"] for r in rows] == [e["name"] for e in document["entities"]]
    with mentions.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["text"] for r in rows] == [m["text"] for m in document["mentions"]]
    return f"{len(rows)} rows"


@tool("json, GeoJSON")
def geo(path, document):
    places = json.loads(path.read_text(encoding="utf-8"))
    for feature in places["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180 and -90 <= latitude <= 90
    total = len(places["features"]) + len(places["without_coordinates"])
    assert total == sum(e["type"] == "LOC" for e in document["entities"])
    return f"{len(places['features'])} of {total} places have coordinates"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--onomast", default=str(ROOT / "target/release/onomast"))
    arguments.add_argument("--tei-schema")
    arguments.add_argument("paper", nargs="?", default=str(ROOT / "tests/data/papers/whampoa-advisers.txt"))
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)

        def export(name, extension):
            path = folder / f"x.{extension}"
            done = subprocess.run([options.onomast, "tag", options.paper, "-f", name, "-o", path], capture_output=True)
            if done.returncode and name != "parquet":
                sys.exit(done.stderr.decode())
            return path

        document = json.loads(export("json", "json").read_text(encoding="utf-8"))
        spacy_json(export("spacy", "spacy.json"), document)
        networks(export("graphml", "graphml"), export("gexf", "gexf"), document)
        tei(export("tei", "tei.xml"), document, options.tei_schema)
        linked(export("jsonld", "jsonld"), document)
        parquet(export("parquet", "parquet"), document)
        brat(export("brat", "ann"), document)
        tables(export("csv-entities", "entities.csv"), export("csv-mentions", "mentions.csv"), document)
        geo(export("geojson", "geojson"), document)
    sys.exit(not all(RESULTS))


if __name__ == "__main__":
    main()

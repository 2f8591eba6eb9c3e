"""Damage and variety, made anew for every epoch: see models/README.md for the list."""

import re
from dataclasses import replace

from train.corpora import Sentence
from train.dates import MONTHS, random_date
from train.names import ADJECTIVES, BROAD, MODIFIERS, PEOPLES
from train.templates import HEADINGS, NOTES, TEMPLATES, TITLES, WORKS


def edit(sentence, edits):
    """Applies (start, end, new text) replacements; spans and masks move along.

    An edit may equal a span or lie inside one. Text inserted at a span's edge stays outside it.
    """
    edits = sorted(edits)
    out, at, moves = [], 0, []  # moves: (old start, old end, new start, new end)
    length = 0
    for start, end, new in edits:
        if start < at:
            continue
        out += [sentence.text[at:start], new]
        length += start - at
        moves.append((start, end, length, length + len(new)))
        length += len(new)
        at = end
    out.append(sentence.text[at:])

    def moved(position, is_end):
        shift = 0
        for start, end, new_start, new_end in moves:
            if end < position or (end == position and (end > start or not is_end)):
                shift = new_end - end
            elif start < position < end:
                return new_end if is_end else new_start
            else:
                break
        return position + shift

    spans = [(moved(s, False), moved(e, True), *rest) for s, e, *rest in sentence.spans]
    masked = [(moved(s, False), moved(e, True)) for s, e in sentence.masked]
    return replace(sentence, text="".join(out), spans=spans, masked=masked)


class Augmenter:
    def __init__(self, names, rng, strength=1.0):
        self.names, self.rng, self.strength = names, rng, strength

    def chance(self, p):
        return self.rng.random() < p * self.strength

    def document(self, sentences):
        sentences = [replace(s) for s in sentences]
        if self.chance(0.45):
            sentences = self.new_people(sentences)
        if self.chance(0.35):
            sentences = self.new_places(sentences)
        if self.chance(0.35):
            sentences = [self.new_organisations(s) for s in sentences]
        if self.chance(0.4):
            sentences = [self.new_dates(s) for s in sentences]
        if self.chance(0.35):
            sentences = self.with_invented(sentences)
        if self.chance(0.3):
            sentences = [self.lost_apostrophes(s) for s in sentences]
        if self.chance(0.25):
            sentences = self.footnotes(sentences)
        if self.chance(0.2):
            sentences = [self.hyphens(s) for s in sentences]
        return [self.letter_case(s) for s in sentences]

    # --- names

    def new_people(self, sentences):
        """Gives people new names, the same one wherever the old one stands in the document."""
        mentions = [(i, s, e) for i, sent in enumerate(sentences) for s, e, k in sent.spans if k == "PER"]
        surfaces = {sentences[i].text[s:e] for i, s, e in mentions}
        surnames = {t.split()[-1] for t in surfaces if len(t.split()) > 1}
        table = {}
        for surface in sorted(surfaces):
            key = surface.split()[-1]
            if key not in table:
                table[key] = self.names.person() if self.rng.random() < 0.7 else None
        edits = [[] for _ in sentences]
        for i, s, e in mentions:
            text = sentences[i].text
            surface = text[s:e]
            words = surface.split()
            made = table[words[-1]]
            if made is None:
                continue
            full, bare = made
            alone = len(words) == 1
            new = bare if alone and (surface in surnames or self.rng.random() < 0.75) else full
            if surface.isupper() and len(surface) > 3:
                new = new.upper()
            if alone and self.rng.random() < 0.06 and not text[:s].rstrip().endswith("."):
                edits[i].append((s, s, self.rng.choice(TITLES) + " "))
            edits[i].append((s, e, new))
        return [edit_keeping(sent, changes) for sent, changes in zip(sentences, edits)]

    def new_places(self, sentences):
        table = {}
        for sentence in sentences:
            for s, e, kind in sentence.spans:
                if kind == "LOC":
                    table.setdefault(sentence.text[s:e], None)
        for surface in sorted(table):
            if self.rng.random() < 0.35:
                table[surface] = self.names.place()
        out = []
        for sentence in sentences:
            edits = []
            for s, e, kind in sentence.spans:
                new = table.get(sentence.text[s:e]) if kind == "LOC" else None
                if new:
                    edits.append((s, e, new.upper() if sentence.text[s:e].isupper() and e - s > 4 else new))
            out.append(edit_keeping(sentence, edits))
        return out

    def new_organisations(self, sentence):
        edits = []
        for s, e, kind in sentence.spans:
            if kind == "ORG" and self.rng.random() < 0.35:
                name, article = self.names.organisation()
                before = sentence.text[:s].lower()
                bare = not re.search(r"(?:the|a|an|'s|his|its|their|of the) $", before)
                if sentence.text[s:e].isupper() and e - s > 5:
                    name = name.upper()
                elif article and bare and s > 0 and self.rng.random() < 0.8:
                    edits.append((s, s, "the "))
                edits.append((s, e, name))
        return edit_keeping(sentence, edits)

    def new_dates(self, sentence):
        edits = []
        for s, e, kind in sentence.spans:
            if kind == "DATE" and self.rng.random() < 0.6:
                edits.append((s, e, random_date(self.rng)))
        return edit_keeping(sentence, edits)

    # --- invented sentences

    def invented(self, template):
        rng, names = self.rng, self.names
        text, spans = "", []
        people = [names.person() for _ in range(2)]
        template = re.sub(r"\{WORK\}", lambda _: rng.choice(WORKS), template)
        at = 0
        for match in re.finditer(r"\{(\w+)\}", template):
            text += template[at:match.start()]
            at = match.end()
            slot, kind = match.group(1), None
            if slot in ("PER", "per"):
                full, bare = rng.choice(people) if slot == "per" and rng.random() < 0.6 else names.person()
                new, kind = (full if slot == "PER" or rng.random() < 0.15 else bare), "PER"
            elif slot == "ORG":
                (new, article), kind = names.organisation(), "ORG"
                if not article and text.endswith("the "):
                    text = text[:-4]
            elif slot == "UNI":
                city = rng.choice(names.east[:2000])
                new, kind = rng.choice([f"{city} University", f"the University of {city}"]), "ORG"
                if new.startswith("the "):
                    text, new = text + "the ", new[4:]
            elif slot == "LOC":
                new, kind = names.place(), "LOC"
                if re.search(r"River|Delta|Basin|Valley|Balkans|Caucasus|Far East|Middle East|Peninsula|Mountains|Plain"
                             r"|parallel|Strait|Union|Empire|Republic of|Kingdom of|Principality|Low Countries|Plain|States|U\.S|USSR|Netherlands", new) and not text.endswith("the "):
                    text += "the " if text else "The "
            elif slot == "MASKLOC":
                new = rng.choice(names.cities[:3000])
            elif slot == "DATE":
                new, kind = random_date(rng), "DATE"
                if re.search(r"century|\d0s|^(?:spring|summer|autumn|fall|winter|end|beginning|middle|first half|second half|start) ",
                             new) and not text.endswith("the ") and not new.startswith(("early", "late", "mid")):
                    text += "the "
                if re.match(r"(?:early|late|mid|spring|[12]\d\d\d$)", new):
                    text = re.sub(r"\bOn $", "In ", re.sub(r"\bon $", "in ", text))
            elif slot == "YEAR":
                new, kind = str(rng.randint(1950, 2015)), "DATE"
            elif slot == "ADJ":
                new = rng.choice(ADJECTIVES if rng.random() < 0.75 else BROAD)
            elif slot == "ORGOF":
                new, kind = names.organ(), "ORG"
            elif slot == "PARALLEL":
                new, kind = names.parallel(), "LOC"
            elif slot == "PEOPLE":
                new = rng.choice(PEOPLES)
            elif slot == "MONTH":
                new = rng.choice(MONTHS)
            elif slot == "PERUP":
                new, kind = names.person()[0].upper(), "PER"
            elif slot == "ROYAL":
                new, kind = names.royal(), "PER"
            elif slot == "PERINV":
                words = rng.choice([names.western, names.russian])()[0].split()
                new, kind = f"{words[-1]}, {' '.join(words[:-1])}", "PER"
            elif slot == "PRESS":
                place = rng.choice(names.cities[:1500])
                new, kind = rng.choice([f"{place} University Press", "Oxford University Press", "Stanford University Press",
                                        "University of California Press", "Harvard University Press", f"{place} Press",
                                        "Cambridge University Press", "Routledge", "Macmillan", "Columbia University Press",
                                        f"University of {place} Press", "Nauka", "Brill", "Gallimard", "M. E. Sharpe",
                                        "Zhonghua Shuju", "Renmin Chubanshe", "Iwanami Shoten", "Princeton University Press"]), "ORG"
            elif slot == "ARCHIVE":
                new, kind = rng.choice(["National Archives", "Public Record Office", "Hoover Institution", "Library of Congress",
                                        f"{rng.choice(ADJECTIVES)} Foreign Ministry Archive", "British Library", "AVPRF",
                                        "RGASPI", "TNA", "NARA", "Archives nationales", "Bundesarchiv", "National Diet Library",
                                        f"{rng.choice(names.east[:2000])} Municipal Archives", "State Archives"]), "ORG"
            elif slot == "JOURNAL":
                subject = rng.choice(["Asian Studies", "Modern History", "Economic History", "World Politics", "Slavic Studies",
                                      "African History", "Contemporary History", "Military History", "Cold War Studies"])
                new = rng.choice([f"Journal of {subject}", f"{subject} Quarterly", "Past and Future", f"{subject} Review",
                                  "Diplomatic Record", f"The {rng.choice(ADJECTIVES)} Historical Review"])
            elif slot == "DEPT":
                field = rng.choice(["History", "Political Science", "International Relations", "Asian Studies",
                                    "Modern History", "Slavic Studies", "Economics", "Sociology"])
                new, kind = rng.choice([f"Department of {field}", f"Faculty of {field}", f"School of {field}"]), "ORG"
            elif slot == "STREET":
                new = (f"{rng.randint(1, 2900)} {rng.choice(names.cities[:2000])} "
                       f"{rng.choice(['Street', 'Avenue', 'Road', 'Boulevard'])}")
            elif slot == "CITY":
                new, kind = rng.choice(names.cities[:1500]), "LOC"
            elif slot == "STATE":
                new, kind = rng.choice(["DC", "D.C.", "MA", "NY", "CA", "Virginia", "UK", "Ontario", "Illinois"]), "LOC"
            elif slot == "ZIP":
                new = str(rng.randint(10000, 99999))
            elif slot == "URL":
                word = rng.choice(MODIFIERS).lower().strip("'s") + rng.choice(["archive", "institute", "history"])
                new = rng.choice([f"www.{word}.org", f"http://{word}.edu/papers/{rng.randint(1, 99)}", f"info@{word}.com"])
            elif slot == "SMALL":
                new = str(rng.randint(1, 160))
            elif slot == "ACR":
                new, kind = "".join(rng.choice("ABCDEFGHIKLMNPRSTUVW") for _ in range(rng.choice([3, 3, 4]))), "ORG"
            elif slot == "TITLE":
                new = rng.choice(TITLES)
            else:
                new = rng.choice([f"{rng.randint(2, 90)},000", str(rng.randint(11, 900)), "several hundred", "forty"])
            if kind:
                spans.append((len(text), len(text) + len(new), kind))
            text += new
        text += template[at:]
        if text.startswith("the "):
            text = "T" + text[1:]
        return Sentence(text, spans, [], True)

    def any_invented(self):
        pool = self.rng.choices([HEADINGS, NOTES, TEMPLATES], [6, 18, 76])[0]
        return self.invented(self.rng.choice(pool))

    def with_invented(self, sentences):
        out = []
        for sentence in sentences:
            out.append(sentence)
            if self.rng.random() < 0.2:
                out.append(self.any_invented())
        return out

    # --- damage

    def lost_apostrophes(self, sentence):
        edits = []
        for match in re.finditer(r"(?<=\w)['’](?=s\b|t\b|re\b|ve\b|ll\b|d\b|m\b)|(?<=s)['’](?=\s)", sentence.text):
            edits.append((match.start(), match.end(), " " if match.end() < len(sentence.text)
                          and sentence.text[match.end()] != " " else ""))
        if self.rng.random() < 0.5:  # quotes and romanisation marks go the same way
            for match in re.finditer(r"[\"“”]", sentence.text):
                edits.append((match.start(), match.end(), ""))
        return edit_keeping(sentence, edits)

    def footnotes(self, sentences):
        number, out, glued = self.rng.randint(1, 150), [], self.rng.random() < 0.4
        for sentence in sentences:
            if self.rng.random() < 0.35 and sentence.text[-1:] in '.!?"':
                mark = f"{number}" if glued else f" {number}"
                sentence = edit_keeping(sentence, [(len(sentence.text), len(sentence.text), mark)])
                number += 1
            elif self.rng.random() < 0.06:
                places = [m.end() for m in re.finditer(r"\w,", sentence.text)]
                if places:
                    at = self.rng.choice(places)
                    sentence = edit_keeping(sentence, [(at, at, f" {number}")])
                    number += 1
            out.append(sentence)
        return out

    def hyphens(self, sentence):
        edits = []
        for match in re.finditer(r"(?<=\w)-(?=[A-Za-z])", sentence.text):
            roll = self.rng.random()
            if roll < 0.2:
                edits.append((match.start(), match.end(), "- "))
            elif roll < 0.27:
                edits.append((match.start(), match.end(), " "))
        for match in re.finditer(r"[A-Za-z]{7,}", sentence.text):
            if self.rng.random() < 0.015:
                at = match.start() + self.rng.randint(3, len(match.group()) - 3)
                edits.append((at, at, "- "))
        return edit_keeping(sentence, edits)

    def letter_case(self, sentence):
        roll = self.rng.random() / max(self.strength, 1e-6)
        if roll < 0.025:
            return same_length(sentence, sentence.text.upper())
        if roll < 0.04:
            return same_length(sentence, sentence.text.lower())
        if roll < 0.05:
            return same_length(sentence, sentence.text.title())
        if roll < 0.08:
            text = list(sentence.text)
            for s, e, _ in sentence.spans:
                if self.rng.random() < 0.5:
                    upper = sentence.text[s:e].upper() if self.rng.random() < 0.7 else sentence.text[s:e].lower()
                    if len(upper) == e - s:
                        text[s:e] = upper
            return same_length(sentence, "".join(text))
        return sentence


def same_length(sentence, text):
    return replace(sentence, text=text) if len(text) == len(sentence.text) else sentence


def edit_keeping(sentence, edits):
    return edit(sentence, edits) if edits else sentence

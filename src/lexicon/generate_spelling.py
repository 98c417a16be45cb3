#!/usr/bin/env python3
"""Writes spelling/key.txt, the long words that the rules and lists look for, so that a slip of one letter in them is
read, and spelling/real.txt, the words that only look like such a slip.

    python3 src/lexicon/generate_spelling.py [FOLDER]      FOLDER holds the sources; default ../shared/lexicons

Run it in the crate's folder after rules or lists have changed. Deterministic, Python 3.11 and its standard library only.
"""
import collections
import glob
import re
import sys
from pathlib import Path

SOURCES = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[3] / "shared/lexicons"
FREQUENT = 8
# Real words that neither source has often enough.
TOO = "betadine decreases evaluates fracking fundraised hepatology identifier prebiotic reacher repairer tourney".split()

LISTS = (
    "attend billing body care cared channel clinical clinician directive emergency frequency insult insulting kin month "
    "weekday outcome patient picture private procedure record relation remedy symptom test treated"
).split()
SHORTEST = 7
# A word of so many letters may be one of SHORTEST with a letter left out.
SHORTEST_SLIP = 6
# Words that are this frequent are words, in the lists or not.
EVERYDAY = 15_000
CONDITIONS = range(9, 15)


def of_rules(words):
    for path in glob.glob("src/rules/**/*.rs", recursive=True):
        with open(path, encoding="utf-8") as file:
            body = "\n".join(line for line in file if not line.strip().startswith("//"))
        for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', body):
            for inflects, word in re.findall(r"(~?)([a-z]+)", literal):
                words.add(word)
                if inflects:
                    base = word[:-1] if word.endswith("e") else word
                    words.update((base + "ing", base + "ed", word + "s"))


def entries(name):
    with open(f"src/lexicon/{name}.txt", encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


words = set()
of_rules(words)
for name in LISTS:
    for entry in entries(name):
        words.update(re.split("[ -]", entry))
words.update(entry for entry in entries("condition") if len(entry) in CONDITIONS)
kept = sorted(word for word in words if len(word) >= SHORTEST and re.fullmatch("[a-z]+", word))
with open("src/lexicon/spelling/key.txt", "w", encoding="utf-8") as out:
    out.write("# Long words that the rules look for, made by generate_spelling.py from the rules and lists beside it.\n")
    out.write("# licence: MIT OR Apache-2.0\n")
    out.writelines(word + "\n" for word in kept)

# Real words that are one slip away from one of those, or from a medicine, and are in no list.
targets = set(kept) | {entry for entry in entries("drug") if len(entry) >= SHORTEST and entry.isalpha()}
deleted = collections.defaultdict(set)
for word in targets:
    deleted[word].add((word, -1))
    for at in range(len(word)):
        deleted[word[:at] + word[at + 1 :]].add((word, at))


def is_slip(word):
    if word in targets:
        return False
    if any(at >= 0 for _, at in deleted.get(word, ())):
        return True
    for at in range(len(word)):
        for _, there in deleted.get(word[:at] + word[at + 1 :], ()):
            if there == -1 or abs(there - at) <= 1:
                return True
    return False


def doubled(word):
    return len(word) > 5 and word[-1] == word[-2]


listed = set()
for path in glob.glob("src/lexicon/*.txt"):
    with open(path, encoding="utf-8") as file:
        listed.update(line.strip() for line in file if not line.startswith("#"))
seen, everyday = collections.Counter(TOO), set()
with open(SOURCES / "words_subtlexus.tsv", encoding="utf-8") as file:
    for line in list(file)[1:]:
        word, count = line.split("\t")[:2]
        if int(count) >= FREQUENT:
            seen[word.lower()] += 1
        if int(count) >= EVERYDAY and word.isalpha():
            everyday.add(word.lower())
for source in ("icd10cm_titles.tsv", "icd10cm_inclusion_terms.tsv"):
    with open(SOURCES / source, encoding="utf-8") as file:
        words = collections.Counter(re.findall("[a-z]+", file.read().lower()))
        seen.update(word for word, count in words.items() if count >= 3)
slips = {line.split()[0] for line in open("src/lexicon/spelling/typo.txt", encoding="utf-8") if not line.startswith("#")}
real = sorted(
    word
    for word in seen
    if word.isascii() and word.isalpha() and word not in listed and word not in slips
    and (len(word) >= SHORTEST_SLIP and is_slip(word) or doubled(word) or word in everyday)
)
with open("src/lexicon/spelling/real.txt", "w", encoding="utf-8") as out:
    out.write("# Words that are no slips, though they are one away from a word that is looked for.\n")
    out.write("# source: SUBTLEX-US (Brysbaert & New 2009); ICD-10-CM 2025 (CMS, NCHS); made by generate_spelling.py\n")
    out.write("# licence: free for any use with credit; public domain\n")
    out.writelines(word + "\n" for word in real)
print(len(kept), "long words,", len(real), "real words")

# Short forms of the given names that are in the lists.
names = set(entries("given")) | set(entries("givenword"))
short = collections.defaultdict(set)
with open(SOURCES / "nicknames.tsv", encoding="utf-8") as file:
    for line in list(file)[1:]:
        name, _, form = line.rstrip("\n").split("\t")
        if name in names and name.isalpha() and form.isalpha() and form.isascii() and len(form) > 1:
            short[name].add(form)
with open("src/lexicon/spelling/nickname.txt", "w", encoding="utf-8") as out:
    out.write("# Given names and what people are called who bear them: the name, then its short forms.\n")
    out.write("# source: carltonnorthern/nicknames, those of the names in given.txt and givenword.txt; made by generate_spelling.py\n")
    out.write("# licence: Apache-2.0\n")
    out.writelines(f"{name} {' '.join(sorted(forms))}\n" for name, forms in sorted(short.items()))

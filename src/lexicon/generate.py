#!/usr/bin/env python3
"""Makes the big word lists of this folder from public name, place and frequency lists.

    python3 src/lexicon/generate.py [FOLDER]      FOLDER holds the sources; default ../shared/lexicons

Deterministic, Python 3.11 and its standard library only. The lists it writes are committed; run it again only to
change what goes in. A name that is an ordinary word as well goes into `givenword` instead of `given`, because it
needs stronger evidence; a surname that is one is left out.
"""
import re, sys, unicodedata
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[2] / "shared/lexicons"

# Written like a name in the frequency list, yet ordinary words at the beginning of a sentence.
WORDS_TOO = set("""ace amber angel april art august autumn berry bill bishop bliss  brandy buck bud candy carol charity chase chance
chip christian cliff clay cole colt coral crystal daisy dale dallas dawn dean destiny don dot drew duke earl ebony eden eve faith
fern flora forest fox frank gay gene ginger glen grace grant guy harmony harper hazel heather heaven holly honey hope hunter iris
ivy jack jade jasmine jay  jewel joy june justice  king kit lance lane lily lucky major mark mason may mercy mike mini
misty  noble norm nova ocean olive opal pansy parker pat patience pearl peg penny pepper piper poppy prince princess queen ray
reed reef rich river  robin rock roman rose ruby rusty sage sandy sky skip sonny sterling stone storm  summer sunny terry
timber  trace trinity troy van  victory viola violet wade walker will willow winter woods young bell angel baron
case cash cove cross dash deacon denim ford gentry gray green heath hunt jet kitty lark link love lyric maverick may miller
moses ozzy page paris penn pierce rain raven reign rhett rocky rowan royal saint scout sawyer shade shepherd sierra sailor sloan
stormy tanner taylor temple true west wren zion    dick   cal marina alto delta merit reese rush
chad china india asia america israel egypt london georgia carolina virginia dakota montana
dr doctor nurse ma pa santa easter king major major general sergeant chief coach mama papa nana""".split())

# In the lists, but not a name in this trade, or a word that the frequency list lacks.
NEVER = set("""an in so do my he me see long song per les las los del della von der ding king queen baby infant unknown male female
mister sister boy girl no the and for you are was not all any can her his she day one two ten may""".split()) - {"may"}


def fold(name):
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z -]", "", plain).strip()


def rows(name):
    lines = (SOURCES / name).read_text(encoding="utf-8").splitlines()
    keys = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(keys, line.split("\t")))


def write(name, match, title, source, licence, entries, note):
    head = f"# class: {name}\n# match: {match}\n# title: {title}\n# source: {source}\n# licence: {licence}\n# made by: generate.py; {note}\n"
    (HERE / f"{name}.txt").write_text(head + "".join(f"{entry}\n" for entry in sorted(set(entries))), encoding="utf-8")
    print(f"{name}: {len(set(entries))}")


def main():
    frequency, ordinary = {}, {}
    for row in rows("words_subtlexus.tsv"):
        word, count = row["word"], int(row["count"])
        key = fold(word)
        frequency[key] = max(count, frequency.get(key, 0))
        if word[:1].islower():
            ordinary[key] = count

    names = {}
    for row in rows("first_names_ssa.tsv"):
        names[fold(row["name"])] = int(row["since1940"])
    for row in rows("first_names_census2020.tsv"):
        key = fold(row["name"])
        names[key] = max(names.get(key, 0), int(row["count"]))
    for row in rows("nicknames.tsv"):
        for column in ("name1", "name2"):
            if row["relationship"] == "has_nickname":
                names.setdefault(fold(row[column]), 4000)
    names = {name: count for name, count in names.items() if len(name) > 1 and " " not in name and name not in NEVER}
    given, words = [], []
    for name, count in names.items():
        used = ordinary.get(name, 0)
        if name in WORDS_TOO or used > 60:
            # Only names that people really bear: "will" and "hope", not "it" or "the".
            if name in WORDS_TOO and count > 1500 or (count > 6000 and used < 60_000 and count > used / 2):
                words.append(name)
        elif count >= 3500:
            given.append(name)
    ssa = "US Social Security Administration, national baby names; US Census Bureau, first names 2020; carltonnorthern/nicknames"
    write("given", "exact", "Given names", ssa, "public domain; Apache-2.0 (nicknames)", given, "borne by 3,500 people, not a word")
    write("givenword", "exact", "Given names that are words too", ssa, "public domain; Apache-2.0 (nicknames)", words, "needs stronger evidence")

    taken = set(given) | set(words)
    surnames = []
    for row in rows("surnames_census2010.tsv"):
        name = fold(row["name"])
        if int(row["count"]) >= 9000 and ordinary.get(name, 0) <= 60 and name not in taken and len(name) > 2 and name not in NEVER:
            surnames.append(name)
    census = "US Census Bureau, surnames 2010"
    write("surname", "exact", "Surnames", census, "public domain", surnames, "borne by 9,000 people, not a word, not a given name")

    towns = []
    for row in rows("us_cities_geonames500.tsv"):
        name = fold(row["name"]).replace("-", " ")
        single = " " not in name
        if int(row["population"]) < (12_000 if single else 25_000) or len(name) < 4 or len(name.split()) > 4:
            continue
        if single and (ordinary.get(name, 0) > 60 or name in WORDS_TOO):
            continue
        towns.append(name)
    write("town", "exact", "Towns and cities of the United States", "GeoNames", "CC BY 4.0", towns, "12,000 people, 25,000 for several words")

    # Whatever else somebody may be called: weaker evidence, but it tells "Tuiasosopo" from a brand.
    known = taken | set(surnames) | NEVER | WORDS_TOO
    medical = {word for row in rows("drugs_medlineplus_nhs.tsv") for word in fold(row["variant"]).split()}
    medical |= {word for word in open(HERE / "condition.txt", encoding="utf-8").read().split() if len(word) > 3}
    for row in rows("surnames_census2010.tsv"):
        names[fold(row["name"])] = max(int(row["count"]) // 2, names.get(fold(row["name"]), 0))
    rare = [name for name, count in names.items()
            if count >= 300 and len(name) > 2 and " " not in name and ordinary.get(name, 0) <= 8 and name not in known | medical]
    write("rarename", "filter", "Names that few bear", f"{ssa}; {census}", "public domain; Apache-2.0 (nicknames)", rare,
          "given names of 300 people, surnames of 600; a filter")

    small = []
    for row in rows("us_cities_geonames500.tsv"):
        name = fold(row["name"]).replace("-", " ")
        if name in towns or len(name) < 4 or len(name.split()) > 3 or (" " not in name and (ordinary.get(name, 0) > 8 or name in known | medical)):
            continue
        small.append(name)
    write("smalltown", "filter", "Small towns of the United States", "GeoNames", "CC BY 4.0", small, "500 people; a filter")

    common = [word for word, count in ordinary.items() if count >= 150 and word not in given and len(word) > 1]
    write("common", "stem", "Ordinary words", "SUBTLEX-US (Brysbaert & New 2009)", "free for any use with credit", common,
          "in lower case 150 times in 51 million words")


main()

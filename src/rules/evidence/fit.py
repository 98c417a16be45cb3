#!/usr/bin/env python3
"""Makes the weights with which judge.rs tells a patient's name, day or place from anybody else's.

    cargo build --release --features cli
    python3 src/rules/evidence/fit.py [SHARED]     SHARED holds eval/ and data/; default ../shared
    PROFILE=quick python3 …                        with what `cargo build --profile quick` made

Deterministic; Python 3.11 and its standard library only; some minutes. Labelled texts and the examples of the rules say which candidates
are a patient's; tweets of ordinary people and paragraphs of health education say what is nobody's. Logistic regression by
AdaGrad with an L2 penalty; a sign that fewer than six candidates have gets no weight. Texts of APART, by other authors, are
left out of that and tell the threshold, by an F-measure with precision counting more. How well it carries over to yet
others, the model card tells.
"""
import bisect, json, math, os, random, re, subprocess, sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SHARED = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
BUILT = ROOT / "target" / os.environ.get("PROFILE", "release")
SIZE, LEAST, SCALE, PENALTY, ROUNDS = 1 << 15, 6, 64, 20.0, 10
# How much finding counts beside being right: a false alarm costs more than a miss.
BETA = 0.35
# How many steps of a twentieth to either side lean on a threshold.
REACH = 10
# How much of the best F-measure a stricter threshold may cost.
NEARLY = 0.015
KINDS = {"name": ("id.name", "id.url", "id.email"), "day": ("id.date",), "place": ("id.place",)}
APART = {"review-replies", "mixed-short", "advice", "replies-as-published", "social-posts", "advice-and-mails", "short-comments", "short-all-labels"}
MARK = re.compile(r"\{\{([a-z0-9.]+)\|(.*?)\}\}", re.S)


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def labelled(row):
    """The plain text and its marks, in code points."""
    text, spans, at = "", [], 0
    for mark in MARK.finditer(row["text"]):
        text += row["text"][at:mark.start()]
        spans.append((len(text), len(text) + len(mark.group(2)), mark.group(1)))
        text += mark.group(2)
        at = mark.end()
    return {"context": row["context"], "text": text + row["text"][at:], "spans": spans, "weight": 1.0}


def texts():
    corpus = sorted((ROOT / "tests/corpus").glob("*.jsonl")) + sorted((ROOT / "tests/corpus/more").glob("*.jsonl"))
    for path in (path for path in corpus if path.stem != "real-labels"):
        yield from (labelled(row) | {"apart": path.stem in APART} for row in rows(path) if not row.get("grey"))
    yield from (labelled(row) for row in rows(SHARED / "eval/dev/real.jsonl") if row.get("use") == "train" and not row.get("grey"))
    for path, kind, context, count in (("names", None, "post", 3000), ("weak", "education", "blog", 600)):
        clean = [row for row in rows(SHARED / f"data/{path}.jsonl") if kind is None or row["kind"] == kind]
        random.Random(1).shuffle(clean)
        yield from ({"context": context, "text": row["text"], "spans": [], "weight": 0.5} for row in clean[:count])


def examples():
    """What the manuals of the rules say: under Wrong exactly the marked words, under Right and Limits no others."""
    listed = subprocess.run([BUILT / "curbside", "rules", "--json"], capture_output=True, text=True, check=True)
    for rule in json.loads(listed.stdout):
        kind = next((kind for kind, labels in KINDS.items() if rule["label"] in labels), None)
        part, context, fenced = "", "post", False
        for line in rule["manual"].splitlines() if kind else []:
            line = line.strip()
            if line.startswith("# "):
                part = line[2:]
            elif line.startswith("```"):
                fenced = not fenced
                context = ([word for word in line[3:].split(",")[1:] if ":" not in word] or ["post"])[0]
            elif fenced and line and part in ("Wrong", "Right", "Limits"):
                marked = re.sub(r"\{\{(.*?)\}\}", lambda mark: "{{" + rule["label"] + "|" + mark.group(1) + "}}", line.replace("\\n", "\n"))
                yield labelled({"context": context, "text": marked}) | {"weight": 8.0, "kind": kind, "partial": "{{" in line}


def candidates(items):
    feed = "".join(json.dumps({"id": str(at), "context": item["context"], "text": item["text"]}) + "\n" for at, item in enumerate(items))
    done = subprocess.run([BUILT / "candidates"], input=feed, capture_output=True, text=True, check=True)
    found = {kind: [] for kind in KINDS}
    for item, line in zip(items, done.stdout.splitlines()):
        for kind, labels in KINDS.items():
            if item.get("kind", kind) != kind:
                continue
            for start, end, signs in json.loads(line)[kind]:
                over = [mark for first, last, mark in item["spans"] if first < end and start < last]
                is_one = any(label in over for label in labels)
                # What lies in a story or a claim, or is another identifier, is neither right nor wrong.
                unclear = not is_one and item.get("partial") or not is_one and any(mark.startswith(("nar", "clm", "id.")) for mark in over)
                if not unclear:
                    found[kind].append((signs, is_one, item["weight"], item.get("apart", False)))
    return found


def fit(examples):
    weights, squares, bias, bias_square = [0.0] * SIZE, [1e-3] * SIZE, 0.0, 1e-3
    order, total = list(range(len(examples))), sum(example[2] for example in examples)
    shuffled = random.Random(7)
    for turn in range(ROUNDS):
        shuffled.shuffle(order)
        rate = 0.1 / (1 + turn / 4)
        for at in order:
            signs, is_one, weight, _ = examples[at]
            score = bias + sum(weights[sign] for sign in signs)
            slope = weight * (1 / (1 + math.exp(-max(-30, min(30, score)))) - is_one)
            for sign in signs:
                step = slope + PENALTY * weights[sign] / total
                squares[sign] += step * step
                weights[sign] -= rate * step / math.sqrt(squares[sign])
            bias_square += slope * slope
            bias -= rate * slope / math.sqrt(bias_square)
    return weights, bias


def threshold(scored):
    """The score from which a candidate counts, from scores and truths: the strictest whose F-measure, leant on its neighbours',
    is nearly the best. The measure is so flat that a few candidates move its highest point by a unit. Then what it gives."""
    scored = sorted(scored)
    scores, rights = [score for score, _ in scored], [0]
    for _, is_one in scored:
        rights.append(rights[-1] + is_one)

    def measured(least):
        under = bisect.bisect_left(scores, least)
        count, right, every = len(scored) - under, rights[-1] - rights[under], rights[-1]
        return (1 + BETA) * right / (count + BETA * every), right / max(count, 1), right / every

    steps = [step / 20 for step in range(-60, 61)]
    bare = [measured(least)[0] for least in steps]
    near = range(-REACH, REACH + 1)
    leant = {at: sum((REACH + 1 - abs(shift)) * bare[at + shift] for shift in near) for at in range(REACH, len(steps) - REACH)}
    enough = max(leant.values()) * (1 - NEARLY)
    least = steps[max(at for at, measure in leant.items() if measure >= enough)]
    return least, *measured(least)


def main():
    items = [*texts(), *examples()]
    for kind, seen in candidates(items).items():
        counts = [0] * SIZE
        for signs, _, _, apart in seen:
            for sign in set() if apart else set(signs):
                counts[sign] += 1
        known = [([sign for sign in signs if counts[sign] >= LEAST], int(is_one), weight, apart) for signs, is_one, weight, apart in seen]
        learnt = [example for example in known if not example[3]]
        weights, bias = fit(learnt)
        least, f1, precision, recall = threshold((bias + sum(weights[s] for s in signs), is_one) for signs, is_one, _, apart in known if apart)
        packed = bytes(max(-127, min(127, round(weight * SCALE))) & 255 for weight in weights)
        packed += round((bias - least) * SCALE).to_bytes(2, "little", signed=True)
        (HERE / f"{kind}.weights").write_bytes(packed)
        print(f"{kind}: {len(learnt)} candidates, {sum(e[1] for e in learnt)} of patients; apart: F {f1:.3f} P {precision:.3f} R {recall:.3f} at {least:.2f}")


main()

#!/usr/bin/env python3
"""Digits of the UNIPEN collection train_r01_v07 as pen strokes that `epochlab evaluate --strokes` reads.

    python3 bench/pen-strokes/unipen.py TRAIN_R01_V07 FOLDER

reads the folders `data/1a` and `include` of the collection and writes two files, by writer: `looked-at.json`, at whose
drawings one may look while styles are written down, and `unseen.json`, which are for the end. At most 60 of each writer.
"""
import collections
import hashlib
import json
import pathlib
import random
import re
import sys

MOST_OF_A_WRITER = 60
SEED = 5


def components(text):
    """Pen strokes up and down, in order, and who wrote them (UNIPEN 1.0: Guyon et al., ICPR 1994)."""
    found, current, axes, writer = [], None, ["X", "Y"], None
    for line in map(str.strip, text.split("\n")):
        if line.startswith("."):
            words = line.split()
            current = None
            if words[0] in (".PEN_DOWN", ".PEN_UP"):
                current = []
                found.append((words[0] == ".PEN_DOWN", current))
            elif words[0] == ".COORD":
                axes = words[1:]
            elif words[0] == ".WRITER_ID" and len(words) > 1:
                writer = words[1]
        elif line and current is not None:
            values = line.split()
            try:
                current.append((float(values[axes.index("X")]), float(values[axes.index("Y")])))
            except (ValueError, IndexError):
                pass
    return [(down, points) for down, points in found if down or points], writer


def digits(root):
    for path in sorted((root / "data/1a").rglob("*")):
        if not path.is_file():
            continue
        source = path.relative_to(root / "data/1a").parts[0]
        text = path.read_text("latin-1")
        pieces, writer = [], None
        included = [name for name in re.findall(r"^\.INCLUDE\s+(\S+)", text, re.M) if name.endswith(".dat") or "/data/" in name]
        if not all((root / "include" / name).is_file() for name in included):
            continue
        for name in included:
            more, who = components((root / "include" / name).read_text("latin-1"))
            pieces += more
            writer = writer or who
        for first, last, label in re.findall(r'^\.SEGMENT\s+CHARACTER\s+(\d+)(?:-(\d+))?\s+\S+\s+"(\d)"', text, re.M):
            first, last = int(first), int(last or first)
            strokes = [points for down, points in pieces[first : last + 1] if down and points]
            if last < len(pieces) and strokes:
                yield {
                    "label": int(label),
                    "writer": f"{source}/{writer or path.name}",
                    # UNIPEN's y grows upwards.
                    "strokes": [[[x, -y] for x, y in points] for points in strokes],
                }


def main(root, folder):
    by_writer = collections.defaultdict(list)
    for digit in digits(pathlib.Path(root)):
        by_writer[digit["writer"]].append(digit)
    random.seed(SEED)
    halves = {"looked-at": [], "unseen": []}
    for writer, written in by_writer.items():
        random.shuffle(written)
        half = "looked-at" if int(hashlib.md5(writer.encode()).hexdigest(), 16) % 2 else "unseen"
        halves[half] += written[:MOST_OF_A_WRITER]
    for name, kept in halves.items():
        (pathlib.Path(folder) / f"{name}.json").write_text(json.dumps(kept))
        print(f"{name}: {len(kept)} digits")


main(*sys.argv[1:])

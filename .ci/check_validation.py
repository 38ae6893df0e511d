"""Holds a validation (`fastox validate --json`) against what is known to miss: a new miss fails, and so does a known one that is met."""

import json
import sys

found = json.load(open(sys.argv[1], encoding="utf-8"))
known = set()
for line in open(sys.argv[2], encoding="utf-8"):
    if line.strip() and not line.startswith("#"):
        known.add(line.strip())

hold_outs = {c["title"]: c for c in found["comparisons"] if c["role"] == "hold-out"}
unknown = known - set(hold_outs)
missed = {title for title, c in hold_outs.items() if c["met"] is False}
for title, c in hold_outs.items():
    status = "miss" if title in missed else "met"
    print(f"{status:5} {100 * c['error']:+6.1f} %  {title}")

scored = [c for c in found["comparisons"] if c["role"] in ("fit", "by-construction") and c["province"] not in (10, 90)]
for target in sorted({c["target"] for c in scored}):
    rows = [c for c in scored if c["target"] == target and c["met"] is not None]
    met = sum(c["met"] for c in rows)
    print(f"{target}: {met} of {len(rows)} met")
    if {c["role"] for c in rows} == {"fit"} and met < 29:
        sys.exit(f"{target}: fewer than 29 provinces are met")

problems = [f"{a['quantity']} {a['year']}" for a in found["cross_check"] if not a["agrees"]]
if problems:
    sys.exit(f"agents differ from their expected values: {', '.join(problems)}")
if not all(flow["met"] for flow in found["migration"]["net"]) or found["migration"]["correlation"] < 0.97:
    sys.exit("expected moves do not give the census matrix back")
if missed - known or known - missed or unknown:
    sys.exit(f"hold-outs: new misses {sorted(missed - known)}, met by now {sorted(known - missed)}; see {sys.argv[2]}")
print("as known")

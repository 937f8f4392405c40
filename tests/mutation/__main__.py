"""Counts the mutants of the SageMaker checks that the tests kill: `python -m tests.mutation [NUMBER] [--seed SEED]`.

Prints the survivors, which `SURVIVORS.md` beside this file gives the reasons for. Exit code 1 below 99 %.
"""

from __future__ import annotations

import argparse
import sys

from .run import WANTED, judge, sample


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chosen = sample(given.number, given.seed)
    survivors = 0
    for change in judge(chosen, draws=200, misses=6, neighbours=300):
        survivors += 1
        print(change, flush=True)
    share = 1 - survivors / len(chosen)
    print(f"{len(chosen) - survivors} of {len(chosen)} mutants killed: {share:.1%}")
    return 0 if share >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())

"""What the end of the report says about pictures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def summary_lines(stats: Mapping[str, Sequence[Any]], reason: str) -> Iterator[str]:
    """The lines about the pictures of all reports, by outcome; none when there was no picture."""
    counts = {outcome: [0, 0] for outcome in ("skipped", "other")}
    for outcome, reports in stats.items():
        for report in reports:
            pictures = getattr(report, "flet_embed_pictures", 0)
            count = counts["skipped" if outcome == "skipped" else "other"]
            count[0] += pictures
            count[1] += pictures > 0
    (skipped, skipped_tests), (mixed, mixed_tests) = counts["skipped"], counts["other"]
    if skipped + mixed == 0:
        return
    yield f"{skipped + mixed} pictures {reason}: this client has none."
    if skipped_tests:
        yield f"  {skipped} of them in {skipped_tests} tests that check nothing else: skipped"
    if mixed_tests:
        yield f"  {mixed} of them in {mixed_tests} tests whose other assertions were checked"

"""A very short book about moss."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    title: str
    text: str


CHAPTERS = (
    Chapter(
        "What moss is",
        "Moss is a plant **without roots**. It drinks through its leaves.\n\n"
        "See [how it drinks](chapter:1), or look it up in an [encyclopedia](https://example.org/moss).",
    ),
    Chapter("How it drinks", "A cushion of moss takes up *twenty times* its weight in rain.\n\nGo [back](chapter:0)."),
    Chapter("Where it grows", "On the side of a tree that stays wet longest. That is not always the north."),
)

GLOSSARY = {
    "Cushion": "Many small plants that stand close together.",
    "Spore": "What moss has instead of a seed.",
}

SOURCES = ("A walk in the wood", "The gardener's almanac", "A microscope")

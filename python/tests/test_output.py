"""`sys.stdout` and `sys.stderr` as the host gets them: whole lines, in order, bounded."""

from __future__ import annotations

import io
import os
import threading

import pytest

from flet_embed import _output
from flet_embed._output import LineBuffer, Output

Pieces = list[tuple[int, bytes]]


def text_stream(mode: str, stream: int = 1) -> io.TextIOWrapper:
    return Output(mode)._texts[stream - 1]


class TestLines:
    @pytest.mark.parametrize("mode", ["inherit", "channel"])
    def test_a_line_leaves_when_it_is_complete(self, captured: Pieces, mode: str) -> None:
        out = text_stream(mode)
        print("two", "words", file=out)
        assert captured == [(1, b"two words\n")]

    def test_stderr_is_line_buffered_too(self, captured: Pieces) -> None:
        err = text_stream("channel", 2)
        err.write("a\nb")
        assert captured == [(2, b"a\n")]
        err.write("c\n")
        assert captured == [(2, b"a\n"), (2, b"bc\n")]

    def test_flush_sends_an_unfinished_line_to_an_inherited_descriptor(self, captured: Pieces) -> None:
        out = text_stream("inherit")
        print("Name: ", end="", file=out, flush=True)
        assert captured == [(1, b"Name: ")]

    def test_flush_keeps_an_unfinished_line_from_a_channel(self, captured: Pieces) -> None:
        out = text_stream("channel")
        print("half", end="", file=out, flush=True)
        assert captured == []
        print(" whole", file=out)
        assert captured == [(1, b"half whole\n")]

    def test_the_last_line_leaves_without_its_end_when_the_program_ends(self, captured: Pieces) -> None:
        output = Output("channel")
        output._texts[0].write("no newline")
        output.finish()
        assert captured == [(1, b"no newline")]

    def test_ignored_output_goes_nowhere(self, captured: Pieces) -> None:
        out = text_stream("ignore")
        print("x" * 5_000_000, file=out, flush=True)
        out.close()
        assert captured == []


class TestBytes:
    def test_text_and_bytes_keep_their_order(self, captured: Pieces) -> None:
        out = text_stream("channel")
        out.write("text\n")
        out.buffer.write(b"\xff\xfe\n")
        out.write("more\n")
        assert b"".join(piece for _, piece in captured) == b"text\n\xff\xfe\nmore\n"

    def test_what_utf8_cannot_encode_is_escaped(self, captured: Pieces) -> None:
        print("ä\ud800", file=text_stream("channel"))
        assert captured == [(1, b"\xc3\xa4\\ud800\n")]

    def test_other_exporters_can_be_written(self, captured: Pieces) -> None:
        buffer = LineBuffer(1, "channel")
        buffer.write(bytearray(b"a"))
        buffer.write(memoryview(b"b\n"))
        assert captured == [(1, b"ab\n")]


class TestBounds:
    @pytest.mark.parametrize("mode", ["inherit", "channel"])
    def test_a_very_long_line_leaves_in_pieces_of_at_most_1_mib(self, captured: Pieces, mode: str) -> None:
        line = b"0123456789" * 400_000 + b"\n"
        LineBuffer(1, mode).write(line)
        assert b"".join(piece for _, piece in captured) == line
        assert max(len(piece) for _, piece in captured) == 1 << 20

    def test_many_lines_at_once_are_cut_between_lines(self, captured: Pieces) -> None:
        text_stream("channel").write("0123456789abcde\n" * 200_000)
        assert sum(len(piece) for _, piece in captured) == 3_200_000
        assert all(piece.endswith(b"\n") and len(piece) <= 1 << 20 for _, piece in captured)

    def test_an_unfinished_line_does_not_grow_without_bound(self, captured: Pieces) -> None:
        buffer = LineBuffer(1, "channel")
        for _ in range(3000):
            buffer.write(b"." * 1000)
            assert len(buffer._rest) < _output._PIECE
        assert sum(len(piece) for _, piece in captured) + len(buffer._rest) == 3_000_000


class TestStream:
    def test_it_looks_like_a_standard_stream(self) -> None:
        for number, name in ((1, "<stdout>"), (2, "<stderr>")):
            stream = text_stream("channel", number)
            assert stream.name == name
            assert stream.mode == "w"
            assert stream.encoding == "utf-8"
            assert stream.fileno() == number
            assert stream.line_buffering and stream.writable() and not stream.readable()
            assert not stream.isatty()

    def test_a_terminal_is_one_only_when_it_is_inherited(self) -> None:
        terminal, other = os.openpty()
        try:
            assert LineBuffer(other, "inherit").isatty()
            assert not LineBuffer(other, "channel").isatty()
        finally:
            os.close(terminal)
            os.close(other)

    def test_after_close_writing_is_an_error(self, captured: Pieces) -> None:
        out = text_stream("channel")
        out.write("last")
        out.close()
        assert captured == [(1, b"last")]
        with pytest.raises(ValueError):
            out.write("x")

    def test_lines_of_many_threads_stay_whole(self, captured: Pieces) -> None:
        out = text_stream("channel")
        threads = [threading.Thread(target=lambda n=n: [out.write(f"{n}:{i}\n") for i in range(500)]) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        lines = b"".join(piece for _, piece in captured).decode().splitlines()
        assert sorted(lines) == sorted(f"{n}:{i}" for n in range(4) for i in range(500))
        for n in range(4):
            assert [line for line in lines if line.startswith(f"{n}:")] == [f"{n}:{i}" for i in range(500)]

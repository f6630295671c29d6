"""Makes of any film an H.264 one that every browser plays, an HLS list of it and a poster; of any
sound an AAC one.

Everything is decoded and encoded anew, so that nothing of the original's headers gets through. The
container is the one that the file's first bytes name, and it is read from an open file: a list of
addresses that calls itself a film is never followed.
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, cast

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import BlockingIOError as MoreNeeded
from av.error import EOFError as AtTheEnd
from av.error import FFmpegError
from av.filter import Graph
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from longhouse.features.media.service.worker.task import Refused, Task, say

_CONTAINERS = {
    "mp4": "mov", "webm": "matroska", "m4a": "mov", "mp3": "mp3", "ogg": "ogg", "flac": "flac",
    "wav": "wav",
}  # fmt: skip
_LONG_SIDE = 1280
_MOST_RATE = 30
_KEY_SECONDS = 4
# No key frames but those at the seams of the segments.
_CODER = {"preset": "veryfast", "crf": "24", "profile": "main", "sc_threshold": "0"}
_SOUND_RATE = 48_000
_SOUND_BITS = 128_000
_FILM, _LIST, _SEGMENTS = "original.mp4", "hls.m3u8", "hls.mp4"


def make_recording(task: Task) -> dict[str, object]:
    with Path(task.source).open("rb") as file:
        try:
            with _open(file, task.format) as source:
                if task.kind == "audio":
                    return _make_sound(task, source)
                return _Film(task, source).make()
        except (FFmpegError, ValueError, OverflowError) as error:
            raise Refused("damaged") from error


def _open(file: BinaryIO, form: str) -> InputContainer:
    # Besides the file that is open already nothing may be opened, whatever the file asks for.
    options = {"protocol_whitelist": "none", "enable_drefs": "0", "use_absolute_path": "0"}
    if _CONTAINERS[form] != "mov":
        options = {"protocol_whitelist": "none"}
    return av.open(file, "r", format=_CONTAINERS[form], container_options=options)


def _make_sound(task: Task, source: InputContainer) -> dict[str, object]:
    sound = _first_sound(source)
    if sound is None:
        raise Refused("nothing_in_it")
    file = Path(task.target) / "original.m4a"
    clock = _Clock(task.seconds, source.duration)
    with _writing(file, "mp4", movflags="+faststart") as target:
        encoder = _SoundEncoder(target.add_stream("aac", rate=_SOUND_RATE))
        for packet in source.demux(sound):
            for frame in packet.decode():
                clock.tick(frame.time)
                for made in encoder.encode(frame):
                    target.mux(made)
        for made in encoder.finish():
            target.mux(made)
    return {
        "width": None,
        "height": None,
        "duration": clock.longest(_duration_of(file)),
        "placeholder": None,
        "files": {"original": {"file": file.name, "mime": "audio/mp4"}},
    }


class _Film:
    def __init__(self, task: Task, source: InputContainer) -> None:
        self._task = task
        self._source = source
        self._target = Path(task.target)
        self._picture = self._first_picture()
        self._sound = _first_sound(source)
        self._clock = _Clock(task.seconds, source.duration)
        self._graph: Graph | None = None
        self._poster: VideoFrame | None = None

    def make(self) -> dict[str, object]:
        film = self._target / _FILM
        self._encode(film)
        _list_segments(film, self._target / _LIST)
        made = self._write_poster()
        files = cast("dict[str, dict[str, object]]", made["files"])
        # The full poster is one more picture; what is `original` of a film is the film.
        files["poster"] = files.pop("original")
        size = {"width": made["width"], "height": made["height"]}
        files["original"] = {"file": _FILM, "mime": "video/mp4", **size}
        files["hls"] = {"file": _LIST, "mime": "application/vnd.apple.mpegurl"}
        files["segments"] = {"file": _SEGMENTS, "mime": "video/mp4"}
        return made | {"duration": self._clock.longest(_duration_of(film))}

    def _first_picture(self) -> VideoStream:
        for stream in self._source.streams.video:
            if not stream.disposition & stream.disposition.attached_pic:
                if stream.width * stream.height > self._task.pixels:
                    raise Refused("too_many_pixels")
                return stream
        raise Refused("nothing_in_it")

    def _encode(self, file: Path) -> None:
        with _writing(file, "mp4", movflags="+faststart") as target:
            rate = min(self._picture.average_rate or Fraction(25), Fraction(_MOST_RATE))
            picture = target.add_stream("libx264", rate=rate, options=_CODER)
            picture.pix_fmt = "yuv420p"
            picture.thread_count = 1
            picture.gop_size = max(1, round(rate * _KEY_SECONDS))
            sound = None
            if self._sound is not None:
                sound = _SoundEncoder(target.add_stream("aac", rate=_SOUND_RATE))
            # The first packet that is written fixes the size of the picture, so sound waits for it.
            early: list[Any] = []
            for frame in self._frames():
                if isinstance(frame, VideoFrame):
                    self._show(frame, picture, rate, target)
                elif sound is not None:
                    early += sound.encode(frame)
                if self._poster is not None and early:
                    target.mux(early)
                    early = []
            self._show(None, picture, rate, target)
            if self._poster is None:
                raise Refused("nothing_in_it")
            target.mux(picture.encode(None))
            target.mux([*early, *(sound.finish() if sound is not None else ())])

    def _frames(self) -> Iterator[VideoFrame | AudioFrame]:
        wanted = [stream for stream in (self._picture, self._sound) if stream is not None]
        for packet in self._source.demux(wanted):
            for frame in packet.decode():
                if isinstance(frame, VideoFrame | AudioFrame):
                    self._clock.tick(frame.time)
                    yield frame

    def _show(self, frame: VideoFrame | None, picture: Any, rate: Fraction, target: Any) -> None:
        """Write a picture as it fits; without one, those that still wait."""
        for fitted in self._fit(frame, rate):
            if self._poster is None:
                picture.width, picture.height = fitted.width, fitted.height
            self._keep_poster(fitted)
            target.mux(picture.encode(fitted))

    def _fit(self, frame: VideoFrame | None, rate: Fraction) -> Iterator[VideoFrame]:
        """Upright, within the longest side, at no more than the highest rate."""
        if frame is not None and self._graph is None:
            if frame.width * frame.height > self._task.pixels:
                raise Refused("too_many_pixels")
            self._graph = _graph(frame, self._picture, rate)
        if self._graph is None:
            return
        self._graph.push(frame)
        while True:
            try:
                fitted = cast("VideoFrame", self._graph.pull())
            except (MoreNeeded, AtTheEnd):
                return
            # What kind of frame it was in the original is not for the coder to follow.
            fitted.pict_type = PictureType.NONE
            yield fitted

    def _keep_poster(self, frame: VideoFrame) -> None:
        """The picture at one second, past what is black or blurred at a start."""
        if self._poster is None or (frame.time or 0) <= 1:
            self._poster = frame

    def _write_poster(self) -> dict[str, object]:
        import pyvips

        from longhouse.features.media.service.worker.pictures import write_renditions

        frame = cast("VideoFrame", self._poster)
        plane = frame.reformat(format="rgb24").planes[0]
        row = plane.line_size // 3
        padded = pyvips.Image.new_from_memory(bytes(plane), row, frame.height, 3, "uchar")
        picture = padded.crop(0, 0, frame.width, frame.height).copy(interpretation="srgb")
        poster = self._target / "poster.webp"
        made = write_renditions(picture.copy_memory(), self._target)
        (self._target / "original.webp").rename(poster)
        cast("dict[str, dict[str, object]]", made["files"])["original"]["file"] = poster.name
        return made


def _graph(frame: VideoFrame, stream: VideoStream, rate: Fraction) -> Graph:
    turns = {90: ["cclock"], 180: ["cclock", "cclock"], 270: ["clock"]}
    graph = Graph()
    steps = [graph.add_buffer(template=stream, time_base=stream.time_base)]
    steps += [graph.add("transpose", turn) for turn in turns.get(round(frame.rotation) % 360, [])]
    fit = f"w='if(gte(iw,ih),min({_LONG_SIDE},iw),-2)':h='if(gte(iw,ih),-2,min({_LONG_SIDE},ih))'"
    steps += [
        graph.add("fps", str(rate)),
        graph.add("scale", fit),
        # The coder takes even sides only.
        graph.add("crop", "trunc(iw/2)*2:trunc(ih/2)*2"),
        graph.add("setsar", "1"),
        graph.add("format", "yuv420p"),
        graph.add("buffersink"),
    ]
    graph.link_nodes(*steps).configure()
    return graph


class _SoundEncoder:
    def __init__(self, stream: Any) -> None:
        stream.bit_rate = _SOUND_BITS
        stream.layout = "stereo"
        stream.format = "fltp"
        self._stream = stream
        self._resampler = AudioResampler(
            format="fltp", layout="stereo", rate=_SOUND_RATE, frame_size=1024
        )

    def encode(self, frame: AudioFrame) -> Iterator[Any]:
        for fitted in self._resampler.resample(frame):
            yield from self._stream.encode(fitted)

    def finish(self) -> Iterator[Any]:
        for fitted in self._resampler.resample(None):
            yield from self._stream.encode(fitted)
        yield from self._stream.encode(None)


class _Clock:
    """Says how far it has come, and stops what lasts longer than it may or than it said."""

    def __init__(self, most: float, declared: int | None) -> None:
        self._most = most
        self._declared = (declared or 0) / av.time_base
        if self._declared > most:
            raise Refused("too_long")
        self._furthest = 0.0
        self._said = 0

    def tick(self, at: float | None) -> None:
        self._furthest = max(self._furthest, at or 0.0)
        if self._furthest > self._most:
            raise Refused("too_long")
        if self._declared > 0:
            progress = min(99, int(100 * self._furthest / self._declared))
            if progress >= self._said + 5:
                self._said = progress
                say(progress=progress)

    def longest(self, made: float) -> float:
        return round(made or self._furthest, 3)


def _writing(file: Path, form: str, **options: str) -> Any:
    """The stubs of the library leave open what is written to, so it is not typed here at all."""
    return av.open(str(file), "w", format=form, options=options)


def _first_sound(source: InputContainer) -> AudioStream | None:
    return next(iter(source.streams.audio), None)


def _duration_of(file: Path) -> float:
    with av.open(str(file)) as made:
        return (made.duration or 0) / av.time_base


def _list_segments(film: Path, playlist: Path) -> None:
    """Cut the film into segments without encoding again: one file, and a list of its ranges."""
    target = _writing(
        playlist,
        "hls",
        hls_time=str(_KEY_SECONDS),
        hls_playlist_type="vod",
        hls_flags="single_file",
        hls_segment_type="fmp4",
        hls_fmp4_init_filename=_SEGMENTS,
        hls_segment_filename=str(playlist.with_name(_SEGMENTS)),
    )
    with av.open(str(film)) as source, target:
        streams = {s.index: target.add_stream_from_template(s) for s in source.streams}
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                target.mux(packet)

"""Record the steps of some units with the computer voice of espeak-ng, until people have recorded them.

    python -m tools.computer_voice en opening grounding one-thing feet-on-the-floor slow-breath

Needs espeak-ng (a package of the distribution) and PyAV (`requirements-audio.txt`). Only what is missing or has become
stale is made; a recording by a person is never replaced.
"""

import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from api.content.loader import load_programme
from api.i18n.catalogs import load_catalog
from api.i18n.locales import LocaleRegistry
from api.narration.clips import Recording, missing, take_in
from api.narration.ledger import narration_folder, read_ledgers
from api.narration.script import Line, Script, all_ids, scripts
from api.narration.spoken import DIGITS, spoken
from api.release.sources import all_messages
from api.settings import Settings

# Language → voice of espeak-ng. A language is added by somebody who speaks it and has listened.
VOICES = {"en": "en-gb-x-rp"}
_SPEED = "135"
_BETWEEN_SENTENCES, _BETWEEN_LINES = 0.45, 0.7
_NAME = "espeak-ng"


def main(words: list[str]) -> int:
    """Make what is missing and tell what was made."""
    if len(words) < 2 or words[0] not in VOICES:  # noqa: PLR2004 - a language and a unit
        print(f"usage: python -m tools.computer_voice LANG UNIT…   LANG: {', '.join(VOICES)}", file=sys.stderr)
        return 2
    tag, *units = words
    settings = Settings.from_env()
    programme = load_programme(settings.content_dir)
    locale = LocaleRegistry.load(settings.locales_dir / "locales.toml").get(tag)
    catalog = load_catalog(settings.locales_dir, locale, all_messages(programme, settings.pwa_dir))
    known = all_ids(programme)
    if unknown := set(units) - set(known.values()):
        print(f"no unit is called {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    said = {script.id: script for script in scripts(programme, catalog)}
    folder = narration_folder(settings.locales_dir, locale.folder)
    people = {name for name, clip in read_ledgers(folder)[0].items() if clip.voice == "person"}
    wanted = [one for one in missing(folder, said) if known[one.id] in units and one.id not in people]
    digits = catalog.message("ui.listen.digits", DIGITS).value
    # A unit at a time, so that stopping in between loses little.
    for unit, own in groupby(wanted, key=lambda one: known[one.id]):
        with tempfile.TemporaryDirectory() as place:
            recordings = [_record(script, VOICES[tag], digits, Path(place)) for script in own]
            today = date.today()  # noqa: DTZ011 - a day in a ledger, no moment
            made = take_in(folder, said, known, recordings, by=_NAME, voice="computer", at=today)
        print(f"{unit}: {len(made)} clips, {sum(clip.seconds for clip in made):.0f} seconds")
    return 0


def _record(script: Script, voice: str, digits: str, place: Path) -> Recording:
    """Say a step sentence by sentence, and note when each begins."""
    path, marks, second = place / f"{script.id}.wav", [], 0.0
    with wave.open(str(path), "wb") as sound:
        for number, (sentence, begins_line) in enumerate(_sentences(script)):
            rate, frames = _say(spoken(sentence.text, digits), voice, place / "part.wav")
            if number == 0:
                sound.setparams((1, 2, rate, 0, "NONE", "not compressed"))
            rest = max(sentence.rest, _BETWEEN_LINES if begins_line else _BETWEEN_SENTENCES) if number else 0.0
            quiet = int(rest * rate)
            sound.writeframes(bytes(2 * quiet) + frames)
            marks.append(second + quiet / rate)
            second += (quiet + len(frames) // 2) / rate
    return Recording(script.id, path, tuple(marks))


def _sentences(script: Script) -> Iterator[tuple[Line, bool]]:
    for line in script.lines:
        for place, sentence in enumerate(Script(script.id, (line,)).sentences):
            yield sentence, place == 0


def _say(text: str, voice: str, path: Path) -> tuple[int, bytes]:
    """Say one sentence; the voice leaves long quiet at its end, which is taken off."""
    subprocess.run([_NAME, "-v", voice, "-s", _SPEED, "-p", "42", "-z", "-w", str(path), "--", text], check=True)
    with wave.open(str(path), "rb") as part:
        return part.getframerate(), part.readframes(part.getnframes())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The logger of reading says what a text was read as, to those who listen."""

from __future__ import annotations

import logging

import pytest

import kinerja_formula as kf


def messages(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.name == "kinerja_formula.reading"]


def test_a_reading_is_logged_with_line_certainty_and_runner_up(caplog: pytest.LogCaptureFixture):
    text = "Jumlah hadir Jumlah undangan x 100%"
    with caplog.at_level(logging.DEBUG, "kinerja_formula.reading"):
        formula = kf.parse(text)
    (message,) = messages(caplog)
    assert message.startswith(f"{text!r}: {formula.to_text()} (certainty {formula.certainty:.2f}; ")
    assert formula.alternatives[0].text in message


def test_a_canonical_line_has_no_runner_up(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG, "kinerja_formula.reading"):
        kf.parse("`Hadir` / `Undangan`")
    assert messages(caplog) == ["'`Hadir` / `Undangan`': `Hadir` / `Undangan` (certainty 1.00; no runner-up)"]


def test_the_parts_of_a_cell_are_no_readings_of_their_own(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG, "kinerja_formula.reading"):
        kf.parse("RI = NI / NDT\nRN = NN / NDT\nA = (RI + RN) / 2")
    assert len(messages(caplog)) == 1


def test_a_line_break_of_the_text_begins_no_line_of_the_log(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG, "kinerja_formula.reading"):
        kf.parse("Jumlah hadir\n------\nJumlah undangan")
    (message,) = messages(caplog)
    assert "\n" not in message


def test_nobody_hears_without_asking(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO, "kinerja_formula.reading"):
        kf.parse("Jumlah hadir Jumlah undangan x 100%")
    assert messages(caplog) == []

"""Every target of fuzzing, by its name."""

from __future__ import annotations

from typing import Final

from tests.fuzzing.data_targets import DATA_TARGETS
from tests.fuzzing.file_targets import FILE_TARGETS
from tests.fuzzing.service_target import SERVICE_TARGETS
from tests.fuzzing.target import Target
from tests.fuzzing.text_targets import TEXT_TARGETS

__all__ = ["TARGETS"]

TARGETS: Final[dict[str, Target]] = {
    one.name: one for one in (*TEXT_TARGETS, *DATA_TARGETS, *FILE_TARGETS, *SERVICE_TARGETS)
}

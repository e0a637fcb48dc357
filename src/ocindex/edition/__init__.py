"""Edition: the folder of plain files that is the contract between the stages.

`read_edition` turns a folder into an `Edition`, or lists all that is wrong with it;
`write_edition` writes one whole.
"""

from ocindex.edition.frames import edition_from_frames
from ocindex.edition.measured import measured_edition
from ocindex.edition.reading import read_edition, without_scores
from ocindex.edition.writing import KIND, fill_edition, write_edition

__all__ = [
    "KIND",
    "edition_from_frames",
    "fill_edition",
    "measured_edition",
    "read_edition",
    "without_scores",
    "write_edition",
]

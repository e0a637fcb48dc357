"""The pipeline of ratings: editions that were rated to intervals, and to a folder for editors."""

from ocindex.assessing.certainty import Certainty, certainty_of, require_sound
from ocindex.assessing.folder import Asked, Scored, score_editions

__all__ = ["Asked", "Certainty", "Scored", "certainty_of", "require_sound", "score_editions"]

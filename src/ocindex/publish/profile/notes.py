"""What a profile says of itself: how its figures came about, how to cite it."""

from __future__ import annotations

from ocindex.publish.profile.ranks import listing
from ocindex.release import Release, ReleasedEdition
from ocindex.vocabulary import Component, Framework

INDEPENDENT = "An independent work, neither made nor endorsed by the publisher of the Index."


def about(released: ReleasedEdition) -> list[str]:
    """The method in short, how to read ranks and bars, and whose work it is."""
    framework = released.edition.framework
    scale = framework.scale
    low, high = scale.text(scale.minimum), scale.text(scale.maximum)
    first = [
        f"for {root.name.lower()} the {'worst' if framework.high(root) == 'worse' else 'best'}"
        for root in framework.children(None)
    ]
    means = (mean_of(component, framework) for component in framework.components)
    method = " ".join([f"Scores lie on a scale of {scale}.", *means])
    ranks = (
        f"Rank 1 is the highest score: {listing(first)}. Countries of the same score share the "
        f"best rank. Figures are rounded half up to {framework.decimals} decimals; ranks and "
        "changes are those of the unrounded figures."
    )
    bars = f"Bars run from {low} to {high}"
    if any(component.bands for component in framework.components):
        bars += "; pale ticks mark where bands begin"
    if released.against:
        bars += (
            f"; a dark notch marks the score of {released.against[0]}, and the small figure the "
            "change since. n/a: not measured then"
        )
    whose = " ".join(filter(None, (ended(released.edition.attribution), INDEPENDENT)))
    return [method, ranks, f"{bars}.", whose]


def mean_of(component: Component, framework: Framework) -> str:
    """As in: Criminality is the mean of criminal markets and criminal actors."""
    children = framework.children(component.id)
    kind = "mean" if len({child.weight for child in children}) == 1 else "weighted mean"
    if all(isinstance(child, Component) for child in children):
        return f"{component.name} is the {kind} of {listing([c.name.lower() for c in children])}."
    return f"{component.name} is the {kind} of its {len(children)} parts."


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return f"{text}." if text and not text.endswith(".") else text


def citation(release: Release, released: ReleasedEdition, country: str) -> str:
    """How to cite the profile: the data, and the release by its fingerprint."""
    data = ended(released.edition.attribution)
    made = f"{release.made_by}, release {release.fingerprint[:12]}."
    return " ".join(filter(None, (f"{released.edition.title}: {country}.", data, made)))

"""What a profile says of itself: how its figures came about, how to cite it."""

from __future__ import annotations

from ocindex.publish.profile.ranks import listing
from ocindex.release import Release, ReleasedEdition
from ocindex.vocabulary import Component, Framework

INDEPENDENT = "An independent work, neither made nor endorsed by the publisher of the Index."


def about(released: ReleasedEdition) -> list[str]:
    """The method in short, and how to read ranks and bars."""
    framework = released.edition.framework
    scale = framework.scale
    low, high = scale.text(scale.minimum), scale.text(scale.maximum)
    first = [
        f"for {inside(root.name)} the {'worst' if framework.high(root) == 'worse' else 'best'}"
        for root in framework.children(None)
    ]
    means = (mean_of(component, framework) for component in framework.components)
    method = " ".join([f"Scores lie on a scale of {scale}.", *means])
    ranks = (
        f"Rank 1 is the highest score: {listing(first)}. Countries of the same score share the "
        f"best rank. Figures are rounded half up to {counted(framework.decimals, 'decimal')}; "
        "ranks and changes are those of the unrounded figures."
    )
    bars = f"Bars run from {low} to {high}"
    if any(component.bands for component in framework.components):
        bars += "; pale ticks mark where bands begin"
    if released.against:
        bars += (
            f"; the small figure is the change since {released.against[0]}, and where there is one "
            "a dark notch marks the earlier score. n/a: not measured then"
        )
    return [method, ranks, f"{bars}."]


def mean_of(component: Component, framework: Framework) -> str:
    """As in: The score for criminality is the mean of criminal markets and criminal actors."""
    children = framework.children(component.id)
    kind = "mean" if len({child.weight for child in children}) == 1 else "weighted mean"
    names = [inside(child.name) for child in children if isinstance(child, Component)]
    leaves = len(children) - len(names)
    if leaves:
        names.append(f"its {counted(leaves, 'indicator')}")
    return f"The score for {inside(component.name)} is the {kind} of {listing(names)}."


def counted(n: int, noun: str) -> str:
    """`1 indicator`, `2 indicators`."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def inside(name: str) -> str:
    """A name as it stands within a sentence; `ICT` keeps its capitals."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return f"{text}." if text and not text.endswith(".") else text


def citation(release: Release, released: ReleasedEdition, country: str) -> list[str]:
    """How to cite the profile: the data, and the release by its fingerprint; whose work it is."""
    edition = released.edition
    data = ended(edition.attribution)
    made = f"{release.made_by}, release {release.fingerprint[:12]}."
    cite = " ".join(filter(None, (f"{edition.title}: {country}.", data, made)))
    return [cite, INDEPENDENT] if data and not edition.simulated else [cite]

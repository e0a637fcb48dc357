"""`ocindex intake`."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import click

from ocindex.cli.console import detail, progress, say
from ocindex.cli.options import EDITION, FILE, replace, volume


@click.group("intake")
def command() -> None:
    """Read a publisher's workbook or profiles, experts' ratings, or another index's data.

    \b
    Example:
      ocindex intake workbook global_oc_index.xlsx --out editions
      ocindex intake ratings survey.csv --scale 0,10,1 --into editions/survey-2019
      ocindex intake coinr iData.csv iMeta.csv --into editions/asem
      ocindex intake profile kazakhstan.pdf --into editions/2023
    """


@command.command("workbook")
@click.argument("file", type=FILE)
@click.option("--out", type=FILE, required=True, help="Folder for the edition folders.")
@replace
@volume
def workbook(file: Path, out: Path, replace: bool) -> None:
    """Read the publisher's workbook FILE into OUT/2021, OUT/2023 and OUT/2025.

    Every published average is checked against the one computed from the scores.

    \b
    Example:
      ocindex intake workbook global_oc_index.xlsx --out editions
    """
    from ocindex.pipeline import intake_workbook  # numpy and the reader take 0.2 s

    editions = intake_workbook(file, out, replace=replace)
    checked = 0
    for edition in editions:
        countries, indicators = edition.units.shape
        checked += len(edition.printed)
        say(
            f"{out / edition.id}: {countries} countries, {indicators} indicators; "
            f"{len(edition.printed):,} published averages checked, 0 differ"
        )
    say(f"{checked:,} published averages checked, 0 differ")
    detail(f"Read from {editions[0].origin}")


@command.command("profile")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--into", type=EDITION, required=True, help="Edition folder, new or existing.")
@click.option(
    "--framework", help="Framework of a new edition: a bundled one's name, or a TOML file."
)
@click.option(
    "--year",
    type=click.IntRange(1, 9999),
    help="Year of a new edition, if the folder's name has none.",
)
@click.option("--figures-only", is_flag=True, help="Leave out narrative, credits and disclaimers.")
@click.option(
    "--reorder", is_flag=True, help="Accept sections in another order than the framework's."
)
@volume
def profile(
    files: tuple[Path, ...], into: Path, framework: str | None, year: int | None,
    figures_only: bool, reorder: bool,
) -> None:  # fmt: skip
    """Read published profiles, as text or PDF, into an edition.

    Scores, narrative by section, credits, and the printed averages and ranks are read; each
    printed figure is checked wherever it can be computed. Where the edition has the country
    already, scores that differ are faults.

    \b
    Example:
      ocindex intake profile kazakhstan.txt --into editions/2023
      ocindex intake profile kazakhstan.pdf --into kazakhstan-2023 --figures-only
    """
    from ocindex.pipeline import intake_profiles  # numpy takes 0.2 s to import

    with progress() as tell:
        taken = intake_profiles(
            files, into, framework=framework, year=year,
            figures_only=figures_only, reorder=reorder, progress=tell,
        )  # fmt: skip
    for line in taken:
        say(line)


@command.command("ratings")
@click.argument("file", type=FILE)
@click.option(
    "--columns", default="", metavar="KEY=COLUMN,...",
    help="Columns of iso3, indicator, rater, score; and round, confidence, name, continent, "
    "region. By their own names if left out. Several joined: rater=country+id.",
)  # fmt: skip
@click.option(
    "--indicators", default="", metavar="COLUMN,...",
    help="Of a wide table the columns of ratings: an indicator each, names or v2ca*, or patterns "
    "as {indicator}_{iso3}. In place of the columns indicator and score.",
)  # fmt: skip
@click.option(
    "--where", multiple=True, metavar="COLUMN=VALUE",
    help="Read only lines with this value: wave=2. May be given more than once.",
)  # fmt: skip
@click.option(
    "--missing", default="", metavar="VALUE,...",
    help="What stands for no answer, beside an empty field, NA, -77, -88 and -99.",
)  # fmt: skip
@click.option(
    "--confidence-max", type=click.IntRange(1, 1_000_000), default=1, show_default=True,
    help="The highest confidence there can be: 100 where it is in per cent.",
)  # fmt: skip
@click.option("--sheet", default="", help="Sheet of a workbook that has several.")
@click.option(
    "--encoding", default="", help="Of a text that is not UTF-8: windows-1252, iso-8859-2."
)
@click.option(
    "--scale", default="", metavar="MIN,MAX,STEP", help="Scale of the ratings of a new edition."
)
@click.option("--into", type=EDITION, required=True, help="Edition folder, new or existing.")
@click.option(
    "--framework", help="Framework of a new edition: a bundled one's name, or a TOML file; one "
    "component above all items if left out.",
)  # fmt: skip
@click.option("--title", default="", help="Title of a new edition; the file's name if left out.")
@click.option(
    "--year", type=click.IntRange(1, 9999),
    help="Year of a new edition, if the folder's name has none.",
)  # fmt: skip
@click.option(
    "--vignettes", default="", metavar="CODE,...",
    help="Codes of what was rated as an example to all, and is no unit.",
)  # fmt: skip
@volume
def ratings(
    file: Path, columns: str, indicators: str, where: tuple[str, ...], missing: str,
    confidence_max: int, sheet: str, encoding: str, scale: str, into: Path,
    framework: str | None, title: str, year: int | None, vignettes: str,
) -> None:  # fmt: skip
    """Read experts' ratings from FILE, a table as surveys publish them.

    FILE is text in columns (.csv, .tsv, .tab, .txt), Parquet, a workbook (.xlsx), or a file of
    Stata (.dta) or SPSS (.sav). It has a row a rating, or with --indicators a row a rater and
    unit and a column an indicator.

    What is rated need not be countries: iso3 is the column of its code or name. A new edition's
    scores are made of its ratings, by 'ocindex score' or whenever they are asked for; an
    existing one gets the ratings beside those it has. A field that is empty or NA is left out.

    \b
    Example:
      ocindex intake ratings parties.csv --scale 0,10,1 --into editions/parties-2019
        --columns iso3=party,indicator=item,rater=expert,score=value
      ocindex intake ratings experts.dta --scale 0,10,1 --into editions/experts-2019
        --columns iso3=party_id,name=party,rater=country+id --indicators lrgen,lrecon,galtan
    """
    from ocindex.intake import Asked, parse_columns, parse_list, parse_where  # polars takes 0.2 s
    from ocindex.pipeline import intake_ratings  # numpy takes 0.2 s to import

    asked = Asked(
        parse_columns(columns), parse_list(indicators), parse_where(where),
        frozenset(parse_list(missing)), Fraction(confidence_max), sheet, encoding,
    )  # fmt: skip
    for line in intake_ratings(
        file, into, asked, scale=scale, framework=framework, title=title, year=year,
        vignettes=parse_list(vignettes),
    ):  # fmt: skip
        say(line)


EDITION_ID = click.option(
    "--id", "identity", default="", help="The edition's id; the year if left out."
)
TITLE = click.option(
    "--title", default="", help="Title of the index; its highest aggregate's name if left out."
)


@command.command("coinr")
@click.argument("idata", type=FILE)
@click.argument("imeta", type=FILE)
@click.option("--into", type=EDITION, required=True, help="Folder of the new edition.")
@EDITION_ID
@TITLE
@click.option(
    "--year", type=click.IntRange(1, 9999), help="Year of the edition, if IDATA has no Time."
)
@click.option("--time", type=int, help="Which Time to take; each makes an edition if left out.")
@replace
@volume
def coinr(
    idata: Path, imeta: Path, into: Path, identity: str, title: str, year: int | None,
    time: int | None, replace: bool,
) -> None:  # fmt: skip
    """Read an index in the form of R's COINr: the csv files IDATA (iData) and IMETA (iMeta).

    The framework comes along, in the edition's folder. Where IDATA holds several Times, each
    becomes an edition of its own below the folder: INTO/2018, INTO/2019. The text NA and an
    empty field are missing values.

    \b
    Example:
      ocindex intake coinr iData.csv iMeta.csv --into editions/asem
      ocindex intake coinr iData_panel.csv iMeta.csv --into editions/asem --time 2020
    """
    from ocindex.pipeline import intake_coinr  # numpy takes 0.2 s to import

    taken = intake_coinr(
        idata, imeta, into, id=identity, title=title, year=year, time=time, replace=replace
    )
    for line in taken:
        say(line)


@command.command("cointool")
@click.argument("file", type=FILE)
@click.option("--into", type=EDITION, required=True, help="Folder of the new edition.")
@EDITION_ID
@TITLE
@click.option("--year", type=click.IntRange(1, 9999), required=True, help="Year of the edition.")
@click.option(
    "--codes-from-names", is_flag=True, help="Short codes from the names, in place of ind.01."
)
@replace
@volume
def cointool(
    file: Path, into: Path, identity: str, title: str, year: int, codes_from_names: bool,
    replace: bool,
) -> None:  # fmt: skip
    """Read the workbook FILE of the JRC's COIN Tool, its sheets Database and Framework.

    Goalposts are no data but part of a method, and are not taken.

    \b
    Example:
      ocindex intake cointool COIN_Tool.xlsm --into editions/mine --year 2024
    """
    from ocindex.pipeline import intake_cointool  # numpy takes 0.2 s to import

    taken = intake_cointool(
        file, into, id=identity, title=title, year=year, codes_from_names=codes_from_names,
        replace=replace,
    )  # fmt: skip
    for line in taken:
        say(line)

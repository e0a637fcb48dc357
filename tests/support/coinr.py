"""A small index in COINr's form, as csv texts that a test spoils."""

from __future__ import annotations

from pathlib import Path

IDATA = """\
uName,uCode,Size,Time,Area,Note,ind.01,ind.02,ind.03
Vienna,AT-9,S,2020,414.9,walled,1.5,-2,NA
Bruges,BRU,L,2020,138.4,,0.30000000000000004,,1e-3
Namibia,NA,NA,2020,825615,dry,7,8,9
"""
IMETA = """\
Level,iCode,iName,Direction,Weight,Unit,Target,Denominator,Parent,Type
1,ind.01,Harvest,1,0.3,tonnes,,Area,Land,Indicator
1,ind.02,Fallow,-1,0,ha,NA,NA,Land,Indicator
1,ind.03,Loans,1,2,euro,,,Debt,Indicator
2,Land,Land,1,1,Score,,,Index,Aggregate
2,Debt,Debt,-1,0.5,Score,,,Index,Aggregate
3,Index,Farming,1,1,Score,,,NA,Aggregate
,Size,By size,NA,NA,,,,,Group
,Area,Area,NA,NA,km2,,,,Denominator
,Note,Note,NA,NA,,,,,Other
"""


def tables(folder: Path, idata: str = IDATA, imeta: str = IMETA) -> tuple[Path, Path]:
    """Both tables as files."""
    paths = folder / "iData.csv", folder / "iMeta.csv"
    for path, text in zip(paths, (idata, imeta), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths

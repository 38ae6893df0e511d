//! What regimes, responses and provinces are called on the page.

use fastox_model::geography::{PROVINCES, Province};

/// Title of a regime or a response, English and Chinese; a name that is not known here stands for itself.
pub(super) fn title(name: &str) -> [&str; 2] {
    let known = TITLES.iter().find(|(known, ..)| *known == name);
    known.map_or([name, name], |(_, en, zh)| [en, zh])
}

const TITLES: [(&str, &str, &str); 12] = [
    ("stand-alone", "Stand-alone provinces", "省级自求平衡"),
    ("central-adjustment", "Adjustment fund kept", "保留中央调剂金"),
    ("national-pooling", "National pooling as enacted", "全国统筹（现行）"),
    ("unified", "Unified collection and payment", "统收统支"),
    ("norm-based", "Norm-based transfers", "按标准收支转移"),
    ("full-package", "Full package", "政策论文方案"),
    ("fixed", "effort fixed", "征缴努力不变"),
    ("responding", "governments respond", "政府作出反应"),
    ("responding-mild", "respond, mild", "反应较弱"),
    ("responding-severe", "respond, severe", "反应较强"),
    ("responding-reverse", "respond, reverse ordering", "反应次序相反"),
    ("nash", "respond to each other", "相互博弈"),
];

/// Where a province stands in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tile {
    /// Column from 1, west to east.
    pub column: u8,
    /// Row from 1, north to south.
    pub row: u8,
    /// Letters of GB/T 2260, for narrow screens.
    pub letters: &'static str,
}

const fn tile(column: u8, row: u8, letters: &'static str) -> Tile {
    Tile { column, row, letters }
}

/// The tiles in the order of the provinces.
const TILES: [Tile; PROVINCES] = [
    tile(6, 3, "BJ"),
    tile(7, 3, "TJ"),
    tile(6, 4, "HE"),
    tile(5, 3, "SX"),
    tile(6, 2, "NM"),
    tile(8, 3, "LN"),
    tile(8, 2, "JL"),
    tile(8, 1, "HL"),
    tile(8, 5, "SH"),
    tile(7, 5, "JS"),
    tile(7, 6, "ZJ"),
    tile(6, 5, "AH"),
    tile(6, 7, "FJ"),
    tile(6, 6, "JX"),
    tile(7, 4, "SD"),
    tile(5, 4, "HA"),
    tile(5, 5, "HB"),
    tile(5, 6, "HN"),
    tile(5, 7, "GD"),
    tile(4, 7, "GX"),
    tile(4, 8, "HI"),
    tile(4, 5, "CQ"),
    tile(3, 5, "SC"),
    tile(4, 6, "GZ"),
    tile(3, 6, "YN"),
    tile(2, 5, "XZ"),
    tile(4, 4, "SN"),
    tile(3, 3, "GS"),
    tile(2, 4, "QH"),
    tile(4, 3, "NX"),
    tile(1, 3, "XJ"),
];

/// Places that have schemes of their own, with their tiles.
pub(super) const OUTSIDE: [(Tile, &str, &str); 3] = [
    (tile(7, 7, "TW"), "Taiwan", "台湾"),
    (tile(6, 8, "HK"), "Hong Kong", "香港"),
    (tile(5, 8, "MO"), "Macau", "澳门"),
];

/// The tile of a province.
pub(super) const fn place(province: Province) -> Tile {
    TILES[province.index()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_tiles_are_one() {
        let all = || Province::all().map(place).chain(OUTSIDE.map(|(tile, ..)| tile));
        assert_eq!(all().map(|tile| (tile.column, tile.row)).collect::<BTreeSet<_>>().len(), PROVINCES + OUTSIDE.len());
        assert_eq!(all().map(|tile| tile.letters).collect::<BTreeSet<_>>().len(), PROVINCES + OUTSIDE.len());
        let guangdong = Province::find("广东").expect("a province");
        assert_eq!(place(guangdong).letters, "GD");
    }
}

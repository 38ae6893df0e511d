//! What regimes, responses and provinces are called on the page.

use super::{RunTables, World};
use crate::run::titles_of;
use fastox_model::geography::{PROVINCES, Province};
use fastox_outputs::Manifest;

/// Titles of a regime, English and Chinese: those of its file, with its name where another of the run has the same title.
pub(super) fn regime(tables: &RunTables, name: &str) -> [String; 2] {
    called(&tables.record.manifest, name)
}

fn called(manifest: &Manifest, name: &str) -> [String; 2] {
    let of = |name: &str| titles_of(manifest, name).unwrap_or_else(|| [name, name].map(str::to_owned));
    let others = manifest.worlds.iter().filter_map(|world| Some(world.rsplit_once(' ')?.0));
    let others: Vec<[String; 2]> = others.filter(|other| *other != name).map(of).collect();
    let titles = of(name);
    std::array::from_fn(|language| match &titles[language] {
        title if others.iter().any(|other| other[language] == *title) => format!("{title} ({name})"),
        title => title.clone(),
    })
}

/// Colours of the shipped regimes, the same in every figure of the project; those of Okabe and Ito, which most who do not
/// see red or green tell apart.
const PALETTE: [(&str, &str); 6] = [
    ("stand-alone", "#666666"),
    ("central-adjustment", "#0072b2"),
    ("national-pooling", "#d55e00"),
    ("unified", "#009e73"),
    ("norm-based", "#cc79a7"),
    ("full-package", "#e69f00"),
];
/// Colours of other regimes, in their order.
const OTHERS: [&str; 4] = ["#000000", "#56b4e9", "#7a5230", "#8a8a00"];

/// The colour of a regime among those of a run.
pub(super) fn colour(worlds: &[World], name: &str) -> &'static str {
    let shipped = |name: &str| PALETTE.iter().find(|(known, _)| *known == name).map(|(_, colour)| *colour);
    let mut others: Vec<&str> = worlds.iter().map(|world| world.0.as_str()).filter(|n| shipped(n).is_none()).collect();
    others.dedup();
    let place = || others.iter().position(|other| *other == name).unwrap_or(0);
    shipped(name).unwrap_or_else(|| OTHERS[place() % OTHERS.len()])
}

/// Titles of a response, English and Chinese; a name that is not known here stands for itself.
pub(super) fn response(name: &str) -> [&str; 2] {
    titles(&RESPONSES, name).unwrap_or([name, name])
}

/// The titles of a name, English and Chinese, if the list has it.
fn titles(list: &[(&str, &'static str, &'static str)], name: &str) -> Option<[&'static str; 2]> {
    list.iter().find(|(known, ..)| *known == name).map(|(_, english, chinese)| [*english, *chinese])
}

const RESPONSES: [(&str, &str, &str); 8] = [
    ("fixed", "effort fixed", "征缴努力不变"),
    ("responding", "governments respond", "政府作出反应"),
    ("responding-mild", "respond, mild", "反应较弱"),
    ("responding-severe", "respond, severe", "反应较强"),
    ("responding-reverse", "respond, reverse ordering", "反应次序相反"),
    ("responding-mild-reverse", "respond, mild, reverse ordering", "反应较弱，次序相反"),
    ("responding-severe-reverse", "respond, severe, reverse ordering", "反应较强，次序相反"),
    ("nash", "respond to each other", "相互博弈"),
];

/// What a target of the comparison with published figures is called, English and Chinese.
pub(super) fn target(name: &str) -> [String; 2] {
    let plain = name.replace('_', " ");
    titles(&TARGETS, name).unwrap_or([&plain, &plain]).map(str::to_owned)
}

const TARGETS: [(&str, &str, &str); 14] = [
    ("insured_employees", "insured in service", "在职参保人员"),
    ("retirees", "retirees", "离退休人员"),
    ("revenue_yuan", "revenue", "基金收入"),
    ("expenditure_yuan", "expenditure", "基金支出"),
    ("reserves_yuan", "accumulated balance", "累计结余"),
    ("remittance_yuan", "handed up to the pool", "上解统筹资金"),
    ("allocation_north_east_yuan", "allocated to Liaoning, Jilin and Heilongjiang", "下拨辽宁、吉林、黑龙江"),
    ("mean_pension_enterprise", "mean enterprise pension a month", "企业退休人员月均养老金"),
    ("enterprise_insured", "enterprise scheme, insured in service", "企业职工：在职参保人员"),
    ("enterprise_retirees", "enterprise scheme, retirees", "企业职工：离退休人员"),
    ("enterprise_revenue_yuan", "enterprise scheme, revenue", "企业职工：基金收入"),
    ("enterprise_expenditure_yuan", "enterprise scheme, expenditure", "企业职工：基金支出"),
    ("pooled_transfers_yuan", "moved between provinces", "省际调剂资金"),
    ("provinces_that_hand_up", "provinces that hand up", "上解省份数"),
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
    fn a_regime_is_called_by_its_title_and_by_its_name_where_two_have_one() {
        let file = |name: &str, titles: &str| (format!("regime {name}"), format!("{titles}source = \"S\"\n"));
        let files = [
            file("a", "title = \"Three fifths\"\ntitle_zh = \"五分之三\"\n"),
            file("b", "title = \"Mine\"\n"),
            file("c", "title = \"Mine\"\ntitle_zh = \"我的\"\n"),
        ];
        let worlds = ["unified fixed", "a fixed", "a responding", "b fixed", "c fixed"].map(str::to_owned).to_vec();
        let manifest = Manifest { worlds, overrides: files.into(), ..Manifest::default() };
        let titles = |name| called(&manifest, name);
        assert_eq!(titles("a"), ["Three fifths", "五分之三"]);
        assert_eq!(titles("b"), ["Mine (b)", "Mine"]);
        assert_eq!(titles("c"), ["Mine (c)", "我的"]);
        assert_eq!(titles("unified")[1], "统收统支");
        assert_eq!(titles("other"), ["other", "other"]);
    }

    /// One colour a regime, and the notebooks draw it with the same.
    #[test]
    fn a_regime_has_one_colour_in_every_figure() {
        let notebooks = [
            include_str!("../../../outputs/notebooks/whip.ipynb"),
            include_str!("../../python/notebooks/whip-under-three-regimes.ipynb"),
        ];
        for (place, notebook) in notebooks.into_iter().enumerate() {
            let named = |(regime, _): &&(&str, &str)| notebook.contains(&format!("\\\"{regime}\\\": \\\"#"));
            let pairs = PALETTE.iter().filter(named);
            assert!(pairs.clone().count() == [6, 3][place], "notebook {place} names other regimes");
            for (regime, colour) in pairs {
                assert!(
                    notebook.contains(&format!("\\\"{regime}\\\": \\\"{colour}\\\"")),
                    "{regime} in notebook {place}"
                );
            }
        }
        let worlds: Vec<World> =
            ["own", "own", "unified", "another"].map(|name| (name.to_owned(), "fixed".to_owned())).into();
        let found = ["own", "unified", "another"].map(|name| colour(&worlds, name));
        assert_eq!(found, [OTHERS[0], "#009e73", OTHERS[1]]);
        let all: BTreeSet<&str> = PALETTE.iter().map(|(_, colour)| *colour).chain(OTHERS).collect();
        assert_eq!(all.len(), PALETTE.len() + OTHERS.len());
    }

    #[test]
    fn no_two_tiles_are_one() {
        let all = || Province::all().map(place).chain(OUTSIDE.map(|(tile, ..)| tile));
        assert_eq!(all().map(|tile| (tile.column, tile.row)).collect::<BTreeSet<_>>().len(), PROVINCES + OUTSIDE.len());
        assert_eq!(all().map(|tile| tile.letters).collect::<BTreeSet<_>>().len(), PROVINCES + OUTSIDE.len());
        let guangdong = Province::find("广东").expect("a province");
        assert_eq!(place(guangdong).letters, "GD");
    }
}

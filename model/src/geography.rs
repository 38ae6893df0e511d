//! The 31 provinces of the pension statistics (新疆 includes 兵团), in the order of their GB/T 2260 codes.

use bitcode::{Decode, Encode};
use std::fmt;

/// How many provinces there are.
pub const PROVINCES: usize = 31;

/// What stands for the country in the place of a province's code: the two digits of 100000, its code in GB/T 2260.
pub const NATION: u8 = 10;

/// What stands for some provinces taken together, which GB/T 2260 gives no code.
pub const SEVERAL: u8 = 90;

/// Every code that a table may have for a place: the country, the provinces, some of them together.
pub fn codes() -> impl Iterator<Item = i32> {
    std::iter::once(NATION).chain(Province::all().map(Province::code)).chain([SEVERAL]).map(i32::from)
}

/// What a code of a table stands for, English and Chinese: a province, the country, or some provinces together.
pub fn names_of(code: i32) -> Option<[&'static str; 2]> {
    match u8::try_from(code).ok()? {
        NATION => Some(["China", "全国"]),
        SEVERAL => Some(["several provinces", "若干省份合计"]),
        code => Province::from_code(code).map(|p| [p.name(), p.name_zh()]),
    }
}

/// The four regions of the National Bureau of Statistics (《东西中部和东北地区划分方法》, 13 June 2011).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// 东部
    East,
    /// 中部
    Central,
    /// 西部
    West,
    /// 东北
    NorthEast,
}

/// One province: an index from 0 to 30 in the order of the GB codes.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Province(u8);

struct Entry {
    code: u8,
    name: &'static str,
    name_zh: &'static str,
    region: Region,
}

const fn entry(code: u8, name: &'static str, name_zh: &'static str, region: Region) -> Entry {
    Entry { code, name, name_zh, region }
}

use Region::{Central, East, NorthEast, West};

static ENTRIES: [Entry; PROVINCES] = [
    entry(11, "Beijing", "北京", East),
    entry(12, "Tianjin", "天津", East),
    entry(13, "Hebei", "河北", East),
    entry(14, "Shanxi", "山西", Central),
    entry(15, "Inner Mongolia", "内蒙古", West),
    entry(21, "Liaoning", "辽宁", NorthEast),
    entry(22, "Jilin", "吉林", NorthEast),
    entry(23, "Heilongjiang", "黑龙江", NorthEast),
    entry(31, "Shanghai", "上海", East),
    entry(32, "Jiangsu", "江苏", East),
    entry(33, "Zhejiang", "浙江", East),
    entry(34, "Anhui", "安徽", Central),
    entry(35, "Fujian", "福建", East),
    entry(36, "Jiangxi", "江西", Central),
    entry(37, "Shandong", "山东", East),
    entry(41, "Henan", "河南", Central),
    entry(42, "Hubei", "湖北", Central),
    entry(43, "Hunan", "湖南", Central),
    entry(44, "Guangdong", "广东", East),
    entry(45, "Guangxi", "广西", West),
    entry(46, "Hainan", "海南", East),
    entry(50, "Chongqing", "重庆", West),
    entry(51, "Sichuan", "四川", West),
    entry(52, "Guizhou", "贵州", West),
    entry(53, "Yunnan", "云南", West),
    entry(54, "Tibet", "西藏", West),
    entry(61, "Shaanxi", "陕西", West),
    entry(62, "Gansu", "甘肃", West),
    entry(63, "Qinghai", "青海", West),
    entry(64, "Ningxia", "宁夏", West),
    entry(65, "Xinjiang", "新疆", West),
];

impl Province {
    /// All provinces, in order.
    pub fn all() -> impl ExactSizeIterator<Item = Self> + Clone {
        (0..PROVINCES as u8).map(Self)
    }

    /// A value for each province, in order.
    pub fn each<T>(mut value: impl FnMut(Self) -> T) -> [T; PROVINCES] {
        std::array::from_fn(|i| value(Self(i as u8)))
    }

    /// The province at this index. Panics beyond 30.
    pub const fn from_index(index: usize) -> Self {
        assert!(index < PROVINCES, "there are 31 provinces");
        Self(index as u8)
    }

    /// The province with this GB code.
    pub fn from_code(code: u8) -> Option<Self> {
        ENTRIES.iter().position(|e| e.code == code).map(|i| Self(i as u8))
    }

    /// The province meant by a GB code (`44`, `440000`), a short or full official Chinese name (`广东`, `广东省`), an
    /// English name or pinyin (`Guangdong`, `Guangdong Province`, `Tibet`, `Xizang`); case, spaces and hyphens do not
    /// matter.
    pub fn find(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(code) = text.parse::<u32>() {
            let six_digits = code >= 100_000 && code % 10_000 == 0;
            let code = if six_digits { code / 10_000 } else { code };
            return u8::try_from(code).ok().and_then(Self::from_code);
        }
        let (chinese, latin) = (short_chinese(text), short_latin(text));
        Self::all().find(|p| {
            let pinyin = PINYIN.iter().any(|&(code, name)| code == p.code() && name == latin);
            p.name_zh() == chinese || short_latin(p.name()) == latin || pinyin
        })
    }

    /// Its index, 0 to 30.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Its two-digit GB/T 2260 code.
    pub fn code(self) -> u8 {
        ENTRIES[self.index()].code
    }

    /// Its English name.
    pub fn name(self) -> &'static str {
        ENTRIES[self.index()].name
    }

    /// Its Chinese name.
    pub fn name_zh(self) -> &'static str {
        ENTRIES[self.index()].name_zh
    }

    /// Its region.
    pub fn region(self) -> Region {
        ENTRIES[self.index()].region
    }
}

/// Pinyin where the English name is another word.
const PINYIN: [(u8, &str); 3] = [(15, "neimenggu"), (15, "neimongol"), (54, "xizang")];

/// The name without 省, 市, 自治区 and the nationality in front of it.
fn short_chinese(name: &str) -> &str {
    let Some(region) = name.strip_suffix("自治区") else {
        return name.trim_end_matches(['省', '市']);
    };
    let nationality = ["壮族", "回族", "维吾尔"].iter().find_map(|of| region.strip_suffix(of));
    nationality.unwrap_or(region)
}

/// The letters of a name in lower case, without `Province`, `Municipality`, `City` or `Autonomous Region`.
fn short_latin(name: &str) -> String {
    let letters: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    let letters = letters.to_ascii_lowercase();
    if let Some(region) = letters.strip_suffix("autonomousregion") {
        let of = ["zhuang", "hui", "uygur", "uyghur"].iter().find_map(|of| region.strip_suffix(of));
        return of.unwrap_or(region).to_owned();
    }
    let kind = ["province", "municipality", "city"].iter().find_map(|kind| letters.strip_suffix(kind));
    kind.unwrap_or(&letters).to_owned()
}

impl fmt::Display for Province {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_province_is_found_in_every_form() {
        for p in Province::all() {
            let (code, name, chinese) = (p.code(), p.name(), p.name_zh());
            let (kind, latin_kind) = match code {
                11 | 12 | 31 | 50 => ("市", "Municipality"),
                15 | 54 => ("自治区", "Autonomous Region"),
                45 => ("壮族自治区", "Zhuang Autonomous Region"),
                64 => ("回族自治区", "Hui Autonomous Region"),
                65 => ("维吾尔自治区", "Uygur Autonomous Region"),
                _ => ("省", "Province"),
            };
            let forms = [
                format!("{code}"),
                format!("{code}0000"),
                chinese.to_owned(),
                format!(" {chinese}{kind} "),
                name.to_owned(),
                name.to_uppercase(),
                name.replace(' ', "-"),
                format!("{name} {latin_kind}"),
            ];
            for form in forms {
                assert_eq!(Province::find(&form), Some(p), "{form}");
            }
        }
        for (form, code) in [("Xizang", 54), ("Nei Mongol", 15), ("neimenggu", 15), ("Shaanxi", 61)] {
            assert_eq!(Province::find(form).map(Province::code), Some(code), "{form}");
        }
        for code in [NATION, SEVERAL] {
            assert!(Province::from_code(code).is_none() && names_of(code.into()).is_some(), "{code}");
        }
        assert_eq!(names_of(44), Some(["Guangdong", "广东"]));
        assert_eq!(names_of(0), None, "no row is of nothing");
        for form in ["Atlantis", "", "自治区", "99", "440300", "4400", "市"] {
            assert_eq!(Province::find(form), None, "{form}");
        }
    }
}

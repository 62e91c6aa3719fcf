//! The words for sorts of things, in full and abbreviated, in Vietnamese and English.
//!
//! Vietnamese words stand before a name, English ones behind it. Each says some sorts exactly and
//! is loosely said of others: people go on saying xã of what became a phường.

use super::phrases::{Meaning, SortWord};
use super::sort::{Sort, Sorts};

const PROVINCES: Sorts = Sorts::of(&[Sort::Province, Sort::Municipality]);
const COMMUNES: Sorts = Sorts::of(&[Sort::Commune, Sort::Ward, Sort::Township, Sort::SpecialZone]);
const DISTRICTS: Sorts = Sorts::of(&[
    Sort::RuralDistrict,
    Sort::UrbanDistrict,
    Sort::Town,
    Sort::ProvincialCity,
]);
const CITIES: Sorts = Sorts::of(&[Sort::Municipality, Sort::ProvincialCity, Sort::City]);
const ZONES: Sorts = Sorts::of(&[
    Sort::Cluster,
    Sort::Park,
    Sort::BorderEconomicZone,
    Sort::EconomicZone,
    Sort::OtherZone,
]);
const LAND_GATES: Sorts = Sorts::of(&[
    Sort::InternationalGate,
    Sort::MainGate,
    Sort::SecondaryGate,
    Sort::ClearancePoint,
    Sort::OtherGate,
    Sort::RailwayGate,
]);
const PORTS: Sorts = Sorts::of(&[Sort::SeaGate, Sort::Port]);
const AIRPORTS: Sorts = Sorts::of(&[Sort::AirGate, Sort::Airport]);
/// Gates, and ports and airports on the map.
pub(super) const GATES: Sorts = LAND_GATES.and(PORTS).and(AIRPORTS);
/// All but units.
pub(super) const THINGS: Sorts = ZONES.and(GATES).and(PLANTS);

const INTERNATIONAL: Sorts = Sorts::of(&[Sort::InternationalGate, Sort::RailwayGate]);
const THERMAL: Sorts = Sorts::of(&[
    Sort::CoalPlant,
    Sort::GasPlant,
    Sort::OilPlant,
    Sort::BiomassPlant,
]);
const HYDRO: Sorts = Sorts::of(&[Sort::HydroPlant]);
const PUMPED: Sorts = Sorts::of(&[Sort::PumpedStorage]);
const PLANTS: Sorts = THERMAL.and(HYDRO).and(PUMPED).and(Sorts::of(&[
    Sort::SolarPlant,
    Sort::WindPlant,
    Sort::WastePlant,
    Sort::OtherPlant,
]));

/// In front of the name.
const fn before(exact: Sorts, loose: Sorts) -> Meaning {
    Meaning::Sort(SortWord {
        exact,
        loose,
        behind: false,
    })
}

/// Behind the name.
const fn behind(exact: Sorts, loose: Sorts) -> Meaning {
    Meaning::Sort(SortWord {
        exact,
        loose,
        behind: true,
    })
}

const fn one(sort: Sort) -> Sorts {
    Sorts::of(&[sort])
}

/// Every phrase with its meaning; spellings of one meaning are set apart by `|`.
pub(super) fn listed() -> Vec<(&'static str, Meaning)> {
    [
        units().as_slice(),
        &zones(),
        &gates(),
        &plants(),
        &other_words(),
    ]
    .concat()
}

fn units() -> [(&'static str, Meaning); 17] {
    use Sort::{
        Commune, Municipality, Province, ProvincialCity, RuralDistrict, SpecialZone, Town,
        Township, UrbanDistrict, Ward,
    };
    [
        ("tỉnh|t", before(one(Province), PROVINCES)),
        ("province", behind(one(Province), PROVINCES)),
        ("thành phố|tp|t p", before(CITIES, PROVINCES.and(DISTRICTS))),
        ("city", behind(CITIES, PROVINCES.and(DISTRICTS))),
        ("municipality", behind(one(Municipality), CITIES)),
        ("xã|x", before(one(Commune), COMMUNES)),
        ("commune", behind(one(Commune), COMMUNES)),
        ("phường|p|ph", before(one(Ward), COMMUNES)),
        ("ward", behind(one(Ward), COMMUNES)),
        ("thị trấn|tt", before(one(Township), COMMUNES)),
        ("township", behind(one(Township), COMMUNES)),
        ("đặc khu|đk", before(one(SpecialZone), COMMUNES)),
        ("special zone", behind(one(SpecialZone), COMMUNES)),
        ("huyện|h", before(one(RuralDistrict), DISTRICTS)),
        ("quận|q", before(one(UrbanDistrict), DISTRICTS)),
        ("thị xã|tx", before(one(Town), DISTRICTS)),
        (
            "district|rural district|urban district|town",
            behind(
                Sorts::of(&[RuralDistrict, UrbanDistrict, Town]),
                DISTRICTS.and(Sorts::of(&[Township, ProvincialCity])),
            ),
        ),
    ]
}

fn zones() -> [(&'static str, Meaning); 9] {
    use Sort::{BorderEconomicZone, Cluster, EconomicZone, OtherZone, Park};
    let economic = Sorts::of(&[EconomicZone, BorderEconomicZone]);
    let industrial = Sorts::of(&[Cluster, Park, OtherZone]);
    [
        (
            "cụm công nghiệp|ccn|cụm cn|cụm|c c n",
            before(one(Cluster), industrial),
        ),
        (
            "industrial cluster|cluster|industrial clusters",
            behind(one(Cluster), industrial),
        ),
        (
            "khu công nghiệp|kcn|khu cn|k c n",
            before(one(Park), industrial),
        ),
        (
            "industrial park|industrial zone|industrial area|industrial parks|industrial estate|ip|iz",
            behind(one(Park), industrial),
        ),
        (
            "khu kinh tế cửa khẩu|kktck|kkt cửa khẩu|kkt ck|khu ktck|khu kt cửa khẩu",
            before(one(BorderEconomicZone), economic),
        ),
        (
            "border economic zone|border gate economic zone|border-gate economic zone",
            behind(one(BorderEconomicZone), economic),
        ),
        ("khu kinh tế|kkt", before(one(EconomicZone), economic)),
        ("economic zone|ez", behind(one(EconomicZone), economic)),
        (
            "khu công nghệ cao|kcnc|khu công nghệ thông tin tập trung|high-tech park|hi-tech park|hi tech park",
            before(one(OtherZone), industrial),
        ),
    ]
}

fn gates() -> [(&'static str, Meaning); 16] {
    use Sort::{ClearancePoint, MainGate, OtherGate, RailwayGate, SecondaryGate};
    let main = Sorts::of(&[MainGate, OtherGate]);
    let secondary = Sorts::of(&[SecondaryGate, OtherGate]);
    [
        ("cửa khẩu|ck", before(LAND_GATES, GATES)),
        (
            "border gate|border gates|border crossing|checkpoint|gate|crossing",
            behind(LAND_GATES, GATES),
        ),
        (
            "cửa khẩu quốc tế|ckqt|ck qt|ck quốc tế",
            before(INTERNATIONAL, GATES),
        ),
        (
            "international border gate|international gate|international border crossing",
            behind(INTERNATIONAL, GATES),
        ),
        (
            "cửa khẩu chính|ck chính|cửa khẩu song phương|ck song phương|ckc",
            before(main, GATES),
        ),
        (
            "main border gate|bilateral border gate|main gate",
            behind(main, GATES),
        ),
        ("cửa khẩu phụ|ck phụ|ckp", before(secondary, GATES)),
        (
            "secondary border gate|auxiliary border gate|secondary gate|auxiliary gate|sub-gate",
            behind(secondary, GATES),
        ),
        (
            "lối mở|lối thông quan|đường chuyên dụng",
            before(one(ClearancePoint), GATES),
        ),
        (
            "clearance point|customs clearance point|clearance route|opening|dedicated freight road",
            behind(one(ClearancePoint), GATES),
        ),
        (
            "cửa khẩu đường sắt|cửa khẩu ga đường sắt|cửa khẩu ga|ga",
            before(one(RailwayGate), GATES),
        ),
        (
            "railway border gate|international railway border gate|rail border gate",
            behind(one(RailwayGate), GATES),
        ),
        (
            "cảng biển|cảng|cảng quốc tế|cảng sông",
            before(PORTS, GATES),
        ),
        (
            "seaport|port|sea port|river port|international port",
            behind(PORTS, GATES),
        ),
        (
            "sân bay|cảng hàng không|cảng hàng không quốc tế|sân bay quốc tế",
            before(AIRPORTS, GATES),
        ),
        ("airport|international airport", behind(AIRPORTS, GATES)),
    ]
}

fn plants() -> [(&'static str, Meaning); 20] {
    use Sort::{BiomassPlant, CoalPlant, GasPlant, OilPlant, SolarPlant, WastePlant, WindPlant};
    [
        ("nhà máy điện|nmđ|nhà máy", before(PLANTS, PLANTS)),
        ("power plant|power station|plant", behind(PLANTS, PLANTS)),
        (
            "thủy điện|nhà máy thủy điện|nmtđ|tđ|nm thủy điện",
            before(HYDRO, PUMPED),
        ),
        (
            "hydropower plant|hydropower|hydro|hydroelectric|hydroelectric plant|hydropower station|hydroelectric power plant|hydro power plant|hydropower project",
            behind(HYDRO, PUMPED),
        ),
        (
            "thủy điện tích năng|nhà máy thủy điện tích năng|tđtn|nmtđtn|tích năng",
            before(PUMPED, HYDRO),
        ),
        (
            "pumped storage|pumped-storage|pumped storage hydropower|pumped storage plant|pumped-storage plant|pumped storage hydropower plant",
            behind(PUMPED, HYDRO),
        ),
        (
            "nhiệt điện|nhà máy nhiệt điện|nmnđ|nđ|nm nhiệt điện",
            before(THERMAL, PLANTS),
        ),
        (
            "thermal power plant|thermal power|thermal power station|thermal plant|thermal",
            behind(THERMAL, PLANTS),
        ),
        ("nhiệt điện than|điện than", before(one(CoalPlant), THERMAL)),
        (
            "coal power plant|coal-fired power plant|coal power|coal plant|coal",
            behind(one(CoalPlant), THERMAL),
        ),
        (
            "nhiệt điện khí|điện khí|lng|điện khí lng|nhiệt điện lng",
            before(one(GasPlant), THERMAL),
        ),
        (
            "lng power plant|gas power plant|gas-fired power plant|gas power|lng plant",
            behind(one(GasPlant), THERMAL),
        ),
        (
            "nhà máy điện diesel|nhiệt điện dầu|điện diesel",
            before(one(OilPlant), PLANTS),
        ),
        (
            "điện gió|nhà máy điện gió|phong điện|nmđg|đg",
            before(one(WindPlant), PLANTS),
        ),
        (
            "wind power plant|wind farm|wind power|wind|wind power project",
            behind(one(WindPlant), PLANTS),
        ),
        (
            "điện mặt trời|nhà máy điện mặt trời|đmt|nmđmt|điện mặt trời nổi|quang điện",
            before(one(SolarPlant), PLANTS),
        ),
        (
            "solar power plant|solar farm|solar power|solar|solar power project|solar plant|floating solar|floating solar power|floating solar power plant|floating solar power project",
            behind(one(SolarPlant), PLANTS),
        ),
        (
            "điện sinh khối|nhà máy điện sinh khối|sinh khối|biomass power plant|biomass power|biomass",
            before(one(BiomassPlant), PLANTS),
        ),
        (
            "điện rác|nhà máy điện rác|đốt rác phát điện|nhà máy đốt rác phát điện|waste-to-energy plant|waste-to-energy|waste to energy",
            before(one(WastePlant), PLANTS),
        ),
        (
            "nhà máy điện linh hoạt|điện linh hoạt|nhà máy đồng phát|đồng phát|flexible power plant|cogeneration plant",
            before(one(Sort::OtherPlant), PLANTS),
        ),
    ]
}

fn other_words() -> [(&'static str, Meaning); 3] {
    [
        (
            "cũ|trước đây|trước kia|former|old|trước sáp nhập",
            Meaning::Former,
        ),
        ("mới|hiện nay|new|sau sáp nhập|present", Meaning::Present),
        (
            "thuộc|ở|tại|của|in|of|the|tên|gần|near|at|on|và|and|các|địa bàn|trên địa bàn|nước|việt nam|vietnam|viet nam|vn",
            Meaning::Filler,
        ),
    ]
}

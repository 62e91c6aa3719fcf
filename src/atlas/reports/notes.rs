//! What a reader of a report must mind: fixed remarks, in both languages.

use crate::atlas::units::records::Land;
use crate::domain::{LayerId, Quality, Unit};

/// The remarks that apply: all in Vietnamese, all in English. `approximate` says that a former
/// province is drawn from present communes that hold parts of others too.
pub(in crate::atlas) fn notes(land: Land, approximate: bool) -> [Vec<String>; 2] {
    let mut notes = vec![
        [
            "Cụm, khu, cửa khẩu và nhà máy là những nơi bản đồ biết theo các nguồn đã dẫn, kể cả dự án mới quy hoạch; có thể còn thiếu.",
            "Zones, gates and plants are those that the map knows from the sources named, planned ones included; some may be missing.",
        ],
        [
            "Tổng diện tích, tỷ lệ lấp đầy và công suất chỉ gồm những nơi có số liệu; bên cạnh ghi bao nhiêu nơi có số liệu.",
            "Sums of area, occupancy and capacity cover only those that report; beside each stands how many do.",
        ],
        [
            "Số liệu thương mại ghi đúng kỳ và phạm vi của nguồn; các phạm vi khác nhau không so sánh hay cộng với nhau.",
            "Trade figures stand with the period and scope of their source; different scopes are neither compared nor added up.",
        ],
    ];
    if let Land::Unit(unit) = land {
        notes.extend(of_unit(unit, approximate));
    }
    let language = |at: usize| notes.iter().map(|note| note[at].to_owned()).collect();
    [language(0), language(1)]
}

fn of_unit(unit: &Unit, approximate: bool) -> Vec<[&'static str; 2]> {
    let mut notes = Vec::new();
    match unit.layer() {
        LayerId::Communes => notes.push([
            "Chỉ kể những nơi mà nguồn cho biết xã; nơi chưa rõ xã được đếm riêng.",
            "Only places whose commune a source says are listed; those of unknown commune are counted apart.",
        ]),
        LayerId::FormerProvinces => notes.push([
            "Nơi nào nguồn ghi tỉnh cũ thì theo nguồn; nơi còn lại xếp theo vị trí trên ranh giới cũ, hoặc theo xã, tỉnh hiện nay khi cả đơn vị đó thuộc một tỉnh cũ.",
            "A place belongs to the former province that its source names; the others belong by their place on the former boundaries, or by their present commune or province where all of it came from one former province.",
        ]),
        LayerId::FormerCommunes => notes.push([
            "Nơi nào nguồn ghi xã cũ thì theo nguồn; nơi còn lại xếp theo vị trí trên ranh giới cũ, vốn chỉ gần đúng. Trước 01/7/2025 chưa có số liệu dân số và diện tích theo xã.",
            "A place belongs to the former commune that its source names; the others belong by their place on the former boundaries, which are approximate. There are no figures of residents and area by commune before 1 July 2025.",
        ]),
        _ => {}
    }
    if approximate {
        notes.push([
            "Ranh giới tỉnh cũ vẽ từ các xã hiện nay; vài xã gồm cả phần của tỉnh cũ bên cạnh, nên ranh giới chỉ gần đúng.",
            "The former province is drawn from present communes, some of which hold parts of the province beside it; its outline is approximate.",
        ]);
    }
    match unit.quality {
        Some(Quality::A) => notes.push([
            "Ranh giới xã cũ hạng A: trùng với xã hiện nay.",
            "Outline of class A: the same as that of the present commune.",
        ]),
        Some(Quality::B) => notes.push([
            "Ranh giới xã cũ hạng B: khớp tên và khớp hình với nguồn.",
            "Outline of class B: name and shape agree with the source.",
        ]),
        Some(Quality::C) => notes.push([
            "Ranh giới xã cũ hạng C: suy ra hoặc chỉ khớp một phần với nguồn.",
            "Outline of class C: inferred, or agreeing with the source in part.",
        ]),
        Some(Quality::D) => notes.push([
            "Ranh giới xã cũ hạng D: phỏng đoán, không dùng để tính toán.",
            "Outline of class D: guessed, not to be used for figures.",
        ]),
        None => {}
    }
    notes
}

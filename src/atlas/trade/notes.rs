//! What a reader must mind about the trade of a gate: fixed remarks, in both languages.

/// Which remarks apply.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether one remark of the list applies"
)]
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::atlas) struct Remarks {
    /// No source gives a figure for the gate itself.
    pub(in crate::atlas) nothing: bool,
    /// Passages belong to the gate.
    pub(in crate::atlas) parts: bool,
    /// The gate is a passage of another gate.
    pub(in crate::atlas) belongs_to_another: bool,
    /// Figures of the province stand beside it.
    pub(in crate::atlas) province: bool,
    /// Some series has a scope.
    pub(in crate::atlas) scopes: bool,
    /// Some whole year or month between two reported ones has no figure.
    pub(in crate::atlas) gaps: bool,
}

/// The remarks that apply, each in Vietnamese and English.
pub(in crate::atlas) fn notes(remarks: Remarks) -> Vec<[&'static str; 2]> {
    let all = [
        (
            remarks.nothing,
            [
                "Chưa tìm thấy nguồn nào có số liệu riêng của cửa khẩu này.",
                "No source was found with figures of this gate alone.",
            ],
        ),
        (
            true,
            [
                "Mỗi số ghi đúng như nguồn đưa. Các kỳ có thể trùng nhau, các nguồn có thể khác nhau; không cộng các số với nhau.",
                "Each figure stands as its source gives it. Periods may overlap and sources may differ; figures are not added up.",
            ],
        ),
        (
            remarks.parts,
            [
                "Các lối thông quan thuộc cửa khẩu được liệt kê riêng, không cộng vào cửa khẩu.",
                "Passages that belong to the gate are listed apart and not added to it.",
            ],
        ),
        (
            remarks.belongs_to_another,
            [
                "Đây là một lối thuộc cửa khẩu khác; số của cửa khẩu đó có thể đã gồm lối này.",
                "This is a passage of another gate, whose figures may include it.",
            ],
        ),
        (
            remarks.scopes,
            [
                "Tổng hàng qua cửa khẩu gồm cả hàng khai báo ở nơi khác; hàng khai báo tại địa bàn là một phạm vi khác. Hai phạm vi không so sánh với nhau được.",
                "All goods through the gates include those declared elsewhere; goods declared in the area are another scope. The two cannot be compared.",
            ],
        ),
        (
            remarks.province,
            [
                "Số của cả tỉnh để đối chiếu; không chia cho từng cửa khẩu.",
                "Figures of the whole province are given for context; they are not split over its gates.",
            ],
        ),
        (
            remarks.gaps,
            [
                "Năm hoặc tháng \"không có số\" nghĩa là không nguồn nào đưa số, không phải bằng không.",
                "A year or month \"not reported\" means that no source gives a figure; it is not zero.",
            ],
        ),
    ];
    all.into_iter()
        .filter_map(|(applies, note)| applies.then_some(note))
        .collect()
}

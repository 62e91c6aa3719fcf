//! The closed list of problems: stable names, statuses, titles and cures.

use axum::http::StatusCode;

use super::language::Text;

macro_rules! problems {
    ($($(#[$doc:meta])* $variant:ident = $slug:literal, $status:ident,
        [$title_vi:literal, $title_en:literal], [$cure_vi:literal, $cure_en:literal];)*) => {
        /// A kind of problem. Its slug is part of the contract and never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum ProblemKind { $($(#[$doc])* $variant,)* }

        impl ProblemKind {
            /// Every kind.
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name, last part of `type`.
            pub(super) fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)* }
            }

            /// The status it is answered with.
            pub(super) fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status,)* }
            }

            /// What it is, in a few words.
            pub(super) fn title(self) -> Text {
                match self { $(Self::$variant => text($title_vi, $title_en),)* }
            }

            /// What to do about it, in general.
            pub(super) fn cure(self) -> Text {
                match self { $(Self::$variant => text($cure_vi, $cure_en),)* }
            }
        }
    };
}

problems! {
    /// The request line or a header cannot be read.
    MalformedRequest = "malformed-request", BAD_REQUEST,
        ["Yêu cầu không đọc được", "The request cannot be read"],
        ["Hãy viết địa chỉ bằng UTF-8, mã hoá phần trăm đúng quy tắc (ví dụ %20), rồi gửi lại.",
         "Write the address in UTF-8 with valid percent-encoding (such as %20) and send it again."];
    /// A query parameter that the route does not know.
    UnknownParameter = "unknown-parameter", BAD_REQUEST,
        ["Tham số không có", "Unknown parameter"],
        ["Hãy bỏ tham số này hoặc sửa tên cho đúng; /api/openapi.json liệt kê các tham số của từng địa chỉ.",
         "Leave the parameter out or correct its name; /api/openapi.json lists the parameters of every address."];
    /// A value of the wrong form or out of range.
    InvalidValue = "invalid-value", BAD_REQUEST,
        ["Giá trị không hợp lệ", "Invalid value"],
        ["Hãy dùng một giá trị mà /api/openapi.json cho phép ở chỗ này.",
         "Use a value that /api/openapi.json allows in this place."];
    /// A filter that cannot be read or does not fit the layer.
    InvalidFilter = "invalid-filter", BAD_REQUEST,
        ["Bộ lọc không hợp lệ", "Invalid filter"],
        ["Hãy viết bộ lọc bằng CQL2 với các trường mà /catalog.json liệt kê cho lớp đó, ví dụ kind = 'cluster' AND area_ha >= 50.",
         "Write the filter in CQL2 with the fields that /catalog.json lists for the layer, such as kind = 'cluster' AND area_ha >= 50."];
    /// No layers, too many, or one twice.
    InvalidLayers = "invalid-layers", BAD_REQUEST,
        ["Danh sách lớp không hợp lệ", "Invalid list of layers"],
        ["Hãy ghi từ 1 đến 16 tên lớp, cách nhau bằng dấu phẩy, không lặp lại.",
         "Name 1 to 16 layers, separated by commas, none twice."];
    /// A tile outside the pyramid.
    NoSuchTile = "no-such-tile", BAD_REQUEST,
        ["Ô bản đồ này không thể tồn tại", "No such tile can exist"],
        ["Mức thu phóng đi từ 0 đến 14; cột và hàng đi từ 0 đến 2^z − 1, viết bằng chữ số, không có số 0 ở đầu.",
         "Zooms go from 0 to 14; columns and rows from 0 to 2^z − 1, in digits without leading zeros."];
    /// A range of characters that glyphs are not made for.
    InvalidGlyphRange = "invalid-glyph-range", BAD_REQUEST,
        ["Khoảng ký tự không hợp lệ", "Invalid range of characters"],
        ["Mỗi khoảng gồm 256 ký tự, từ 0-255 đến 65280-65535, có đuôi .pbf.",
         "A range has 256 characters, from 0-255 to 65280-65535, and ends in .pbf."];
    /// A layer that the catalogue does not have.
    UnknownLayer = "unknown-layer", NOT_FOUND,
        ["Không có lớp này", "Unknown layer"],
        ["Hãy chọn một lớp trong /catalog.json.", "Choose a layer of /catalog.json."];
    /// A record that the layer does not have.
    NoSuchItem = "no-such-item", NOT_FOUND,
        ["Không có đối tượng này", "No such item"],
        ["Hãy dùng mã số của một đối tượng lấy từ ô bản đồ; mã số đã bỏ không được dùng lại.",
         "Use the id of a feature from a tile; ids are never used again."];
    /// An overlay that the catalogue does not have.
    UnknownOverlay = "unknown-overlay", NOT_FOUND,
        ["Không có bản đồ chuyên đề này", "Unknown overlay"],
        ["Hãy chọn một bản đồ chuyên đề trong /api/overlays.", "Choose an overlay of /api/overlays."];
    /// A subject that figures cannot be about.
    UnknownSubject = "unknown-subject", BAD_REQUEST,
        ["Không có đối tượng này của số liệu", "Unknown subject of figures"],
        ["Hãy dùng một đối tượng mà /api/figures liệt kê, ví dụ region, 20 hoặc gate:mong-cai.",
         "Use a subject that /api/figures lists, such as region, 20 or gate:mong-cai."];
    /// A measure that the catalogue does not have.
    UnknownMeasure = "unknown-measure", BAD_REQUEST,
        ["Không có chỉ tiêu này", "Unknown measure"],
        ["Hãy chọn một chỉ tiêu trong mục measures của /catalog.json.",
         "Choose one of the measures of /catalog.json."];
    /// A scope of trade that does not exist.
    UnknownScope = "unknown-scope", BAD_REQUEST,
        ["Không có phạm vi này", "Unknown scope"],
        ["Hãy chọn một phạm vi trong mục scopes của /catalog.json.",
         "Choose one of the scopes of /catalog.json."];
    /// A place that lies in no unit of ours.
    OutsideRegion = "outside-region", NOT_FOUND,
        ["Điểm nằm ngoài khu vực", "The point lies outside the region"],
        ["Hãy chọn một điểm trên đất liền hoặc đảo của các tỉnh, thành phố phía Bắc; thành phần nearest cho biết đơn vị gần nhất.",
         "Choose a point on the land or islands of the northern provinces; the member nearest tells the nearest unit."];
    /// A shape that cannot be read or has a fault.
    InvalidShape = "invalid-shape", BAD_REQUEST,
        ["Hình không hợp lệ", "Invalid shape"],
        ["Hãy gửi một GeoJSON kiểu Polygon hoặc MultiPolygon mà các vòng khép kín và không tự cắt.",
         "Send GeoJSON, a Polygon or MultiPolygon whose rings are closed and do not cross themselves."];
    /// A thing to count distances from that is not there.
    UnknownStart = "unknown-start", NOT_FOUND,
        ["Không có nơi xuất phát này", "Unknown start"],
        ["Hãy dùng toạ độ, mã đơn vị hành chính, hoặc tên viết liền của cửa khẩu, khu công nghiệp, nhà máy điện.",
         "Use coordinates, the code of a unit, or the slug of a gate, zone or plant."];
    /// A thing whose place no source tells.
    PlaceNotKnown = "place-not-known", NOT_FOUND,
        ["Chưa biết vị trí", "The place is not known"],
        ["Hãy chọn một đối tượng có vị trí, hoặc ghi toạ độ.",
         "Choose something with a place, or give coordinates."];
    /// Names or a code that no unit of either time bears.
    UnitNotFound = "unit-not-found", NOT_FOUND,
        ["Không tìm thấy đơn vị hành chính", "No such unit found"],
        ["Hãy kiểm tra tên xã, huyện, tỉnh; thành phần candidates liệt kê những tên gần giống.",
         "Check the names of commune, district and province; the member candidates lists similar names."];
    /// A table that cannot be read or lacks a column.
    InvalidTable = "invalid-table", BAD_REQUEST,
        ["Bảng không hợp lệ", "Invalid table"],
        ["Hãy gửi CSV mã UTF-8 có dòng tiêu đề và ít nhất một cột mã, xã hoặc địa chỉ.",
         "Send CSV in UTF-8 with a heading and at least a column of codes, communes or addresses."];
    /// A border gate that is not there.
    UnknownGate = "unknown-gate", NOT_FOUND,
        ["Không có cửa khẩu này", "Unknown border gate"],
        ["Hãy dùng tên viết liền hoặc mã số của một cửa khẩu trong lớp border_gates, ví dụ huu-nghi.",
         "Use the slug or the number of a gate of the layer border_gates, such as huu-nghi."];
    /// A unit that is not there.
    UnknownUnit = "unknown-unit", NOT_FOUND,
        ["Không có đơn vị hành chính này", "Unknown unit"],
        ["Hãy dùng mã của một tỉnh (20), một xã (00004) hoặc một đơn vị cũ (former:27) trong khu vực; tìm mã theo tên bằng /api/search.",
         "Use the code of a province (20), a commune (00004) or a former unit (former:27) of the region; find codes by name with /api/search."];
    /// A source that is not there.
    UnknownSource = "unknown-source", NOT_FOUND,
        ["Không có nguồn này", "Unknown source"],
        ["Hãy dùng id của một nguồn mà /api/sources liệt kê.",
         "Use the id of a source that /api/sources lists."];
    /// A font that is not there.
    UnknownFont = "unknown-font", NOT_FOUND,
        ["Không có phông chữ này", "Unknown font"],
        ["Hãy dùng một phông chữ mà /styles/light.json nhắc đến.",
         "Use a font that /styles/light.json names."];
    /// An address that is no map of ours.
    NotOurMap = "not-our-map", NOT_FOUND,
        ["Không phải bản đồ của máy chủ này", "Not a map of this server"],
        ["Tham số url là địa chỉ của trang bản đồ (/) hoặc bản đồ nhúng (/embed) trên chính máy chủ này.",
         "The parameter url is the address of the atlas (/) or of an embedded map (/embed) on this very server."];
    /// A form of the answer that is not there.
    UnknownFormat = "unknown-format", NOT_IMPLEMENTED,
        ["Không có định dạng này", "No such format"],
        ["Tham số format là json hoặc xml.", "The parameter format is json or xml."];
    /// The administration is switched off.
    AdminOff = "admin-off", FORBIDDEN,
        ["Phần quản trị đang tắt", "The administration is switched off"],
        ["Trên máy chủ, chạy phiabac token, ghi mã băm vào admin_token_hash trong tệp cấu hình rồi khởi động lại.",
         "On the server run phiabac token, put the hash into admin_token_hash of the settings file and start again."];
    /// No token came with the request, or a wrong one.
    TokenNeeded = "token-needed", UNAUTHORIZED,
        ["Cần mã truy cập đúng", "The right token is needed"],
        ["Gửi mã do phiabac token in ra trong tiêu đề Authorization: Bearer; nếu mất mã, hãy tạo mã mới.",
         "Send the token that phiabac token printed in the header Authorization: Bearer; if it is lost, make a new one."];
    /// Too many wrong tokens came in.
    TooManyTries = "too-many-tries", TOO_MANY_REQUESTS,
        ["Sai mã truy cập quá nhiều lần", "Too many wrong tokens"],
        ["Hãy chờ hết số giây trong tiêu đề Retry-After rồi thử lại với mã đúng.",
         "Wait for the seconds that the header Retry-After names, then try again with the right token."];
    /// Another task of the administration is under way.
    AdminBusy = "admin-busy", SERVICE_UNAVAILABLE,
        ["Dữ liệu đang được xử lý", "The data are being worked on"],
        ["Một lần nhập, khôi phục hoặc nạp lại khác đang chạy. Hãy chờ vài giây rồi thử lại.",
         "Another import, undo or reload is under way. Wait a few seconds and try again."];
    /// An import without its dry run.
    TryFirst = "try-first", CONFLICT,
        ["Cần chạy thử trước", "A dry run is needed first"],
        ["Hãy chạy thử (dry_run=true) với đúng tệp này và đúng các lựa chọn này, xem báo cáo, rồi gửi lại kèm ticket nhận được. Dữ liệu đã đổi sau lần chạy thử cũng cần chạy thử lại.",
         "Do a dry run (dry_run=true) with this very file and these very options, read its report, then send it again with the ticket that it gave. Data that changed since need a new dry run too."];
    /// A file that cannot be taken in as a whole.
    FileRefused = "file-refused", UNPROCESSABLE_ENTITY,
        ["Tệp không nhập được", "The file cannot be taken in"],
        ["Hãy sửa tệp theo hướng dẫn rồi chạy thử lại; dữ liệu vẫn như cũ.",
         "Change the file as the detail says and try it again; the data are as they were."];
    /// An import that failed half-way.
    NotImported = "not-imported", INTERNAL_SERVER_ERROR,
        ["Nhập không thành công", "The import failed"],
        ["Dữ liệu vẫn như cũ. Hãy báo người quản trị máy chủ xem nhật ký.",
         "The data are as they were. Ask who runs the server to look into the log."];
    /// The previous release cannot be brought back.
    NotUndone = "not-undone", CONFLICT,
        ["Không khôi phục được bản trước", "The previous release cannot be brought back"],
        ["Dữ liệu vẫn như cũ.", "The data are as they were."];
    /// The data of the folder cannot take the place of those that answer.
    NotReloaded = "not-reloaded", CONFLICT,
        ["Không nạp được dữ liệu mới", "The new data cannot be loaded"],
        ["Máy chủ vẫn dùng dữ liệu cũ. Hãy sửa dữ liệu trong thư mục (phiabac check nêu các lỗi) rồi nạp lại.",
         "The old data go on answering. Mend the data in the folder (phiabac check names the faults) and load them again."];
    /// An address that is not there.
    NotFound = "not-found", NOT_FOUND,
        ["Không có địa chỉ này", "No such address"],
        ["Hãy kiểm tra địa chỉ; /api/openapi.json liệt kê mọi địa chỉ của máy chủ.",
         "Check the address; /api/openapi.json lists every address of this server."];
    /// A method that the route does not have.
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED,
        ["Phương thức không được phép", "Method not allowed"],
        ["Hãy dùng một phương thức ghi trong tiêu đề Allow.", "Use a method that the Allow header names."];
    /// A body that is too large.
    BodyTooLarge = "body-too-large", PAYLOAD_TOO_LARGE,
        ["Nội dung gửi lên quá lớn", "The body is too large"],
        ["Hãy gửi nội dung nhỏ hơn; /api/openapi.json cho biết giới hạn của từng địa chỉ.",
         "Send a smaller body; /api/openapi.json says the limit of each address."];
    /// An address that is too long.
    AddressTooLong = "address-too-long", URI_TOO_LONG,
        ["Địa chỉ quá dài", "The address is too long"],
        ["Hãy rút địa chỉ, kể cả tham số, xuống tối đa 16 KiB.",
         "Shorten the address, parameters included, to at most 16 KiB."];
    /// Headers that are too long.
    HeadersTooLarge = "headers-too-large", REQUEST_HEADER_FIELDS_TOO_LARGE,
        ["Tiêu đề quá dài", "The headers are too long"],
        ["Hãy bỏ bớt tiêu đề; tổng cộng tối đa 16 KiB.",
         "Send fewer headers; 16 KiB in all at most."];
    /// The service failed; the cause is in its log only.
    Internal = "internal", INTERNAL_SERVER_ERROR,
        ["Máy chủ gặp lỗi", "The server failed"],
        ["Lỗi không do yêu cầu của bạn. Hãy thử lại; nếu vẫn lỗi, gửi cho người quản trị mã trong tiêu đề X-Request-Id.",
         "Your request is not to blame. Try again; if it fails again, send the operator the X-Request-Id of the answer."];
    /// More work is waiting than can be done soon.
    Busy = "busy", SERVICE_UNAVAILABLE,
        ["Máy chủ đang bận", "The server is busy"],
        ["Hãy đợi số giây ghi trong tiêu đề Retry-After rồi thử lại.",
         "Wait for the seconds of the Retry-After header and try again."];
    /// An archive that cannot be read.
    ArchiveUnavailable = "archive-unavailable", SERVICE_UNAVAILABLE,
        ["Chưa đọc được kho ô bản đồ", "The archive cannot be read"],
        ["Các lớp khác vẫn dùng được. Hãy thử lại sau; nếu vẫn lỗi, báo người quản trị máy chủ xem nhật ký.",
         "All other layers work. Try again later; if it fails again, ask who runs the server to look into the log."];
    /// The answer took too long.
    TimedOut = "timed-out", SERVICE_UNAVAILABLE,
        ["Quá thời gian trả lời", "The answer took too long"],
        ["Hãy thử lại sau ít giây, hoặc hỏi ít hơn trong một lần.",
         "Try again in a few seconds, or ask for less at a time."];
    /// The binary was built without the page.
    PageNotBuilt = "page-not-built", SERVICE_UNAVAILABLE,
        ["Trang bản đồ chưa được dựng", "The page has not been built"],
        ["Hãy chạy `make build` rồi khởi động lại; ô bản đồ và API vẫn dùng được.",
         "Run `make build` and start again; tiles and API work meanwhile."];
}

impl ProblemKind {
    /// The kind of that stable name.
    pub(super) fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.slug() == slug)
    }

    /// The kind behind a status that a layer below answered with.
    pub(super) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Self::BodyTooLarge,
            StatusCode::URI_TOO_LONG => Self::AddressTooLong,
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => Self::HeadersTooLarge,
            StatusCode::SERVICE_UNAVAILABLE => Self::Busy,
            other if other.is_client_error() => Self::MalformedRequest,
            _ => Self::Internal,
        }
    }
}

fn text(vi: &str, en: &str) -> Text {
    Text {
        vi: vi.to_owned(),
        en: en.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_unique_and_lead_back() {
        for &kind in ProblemKind::ALL {
            assert_eq!(ProblemKind::of_slug(kind.slug()), Some(kind));
        }
    }

    #[test]
    fn a_bare_status_keeps_its_class() {
        for code in 400..600 {
            let status = StatusCode::from_u16(code).unwrap();
            let kind = ProblemKind::of_status(status);
            assert_eq!(
                kind.status().is_server_error(),
                status.is_server_error(),
                "{code}"
            );
        }
    }
}

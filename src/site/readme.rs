//! `README.txt` and `SOURCES.csv`: what the bundle is, how it is opened, whose the data are.

use serde::Deserialize;

use super::{Files, SiteError, SiteWish, document};
use crate::atlas::Atlas;
use crate::http::InProcess;

/// Sources that are asked for at once.
const AT_ONCE: usize = 1000;

#[derive(Deserialize)]
struct Catalog {
    attribution: Vec<String>,
}

#[derive(Deserialize)]
struct Summary {
    dates: Dates,
}

#[derive(Deserialize)]
struct Dates {
    newest: Option<String>,
}

#[derive(Deserialize)]
struct Source {
    id: String,
    title: String,
    publisher: Option<String>,
    date: Option<String>,
    licence: Option<String>,
    url: Option<String>,
}

/// Writes both.
pub(super) fn write(
    atlas: &Atlas,
    service: &InProcess,
    wish: &SiteWish,
    files: &mut Files,
) -> Result<(), SiteError> {
    let catalog: Catalog = document("the catalogue", &service.get("/catalog.json")?)?;
    let newest = newest(service)?;
    let text = readme(atlas.version(), &newest, wish, &catalog.attribution);
    files.put("README.txt", text.as_bytes())?;
    files.put("SOURCES.csv", sources(service)?.as_bytes())
}

/// The date of the newest source of any record that is listed.
fn newest(service: &InProcess) -> Result<String, SiteError> {
    let mut newest = None;
    for (layer, _) in super::questions::LISTED {
        let answer = service.get(&format!("/api/summaries/{layer}"))?;
        newest = newest.max(document::<Summary>(layer, &answer)?.dates.newest);
    }
    Ok(newest.unwrap_or_else(|| "?".to_owned()))
}

fn readme(version: &str, newest: &str, wish: &SiteWish, attribution: &[String]) -> String {
    let zooms = wish.zooms.end();
    let credits: Vec<String> = attribution.iter().map(|line| format!("  {line}")).collect();
    let credits = credits.join("\r\n");
    let text = format!(
        "PHÍA BẮC ATLAS: BẢN ĐỒ CÔNG THƯƠNG MIỀN BẮC, BẢN MANG THEO\n\
         \n\
         Thư mục này là bản đồ dưới dạng tệp, không cần mạng Internet: bản đồ đến mức phóng {zooms},\n\
         đơn vị hành chính trước và sau 01/7/2025, khu và cụm công nghiệp, cửa khẩu, nguồn điện, số liệu\n\
         kèm nguồn, danh sách, bộ lọc, tìm kiếm.\n\
         \n\
         MỞ BẢN ĐỒ\n\
         Trình duyệt không cho bản đồ chạy thẳng từ đĩa (file://). Hãy chạy một máy chủ web nhỏ trong thư\n\
         mục này rồi mở địa chỉ của nó:\n\
         \x20 npx serve              (Node.js)       http://localhost:3000\n\
         \x20 python3 -m http.server (Python)        http://localhost:8000\n\
         \x20 caddy file-server --listen :8000       http://localhost:8000\n\
         Cũng có thể chép cả thư mục lên nginx, Apache, IIS hoặc bất kỳ nơi nào phục vụ tệp tĩnh, ở thư mục\n\
         con nào cũng được. Máy chủ trả được từng phần tệp (Range) thì nhanh hơn; máy chủ không trả được thì\n\
         trình duyệt tải cả tệp bản đồ một lần (đến khoảng 45 MB).\n\
         \n\
         CẦN MÁY CHỦ CỦA ATLAS, NÊN KHÔNG CÓ Ở ĐÂY\n\
         Báo cáo đơn vị, chuyển đổi địa chỉ cũ và mới, \"có gì gần đây\", \"ở đây là đâu\", thống kê trong\n\
         vùng vẽ tay, tải tệp dữ liệu, ảnh bản đồ theo địa chỉ, OGC API, quản trị.\n\
         \n\
         DỮ LIỆU\n\
         Phiên bản {version}; nguồn mới nhất của các danh sách: {newest}.\n\
         Nguồn:\n\
         {credits}\n\
         Từng nguồn với giấy phép: SOURCES.csv. Phần mềm và phông chữ: licences.txt.\n\
         \n\
         ----------------------------------------------------------------\n\
         PHÍA BẮC ATLAS: INDUSTRY AND TRADE IN NORTHERN VIET NAM, AS FILES\n\
         \n\
         This folder is the map as plain files and needs no Internet: tiles to zoom {zooms}, units before\n\
         and after 1 July 2025, industrial zones, border gates, power plants, figures with their sources,\n\
         lists, filters and search.\n\
         \n\
         TO OPEN IT\n\
         Browsers let no map run from the disk (file://). Start a small web server in this folder and open\n\
         its address:\n\
         \x20 npx serve              (Node.js)       http://localhost:3000\n\
         \x20 python3 -m http.server (Python)        http://localhost:8000\n\
         \x20 caddy file-server --listen :8000       http://localhost:8000\n\
         Or copy the folder to nginx, Apache, IIS or any host of static files, in whatever sub-folder.\n\
         A server that answers ranges (Range) is quicker; from one that does not, the browser loads each\n\
         archive of tiles once as a whole (up to about 45 MB).\n\
         \n\
         WHAT NEEDS THE SERVER OF THE ATLAS AND IS NOT HERE\n\
         Reports, conversion of old and new addresses, what is near, what lies at a place, what lies in a\n\
         drawn shape, files to take away, pictures by address, the OGC API, administration.\n\
         \n\
         DATA\n\
         Version {version}; newest source of the lists: {newest}.\n\
         Sources: as above; each with its licence in SOURCES.csv. Software and fonts: licences.txt.\n"
    );
    // The editors of office machines want both signs at the end of a line.
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

/// Every source with its licence, for any spreadsheet.
fn sources(service: &InProcess) -> Result<String, SiteError> {
    #[derive(Deserialize)]
    struct Page {
        items: Vec<Source>,
        #[serde(rename = "numberMatched")]
        matched: usize,
    }
    let mut written = "\u{feff}id,title,publisher,date,licence,url\r\n".to_owned();
    let mut done = 0;
    loop {
        let address = format!("/api/sources?limit={AT_ONCE}&offset={done}");
        let page: Page = document("the sources", &service.get(&address)?)?;
        let last = page.items.is_empty();
        done += page.items.len();
        for source in page.items {
            let cells = [
                Some(source.id),
                Some(source.title),
                source.publisher,
                source.date,
                source.licence,
                source.url,
            ];
            let cells = cells.map(|cell| quoted(&cell.unwrap_or_default()));
            written.push_str(&cells.join(","));
            written.push_str("\r\n");
        }
        if last || done >= page.matched {
            return Ok(written);
        }
    }
}

/// A cell; what a spreadsheet would take for a formula is text.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if formula { "'" } else { "" };
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_cells() {
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
    }
}

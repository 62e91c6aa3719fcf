// Every text of the administration, Vietnamese beside English so that neither is forgotten.
import type { Lang } from '../i18n';

const TEXTS = {
  title: ['Quản trị dữ liệu', 'Data administration'],
  toMap: ['Về bản đồ', 'To the map'],
  other: ['English', 'Tiếng Việt'],
  toDark: ['Chuyển sang giao diện tối', 'Switch to the dark theme'],
  toLight: ['Chuyển sang giao diện sáng', 'Switch to the light theme'],
  unreachable: [
    'Không kết nối được với máy chủ, hoặc không đọc được tệp. Hãy thử lại.',
    'The server cannot be reached, or the file cannot be read. Try again.',
  ],

  signIn: ['Đăng nhập', 'Sign in'],
  signInWhy: [
    'Trang này thay đổi dữ liệu của bản đồ. Cần mã truy cập do người quản trị máy chủ cấp.',
    'This page changes the data of the map. It needs the token that the operator of the server gave you.',
  ],
  token: ['Mã truy cập', 'Token'],
  tokenHint: [
    'Mã chỉ được giữ trong thẻ trình duyệt này và mất khi đóng thẻ.',
    'The token is kept in this tab only and is gone when the tab is closed.',
  ],
  enter: ['Vào trang quản trị', 'Open the administration'],
  entering: ['Đang kiểm tra…', 'Checking…'],
  leave: ['Thoát', 'Sign out'],
  off: ['Phần quản trị đang tắt', 'The administration is switched off'],
  offHow: [
    'Người quản trị máy chủ bật bằng hai bước:',
    'The operator of the server switches it on in two steps:',
  ],
  offStep1: ['Chạy lệnh này trên máy chủ:', 'Run this on the server:'],
  offStep2: [
    'Ghi dòng admin_token_hash vào tệp cấu hình, khởi động lại máy chủ, rồi đăng nhập bằng mã (token) vừa in ra.',
    'Put admin_token_hash into the settings file, start the server again, then sign in with the token that was printed.',
  ],

  served: ['Dữ liệu đang dùng', 'Data in use'],
  version: ['Phiên bản', 'Version'],
  loadedAt: ['Nạp lúc', 'Loaded'],
  lastReload: ['Lần nạp gần nhất', 'Last reload'],
  reloadLoading: ['đang nạp…', 'loading…'],
  reloadDone: ['tốt', 'good'],
  reloadFailed: ['không dùng được dữ liệu mới', 'the new data cannot be used'],
  keepsOld: ['Bản đồ vẫn chạy bằng dữ liệu cũ.', 'The map goes on with the old data.'],
  reload: ['Nạp lại dữ liệu', 'Reload the data'],
  reloading: ['Đang nạp…', 'Loading…'],
  changed: ['Bản đồ đang dùng dữ liệu mới.', 'The map uses the new data now.'],
  unchanged: [
    'Thư mục dữ liệu không có gì mới, bản đồ giữ nguyên.',
    'Nothing is new in the folder of the data; the map stays as it is.',
  ],
  undo: ['Khôi phục bản trước', 'Bring the previous version back'],
  undoAsk: [
    'Dữ liệu trở về trạng thái trước lần nhập gần nhất. Khôi phục lần nữa sẽ quay lại bản hiện nay.',
    'The data go back to before the last import. Doing it again returns to what is there now.',
  ],
  undoYes: ['Khôi phục', 'Bring it back'],
  undoing: ['Đang khôi phục…', 'Bringing back…'],
  no: ['Thôi', 'Cancel'],
  noFolder: [
    'Máy chủ này không cho thay đổi dữ liệu.',
    'The data of this server cannot be changed.',
  ],

  bring: ['Nhập tệp', 'Bring in a file'],
  bringWhy: [
    'Chạy thử trước: máy chủ đọc tệp và báo từng dòng, chưa ghi gì. Xem xong mới ghi.',
    'A dry run comes first: the server reads the file and reports row by row, and writes nothing. Write it once you have seen the report.',
  ],
  layer: ['Lớp dữ liệu', 'Layer'],
  records: ['{n} bản ghi', '{n} records'],
  file: ['Tệp', 'File'],
  choose: ['Chọn tệp', 'Choose a file'],
  another: ['Chọn tệp khác', 'Choose another file'],
  drop: [
    'hoặc kéo thả vào đây. Excel, CSV, GeoPackage, Shapefile (.zip), GeoJSON, KML, FlatGeobuf; tối đa {n} MB.',
    'or drop it here. Excel, CSV, GeoPackage, Shapefile (.zip), GeoJSON, KML, FlatGeobuf; at most {n} MB.',
  ],
  tooLarge: ['Tệp lớn hơn {n} MB.', 'The file is larger than {n} MB.'],
  source: ['Nguồn của số liệu', 'Source of the data'],
  sourceHint: [
    'Tên văn bản hoặc cơ quan cung cấp. Để trống nếu tệp có cột nguồn.',
    'Title of the document or the office. Leave it empty if the file has a column of sources.',
  ],
  sourceDate: ['Ngày của nguồn', 'Date of the source'],
  sourceLicence: ['Giấy phép sử dụng', 'Licence'],
  sourceUrl: ['Địa chỉ của nguồn', 'Address of the source'],
  more: ['Lựa chọn khác', 'More options'],
  sheet: ['Trang tính', 'Sheet'],
  sheetHint: [
    'Tên hoặc số thứ tự; để trống thì lấy trang đầu có bảng.',
    'Name or number; empty means the first with a table.',
  ],
  crs: ['Hệ tọa độ', 'Coordinate system'],
  crsHint: [
    'Ví dụ EPSG:9210 (VN-2000). Để trống thì máy chủ tự nhận ra và báo lại.',
    'Such as EPSG:9210 (VN-2000). Left empty, the server finds it and says which.',
  ],
  map: ['Ghép cột', 'Columns by hand'],
  mapHint: [
    'Tên cột trong tệp = tên trường, cách nhau bằng dấu chấm phẩy. Ví dụ: Dien tich=area_ha; Ten cum=name_vi',
    'Heading in the file = field, separated by semicolons. Such as: Dien tich=area_ha; Ten cum=name_vi',
  ],
  tolerance: ['Sai số ghép ranh giới (mét)', 'Tolerance for boundaries (metres)'],
  replace: [
    'Tệp thay cả lớp: bản ghi không có trong tệp sẽ bị xóa',
    'The file replaces the layer: records that it does not name go',
  ],
  keepGoing: [
    'Vẫn ghi các dòng tốt khi có dòng bị loại',
    'Write the good rows although others are rejected',
  ],
  try: ['Chạy thử', 'Dry run'],
  trying: ['Đang gửi và kiểm tra tệp…', 'Sending and checking the file…'],
  write: ['Ghi vào dữ liệu', 'Write into the data'],
  writing: ['Đang ghi và nạp lại bản đồ…', 'Writing and reloading the map…'],
  tryAgain: [
    'Lựa chọn đã đổi sau lần chạy thử. Hãy chạy thử lại trước khi ghi.',
    'The options have changed since the dry run. Do it again before writing.',
  ],

  report: ['Báo cáo', 'Report'],
  readAs: ['Đọc theo định dạng {driver}', 'Read as {driver}'],
  inSheet: ['trang {sheet}', 'sheet {sheet}'],
  inCrs: ['hệ tọa độ {crs}', 'coordinate system {crs}'],
  writtenNotLoaded: [
    'Đã ghi, nhưng máy chủ chưa nạp được dữ liệu mới:',
    'Written, but the server could not load the new data:',
  ],
  goodRest: [
    'Có thể ghi các dòng tốt; {n} dòng bị loại sẽ bị bỏ qua.',
    'The good rows can be written; {n} rejected rows are left out.',
  ],
  all: ['Tất cả', 'All'],
  kept: ['Đạt', 'Kept'],
  repaired: ['Đã sửa', 'Repaired'],
  rejected: ['Bị loại', 'Rejected'],
  added: ['Thêm mới', 'New'],
  changedRow: ['Thay đổi', 'Changed'],
  same: ['Không đổi', 'Same'],
  removed: ['Xóa', 'Removed'],
  removedList: ['Các bản ghi sẽ bị xóa', 'Records that go'],
  wholeFile: ['Cả tệp', 'The whole file'],
  row: ['Dòng', 'Row'],
  record: ['Bản ghi', 'Record'],
  result: ['Kết quả', 'Result'],
  findings: ['Ghi chú', 'Findings'],
  unnamed: ['(không có tên)', '(without a name)'],
  nothing: ['trống', 'empty'],
  showMore: ['Xem thêm {n} dòng', 'Show {n} more rows'],
  noRows: ['Không có dòng nào.', 'No rows.'],
  download: ['Tải báo cáo (CSV)', 'Download the report (CSV)'],
} as const satisfies Record<string, readonly [string, string]>;

export type TextKey = keyof typeof TEXTS;

/** A text of the administration, with `{name}` replaced by the value of that name. */
export function say(lang: Lang, key: TextKey, values: Record<string, string> = {}): string {
  const words: string = TEXTS[key][lang === 'vi' ? 0 : 1];
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

// Vietnamese texts of the switch of time and of the comparison, as the reader reads them.

export const timeVi = {
  'time.label': 'Địa giới hành chính theo thời gian',
  'time.now': 'Sau sáp nhập',
  'time.before': 'Trước sáp nhập',
  'time.compare': 'So sánh',
  'time.note.before':
    '{provinces} tỉnh, {communes} xã đến hết 30/6/2025. Ranh giới xã cũ là gần đúng.',
  'time.note.compare': 'Kéo vạch giữa để so sánh. Ranh giới xã cũ là gần đúng.',
  'time.note.pictures':
    'Ảnh đầu là trước 1/7/2025, ảnh sau là từ 1/7/2025. Ranh giới xã cũ là gần đúng.',
  'time.note.overlay': 'Số liệu tô màu chỉ có theo đơn vị hiện nay.',
  'compare.label': 'Bản đồ trước sáp nhập',
  'compare.divider': 'Vạch so sánh trước và sau sáp nhập',
  'compare.value': 'Trước sáp nhập chiếm {percent}% bề ngang',
  'compare.before': 'Trước 1/7/2025',
  'compare.now': 'Từ 1/7/2025',
  'legend.zoneSize': 'Diện tích khu, cụm (ha)',
  'legend.units.now': 'Địa giới từ 1/7/2025',
  'legend.units.before': 'Địa giới trước 1/7/2025',
  'still.label': 'Ảnh tĩnh của bản đồ',
  'still.keys': 'Phím mũi tên để dời, phím + và − để phóng to, thu nhỏ',
  'still.alt': 'Bản đồ công thương phía Bắc ở khung nhìn này',
  'bundle.server': 'Bản mang theo chỉ gồm tệp, không có máy chủ; việc này cần máy chủ của atlas.',
  'bundle.filter':
    'Bản mang theo chỉ hiểu bộ lọc của biểu mẫu; bộ lọc viết tay cần máy chủ của atlas.',
  'still.noServer':
    'Trình duyệt này không vẽ được bản đồ (WebGL). Bản mang theo không có máy chủ để vẽ thay; danh sách và số liệu vẫn xem được.',
  'still.note':
    'Trình duyệt này không vẽ được bản đồ động (cần WebGL 2) nên hiện ảnh tĩnh. Tìm kiếm, danh sách và thẻ thông tin vẫn dùng được.',
  'still.failed': 'Không tải được ảnh bản đồ.',
  'offline.lost': 'Mất kết nối với máy chủ. Những gì đã tải vẫn xem được.',
  'offline.trying': 'Đang thử…',
  'here.outside.words': 'Điểm này nằm ngoài 18 tỉnh, thành phố phía Bắc.',
} as const;

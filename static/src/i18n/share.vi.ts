// Texts of the map on other people's pages and of the dialog that puts it there, in Vietnamese.
export const shareVi = {
  'embed.gesture.wheel': 'Giữ {key} và cuộn để phóng to, thu nhỏ bản đồ',
  'embed.gesture.fingers': 'Dùng hai ngón tay để di chuyển bản đồ',
  'embed.filtered': 'Bản đồ đang lọc: chỉ vẽ một phần dữ liệu.',
  'embed.card': 'Xem đầy đủ trên Phía Bắc Atlas',
  'embed.open': 'Xem trên Phía Bắc Atlas',
} as const;

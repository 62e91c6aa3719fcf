import { describe, expect, it } from 'vitest';
import { withFieldNames } from '../../src/admin/wish-names';

describe('the names of fields in the report', () => {
  it('stand in the place of the flags of the command', () => {
    expect(withFieldNames('vi', 'Thêm --map "Rộng=area_ha" hoặc chọn --sheet.')).toBe(
      'Thêm “Ghép cột” "Rộng=area_ha" hoặc chọn “Trang tính”.',
    );
    expect(withFieldNames('en', 'Name its date (--source-date 2026-03).')).toBe(
      'Name its date (“Date of the source” 2026-03).',
    );
  });

  it('leave what is no field of the page as it is', () => {
    expect(withFieldNames('vi', 'a--b, --undo, 2025-12-31')).toBe('a--b, --undo, 2025-12-31');
  });
});

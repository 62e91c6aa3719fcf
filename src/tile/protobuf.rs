//! The few forms of Protocol Buffers that tiles are written in.

/// A number in groups of seven bits, the low ones first.
pub(super) fn put_varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A field that is a number.
pub(super) fn put_number(out: &mut Vec<u8>, field: u8, number: u64) {
    out.push(field << 3);
    put_varint(out, number);
}

/// A field that is text, bytes or another message.
pub(super) fn put_bytes(out: &mut Vec<u8>, field: u8, content: &[u8]) {
    put_length(out, field, content.len());
    out.extend_from_slice(content);
}

/// The head of a field whose content follows.
pub(super) fn put_length(out: &mut Vec<u8>, field: u8, length: usize) {
    const WITH_LENGTH: u8 = 2;
    out.push(field << 3 | WITH_LENGTH);
    put_varint(out, length as u64);
}

/// A field that is a floating-point number.
pub(super) fn put_double(out: &mut Vec<u8>, field: u8, number: f64) {
    const EIGHT_BYTES: u8 = 1;
    out.push(field << 3 | EIGHT_BYTES);
    out.extend_from_slice(&number.to_le_bytes());
}

/// How many bytes a number takes.
pub(super) fn varint_length(number: u64) -> usize {
    let bits = 64 - (number | 1).leading_zeros() as usize;
    bits.div_ceil(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_as_many_bytes_as_they_are_said_to() {
        for shift in 0..64 {
            for number in [1 << shift, (1 << shift) - 1, u64::MAX >> shift] {
                let mut out = Vec::new();
                put_varint(&mut out, number);
                assert_eq!(out.len(), varint_length(number), "{number}");
            }
        }
    }

    #[test]
    fn fields_are_written_as_the_format_says() {
        let mut out = Vec::new();
        put_number(&mut out, 1, 150);
        put_bytes(&mut out, 2, b"testing");
        put_double(&mut out, 3, 1.0);
        let expected = b"\x08\x96\x01\x12\x07testing\x19\0\0\0\0\0\0\xf0\x3f";
        assert_eq!(out, expected);
    }
}

//! Lists with weights, as `Accept-Encoding` and `Accept-Language` write them.

/// The members of a header such as `br;q=0.9, gzip`, each with its weight in thousandths
/// (1000 when none is given). A member whose weight cannot be read counts as refused (0).
pub(super) fn weighted(header: &str) -> impl Iterator<Item = (&str, u16)> {
    header.split(',').filter_map(|member| {
        let mut parts = member.split(';').map(str::trim);
        let name = parts.next().filter(|name| !name.is_empty())?;
        let weight = parts
            .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
            .map_or(1000, |text| thousandths(text).unwrap_or(0));
        Some((name, weight))
    })
}

/// `0`, `0.5`, `1.000` in thousandths; nothing else is a weight.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let fraction: u16 = format!("{decimals:0<3}").parse().ok()?;
    match whole {
        "0" => Some(fraction),
        "1" if fraction == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_and_odd_ones_refuse() {
        let read: Vec<_> =
            weighted("br;q=0.9, gzip, *;q=0 ,x;q=1.5,y;q=abc, ,z;q=0.1234").collect();
        assert_eq!(
            read,
            [
                ("br", 900),
                ("gzip", 1000),
                ("*", 0),
                ("x", 0),
                ("y", 0),
                ("z", 0)
            ]
        );
    }
}

//! The names of systems, as addresses and people write them.

use super::Crs;

/// What stands before the authority in the addresses of OGC.
const ADDRESSES: [&str; 2] = [
    "http://www.opengis.net/def/crs/",
    "https://www.opengis.net/def/crs/",
];

impl Crs {
    /// The system of a name: its address (`http://www.opengis.net/def/crs/EPSG/0/4756`), its short
    /// address (`[EPSG:4756]`) or its code (`EPSG:4756`, `OGC:CRS84`, in letters of either case);
    /// nothing for any other text.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        if let Some(rest) = ADDRESSES.iter().find_map(|start| name.strip_prefix(start)) {
            return match rest {
                "OGC/1.3/CRS84" => Some(Self::CRS84),
                _ => of_code(rest.strip_prefix("EPSG/0/")?),
            };
        }
        let short = name.strip_prefix('[').and_then(|n| n.strip_suffix(']'));
        let (authority, code) = short.unwrap_or(name).split_once(':')?;
        match authority.to_ascii_uppercase().as_str() {
            "EPSG" => of_code(code),
            "OGC" if code.eq_ignore_ascii_case("CRS84") => Some(Self::CRS84),
            _ => None,
        }
    }
}

/// The system of an EPSG code without a sign, a space or a zero before it.
fn of_code(code: &str) -> Option<Crs> {
    let plain = code.starts_with(|first: char| ('1'..='9').contains(&first));
    plain.then(|| code.parse().ok().and_then(Crs::of_epsg))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_system_is_read_by_each_of_its_names() {
        for crs in Crs::ALL {
            let short = format!("[{crs}]");
            let https = crs.uri().replace("http:", "https:");
            for name in [crs.uri(), https, short, crs.to_string()] {
                assert_eq!(Crs::read(&name), Some(crs), "{name}");
            }
        }
        assert_eq!(Crs::read("epsg:3405").unwrap().epsg(), Some(3405));
    }

    #[test]
    fn other_names_are_none() {
        for name in [
            "",
            "4326",
            "EPSG",
            "EPSG:",
            "EPSG:+4326",
            "EPSG:04326",
            "EPSG: 4326",
            "EPSG:32648",
            "EPSG:99999999",
            "[EPSG:4326",
            "http://www.opengis.net/def/crs/EPSG/0/",
            "http://www.opengis.net/def/crs/EPSG/0/4326/",
            "http://www.opengis.net/def/crs/EPSG/9.9/4326",
            "http://www.opengis.net/def/crs/OGC/1.3/CRS83",
            "http://example.org/def/crs/EPSG/0/4326",
        ] {
            assert_eq!(Crs::read(name), None, "{name}");
        }
    }
}

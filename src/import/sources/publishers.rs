//! Names of publishers, by their site.

/// Sites with the name under which readers know them.
const PUBLISHERS: &str = include_str!("publishers.csv");

/// The name of the publisher of a site; the site itself when it is not listed.
pub(super) fn name_of(site: &str) -> &str {
    let mut lines = PUBLISHERS.lines().skip(1);
    let listed = lines.find_map(|line| line.strip_prefix(site)?.strip_prefix(','));
    listed.map_or(site, |name| name.trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_sites_have_a_name_and_others_keep_their_own() {
        assert_eq!(name_of("vietnamplus.vn"), "VietnamPlus");
        assert_eq!(name_of("en.vietnamplus.vn"), "VietnamPlus (tiếng Anh)");
        assert_eq!(name_of("vietnamplus"), "vietnamplus");
    }

    #[test]
    fn every_site_is_listed_once() {
        let mut sites: Vec<&str> = PUBLISHERS
            .lines()
            .map(|line| line.split(',').next().unwrap())
            .collect();
        let all = sites.len();
        sites.sort_unstable();
        sites.dedup();
        assert_eq!(sites.len(), all);
    }
}

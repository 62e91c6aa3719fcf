//! When two words are the same word, and how many slips lie between two texts.

/// The form in which words are compared: "2" for "ii", "ki" for "ky".
///
/// Roman and Arabic numerals name the same zones and plants; i and y at the end of an open
/// syllable are two accepted spellings of one sound.
pub(super) fn compared(folded: &str) -> String {
    match folded {
        "i" => "1".to_owned(),
        "ii" => "2".to_owned(),
        "iii" => "3".to_owned(),
        "iv" => "4".to_owned(),
        "v" => "5".to_owned(),
        _ => with_i(folded),
    }
}

fn with_i(folded: &str) -> String {
    let Some(front) = folded.strip_suffix('y') else {
        return folded.to_owned();
    };
    let open = !front.is_empty() && front.chars().all(|c| !"aeiouy".contains(c));
    if (open && front.len() <= 3) || front == "qu" {
        format!("{front}i")
    } else {
        folded.to_owned()
    }
}

/// How many slips a text of so many letters may hold.
pub(super) fn slips_allowed(letters: usize) -> u8 {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// The longest text, in bytes, whose slips are looked for.
pub(super) const MOST_BYTES: usize = 40;

/// Rows of the table of distances between a typed text and the beginnings of another: each row
/// follows from the two above it, so that an index of words can be walked with them.
///
/// A slip is a letter too many, too few, wrong, or two neighbours swapped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows {
    last: [u8; MOST_BYTES + 1],
    before: [u8; MOST_BYTES + 1],
    /// The letter that led to `last`.
    letter: u8,
    depth: u8,
}

/// A text that may have been typed with slips.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typed<'a> {
    text: &'a [u8],
    most: u8,
}

impl<'a> Typed<'a> {
    /// The text with at most so many slips; nothing when it is too long to look for slips.
    pub fn new(text: &'a str, most: u8) -> Option<Self> {
        (text.len() <= MOST_BYTES).then_some(Self {
            text: text.as_bytes(),
            most,
        })
    }

    /// The distance to a text, unless there are more slips than allowed.
    pub fn slips_to(&self, other: &str) -> Option<u8> {
        if other.len().abs_diff(self.text.len()) > usize::from(self.most) {
            return None;
        }
        let mut rows = self.start_rows();
        for &letter in other.as_bytes() {
            rows = self.next_rows(&rows, letter);
            if !self.may_still_meet(&rows) {
                return None;
            }
        }
        let slips = self.slips(&rows);
        (slips <= self.most).then_some(slips)
    }

    fn start_rows(&self) -> Rows {
        let mut last = [u8::MAX; MOST_BYTES + 1];
        for (at, cell) in last.iter_mut().enumerate().take(self.text.len() + 1) {
            *cell = at as u8;
        }
        Rows {
            last,
            before: [u8::MAX; MOST_BYTES + 1],
            letter: 0,
            depth: 0,
        }
    }

    fn next_rows(&self, rows: &Rows, letter: u8) -> Rows {
        let mut next = [u8::MAX; MOST_BYTES + 1];
        let depth = rows.depth.saturating_add(1);
        next[0] = depth;
        for (at, &typed) in self.text.iter().enumerate() {
            let wrong = rows.last[at].saturating_add(u8::from(typed != letter));
            let missing = rows.last[at + 1].saturating_add(1);
            let extra = next[at].saturating_add(1);
            let mut least = wrong.min(missing).min(extra);
            if at > 0 && depth > 1 && typed == rows.letter && self.text[at - 1] == letter {
                least = least.min(rows.before[at - 1].saturating_add(1));
            }
            next[at + 1] = least;
        }
        Rows {
            last: next,
            before: rows.last,
            letter,
            depth,
        }
    }

    fn slips(&self, rows: &Rows) -> u8 {
        rows.last[self.text.len()]
    }

    fn may_still_meet(&self, rows: &Rows) -> bool {
        let used = ..=self.text.len();
        rows.last[used].iter().any(|&cell| cell <= self.most)
            || rows.before[used].iter().any(|&cell| cell < self.most)
    }
}

/// Walks an index of texts along those within reach.
impl fst::Automaton for Typed<'_> {
    type State = Rows;

    fn start(&self) -> Rows {
        self.start_rows()
    }

    fn is_match(&self, rows: &Rows) -> bool {
        self.slips(rows) <= self.most
    }

    fn can_match(&self, rows: &Rows) -> bool {
        self.may_still_meet(rows)
    }

    fn accept(&self, rows: &Rows, letter: u8) -> Rows {
        self.next_rows(rows, letter)
    }
}

#[cfg(test)]
mod tests {
    use fst::IntoStreamer;
    use proptest::prelude::*;

    use super::*;

    fn slips(a: &str, b: &str) -> Option<u8> {
        Typed::new(a, 2).unwrap().slips_to(b)
    }

    #[test]
    fn slips_are_counted() {
        assert_eq!(slips("bacgiang", "bacgiang"), Some(0));
        assert_eq!(slips("bacgaing", "bacgiang"), Some(1));
        assert_eq!(slips("bacgiag", "bacgiang"), Some(1));
        assert_eq!(slips("bacgiiang", "bacgiang"), Some(1));
        assert_eq!(slips("bacgisng", "bacgiang"), Some(1));
        assert_eq!(slips("vacgisng", "bacgiang"), Some(2));
        assert_eq!(slips("caobang", "bacgiang"), None);
    }

    #[test]
    fn numerals_and_open_syllables_are_compared_alike() {
        assert_eq!(compared("ii"), "2");
        assert_eq!(compared("ly"), compared("li"));
        assert_eq!(compared("quy"), compared("qui"));
        assert_ne!(compared("tay"), compared("tai"));
        assert_eq!(compared("y"), "y");
    }

    /// The textbook recursion, row by row over the whole table.
    fn distance(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0usize; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => {
                        let wrong = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                        let mut least = wrong.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                            least = least.min(table[i - 2][j - 2] + 1);
                        }
                        least
                    }
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_a_full_scan_finds(
            texts in prop::collection::btree_set("[abc]{1,7}", 1..60),
            typed in "[abc]{1,7}", most in 0u8..3,
        ) {
            let index = fst::Set::from_iter(&texts).unwrap();
            let walk = Typed::new(&typed, most).unwrap();
            let found = index.search(walk).into_stream().into_strs().unwrap();
            let scanned: Vec<String> = texts
                .iter()
                .filter(|text| distance(typed.as_bytes(), text.as_bytes()) <= usize::from(most))
                .cloned()
                .collect();
            prop_assert_eq!(found, scanned);
            for text in &texts {
                let exact = distance(typed.as_bytes(), text.as_bytes());
                let expected = (exact <= usize::from(most)).then_some(exact as u8);
                prop_assert_eq!(walk.slips_to(text), expected);
            }
        }
    }
}

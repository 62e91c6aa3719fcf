//! What became of a delivery, row by row: what was found, what was done about it, what the clerk
//! can do.

use crate::domain::record::closed_list;
use crate::domain::{LayerId, Tongue, Wording};

closed_list! {
    /// How grave a finding is.
    pub enum Gravity {
        /// Worth knowing; nothing was changed.
        Noted = "noted",
        /// The value was mended; the finding says how.
        Repaired = "repaired",
        /// The row cannot be taken over.
        Rejected = "rejected",
    }
}

closed_list! {
    /// What can be found, by a stable word.
    pub enum FindingKind {
        /// A value that every record needs is missing.
        Missing = "missing",
        /// A text where a number was expected.
        NotANumber = "not-a-number",
        /// Two ways of writing decimals in one column.
        MixedDecimals = "mixed-decimals",
        /// A number that can be read in two ways.
        AmbiguousNumber = "ambiguous-number",
        /// A unit was converted, such as m² to hectares.
        UnitConverted = "unit-converted",
        /// A text where a date was expected.
        NotADate = "not-a-date",
        /// Neither yes nor no.
        NotABoolean = "not-a-boolean",
        /// A word that is not in the list of the field.
        NotInList = "not-in-list",
        /// A word was taken for one of the list.
        WordTaken = "word-taken",
        /// A text was cleaned: spaces, line breaks, composition.
        TextCleaned = "text-cleaned",
        /// A number is out of the range of the field.
        OutOfRange = "out-of-range",
        /// Something in the record contradicts something else.
        Contradiction = "contradiction",
        /// A column of the file is not recognised.
        UnknownColumn = "unknown-column",
        /// Two columns of the file mean the same field.
        DoubleColumn = "double-column",
        /// A column was recognised by a name that is not its title.
        ColumnTaken = "column-taken",
        /// Title rows, empty rows or columns, merged cells were passed over.
        SheetTrimmed = "sheet-trimmed",
        /// Which sheet was read is worth knowing.
        SheetChosen = "sheet-chosen",
        /// A byte order mark or another encoding was found.
        Encoding = "encoding",
        /// The row names a source that is not listed.
        UnknownSource = "unknown-source",
        /// Neither the row nor the delivery names a source.
        NoSource = "no-source",
        /// Longitude and latitude stood in each other's place.
        SwappedAxes = "swapped-axes",
        /// The coordinates were converted from another system.
        Converted = "converted",
        /// The coordinate system was found by trying.
        CrsFound = "crs-found",
        /// The coordinate system is not known or not the one named.
        CrsUnclear = "crs-unclear",
        /// The coordinates cannot be read.
        NotAPlace = "not-a-place",
        /// The place lies outside the region.
        OutsideRegion = "outside-region",
        /// The place lies outside the unit that the row names.
        OutsideUnit = "outside-unit",
        /// A unit is not known.
        UnknownUnit = "unknown-unit",
        /// A name fits more than one unit.
        AmbiguousUnit = "ambiguous-unit",
        /// A former unit was taken for its successor.
        FormerUnit = "former-unit",
        /// The unit was found by the place or by another column.
        UnitFound = "unit-found",
        /// The same record stands twice in the file.
        DuplicateRow = "duplicate-row",
        /// Another record may be the same thing.
        PossibleDuplicate = "possible-duplicate",
        /// The row fits more than one record.
        AmbiguousRecord = "ambiguous-record",
        /// The shape is invalid.
        InvalidGeometry = "invalid-geometry",
        /// A shape of another kind than the layer's was reduced or refused.
        GeometryKind = "geometry-kind",
        /// Units are missing in a delivery of boundaries.
        MissingUnits = "missing-units",
        /// A gap between neighbours.
        Gap = "gap",
        /// Neighbours overlap.
        Overlap = "overlap",
        /// A sliver between neighbours.
        Sliver = "sliver",
        /// Corners were moved to meet.
        Snapped = "snapped",
        /// Figures follow the records, or hold them.
        FiguresFollow = "figures-follow",
    }
}

/// Something found in a row or in the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind.
    pub kind: FindingKind,
    /// How grave.
    pub gravity: Gravity,
    /// The field that it is about.
    pub field: Option<String>,
    /// What stands in the file.
    pub said: Option<String>,
    /// What was found, one sentence.
    pub what: Wording,
    /// What to do, one sentence; empty when there is nothing to do.
    pub cure: Wording,
}

impl Finding {
    /// A finding of this gravity, told in Vietnamese and English (whole sentences).
    pub fn new(
        gravity: Gravity,
        kind: FindingKind,
        vi: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            gravity,
            field: None,
            said: None,
            what: Wording::new(vi, en),
            cure: Wording::default(),
        }
    }

    /// A finding that is only worth knowing.
    pub fn noted(kind: FindingKind, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Gravity::Noted, kind, vi, en)
    }

    /// A finding about a value that was mended.
    pub fn repaired(kind: FindingKind, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Gravity::Repaired, kind, vi, en)
    }

    /// A finding for which the row is not taken over.
    pub fn rejected(kind: FindingKind, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Gravity::Rejected, kind, vi, en)
    }

    /// The same, about this field.
    #[must_use]
    pub fn in_field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same, with what stands in the file.
    #[must_use]
    pub fn said(mut self, said: impl Into<String>) -> Self {
        self.said = Some(said.into());
        self
    }

    /// The same, with what to do.
    #[must_use]
    pub fn cure(mut self, vi: impl Into<String>, en: impl Into<String>) -> Self {
        self.cure = Wording::new(vi, en);
        self
    }

    /// What was found and what to do, in one language.
    #[must_use]
    pub fn text(&self, tongue: Tongue) -> String {
        let (what, cure) = (self.what.in_tongue(tongue), self.cure.in_tongue(tongue));
        match cure {
            "" => what.to_owned(),
            cure => format!("{what} {cure}"),
        }
    }
}

closed_list! {
    /// What became of a row.
    pub enum Verdict {
        /// Taken over as it stands.
        Kept = "kept",
        /// Taken over with repairs.
        Repaired = "repaired",
        /// Not taken over.
        Rejected = "rejected",
    }
}

closed_list! {
    /// What a row does to the data.
    pub enum Change {
        /// A new record.
        Added = "added",
        /// A record that changes.
        Changed = "changed",
        /// A record that stays as it is.
        Same = "same",
    }
}

/// A field that a row changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field.
    pub field: String,
    /// What stands there now; nothing where no value was known.
    pub old: Option<String>,
    /// What will stand there.
    pub new: Option<String>,
}

/// What became of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowReport {
    /// As the clerk counts: from 1, the title rows included.
    pub row: u64,
    /// The code of the record, where there is one.
    pub code: Option<String>,
    /// The name that stands in the row or in the record.
    pub name: Option<String>,
    /// What became of it.
    pub verdict: Verdict,
    /// What it does to the data; nothing when rejected.
    pub change: Option<Change>,
    /// The fields that change, for a record that was there.
    pub differences: Vec<Difference>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// A record that goes because the delivery replaces the layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Option<String>,
}

/// How many rows met which fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows read.
    pub read: usize,
    /// Rows taken over as they stand.
    pub kept: usize,
    /// Rows taken over with repairs.
    pub repaired: usize,
    /// Rows not taken over.
    pub rejected: usize,
    /// New records.
    pub added: usize,
    /// Records that change.
    pub changed: usize,
    /// Records that stay as they are although the file names them.
    pub same: usize,
    /// Records that go.
    pub removed: usize,
}

/// What became of a delivery.
#[derive(Clone, Debug, PartialEq)]
pub struct IntakeReport {
    /// The layer.
    pub layer: LayerId,
    /// The file, by the name that the clerk gave it.
    pub file: String,
    /// The format that it was read as.
    pub driver: String,
    /// The sheet or layer of it that was read, where it has several.
    pub sheet: Option<String>,
    /// The coordinate system of its coordinates, as `EPSG:N` or `OGC:CRS84`, where it has any.
    pub crs: Option<String>,
    /// Every row.
    pub rows: Vec<RowReport>,
    /// What was found in the file as a whole.
    pub file_findings: Vec<Finding>,
    /// Records that go.
    pub removed: Vec<Removed>,
    /// Whether shapes change although no row tells of a field that does.
    pub reshaped: bool,
    /// Whether nothing was to be written.
    pub dry_run: bool,
    /// Whether the data were changed.
    pub written: bool,
}

impl IntakeReport {
    /// How many rows met which fate.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let verdicts = |wanted| self.rows.iter().filter(|row| row.verdict == wanted).count();
        let changes = |wanted| {
            let rows = self.rows.iter();
            rows.filter(|row| row.change == Some(wanted)).count()
        };
        Counts {
            read: self.rows.len(),
            kept: verdicts(Verdict::Kept),
            repaired: verdicts(Verdict::Repaired),
            rejected: verdicts(Verdict::Rejected),
            added: changes(Change::Added),
            changed: changes(Change::Changed),
            same: changes(Change::Same),
            removed: self.removed.len(),
        }
    }

    /// Whether nothing was rejected, neither a row nor the file as a whole.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.file_passes() && self.rows.iter().all(|row| row.verdict != Verdict::Rejected)
    }

    /// Whether nothing speaks against the file as a whole.
    #[must_use]
    pub fn file_passes(&self) -> bool {
        let fault = |finding: &Finding| finding.gravity == Gravity::Rejected;
        !self.file_findings.iter().any(fault)
    }
}

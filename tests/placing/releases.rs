//! A release is one step: before it the old data are whole, after it the new ones.

use std::fs;
use std::path::{Path, PathBuf};

use phiabac::import::release::{ReleaseError, publish, undo};
use tempfile::TempDir;

/// A folder with two files that are no compiled data: the check has the same to say of them before
/// and after, so only the proof decides.
struct Data {
    around: TempDir,
    folder: PathBuf,
}

impl Data {
    fn new() -> Self {
        let around = TempDir::new().unwrap();
        let folder = around.path().join("geodata");
        fs::create_dir_all(folder.join("context")).unwrap();
        fs::write(folder.join("one.csv"), "old one").unwrap();
        fs::write(folder.join("context/two.csv"), "two").unwrap();
        Self { around, folder }
    }

    fn text(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.folder.join(name)).ok()
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.around.path().join("geodata.releases").join(name)
    }
}

fn file(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

#[expect(clippy::unnecessary_wraps, reason = "a proof may fail")]
fn loads(_: &Path) -> Result<(), String> {
    Ok(())
}

#[test]
fn files_are_replaced_and_added_and_the_others_stay() {
    let data = Data::new();
    let files = [file("one.csv", "new one"), file("more/three.csv", "three")];
    let released = publish(&data.folder, &files, &loads).unwrap();
    assert!(released.changed());
    assert_eq!(data.text("one.csv").as_deref(), Some("new one"));
    assert_eq!(data.text("context/two.csv").as_deref(), Some("two"));
    assert_eq!(data.text("more/three.csv").as_deref(), Some("three"));
    let previous = fs::read_to_string(data.beside("previous/one.csv")).unwrap();
    assert_eq!(previous, "old one");
    assert!(!data.beside("building").exists() && !data.beside("journal").exists());
}

#[test]
fn undo_brings_the_previous_release_back_and_a_second_one_takes_it_back() {
    let data = Data::new();
    let there = publish(&data.folder, &[file("one.csv", "new one")], &loads).unwrap();
    let back = undo(&data.folder, &loads).unwrap();
    assert_eq!((&back.from, &back.to), (&there.to, &there.from));
    assert_eq!(data.text("one.csv").as_deref(), Some("old one"));
    let again = undo(&data.folder, &loads).unwrap();
    assert_eq!(again.to, there.to);
    assert_eq!(data.text("one.csv").as_deref(), Some("new one"));
}

#[test]
fn only_the_release_before_is_kept() {
    let data = Data::new();
    for text in ["second", "third"] {
        publish(&data.folder, &[file("one.csv", text)], &loads).unwrap();
    }
    undo(&data.folder, &loads).unwrap();
    assert_eq!(data.text("one.csv").as_deref(), Some("second"));
    assert!(!data.beside("older").exists());
}

#[test]
fn what_does_not_load_is_not_released() {
    let data = Data::new();
    let refuse = |folder: &Path| {
        // The proof sees the whole new release.
        assert_eq!(fs::read_to_string(folder.join("one.csv")).unwrap(), "bad");
        assert_eq!(
            fs::read_to_string(folder.join("context/two.csv")).unwrap(),
            "two"
        );
        Err("no good".to_owned())
    };
    let error = publish(&data.folder, &[file("one.csv", "bad")], &refuse).unwrap_err();
    assert!(matches!(&error, ReleaseError::Unloadable { reason } if reason == "no good"));
    assert_eq!(data.text("one.csv").as_deref(), Some("old one"));
    assert!(!data.beside("building").exists());
    assert!(matches!(
        undo(&data.folder, &loads),
        Err(ReleaseError::NoPrevious { .. })
    ));
}

#[test]
fn new_faults_of_the_check_stand_in_the_way() {
    let data = Data::new();
    // A table that was missing is a fault on both sides; one that is damaged is a new one.
    let error = publish(&data.folder, &[file("units.csv", "id\n")], &loads).unwrap_err();
    let ReleaseError::Faults { faults } = error else {
        panic!("{error}")
    };
    assert!(
        faults.iter().any(|fault| fault.contains("units.csv")),
        "{faults:?}"
    );
    assert_eq!(data.text("units.csv"), None);
}

#[test]
fn the_same_data_are_no_release() {
    let data = Data::new();
    let never = |_: &Path| -> Result<(), String> { panic!("there is nothing to load") };
    let released = publish(&data.folder, &[file("one.csv", "old one")], &never).unwrap();
    assert!(!released.changed());
    assert!(!data.beside("previous").exists());
}

#[test]
fn two_imports_at_once_do_not_mix() {
    let data = Data::new();
    let inside = |_: &Path| {
        let second = publish(&data.folder, &[file("one.csv", "mine")], &loads);
        assert!(
            matches!(second, Err(ReleaseError::Busy { .. })),
            "{second:?}"
        );
        Ok(())
    };
    publish(&data.folder, &[file("one.csv", "first")], &inside).unwrap();
    assert_eq!(data.text("one.csv").as_deref(), Some("first"));
}

/// What a crash leaves is put in order by the next import, whenever it struck.
#[test]
fn crashes_leave_one_whole_release() {
    // While building: what is half built goes.
    let data = Data::new();
    publish(&data.folder, &[file("one.csv", "second")], &loads).unwrap();
    fs::create_dir_all(data.beside("building")).unwrap();
    fs::write(data.beside("building/one.csv"), "half").unwrap();
    undo(&data.folder, &loads).unwrap();
    assert_eq!(data.text("one.csv").as_deref(), Some("old one"));

    // After the exchange, before the old release was put away: undo leads to it all the same.
    let data = Data::new();
    let second = publish(&data.folder, &[file("one.csv", "second")], &loads).unwrap();
    fs::rename(data.beside("previous"), data.beside("older")).unwrap();
    fs::rename(&data.folder, data.beside("building")).unwrap();
    copy(&data.beside("building"), &data.folder);
    fs::write(data.folder.join("one.csv"), "third").unwrap();
    fs::write(data.beside("journal"), &second.to).unwrap();
    undo(&data.folder, &loads).unwrap();
    assert_eq!(data.text("one.csv").as_deref(), Some("second"));
    assert!(!data.beside("older").exists() && !data.beside("journal").exists());

    // Before the exchange: the old release and the one before it stay.
    let data = Data::new();
    let second = publish(&data.folder, &[file("one.csv", "second")], &loads).unwrap();
    fs::rename(data.beside("previous"), data.beside("older")).unwrap();
    copy(&data.folder, &data.beside("building"));
    fs::write(data.beside("building/one.csv"), "third").unwrap();
    fs::write(data.beside("journal"), &second.to).unwrap();
    undo(&data.folder, &loads).unwrap();
    assert_eq!(data.text("one.csv").as_deref(), Some("old one"));

    // In the middle of an exchange in three steps: the data come back under their name.
    let data = Data::new();
    publish(&data.folder, &[file("one.csv", "second")], &loads).unwrap();
    fs::rename(&data.folder, data.beside("moving")).unwrap();
    undo(&data.folder, &loads).unwrap();
    assert_eq!(data.text("one.csv").as_deref(), Some("old one"));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn every_error_has_words_in_both_languages() {
    use phiabac::domain::Tongue;
    let data = Data::new();
    let error = undo(&data.folder, &loads).unwrap_err();
    assert!(error.text(Tongue::Vi).contains("bản dữ liệu trước"));
    assert!(error.text(Tongue::En).contains("previous release"));
}

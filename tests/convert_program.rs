//! `phiabac convert` and the conversion of tables by `phiabac serve`, as programs.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Instant;

fn geodata() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phiabac"));
    command.env("PHIABAC_DATA", geodata());
    command
}

/// Runs `phiabac convert` with this on its standard input.
fn convert(arguments: &[&str], input: &str) -> Output {
    let mut child = program()
        .arg("convert")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may end before it has read anything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// A table of so many rows, made up from the names of former communes: `rows` of it in turn, each
/// with its number.
fn made_up_table(rows: usize) -> String {
    let units = fs::read_to_string(geodata().join("units.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(units.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|own| own == name).unwrap();
    let [name, district, to] = ["full_name_vi", "district", "valid_to"].map(column);
    let names: Vec<String> = reader
        .records()
        .map(Result::unwrap)
        .filter(|row| !row[to].is_empty() && !row[district].is_empty())
        .map(|row| format!("{},{}", &row[name], &row[district]))
        .collect();
    let mut table = "stt,xã,huyện,ghi chú\n".to_owned();
    for row in 0..rows {
        let name = &names[row % names.len()];
        writeln!(table, "{row},{name},dòng sinh ra để thử {row}").unwrap();
    }
    table
}

#[test]
fn a_table_from_standard_input_goes_to_standard_output() {
    let input = "xã,huyện,tỉnh\nXã Tân Hưng,Huyện Lạng Giang,Tỉnh Bắc Giang\nx\n";
    for arguments in [&[][..], &["-"], &["-", "--lang", "en"]] {
        let output = convert(arguments, input);
        assert_eq!(output.status.code(), Some(0));
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(text.lines().nth(1).unwrap().contains(",exact,"), "{text}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(
            told.contains("2 rows") && told.contains("1 malformed"),
            "{told}"
        );
    }
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("cũ.csv"), folder.path().join("mới.csv"));
    fs::write(&input, made_up_table(3000)).unwrap();
    let run = |input: &Path| {
        let [input, output] = [input, &output].map(|path| path.to_str().unwrap());
        convert(&[input, "--output", output], "")
    };
    let good = run(&input);
    assert_eq!(
        good.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&good.stderr)
    );
    assert!(good.stdout.is_empty());
    let written = fs::read_to_string(&output).unwrap();
    assert_eq!(written.lines().count(), 3001);

    // A failed run leaves what was there.
    fs::write(&input, "tên,tuổi\nAn,3\n").unwrap();
    let bad = run(&input);
    assert_eq!(bad.status.code(), Some(1));
    let told = String::from_utf8(bad.stderr).unwrap();
    assert!(told.contains("tên, tuổi") && told.contains("xã"), "{told}");
    assert_eq!(fs::read_to_string(&output).unwrap(), written);
    let mut left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["cũ.csv", "mới.csv"]);
}

#[test]
fn failures_and_wrong_usage_have_their_codes() {
    for (arguments, input, code) in [
        (&["nowhere.csv"][..], "", 1),
        (&["-"], "", 1),
        (&["-"], "PK\u{3}\u{4}", 1),
        (&["-", "--to", "xyz"], "", 2),
        (&["-", "--frobnicate"], "", 2),
        (&["-", "--output", "/nowhere/at/all.csv"], "xã\n", 1),
    ] {
        let output = convert(arguments, input);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(
            output.stdout.is_empty() && !output.stderr.is_empty(),
            "{arguments:?}"
        );
    }
}

#[test]
fn present_units_lead_back() {
    let output = convert(&["-", "--to", "former"], "mã\n11948\n24\n");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("split"), "{text}");
}

/// A server that is stopped when the test ends.
struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn start() -> Self {
        let mut child = program()
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .by_ref()
            .map(Result::unwrap)
            .find_map(|line| {
                let address = line.split("http://").nth(1)?;
                // Colours may follow.
                let is_of_address = |c: char| c.is_ascii_digit() || c == '.' || c == ':';
                let end = address.find(|c| !is_of_address(c)).unwrap_or(address.len());
                Some(address[..end].parse().unwrap())
            })
            .unwrap();
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// Resident memory in megabytes, as Linux tells it: now (`VmRSS:`) or at most (`VmHWM:`).
    fn resident_mb(&self, key: &str) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(key))
            .unwrap();
        line.split_whitespace()
            .next()
            .unwrap()
            .parse::<f64>()
            .unwrap()
            / 1024.0
    }

    /// Counts the most from now on: loading took more than serving does.
    fn forget_peak(&self) {
        fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").unwrap();
    }

    fn is_warm(&self) -> bool {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let request = "GET /ready HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.contains("200 OK"), "{answer}");
        answer.contains("\"warm\":true")
    }

    /// Posts a table: the rows of the answer, read through.
    fn post(&self, table: &str) -> usize {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let head = format!(
            "POST /api/units/convert HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            table.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(table.as_bytes()).unwrap();
        let mut count = 0;
        let mut chunk = vec![0; 64 << 10];
        loop {
            let read = stream.read(&mut chunk).unwrap();
            if read == 0 {
                return count;
            }
            let ends = chunk[..read].split(|&byte| byte == b'\n').count() - 1;
            count += ends;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The body is held once, the answer never: memory grows by the body and little more, or by less
/// where the server held free memory before.
#[test]
fn a_hundred_thousand_rows_take_little_memory() {
    let server = Server::start();
    // What loading leaves for later is prepared before anything is measured.
    while !server.is_warm() {
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    server.post("xã\nTân Hưng\n");
    let before = server.resident_mb("VmRSS:");
    let since_start = server.resident_mb("VmHWM:");
    server.forget_peak();
    let forgotten = server.resident_mb("VmHWM:");
    assert!(
        before <= since_start && forgotten <= since_start && (forgotten - before).abs() < 8.0,
        "the peak is not measured: {before} MB held, {since_start} MB at most, then {forgotten} MB"
    );
    let table = made_up_table(100_000);
    let begun = Instant::now();
    let lines = server.post(&table);
    let took = begun.elapsed();
    let grown = server.resident_mb("VmHWM:") - before;
    let body = table.len() as f64 / f64::from(1 << 20);
    eprintln!("100,000 rows of {body:.1} MB in {took:?}: {grown:.1} MB more at most");
    assert!(lines > 100_000, "{lines}");
    assert!(
        grown < body + 24.0,
        "{grown:.1} MB for a body of {body:.1} MB"
    );
}

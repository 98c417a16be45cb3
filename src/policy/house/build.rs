//! Builds a roster from a list of patients, on a machine that may hold one.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;

use serde_json::{Value, json};

use super::roster::{Hash, Key, Prints, encode, name_key, number_key};

/// Which columns of a table hold what.
#[derive(Default)]
pub struct Columns {
    /// The first name.
    pub first: Option<String>,
    /// The last name.
    pub last: Option<String>,
    /// Both, in one column.
    pub name: Option<String>,
    /// The record number.
    pub number: Option<String>,
}

/// What is to be recognised. PRIVACY: keys of names and numbers; nothing of it is ever printed.
#[derive(Default)]
pub struct List {
    names: Vec<Key>,
    numbers: Vec<Key>,
    /// Lines that gave nothing: a name of one word, a number without digits.
    skipped: u32,
}

impl List {
    /// Adds names and numbers, one a line.
    pub fn add_lines(&mut self, names: Option<&str>, numbers: Option<&str>) {
        for line in names.unwrap_or("").lines().filter(|line| !line.trim().is_empty()) {
            self.add_name(line);
        }
        for line in numbers.unwrap_or("").lines().filter(|line| !line.trim().is_empty()) {
            self.add_number(line);
        }
    }

    /// Adds the rows of a table with a line of headings.
    ///
    /// # Errors
    /// When it is no table, or lacks a column. The message names lines and columns, never what stands in them.
    pub fn add_table(&mut self, table: &str, columns: &Columns) -> Result<(), String> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(table.as_bytes());
        let headings = reader.headers().map_err(|_| "the table: expected a line of headings".to_owned())?.clone();
        let find = |name: &Option<String>| match name {
            None => Ok(None),
            Some(name) => headings
                .iter()
                .position(|heading| heading.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name))
                .map(Some)
                .ok_or_else(|| format!("the table: expected a column \"{name}\"")),
        };
        let (first, last, name, number) = (find(&columns.first)?, find(&columns.last)?, find(&columns.name)?, find(&columns.number)?);
        if name.is_none() && (first.is_none() || last.is_none()) && number.is_none() {
            return Err("expected --first and --last, --name or --number with --csv".to_owned());
        }
        for (row, record) in reader.records().enumerate() {
            let record = record.map_err(|_| format!("the table: line {} cannot be read", row + 2))?;
            let cell = |column: Option<usize>| column.and_then(|column| record.get(column)).filter(|cell| !cell.is_empty());
            if let Some(whole) = cell(name) {
                self.add_name(whole);
            } else if let (Some(first), Some(last)) = (cell(first), cell(last)) {
                self.add_name(&format!("{first} {last}"));
            }
            if let Some(number) = cell(number) {
                self.add_number(number);
            }
        }
        Ok(())
    }

    fn add_name(&mut self, name: &str) {
        match name_key(name) {
            Some(key) => self.names.push(key),
            None => self.skipped += 1,
        }
    }

    fn add_number(&mut self, number: &str) {
        match number_key(number) {
            Some(key) => self.numbers.push(key),
            None => self.skipped += 1,
        }
    }

    /// Whether there is nothing to recognise.
    pub const fn is_empty(&self) -> bool {
        self.names.is_empty() && self.numbers.is_empty()
    }

    /// The policy's key `roster`, and what to tell whoever built it.
    ///
    /// # Errors
    /// When the machine has no source of randomness.
    pub fn build(self, cost: u8, built: Option<String>) -> io::Result<(Value, String)> {
        let mut random = [0_u8; 16];
        getrandom::fill(&mut random).map_err(|_| io::Error::other("this machine has no source of randomness"))?;
        let salt = random.iter().fold(String::new(), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        });
        let hash = Hash::new(&salt, cost).ok_or_else(|| io::Error::other("the hash cannot be made"))?;
        let lengths: BTreeSet<usize> =
            self.numbers.iter().filter_map(|key| if let Key::Number(number) = key { Some(number.len()) } else { None }).collect();
        let prints = |keys: &[Key]| {
            let sorted: BTreeSet<_> = keys.iter().filter_map(|key| hash.print(key)).collect();
            sorted.into_iter().collect::<Prints>()
        };
        let (names, numbers) = (prints(&self.names), prints(&self.numbers));
        let mut roster = json!({ "salt": salt, "cost": cost });
        if let Some(object) = roster.as_object_mut() {
            if !names.is_empty() {
                object.insert("names".to_owned(), encode(&names).into());
            }
            if !numbers.is_empty() {
                object.insert("numbers".to_owned(), encode(&numbers).into());
                object.insert("lengths".to_owned(), lengths.into_iter().collect::<Vec<_>>().into());
            }
            if let Some(built) = built {
                object.insert("built".to_owned(), built.into());
            }
        }
        let mut told = format!("{} names, {} record numbers, {} lines left out", names.len(), numbers.len(), self.skipped);
        let _ = write!(
            told,
            "\nNobody can read them here, but whoever has this file can try names and numbers one by one: keep it among what is \
             derived from patient data, and give it to managed browsers only."
        );
        Ok((json!({ "roster": roster }), told))
    }
}

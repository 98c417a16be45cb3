//! Files that somebody adds to what is being written: by a picker, a drop or a paste.
//!
//! PRIVACY: only the first bytes of a file are read ([`HEAD`]), only while its composer is watched, and only what
//! [`attachment::look`] makes of them is kept: that something is there, never what. The whole file is read when the person
//! asks for a clean copy, and forgotten with it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, DataTransfer, DragEvent, Element, Event, File, FileList, FileReader, HtmlElement, HtmlInputElement};

use super::dom::{Listener, Phase, document};
use super::field::path_of;
use super::inbox::{FieldId, Inbox, Message};
use crate::attachment::{self, Concern, Format, HEAD, without_metadata};
use crate::error::Error;

/// How many files of one composer are looked at; a person shares no more in one go.
pub const MOST: usize = 40;
/// The largest file, in bytes, of which a clean copy is made: it is held in memory twice.
const LARGEST: f64 = 64.0 * 1024.0 * 1024.0;

/// A file that will go out with a text.
pub struct Attached {
    file: File,
    found: Rc<RefCell<Option<Looked>>>,
    /// What the person has answered.
    answered: Vec<Concern>,
    _reading: Option<Reading>,
}

/// What was seen of a file.
#[derive(Clone, Default)]
struct Looked {
    concerns: Vec<Concern>,
    can_be_cleaned: bool,
}

/// A file that cannot be read was not checked, but for its name.
fn unread(name: &str) -> Looked {
    let mut concerns = attachment::look(name, &[], false);
    concerns.extend([Concern::MayShowPatient, Concern::Unread]);
    Looked { concerns, can_be_cleaned: false }
}

/// What hears the end of a reading; dropping it stops the hearing.
type Reading = Listener;

impl Attached {
    /// Begins to look at a file; [`Message::Edited`] tells when it has been seen.
    pub fn new(file: File, id: FieldId, inbox: &Inbox) -> Self {
        let found: Rc<RefCell<Option<Looked>>> = Rc::default();
        let (seen, name, inbox) = (Rc::clone(&found), file.name(), inbox.clone());
        let is_whole = file.size() <= HEAD as f64;
        let reading = read(&file, HEAD as f64, move |bytes| {
            let looked = bytes.map_or_else(
                || unread(&name),
                |bytes| Looked { concerns: attachment::look(&name, &bytes, is_whole), can_be_cleaned: Format::of(&bytes).can_be_cleaned() },
            );
            if let Ok(mut seen) = seen.try_borrow_mut() {
                *seen = Some(looked);
            }
            inbox.post(Message::Edited(id));
        });
        if reading.is_err() {
            found.replace(Some(unread(&file.name())));
        }
        Self { file, found, answered: Vec::new(), _reading: reading.ok() }
    }

    /// What is still to be asked about it.
    pub fn concerns(&self) -> Vec<Concern> {
        let found = self.found.borrow();
        let all = found.as_ref().map_or(&[][..], |looked| &looked.concerns);
        all.iter().copied().filter(|concern| !self.answered.contains(concern)).collect()
    }

    /// The person has answered this.
    pub fn answer(&mut self, concern: Concern) {
        self.answered.push(concern);
    }

    /// Whether a clean copy would settle what the camera wrote.
    pub fn can_be_cleaned(&self) -> bool {
        self.found.borrow().as_ref().is_some_and(|looked| looked.can_be_cleaned) && self.file.size() <= LARGEST
    }

    /// Whether it shows something; so it may, as long as it has not been looked at.
    pub fn is_picture(&self) -> bool {
        self.found.borrow().as_ref().is_none_or(|looked| looked.concerns.contains(&Concern::MayShowPatient))
    }

    /// The file itself, to tell it from another.
    pub const fn file(&self) -> &File {
        &self.file
    }
}

/// The files that an event adds: chosen, dropped or pasted.
pub fn files_of(event: &Event) -> Vec<File> {
    let list = match event.type_().as_str() {
        "drop" => event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|data| data.files()),
        "paste" => {
            let data = Reflect::get(event, &"clipboardData".into()).ok().filter(JsValue::is_object);
            data.and_then(|data| data.unchecked_into::<DataTransfer>().files())
        }
        _ => path_of(event).next().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()).and_then(|input| input.files()),
    };
    list.map(|list| all(&list)).unwrap_or_default()
}

fn all(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|at| list.item(at)).take(MOST).collect()
}

/// Whether an element takes files.
pub fn takes_files(element: &Element) -> bool {
    element.matches("input[type=file]").unwrap_or(false)
}

/// Makes a copy without metadata and saves it where the browser saves files; `done` hears whether it worked.
///
/// # Errors
/// When the browser refuses to read.
pub fn save_clean_copy(file: &File, done: impl Fn(bool) + 'static) -> Result<Waiting, Error> {
    let address: Rc<RefCell<Option<Address>>> = Rc::default();
    let saved = Rc::clone(&address);
    let reading = read(file, file.size(), move |bytes| {
        let clean = bytes.and_then(|bytes| without_metadata(bytes).ok());
        let made = clean.and_then(|clean| save(&clean, Format::media_type(&clean)?).ok());
        let is_saved = made.is_some();
        if let Ok(mut saved) = saved.try_borrow_mut() {
            *saved = made;
        }
        done(is_saved);
    })?;
    Ok(Waiting { _reading: reading, _address: address })
}

/// A copy that is being made and saved; dropping it stops that. The browser reads the copy after we made it, so this is
/// kept until the next one.
pub struct Waiting {
    _reading: Reading,
    _address: Rc<RefCell<Option<Address>>>,
}

/// The address under which the browser finds a copy, for as long as it lives.
struct Address(String);

impl Drop for Address {
    fn drop(&mut self) {
        // An address that is gone already holds nothing.
        _ = web_sys::Url::revoke_object_url(&self.0);
    }
}

/// Saves bytes under a name that points at nobody.
fn save(bytes: &[u8], kind: &str) -> Result<Address, Error> {
    let parts = js_sys::Array::of1(&Uint8Array::from(bytes));
    let bag = web_sys::BlobPropertyBag::new();
    bag.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &bag).map_err(Error::browser("Blob"))?;
    let address = Address(web_sys::Url::create_object_url_with_blob(&blob).map_err(Error::browser("createObjectURL"))?);
    let link: HtmlElement = document()?
        .create_element("a")
        .map_err(Error::browser("createElement"))?
        .dyn_into()
        .map_err(|_| Error::Missing { what: "link" })?;
    let ending = kind.rsplit('/').next().unwrap_or("jpeg");
    for (name, value) in [("href", address.0.as_str()), ("download", &format!("picture-without-hidden-data.{ending}"))] {
        link.set_attribute(name, value).map_err(Error::browser("setAttribute"))?;
    }
    // It never stands in the page, so the page does not hear of the click.
    link.click();
    Ok(address)
}

/// Reads the first `most` bytes; `done` hears them, or nothing where the browser could not.
///
/// BROWSER: in Firefox a buffer that a page's file gives belongs to the page, and an extension may hold it but not look into
/// it. A string is nobody's: each of its characters is a byte.
fn read(file: &File, most: f64, done: impl Fn(Option<Vec<u8>>) + 'static) -> Result<Reading, Error> {
    let blob: &Blob = file;
    let head = blob.slice_with_f64_and_f64(0.0, most).map_err(Error::browser("Blob.slice"))?;
    let reader = FileReader::new().map_err(Error::browser("FileReader"))?;
    let source = reader.clone();
    // PRIVACY: what went wrong could name the file, so it is not asked.
    let listener = Listener::passive(&reader, "loadend", Phase::Bubble, move |_| {
        let read = source.result().ok().and_then(|read| read.as_string());
        done(read.map(|read| read.chars().map(|byte| byte as u8).collect()));
    })?;
    reader.read_as_binary_string(&head).map_err(Error::browser("readAsBinaryString"))?;
    Ok(listener)
}

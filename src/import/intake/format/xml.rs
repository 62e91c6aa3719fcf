//! Walking through the XML of workbooks: names without prefixes, texts with their references
//! resolved. A document type is refused, so no reference can grow.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// One step through a document.
pub(super) enum Step {
    /// An element begins; the flag says whether it is empty and ends at once.
    Begin(Element, bool),
    /// An element ends.
    End(String),
    /// Text.
    Text(String),
}

/// The beginning of an element.
pub(super) struct Element {
    /// Its name without prefix.
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Result<Self, String> {
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_err(|error| error.to_string())?;
            attributes.push((attribute.key.0.to_owned(), value.into_owned()));
        }
        Ok(Self {
            name: start.local_name().into_inner().to_owned(),
            attributes,
        })
    }

    /// The value of an attribute, by its name with or without prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let own = self
            .attributes
            .iter()
            .find(|(own, _)| own == name || own.rsplit(':').next() == Some(name));
        own.map(|(_, value)| value.as_str())
    }

    /// The same as a number.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.parse().ok()
    }
}

/// Walks through a document; `visit` may stop the walk by an error.
pub(super) fn walk(
    text: &str,
    mut visit: impl FnMut(Step) -> Result<(), String>,
) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => visit(Step::Begin(Element::of(&start)?, false))?,
            Event::Empty(start) => visit(Step::Begin(Element::of(&start)?, true))?,
            Event::End(end) => visit(Step::End(end.local_name().into_inner().to_owned()))?,
            Event::Text(text) => visit(Step::Text(text.xml10_content().into_owned()))?,
            Event::CData(text) => visit(Step::Text(text.xml10_content().into_owned()))?,
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content().into_owned();
                let letter = reference
                    .resolve_char_ref()
                    .map_err(|error| error.to_string())?;
                let resolved = match letter {
                    Some(letter) => letter.to_string(),
                    None => named(&name)?.to_owned(),
                };
                visit(Step::Text(resolved))?;
            }
            Event::DocType(_) => return Err("it has a document type".to_owned()),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// The five references that every XML document knows.
fn named(name: &str) -> Result<&'static str, String> {
    match name {
        "amp" => Ok("&"),
        "lt" => Ok("<"),
        "gt" => Ok(">"),
        "quot" => Ok("\""),
        "apos" => Ok("'"),
        other => Err(format!("the reference &{other}; means nothing")),
    }
}

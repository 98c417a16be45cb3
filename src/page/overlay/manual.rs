//! A rule's manual as elements. It knows just the Markdown that manuals use: headings, paragraphs, lists, code, and
//! fences of examples with `{{…}}` around what is underlined.

use web_sys::Element;

use super::element::{Make, append};
use super::words::words;
use crate::error::Error;

/// Draws `manual`; the marks in its examples look like the underlines of `severity`.
///
/// # Errors
/// When the browser refuses an element.
pub fn draw(manual: &str, severity: &str) -> Result<Element, Error> {
    let page = Make::new("div")?.done();
    let mut paragraph = String::new();
    let mut examples: Option<Element> = None;
    let mut kind = "";
    for line in manual.lines() {
        // A doc comment keeps the space after its slashes.
        let line = line.strip_prefix(' ').unwrap_or(line);
        if line.starts_with("```") {
            end_paragraph(&page, &mut paragraph)?;
            examples = match examples {
                Some(_) => None,
                None => Some(begin_examples(&page, kind)?),
            };
        } else if let Some(list) = &examples {
            append(list, &example(line, severity)?);
        } else if let Some(heading) = line.strip_prefix("# ") {
            end_paragraph(&page, &mut paragraph)?;
            kind = if heading == "Wrong" { "wrong" } else { "right" };
            append(&page, &Make::new("h3")?.text(words().heading(heading)).done());
        } else if line.trim().is_empty() {
            end_paragraph(&page, &mut paragraph)?;
        } else {
            // An item of a list is a paragraph of its own.
            let item = line.trim().strip_prefix("- ");
            if item.is_some() {
                end_paragraph(&page, &mut paragraph)?;
                paragraph.push('\u{2022}');
            }
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            // A link to our own documentation leads nowhere from a card.
            paragraph.push_str(&item.unwrap_or(line.trim()).replace(" ([`crate::model`])", ""));
        }
    }
    end_paragraph(&page, &mut paragraph)?;
    Ok(page)
}

fn begin_examples(page: &Element, kind: &str) -> Result<Element, Error> {
    let list = Make::new("ul")?.class(kind).done();
    append(page, &list);
    Ok(list)
}

fn end_paragraph(page: &Element, paragraph: &mut String) -> Result<(), Error> {
    if !paragraph.is_empty() {
        let made = Make::new("p")?.done();
        alternate(&made, paragraph, "`", "`", "code", "")?;
        append(page, &made);
        paragraph.clear();
    }
    Ok(())
}

fn example(line: &str, severity: &str) -> Result<Element, Error> {
    let item = Make::new("li")?.attribute("dir", "auto").done();
    alternate(&item, &line.replace("\\n", "\n"), "{{", "}}", "mark", severity)?;
    Ok(item)
}

/// Appends `text`; what stands between `open` and `close` goes into elements `tag`.
fn alternate(parent: &Element, text: &str, open: &str, close: &str, tag: &str, class: &str) -> Result<(), Error> {
    let mut rest = text;
    while let Some((before, inside, after)) =
        rest.split_once(open).and_then(|(before, tail)| tail.split_once(close).map(|(inside, after)| (before, inside, after)))
    {
        append(parent, &Make::new("span")?.text(before).done());
        append(parent, &Make::new(tag)?.class(class).text(inside).done());
        rest = after;
    }
    append(parent, &Make::new("span")?.text(rest).done());
    Ok(())
}

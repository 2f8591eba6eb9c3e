//! PDF: the text layer, page by page.

use super::Failure;

/// Reads the text of every page; a form feed ends each.
///
/// The reader of a third party may panic on a damaged file, and may recurse deeply. It runs in a
/// thread of its own with a large stack; a panic there is an error here, and says nothing on
/// standard error.
#[cfg(feature = "pdf")]
pub(super) fn text(bytes: Vec<u8>) -> Result<String, Failure> {
    quiet_panics();
    let protected = bytes.windows(8).any(|w| w == b"/Encrypt");
    let worker = std::thread::Builder::new()
        .name(WORKER.to_owned())
        .stack_size(STACK)
        .spawn(move || pdf_extract::extract_text_from_mem_by_pages(&bytes))
        .map_err(|error| Failure::Damaged(format!("no thread to read it in: {error}")))?;
    let pages = match worker.join() {
        Ok(Ok(pages)) => pages,
        // What is wrong with a protected file is the protection.
        Ok(Err(_)) | Err(_) if protected => return Err(Failure::Encrypted),
        Ok(Err(error)) => return Err(Failure::Damaged(one_line(&error.to_string()))),
        Err(panic) => return Err(Failure::Damaged(of_panic(&*panic))),
    };
    Ok(pages.iter().map(|page| tidy(page)).collect())
}

#[cfg(not(feature = "pdf"))]
pub(super) fn text(_: Vec<u8>) -> Result<String, Failure> {
    Err(Failure::NotBuiltIn)
}

#[cfg(feature = "pdf")]
const WORKER: &str = "onomast-pdf";

#[cfg(feature = "pdf")]
const STACK: usize = 64 << 20;

/// Panics of the worker are reported as errors; all others go where they went before.
#[cfg(feature = "pdf")]
fn quiet_panics() {
    use std::panic;
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() != Some(WORKER) {
                before(info);
            }
        }));
    });
}

#[cfg(feature = "pdf")]
fn of_panic(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no reason given");
    format!("its structure is damaged ({})", one_line(text))
}

/// Reasons may be long and hold what was found; a message is one line.
#[cfg(feature = "pdf")]
fn one_line(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control()).take(160).collect()
}

/// A page without blanks at the ends of its lines and without the empty lines around it.
#[cfg(feature = "pdf")]
fn tidy(page: &str) -> String {
    let lines: Vec<&str> = page.lines().map(str::trim_end).collect();
    let mut out = String::with_capacity(page.len());
    let mut empty = 0;
    for line in lines {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        out.extend(line.chars().map(|c| if c == '\u{c}' || c == '\0' { ' ' } else { c }));
    }
    out.push_str("\n\u{c}");
    out
}

#[cfg(all(test, feature = "pdf"))]
mod tests {
    use super::*;

    #[test]
    fn pages_end_with_a_form_feed() {
        assert_eq!(tidy("\n\none  \ntwo\n\n\n three\n\n"), "one\ntwo\n\n three\n\u{c}");
        assert_eq!(tidy(""), "\n\u{c}");
    }

    #[test]
    fn damage_is_an_error() {
        assert!(matches!(text(b"%PDF-1.4\nnothing".to_vec()), Err(Failure::Damaged(_))));
    }
}

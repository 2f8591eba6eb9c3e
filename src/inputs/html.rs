//! HTML: what a reader of the page would read.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use super::blocks::Blocks;

/// Left out with all they hold.
const SKIPPED: [&str; 16] = [
    "head", "script", "style", "template", "noscript", "svg", "math", "nav", "button", "select",
    "textarea", "iframe", "object", "audio", "video", "canvas",
];

/// Elements that begin and end a block.
const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// Reads a page. Marks of notes (`<sup>12</sup>`, `[3]`) are left out, since they would stick to
/// names; so is what is in menus, scripts and form controls.
pub(super) fn text(page: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    // So that "<" within a script opens no element.
    emitter.naively_switch_states(true);
    let mut blocks = Blocks::default();
    // Name of the element that is skipped, and how many of that name are open.
    let mut skipped: Option<(Vec<u8>, usize)> = None;
    let mut raised: Option<String> = None;
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if let Some((open, depth)) = &mut skipped {
                    *depth += usize::from(*open == *tag.name && !tag.self_closing);
                } else if SKIPPED.contains(&name.as_str()) {
                    if !tag.self_closing {
                        skipped = Some((tag.name.to_vec(), 1));
                    }
                } else {
                    start(&mut blocks, &name);
                    if name == "sup" {
                        raised = Some(String::new());
                    }
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                match &mut skipped {
                    Some((open, depth)) if *open == *tag.name => {
                        *depth -= 1;
                        if *depth == 0 {
                            skipped = None;
                        }
                    }
                    // A page that forgets to close its head still has a body.
                    Some((open, _)) if open == b"head" && name == "html" => skipped = None,
                    Some(_) => {}
                    None => {
                        if name == "sup"
                            && let Some(text) = raised.take()
                            && !is_reference(&text)
                        {
                            blocks.push(&text);
                        }
                        end(&mut blocks, &name);
                    }
                }
            }
            Token::String(text) if skipped.is_none() => {
                let text = String::from_utf8_lossy(&text);
                match &mut raised {
                    // Nobody raises that much: the end was forgotten.
                    Some(kept) if kept.len() > 200 => {
                        blocks.push(&std::mem::take(kept));
                        blocks.push(&text);
                        raised = None;
                    }
                    Some(kept) => kept.push_str(&text),
                    None => blocks.push(&text),
                }
            }
            _ => {}
        }
    }
    if let Some(text) = raised.filter(|text| !is_reference(text)) {
        blocks.push(&text);
    }
    blocks.finish()
}

fn start(blocks: &mut Blocks, name: &str) {
    match name {
        "br" => blocks.line(),
        "tr" => blocks.block(),
        "td" | "th" => blocks.push(" "),
        "pre" => {
            blocks.block();
            blocks.verbatim += 1;
        }
        _ if BLOCKS.contains(&name) => blocks.block(),
        _ => {}
    }
}

fn end(blocks: &mut Blocks, name: &str) {
    match name {
        "pre" => {
            blocks.verbatim = blocks.verbatim.saturating_sub(1);
            blocks.block();
        }
        "tr" => blocks.block(),
        "td" | "th" => blocks.push(" "),
        _ if BLOCKS.contains(&name) => blocks.block(),
        _ => {}
    }
}

/// Numbers, letters in brackets, daggers.
fn is_reference(text: &str) -> bool {
    let text = text.trim();
    let bracketed = text.starts_with('[') && text.ends_with(']') && text.len() < 16;
    let marks = text.chars().all(|c| c.is_ascii_digit() || " ,;*†‡§–-".contains(c));
    bracketed || marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_as_it_is_seen() {
        let page = "<!doctype html><html><head><title>T</title><script>if (a < b) {}</script></head>\
            <body><nav><ul><li>Home</ul></nav><h1>The  Congress</h1><p>Mao&nbsp;Zedong came<sup>12</sup> to \
            <b>Chong</b>qing &amp; stayed on the 28<sup>th</sup>.<br>Then he left.</p>\
            <table><tr><td>Zhou</td><td>Enlai</td></tr></table><!-- no --></body></html>";
        assert_eq!(
            text(page),
            "The Congress\n\nMao Zedong came to Chongqing & stayed on the 28th.\nThen he left.\n\nZhou Enlai\n"
        );
    }

    #[test]
    fn tag_soup_keeps_its_text() {
        assert_eq!(text("<p>one<p>two</b></div><sup>three"), "one\n\ntwo\n\nthree\n");
        assert_eq!(text("<head><title>x</title><body>no end of head</html>after"), "after\n");
        assert_eq!(text(""), "");
    }
}

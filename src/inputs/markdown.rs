//! Markdown: its words without its marks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::blocks::Blocks;

/// Reads CommonMark with tables, footnotes and a block of settings at the head, which is left out
/// like embedded HTML and note marks.
pub(super) fn text(source: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut blocks = Blocks::default();
    let mut skipped = 0_usize;
    for event in Parser::new_ext(source, options) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::MetadataBlock(_) | Tag::HtmlBlock) => {
                skipped += 1
            }
            Event::End(TagEnd::Image | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock) => {
                skipped = skipped.saturating_sub(1);
            }
            _ if skipped > 0 => {}
            Event::Start(Tag::CodeBlock(_)) => {
                blocks.block();
                blocks.verbatim += 1;
            }
            Event::End(TagEnd::CodeBlock) => {
                blocks.verbatim = blocks.verbatim.saturating_sub(1);
                blocks.block();
            }
            Event::Start(
                Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::Superscript
                | Tag::Subscript,
            )
            | Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Superscript
                | TagEnd::Subscript,
            ) => {}
            Event::Start(Tag::TableCell) | Event::End(TagEnd::TableCell) => blocks.push(" "),
            Event::Start(_) | Event::End(_) | Event::Rule => blocks.block(),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => {
                blocks.push(&text);
            }
            Event::SoftBreak => blocks.push(" "),
            Event::HardBreak => blocks.line(),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }
    blocks.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_left_out() {
        let source = "---\ntitle: x\n---\n# The *Long* March\n\nMao[^1] left [Ruijin](http://x.y) in\n**October 1934**.\n\n\
            - Zhu De\n- Zhou\n\n[^1]: Later chairman.\n";
        assert_eq!(
            text(source),
            "The Long March\n\nMao left Ruijin in October 1934.\n\nZhu De\n\nZhou\n\nLater chairman.\n"
        );
    }
}

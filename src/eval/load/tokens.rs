//! Tokens with tags, put together into a text with labelled spans.

use crate::eval::document::{CharSpan, GoldDocument, GoldMention};

/// One token of a column file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Token<'a> {
    pub(super) form: &'a str,
    /// `O`, `B-PER`, `PER`, ...
    pub(super) tag: &'a str,
    /// Identifier of the entity, where the file links mentions.
    pub(super) entity: Option<&'a str>,
    /// Value of the date.
    pub(super) value: Option<&'a str>,
    pub(super) noise: Option<f64>,
    /// What stands between this token and the next.
    pub(super) after: After,
}

/// What stands between two tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum After {
    #[default]
    Blank,
    Nothing,
    LineBreak,
}

/// Appends the tokens' text and the mentions their tags spell to `document`.
///
/// One rule reads IOB1, IOB2 (BIO), IO, BIOES and BILOU alike: a mention starts at `B`, `S` or `U`,
/// at any other tag after `O`, after the end of a mention (`E`, `L`, `S`, `U`) or after another
/// type; it ends before the next start and before `O`.
pub(super) fn append(document: &mut GoldDocument, tokens: &[Token<'_>]) {
    let text = document.text.get_or_insert_default();
    let mut chars = text.chars().count();
    let mut open: Option<Open<'_>> = None;
    let mut mentions = Vec::new();
    let mut after = if text.is_empty() { After::Nothing } else { After::LineBreak };
    for token in tokens {
        match after {
            After::Nothing => {}
            After::Blank => text.push(' '),
            After::LineBreak => text.push('\n'),
        }
        chars += usize::from(after != After::Nothing);
        let span = CharSpan::new(chars, chars + token.form.chars().count());
        text.push_str(token.form);
        chars = span.end;
        after = token.after;

        let Some((place, label)) = split(token.tag) else {
            mentions.extend(open.take());
            continue;
        };
        let goes_on = open.as_ref().is_some_and(|o| !o.ended && o.label == label);
        if goes_on && !matches!(place, Place::Begin | Place::Single) {
            if let Some(open) = &mut open {
                open.span.end = span.end;
                open.noise = max(open.noise, token.noise);
            }
        } else {
            mentions.extend(open.take());
            open = Some(Open {
                span,
                label,
                entity: token.entity,
                value: token.value,
                noise: token.noise,
                ended: false,
            });
        }
        if let Some(open) = &mut open {
            open.ended = matches!(place, Place::End | Place::Single);
        }
    }
    mentions.extend(open);
    document.mentions.extend(mentions.into_iter().map(|m| GoldMention {
        entity: m.entity.map(str::to_owned),
        value: m.value.map(str::to_owned),
        noise: m.noise,
        ..GoldMention::new(m.span.start, m.span.end, m.label)
    }));
}

struct Open<'a> {
    span: CharSpan,
    label: &'a str,
    entity: Option<&'a str>,
    value: Option<&'a str>,
    noise: Option<f64>,
    ended: bool,
}

fn max(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    }
}

/// Where in its mention a token stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Begin,
    Inside,
    End,
    Single,
}

/// `B-PER` → begin and `PER`; a tag without prefix is the type itself; `O`, `_` and `-` are none.
fn split(tag: &str) -> Option<(Place, &str)> {
    if matches!(tag, "O" | "_" | "-" | "" | "o") {
        return None;
    }
    let place = |prefix: &str| match prefix {
        "B" => Some(Place::Begin),
        "I" | "M" => Some(Place::Inside),
        "E" | "L" => Some(Place::End),
        "S" | "U" => Some(Place::Single),
        _ => None,
    };
    match tag.split_once('-') {
        Some((prefix, label)) if !label.is_empty() => {
            place(prefix).map_or(Some((Place::Inside, tag)), |place| Some((place, label)))
        }
        _ => Some((Place::Inside, tag)),
    }
}

/// Whether a cell reads like a tag with a prefix, or like none.
pub(super) fn is_tag(cell: &str) -> bool {
    cell == "O"
        || cell.split_once('-').is_some_and(|(prefix, label)| {
            !label.is_empty() && matches!(prefix, "B" | "I" | "M" | "E" | "L" | "S" | "U")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(tags: &str) -> Vec<(usize, usize, String)> {
        let tokens: Vec<Token<'_>> =
            tags.split(' ').map(|tag| Token { form: "x", tag, ..Token::default() }).collect();
        let mut document = GoldDocument::default();
        append(&mut document, &tokens);
        // Each token is one character and a blank: token i covers 2i..2i+1.
        document
            .mentions
            .iter()
            .map(|m| (m.span.start / 2, m.span.end.div_ceil(2), m.label.to_string()))
            .collect()
    }

    fn expected(list: &[(usize, usize, &str)]) -> Vec<(usize, usize, String)> {
        list.iter().map(|(s, e, l)| (*s, *e, (*l).to_owned())).collect()
    }

    #[test]
    fn every_scheme_spells_the_same_mentions() {
        let wanted = expected(&[(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC")]);
        for tags in [
            "I-PER I-PER B-PER O I-LOC",
            "B-PER I-PER B-PER O B-LOC",
            "B-PER E-PER S-PER O S-LOC",
            "B-PER L-PER U-PER O U-LOC",
        ] {
            assert_eq!(spans(tags), wanted, "{tags}");
        }
        assert_eq!(
            spans("PER PER LOC O LOC"),
            expected(&[(0, 2, "PER"), (2, 3, "LOC"), (4, 5, "LOC")])
        );
    }

    #[test]
    fn broken_sequences_are_read_as_the_conll_scorer_reads_them() {
        assert_eq!(spans("O I-PER I-LOC"), expected(&[(1, 2, "PER"), (2, 3, "LOC")]));
        assert_eq!(
            spans("E-PER I-PER S-PER I-PER"),
            expected(&[(0, 1, "PER"), (1, 2, "PER"), (2, 3, "PER"), (3, 4, "PER")])
        );
        assert_eq!(spans("B-geo-pol I-geo-pol"), expected(&[(0, 2, "geo-pol")]));
    }

    #[test]
    fn the_last_token_ends_a_mention() {
        assert_eq!(spans("O B-PER I-PER"), expected(&[(1, 3, "PER")]));
    }

    #[test]
    fn spacing_is_as_the_tokens_say() {
        let tokens = [
            Token { form: "Käthe", tag: "B-PER", after: After::Nothing, ..Token::default() },
            Token { form: "'s", tag: "O", after: After::LineBreak, ..Token::default() },
            Token { form: "Ulm", tag: "B-LOC", ..Token::default() },
        ];
        let mut document = GoldDocument::default();
        append(&mut document, &tokens);
        append(&mut document, &tokens[2..]);
        assert_eq!(document.text.as_deref(), Some("Käthe's\nUlm\nUlm"));
        let spans: Vec<_> = document.mentions.iter().map(|m| (m.span.start, m.span.end)).collect();
        assert_eq!(spans, [(0, 5), (8, 11), (12, 15)]);
    }
}

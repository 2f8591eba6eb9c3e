//! Text put together from blocks, as readers of marked-up formats meet them.

/// Gathers text. White space within a block is one blank each; blocks are a blank line apart.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    text: String,
    /// A blank was met since the last character.
    blank: bool,
    /// Nothing of the current block is written yet.
    fresh: bool,
    /// Depth of elements whose white space counts.
    pub(super) verbatim: usize,
}

impl Blocks {
    /// Adds running text.
    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            if self.verbatim > 0 && (c == '\n' || c == '\t') {
                self.text.push(c);
                self.blank = false;
            } else if c.is_whitespace() && c != '\u{a0}' && c != '\u{c}' {
                self.blank = true;
            } else {
                self.separate();
                // A blank that may not break is a blank to a reader of names.
                self.text.push(if c == '\u{a0}' { ' ' } else { c });
            }
        }
    }

    fn separate(&mut self) {
        if self.blank
            && !self.fresh
            && !self.text.is_empty()
            && !self.text.ends_with(['\n', '\u{c}', ' '])
        {
            self.text.push(' ');
        }
        self.blank = false;
        self.fresh = false;
    }

    /// A line ends within a block.
    pub(super) fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(['\n', '\u{c}']) {
            self.text.push('\n');
        }
        self.blank = false;
    }

    /// A block ends or begins.
    pub(super) fn block(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        if !self.text.is_empty() && !self.text.ends_with('\u{c}') {
            while !self.text.ends_with("\n\n") {
                self.text.push('\n');
            }
        }
        self.blank = false;
        self.fresh = true;
    }

    /// A page ends. What stands before the first page is no page.
    pub(super) fn page(&mut self) {
        if !self.text.trim().is_empty() {
            if !self.text.ends_with('\n') {
                self.text.push('\n');
            }
            self.text.push('\u{c}');
            self.blank = false;
        }
    }

    /// The text, ended by one line end.
    pub(super) fn finish(mut self) -> String {
        let end = self.text.trim_end_matches([' ', '\n']).len();
        self.text.truncate(end);
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_lines_and_pages_are_kept_apart() {
        let mut blocks = Blocks::default();
        blocks.page();
        blocks.block();
        blocks.push("  One \n two ");
        blocks.block();
        blocks.block();
        blocks.push("three");
        blocks.line();
        blocks.push(" four");
        blocks.page();
        blocks.push(" five");
        assert_eq!(blocks.finish(), "One two\n\nthree\nfour\n\u{c}five\n");
    }
}

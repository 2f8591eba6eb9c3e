//! An organisation's name in its parts: what it is, and whose.

use std::sync::LazyLock;

use super::hash::HashSet;
use super::states::StateId;
use crate::romanise::{self, fold};

/// Whose organ it is, as far as the name itself tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Parent {
    /// "Chinese …", "… of China".
    State(StateId),
    /// "CCP …", "… of the CCP": the folded key of another name.
    Name(String),
}

/// An organisation's name in its parts, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OrgName {
    /// Every word, spelling habits evened out.
    pub(crate) words: Vec<String>,
    /// The words without the parent's.
    pub(crate) core: Vec<String>,
    /// The parent named inside the name.
    pub(crate) parent: Option<Parent>,
    /// The letters, if it is an acronym.
    pub(crate) acronym: Option<String>,
    /// First letters of all words that count; then with "of", "and" as well where they differ.
    pub(crate) initials: Vec<String>,
    /// Whether it may name many bodies until its parent is known.
    generic: bool,
}

/// Cores that every party, state or army has one of: whose it is must be known before two of them
/// can be the same.
const GENERIC: &str = "central committee|politburo|standing committee|secretariat|executive \
    committee|politburo standing committee|military commission|central military commission|party \
    congress|national congress|congress|parliament|senate|assembly|national assembly|house \
    representative|house common|house lord|cabinet|council|state council|privy council|council \
    minister|council people commissar|security council|general assembly|ministry foreign affair|\
    ministry interior|ministry war|ministry defense|ministry finance|ministry education|ministry \
    justice|ministry trade|ministry culture|ministry health|ministry agriculture|ministry|\
    department|department history|department state|general staff|high command|supreme command|\
    supreme court|court|central bank|national bank|bank|army|navy|air force|red army|people army|\
    national guard|police|secret police|general political department|general political bureau|\
    political department|communist party|worker party|labor party|socialist party|social \
    democratic party|nationalist party|democratic party|liberal party|conservative party|party|\
    youth league|communist youth league|young communist league|women league|red cross|academy|\
    academy science|university|institute|embassy|legation|consulate|foreign office|war office|\
    planning commission|state planning commission|organization department|propaganda department|\
    international department|liaison office|control commission|union|league|association|society|\
    front|corps|division|brigade|regiment|battalion|bureau|commission|committee|office|agency|\
    center|school|college|company|corporation|delegation|mission|command|headquarter|fleet|guard|\
    federation|congress people deputy|supreme soviet|presidium|orgburo|revolutionary committee|\
    military council|revolutionary military council|provincial committee|city committee|municipal \
    committee|1 division|2 division|3 division|1 army|2 army|3 army|4 army|5 army|1 battalion|\
    2 battalion|1 brigade|1 regiment|\
    provisional government|government|museum|library|archive|press|church|senate foreign relation \
    committee";

/// Words that only say what sort of body it is; a name is not shared by them alone.
const KINDS: &[&str] = &[
    "party",
    "army",
    "league",
    "union",
    "association",
    "society",
    "institute",
    "institution",
    "university",
    "college",
    "school",
    "academy",
    "bureau",
    "office",
    "ministry",
    "department",
    "committee",
    "commission",
    "council",
    "company",
    "corporation",
    "corp",
    "inc",
    "ltd",
    "limited",
    "co",
    "plc",
    "gmbh",
    "ag",
    "sa",
    "group",
    "bank",
    "press",
    "publisher",
    "front",
    "corps",
    "division",
    "brigade",
    "regiment",
    "battalion",
    "federation",
    "organization",
    "agency",
    "authority",
    "board",
    "club",
    "center",
    "foundation",
    "fund",
    "movement",
    "government",
    "congress",
    "assembly",
    "court",
    "museum",
    "library",
    "archive",
    "church",
    "company",
    "fleet",
    "guard",
    "command",
    "staff",
    "force",
    "police",
    "service",
    "constabulary",
    "gendarmerie",
    "militia",
    "alliance",
    "trust",
    "newspaper",
    "brother",
    "motor",
    "record",
    "studio",
    "hotel",
    "railway",
    "railroad",
    "airline",
    "hospital",
    "theatre",
    "theater",
    "orchestra",
    "legion",
    "headquarter",
    "directory",
    "directorate",
    "secretariat",
    "conference",
    "volunteer",
    "navy",
    "mission",
    "delegation",
];

impl OrgName {
    /// Parses a name. `known` tells whether a folded key names an organisation or place of the
    /// document, so that "of …" may be its parent.
    pub(crate) fn parse(text: &str, known: &dyn Fn(&str) -> bool) -> Self {
        let tokens = tokens(text);
        let acronym = acronym(text);
        let (own, parent) = split_parent(&tokens, known);
        let words = even_out(&tokens);
        let core = even_out(own);
        let initials = initials(&tokens);
        let generic = acronym.is_none() && is_generic(&core);
        Self { words, core, parent, acronym, initials, generic }
    }

    /// Whether it may name many bodies until its parent is known.
    pub(crate) fn is_generic(&self) -> bool {
        self.generic
    }

    /// The core as one string: equal for equal cores.
    pub(crate) fn core_key(&self) -> String {
        self.core.join(" ")
    }

    /// The numbers inside the name ("88", "8th", "Eighth"), as far as they tell units apart.
    pub(crate) fn numbers(&self) -> Vec<u32> {
        self.words.iter().filter_map(|w| number(w)).collect()
    }
}

impl OrgName {
    /// An acronym that stands for a body of a sort of which many have one ("CC", "PB"): read as
    /// that body, whose owner the passage tells.
    pub(crate) fn standing_for(full: &Self) -> Self {
        Self {
            words: full.core.clone(),
            core: full.core.clone(),
            parent: None,
            acronym: None,
            initials: Vec::new(),
            generic: true,
        }
    }
}

static GENERIC_SET: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| GENERIC.split('|').collect());
static KIND_SET: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| KINDS.iter().copied().collect());

fn is_generic(core: &[String]) -> bool {
    let joined = core.join(" ");
    GENERIC_SET.contains(joined.as_str()) || (core.len() == 1 && core.iter().all(|w| is_kind(w)))
}

/// Whether a folded word only says what sort of body it is.
pub(crate) fn is_kind(word: &str) -> bool {
    KIND_SET.contains(word)
}

/// A word of the name as it stands: its text, folded, and whether it is all capitals.
#[derive(Clone, Debug)]
struct Token {
    folded: String,
    capitals: bool,
    possessive: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for piece in text.split_whitespace() {
        let plain = fold::plain(piece);
        let folded = fold::key(piece);
        if folded.is_empty() {
            continue;
        }
        if folded == "s"
            && let Some(last) = out.last_mut()
        {
            last.folded.push('s');
            last.possessive = true;
            continue;
        }
        let letters: Vec<char> = piece.chars().filter(|c| c.is_alphabetic()).collect();
        let possessive = plain.ends_with("'s") || plain.ends_with("s'");
        let upper = letters.iter().filter(|c| c.is_uppercase()).count();
        let capitals = upper >= 2 && upper + usize::from(possessive) >= letters.len();
        out.push(Token { folded, capitals, possessive });
    }
    while out.first().is_some_and(|t| t.folded == "the") {
        out.remove(0);
    }
    out
}

/// The letters of an acronym: capitals (and digits) only, full stops aside, a plural or possessive
/// "s" dropped; `None` for anything else.
pub(crate) fn acronym(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("the ").trim_start_matches("The ");
    let text = text.strip_suffix(" s").unwrap_or(text);
    if text.contains(char::is_whitespace) && !text.contains('.') {
        return None;
    }
    let mut letters: Vec<char> =
        text.chars().filter(|c| c.is_alphanumeric() || fold::is_apostrophe(*c)).collect();
    while letters.last().is_some_and(|c| *c == 's' || fold::is_apostrophe(*c)) {
        letters.pop();
    }
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    let plain = letters.iter().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let most = if text.contains('.') { 9 } else { 7 };
    (plain && capitals >= 2 && letters.len() <= most)
        .then(|| letters.iter().flat_map(|c| c.to_lowercase()).collect())
}

/// Takes the parent off: "X of the P", "P's X", "P X", "Chinese X".
fn split_parent<'t>(
    tokens: &'t [Token],
    known: &dyn Fn(&str) -> bool,
) -> (&'t [Token], Option<Parent>) {
    // "Political Bureau of the CCP", "Northeast Bureau of the Chinese Communist Party"; the last
    // "of" first, so that the whole chain above the organ is the parent's.
    for (at, token) in tokens.iter().enumerate().skip(1) {
        if !matches!(token.folded.as_str(), "of" | "at") {
            continue;
        }
        let (own, rest) = tokens.split_at(at);
        let rest = rest.get(1..).unwrap_or_default();
        let rest = match rest {
            [the, more @ ..] if the.folded == "the" => more,
            all => all,
        };
        if let Some(parent) = parent_of(rest, known) {
            return (own, Some(parent));
        }
    }
    // "Chinese Communist Party", "North Korean Workers' Party"
    for n in [2, 1] {
        if tokens.len() > n {
            let (head, own) = tokens.split_at(n);
            let key: String = head.iter().map(|t| t.folded.as_str()).collect();
            if let Some(state) = StateId::of_adjective(&key) {
                return (own, Some(Parent::State(state)));
            }
            // "United States Army", but "China Daily" is one name.
            if let Some(state) = StateId::of_key(&key).filter(|_| is_generic(&even_out(own))) {
                return (own, Some(Parent::State(state)));
            }
        }
    }
    match tokens {
        // "China's Ministry of Defence", "CCP's Northeast Bureau", "CCP Central Committee"
        [first, own @ ..] if !own.is_empty() && (first.possessive || first.capitals) => {
            let key = if first.possessive {
                first.folded.strip_suffix('s').unwrap_or(&first.folded)
            } else {
                &first.folded
            };
            if let Some(state) = StateId::of_key(key) {
                return (own, Some(Parent::State(state)));
            }
            if first.capitals && (first.possessive || known(key) || is_generic(&even_out(own))) {
                return (own, Some(Parent::Name(key.to_owned())));
            }
            (tokens, None)
        }
        _ => (tokens, None),
    }
}

fn parent_of(rest: &[Token], known: &dyn Fn(&str) -> bool) -> Option<Parent> {
    if rest.is_empty() {
        return None;
    }
    let key: String = rest.iter().map(|t| t.folded.as_str()).collect();
    if let Some(state) = StateId::of_key(&key) {
        return Some(Parent::State(state));
    }
    // Of a chain "Central Committee of the CCP" the last link decides, whichever organs lie
    // between.
    if let Some(at) = rest.iter().position(|t| t.folded == "of") {
        let tail = rest.get(at + 1..).unwrap_or_default();
        let tail = if tail.first().is_some_and(|t| t.folded == "the") { &tail[1..] } else { tail };
        if let Some(found) = parent_of(tail, known).filter(|_| is_generic(&even_out(&rest[..at]))) {
            let party = rest.get(at.wrapping_sub(1)).is_some_and(|t| t.folded == "party");
            return Some(if party { Parent::Name(key) } else { found });
        }
    }
    let lone_capitals = matches!(rest, [one] if one.capitals);
    let named = rest.last().is_some_and(|t| is_kind(&even_word(&t.folded))) && rest.len() > 1;
    (lone_capitals || named || known(&key)).then_some(Parent::Name(key))
}

/// Evens out spelling habits: British and American, "Political Bureau" and "Politburo", "Foreign
/// Ministry" and "Ministry of Foreign Affairs", plural marks, older names of places.
fn even_out(tokens: &[Token]) -> Vec<String> {
    let mut words: Vec<String> = tokens
        .iter()
        .filter(|t| !matches!(t.folded.as_str(), "the" | "of" | "and" | "for" | "on" | "in"))
        .map(|t| even_word(&t.folded))
        .collect();
    if let [only] = words.as_slice()
        && only == "cc"
    {
        words = ["central", "committee"].map(str::to_owned).into();
    }
    if let Some(at) = words.windows(2).position(|w| w[0] == "political" && w[1] == "bureau") {
        words.splice(at..at + 2, ["politburo".to_owned()]);
    }
    if let Some(last) = words.last().filter(|w| matches!(w.as_str(), "ministry" | "department"))
        && words.len() == 2
    {
        let head = last.clone();
        words.pop();
        words.insert(0, head);
    }
    if words == ["ministry", "foreign"] {
        words.push("affair".to_owned());
    }
    words
}

fn even_word(word: &str) -> String {
    let word = match word {
        "organisation" | "organisations" => "organization",
        "defence" => "defense",
        "labour" => "labor",
        "centre" => "center",
        "programme" => "program",
        "polit" => "political",
        "dept" => "department",
        "assn" => "association",
        "univ" => "university",
        other => other,
    };
    // "Sixth Division" and "6th Division" are one; plain numbers stay as they are.
    if let Some(number) = number(word) {
        return number.to_string();
    }
    if let Some(place) = romanise::modern_place(word) {
        return place;
    }
    let stem = match word.strip_suffix("ies") {
        Some(stem) if word.len() > 5 => return format!("{stem}y"),
        _ => word.strip_suffix('s').filter(|s| s.len() > 3 && !s.ends_with(['s', 'u', 'i'])),
    };
    stem.unwrap_or(word).to_owned()
}

/// "PLA" for "People's Liberation Army", "CPSU" for "Communist Party of the Soviet Union", "USKI"
/// for "U.S.-Korea Institute".
fn initials(tokens: &[Token]) -> Vec<String> {
    let small = |w: &str| {
        matches!(w, "of" | "the" | "and" | "for" | "on" | "in" | "at" | "to" | "de" | "la")
    };
    let first = |t: &Token| -> String {
        // "US" of "U.S.-Korea", "USSR": capitals count letter by letter.
        if t.capitals && t.folded.len() <= 4 {
            t.folded.clone()
        } else {
            t.folded.chars().take(1).collect()
        }
    };
    let mut all = vec![
        tokens.iter().filter(|t| !small(&t.folded)).map(first).collect::<String>(),
        tokens.iter().filter(|t| t.folded != "the").map(first).collect(),
        tokens.iter().map(first).collect(),
    ];
    all.retain(|i| i.len() >= 2);
    all.sort_unstable();
    all.dedup();
    all
}

/// First letters where hyphens and full stops part words as well ("U.S.-Korea Institute").
pub(crate) fn split_initials(text: &str) -> String {
    text.split(|c: char| !(c.is_alphanumeric() || fold::is_apostrophe(c)))
        .filter(|w| {
            !matches!(*w, "of" | "the" | "and" | "for" | "at" | "in" | "on" | "s" | "de" | "")
        })
        .filter_map(|w| w.chars().next())
        .flat_map(char::to_lowercase)
        .collect()
}

fn number(word: &str) -> Option<u32> {
    const ORDINALS: [&str; 21] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twentyfirst",
    ];
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    let tail = word.get(digits.len()..).unwrap_or_default();
    if !digits.is_empty() && matches!(tail, "" | "st" | "nd" | "rd" | "th" | "d") {
        return digits.parse().ok();
    }
    (1u32..).zip(ORDINALS).find_map(|(n, o)| (o == word).then_some(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> OrgName {
        OrgName::parse(text, &|key| key == "kwp" || key == "california")
    }

    #[test]
    fn one_core_in_several_dresses() {
        for (a, b) in [
            ("Chinese Communist Party", "Communist Party of China"),
            ("Soviet Communist Party", "Communist Party of the Soviet Union"),
            ("Korean Workers' Party", "Workers Party of Korea"),
            ("Foreign Ministry", "Ministry of Foreign Affairs"),
            ("Politburo of the KWP", "Political Bureau of the KWP"),
            ("State Department", "Department of State"),
            ("Peking University", "Beijing University"),
            ("United Nation", "United Nations"),
            ("KWP Central Committee", "Central Committee of the KWP"),
        ] {
            let (x, y) = (parse(a), parse(b));
            assert_eq!((x.core_key(), &x.parent), (y.core_key(), &y.parent), "{a} / {b}");
        }
    }

    #[test]
    fn whose_it_is() {
        let bureau = parse("Northeast Bureau of the Chinese Communist Party");
        assert_eq!(bureau.core_key(), "northeast bureau");
        assert_eq!(bureau.parent, Some(Parent::Name("chinesecommunistparty".into())));
        assert!(!bureau.is_generic());
        assert!(parse("Central Committee of the CCP").is_generic());
        assert_eq!(parse("Department of History").parent, None);
        assert_eq!(parse("University of California").core_key(), "university");
        assert_eq!(parse("University of Nowhere").core_key(), "university nowhere");
    }

    #[test]
    fn acronyms_are_capitals() {
        assert_eq!(acronym("CCP").as_deref(), Some("ccp"));
        assert_eq!(acronym("C.P.S.U.").as_deref(), Some("cpsu"));
        assert_eq!(acronym("PLAs").as_deref(), Some("pla"));
        assert_eq!(acronym("Ford"), None);
        assert_eq!(acronym("State Department"), None);
        assert!(parse("Communist Party of the Soviet Union").initials.contains(&"cpsu".into()));
        assert_eq!(split_initials("U.S.-Korea Institute"), "uski");
    }

    #[test]
    fn units_have_numbers() {
        assert_eq!(parse("No. 88 Independent Infantry Brigade").numbers(), [88]);
        assert_eq!(parse("Eighth Route Army").numbers(), [8]);
        assert_eq!(parse("166th Division").numbers(), [166]);
    }
}

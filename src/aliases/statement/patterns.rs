//! The patterns of alias statements, as data.
//!
//! Each is a regular expression over the words between two names (lower case, other mentions
//! masked: `<D>` a date, `<S>` one of the same kind, `<M>` any other), and where needed over the
//! words before the first and after the second name. `{…}` stands for a building block.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use super::Relation::{self, Different, FirstLasts, Same, SecondLasts};

/// What else must hold where a pattern fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gate {
    /// Nothing.
    Open,
    /// The words between must hold a word for a name ("alias", "pen name").
    NameWord,
    /// One name in brackets behind the other.
    Bracket,
    /// "X, or Y,".
    Alternative,
    /// A pair or list: says that the two differ, even of lone surnames.
    Pair,
}

/// One pattern but for the words between, which are matched as one set.
pub(super) struct Pattern {
    pub(super) before: Option<Regex>,
    pub(super) after: Option<Regex>,
    pub(super) relation: Relation,
    pub(super) gate: Gate,
}

/// All patterns; those of a lower index are asked first.
pub(super) struct Patterns {
    pub(super) gaps: RegexSet,
    pub(super) all: Vec<Pattern>,
}

/// The building blocks; none holds another.
const BLOCKS: &[(&str, &str)] = &[
    ("det", r#"(?:(?:the|simply|just|merely|plain)\s+)*["“‘']?"#),
    (
        "hon",
        r"(?:(?:pope|king|queen|emperor|empress|sultan|shah|tsar|sir|lord|lady|saint|st\.?|general|marshal|comrade|father|mother|brother|sister|patriarch|pasha|baron|count|duke|prince|princess|president|chairman|dr\.?|mr\.?|mrs\.?|mme|madame)\s+)*",
    ),
    (
        "time",
        r"(?:,?\s*(?:(?:in|on|from|since|after|by|as\s+of|as\s+early\s+as|around|about|during|early\s+in|late\s+in)\s+)?(?:the\s+)?<D>,?\s*|(?:at\s+(?:the|that|this)\s+time|soon\s+after(?:wards?)?|shortly\s+(?:after(?:wards?)?|thereafter)|in\s+exile|in\s+(?:his|her)\s+youth|a\s+(?:year|few\s+years)\s+later|(?:in|by|at)\s+<M>),?\s+)?",
    ),
    (
        "adv",
        r"(?:(?:later|then|now|also|soon|since|subsequently|eventually|finally|afterwards?|once|again|officially|formally|formerly|previously|originally|initially|first|thereafter|still|already|commonly|generally|popularly|widely|better|best|more|often|sometimes|usually|variously|otherwise|informally|simply|affectionately|legally|publicly|quickly|at\s+once|in\s+turn|at\s+first|hence|henceforth|thus|accordingly|promptly|immediately|long|today|currently|colloquially|properly|correctly|internally|frequently|universally|familiarly|alternatively|merely|even|just),?\s+)*",
    ),
    (
        "aux",
        r"(?:was|were|is|are|been|being|be|had\s+been|has\s+been|have\s+been|having\s+been|would\s+be|would\s+later\s+be|came\s+to\s+be|got)\s+",
    ),
    // From the first name to the verb of which it is the subject: nothing, a relative clause, or
    // an aside between commas, brackets or dashes.
    (
        "subj",
        r"(?:\s*,\s*(?:who|which|that)\s+|\s*\((?:who|which)\s+|\s*,[^,;()]+,\s*(?:(?:who|which)\s+)?|\s*\([^()]+\)\s*(?:,?\s*(?:who|which)\s+)?|\s*[—–]\s*[^—–;()]+[—–]\s*|\s+)(?:(?:had|has|have)\s+)?",
    ),
    ("poss", r"(?:his|her|its|their|the|a|an|whose|this|that)"),
    ("adj", r"(?:(?:[a-z]+[- ]){0,3})"),
    (
        "name",
        r"(?:(?:[a-z]+\s+)?(?:sur|nick|code|pen|by|code-|pen-)?names?|pseudonyms?|alias(?:es)?|noms?\s+de\s+(?:guerre|plume)|sobriquet|soubriquet|moniker|cryptonym|epithet|designation|appellation)",
    ),
    ("renamed", r"(?:re-?named|re-?christened|re-?designated|re-?titled|re-?styled|re-?branded)"),
    (
        "called",
        r"(?:known|called|named|styled|nicknamed|dubbed|termed|labell?ed|referred\s+to|remembered|code-?named|christened|titled|entitled|spelled|spelt|written|rendered|transliterated|romani[sz]ed|abbreviated|shortened|identified)",
    ),
    (
        "took",
        r"(?:took|takes|taking|taken|adopted|adopts|adopting|assumed|assumes|assuming|chose|chooses|choosing|used|uses|using|acquired|received|receiving|bore|bears|bearing|kept|was\s+given|were\s+given|been\s+given|given|goes\s+by|went\s+by|going\s+by|go\s+by|wrote\s+under|writing\s+under|published\s+under)",
    ),
    ("end", r#"["”’']?,?["”’']?"#),
];

/// The clause ends behind the second name, or goes on with a verb or preposition: the name stands
/// by itself and is no attribute of a noun.
const CLOSED: &str = r#"^["”’']?\s*(?:$|[,;.:)\]—–?!]|--|<D>|\((?:$|[^)])|(?:in|on|from|since|after|by|and|but|because|when|while|as|under|at|until|to|for|with|during|before|who|which|that|was|is|were|had|has|led|began|he|she|it|they|upon|following|whose|where)\b)"#;

/// A verb goes on behind the second name: it is the subject of the sentence.
const VERB: &str = r"^\s+(?:was|is|were|had|has|became|began|came|went|took|served|led|grew|left|joined|would|could|did|remained|rose|moved|turned|made|fell|lay|stood|wrote|emerged|published|entered|returned|founded|became|lived|died|[a-z]+ed)\b";

/// "(…)" or "[…]" is closed right behind the name.
const ROUND: &str = r#"^["”’']?\s*\)"#;
const SQUARE: &str = r#"^["”’']?\s*\]"#;

type Row = (&'static str, Option<&'static str>, Option<&'static str>, Relation, Gate);

/// Words between, before, after; what they say; what else must hold.
const ROWS: &[Row] = &[
    // --- said to be two ---
    (
        r"(?s:.*)\b(?:predecessors?|successors?|forerunners?|precursors?|heirs?|offshoots?|branch|wing|part|members?|organ|arm|core|nucleus|basis|remnants?|capital|suburb|son|daughter|brother|sister|father|mother|wife|husband|widow|cousin|nephew|uncle|grandson|namesake|rival|ally|friend|enemy|student|teacher|disciple|aide|deputy|secretary)\s+(?:of|to)\s+{det}{hon}",
        None,
        None,
        Different,
        Gate::Open,
    ),
    (
        r"(?s:.*)\b(?:led|headed|commanded|chaired|founded|formed|created|controlled|sponsored|supported|replaced|succeeded|followed|absorbed|dominated|supplanted|superseded|overthrown|defeated|betrayed|trained|taught|inspired|named\s+after|named\s+for|named\s+in\s+honou?r\s+of)\s+(?:by\s+)?{det}{hon}",
        None,
        None,
        Different,
        Gate::Open,
    ),
    (
        r"(?s:.*)\b(?:not\s+to\s+be\s+confused\s+with|as\s+opposed\s+to|as\s+distinct\s+from|distinct\s+from|different\s+from|unlike|rather\s+than|instead\s+of|in\s+contrast\s+(?:to|with)|versus|vs\.?|against|and\s+not|but\s+not|not)\s+{det}{hon}",
        None,
        None,
        Different,
        Gate::Open,
    ),
    (
        r"(?s:.*)\b(?:merg(?:ed|ing|er)|incorporated|integrated|absorbed|reorgani[sz](?:ed|ing)|split|divided|evolved|grew|grown|transformed|developed|turned|reconstituted|re-?formed|converted|broke\s+away|seceded|separated|descended|fused|amalgamated|united|combined|joined|folded|subsumed)\s+{time}(?:into|with|from|as|in)\s+{det}",
        None,
        None,
        Different,
        Gate::Open,
    ),
    (
        r"\s*,?\s*(?:and|or|nor|as\s+well\s+as|along\s+with|together\s+with|but\s+also|alongside)\s+(?:(?:both|by|of|in|to|with|from|for|not|later|then|also|even|especially|the)\s+)*{hon}",
        None,
        None,
        Different,
        Gate::Pair,
    ),
    // --- renamed ---
    (
        r"\s*[,(\[]\s*(?:{poss}\s+)?{adj}{name}\s+(?:(?:was|were|is|had\s+been|being)\s+)?{adv}{time}{adv}(?:changed|altered|switched|shortened|simplified|sinici[sz]ed|russified|angli[cs]i[sz]ed)\s+{time}to\s+{det}",
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"(?:['’]s?|\ss)\s+{adj}{name}\s+(?:(?:was|were|had\s+been)\s+)?{adv}{time}{adv}(?:changed|altered|switched|shortened)\s+{time}to\s+{det}",
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s+{aux}{adv}{time}{adv}(?:changed|altered|switched|shortened)\s+{time}(?:to|into)\s+{det}",
        Some(r"\b{name}\s+of\s+{det}"),
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}{adv}{time}{adv}{aux}{adv}{time}{adv}(?:[a-z]+(?:ed|t|n)(?:\s+[a-z]+ly)?,?\s+(?:and\s+)?(?:was\s+|were\s+)?{adv}{time}){0,3}{adv}{renamed}\s+{time}(?:as\s+|to\s+)?{det}",
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}{adv}[a-z]+(?:ed|t|n|ew)\s+(?:[a-z]+\s+){0,2}and\s+(?:was|were|had\s+been)\s+{adv}{time}{adv}(?:[a-z]+ed\s+and\s+)?{renamed}\s+{time}(?:as\s+|to\s+)?{det}",
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*[,(\[—–]\s*(?:and\s+)?{adv}{time}{adv}(?:to\s+be\s+)?(?:[a-z]+ed\s+and\s+)?{adv}{renamed}\s+{time}(?:as\s+|to\s+)?{det}",
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s+(?:as\s+|to\s+)?{det}",
        Some(
            r"\brenam(?:ed|ing|es?)\s+{det}(?:(?:city|town|village|party|army|street|port|state|province|organi[sz]ation)\s+(?:of\s+)?)?",
        ),
        Some(CLOSED),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s+(?:to|into)\s+{det}",
        Some(r"\b(?:chang|alter|switch)(?:ed|ing|es?)\s+{poss}\s+{adj}{name}\s+{time}from\s+{det}"),
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s+(?:to|into)\s+{det}",
        Some(r"\brenamed\s+(?:it\s+)?from\s+{det}"),
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}(?:[a-z]+ed\s+and\s+)?{adv}{time}{adv}(?:chang|alter|switch|shorten|russifi|sinici[sz]|angli[cs]i[sz]|turkifi)(?:ed|es)\s+{poss}\s+(?:own\s+)?{adj}{name}\s+{time}(?:from\s+(?:the\s+)?<S>\s+)?(?:to|into)\s+{det}",
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*,[^;()]*?\s(?:chang|alter|shorten)ing\s+{poss}\s+(?:own\s+)?{adj}{name}\s+{time}(?:from\s+(?:the\s+)?<S>\s+)?(?:to|into)\s+{det}",
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}(?:[a-z]+ed\s+and\s+)?{adv}{time}{adv}{took}\s+(?:(?:on|up)\s+)?(?:for\s+(?:him|her|it)self\s+)?(?:{poss}\s+)?{adj}{name}\s+(?:of\s+)?{det}{hon}",
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*[,(]\s*(?:who\s+)?{adv}{time}{took}\s+(?:on\s+)?{poss}\s+{adj}{name}\s+(?:of\s+)?{det}{hon}",
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}[^,.;()]+\s(?:where|and)\s+(?:he|she|it|they)?\s*{adv}{took}\s+(?:on\s+)?{poss}\s+{adj}{name}\s+(?:of\s+)?{det}{hon}",
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}{adv}(?:called|styled|renamed|named|dubbed)\s+(?:him|her|it|them)sel(?:f|ves)\s+{det}{hon}",
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*[,(]\s*(?:who|which)?\s*{adv}(?:called|styled|calling|styling|renaming|renamed|naming)\s+(?:him|her|it|them)sel(?:f|ves)\s+{det}{hon}",
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    // --- now, later ---
    (
        r"\s*\(\s*(?:(?:which|who|that)\s+(?:is|was|became|later\s+became)\s+)?(?:now|later|today|today['’]s|present-day|present|modern|modern-day|currently|current|subsequently|nowadays|contemporary|afterwards?|since\s+<D>|from\s+<D>|after\s+<D>|in\s+<D>|<D>|the\s+future|what\s+is\s+(?:now|today)|(?:now|later)\s+the\s+city\s+of)\s*,?\s*{det}{hon}",
        None,
        Some(r#"^["”’']?\s*(?:[,;)]|(?:in|from|since|after|until)\b|<D>)"#),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*,\s*(?:(?:which|who)\s+is\s+|what\s+is\s+)?(?:now|today|today['’]s|present-day|modern|modern-day|nowadays|currently|the\s+future|the\s+later|the\s+present|the\s+present-day|the\s+modern)\s+{det}{hon}",
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}{adv}{time}{adv}(?:would\s+(?:later\s+)?)?(?:became|become|becomes|becoming)\s+{time}{det}{hon}",
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Open,
    ),
    // --- formerly ---
    (
        r"\s*[,(\[—–]\s*(?:and\s+)?(?:(?:which|who)\s+(?:was|were|had\s+been)\s+)?(?:formerly|previously|originally|initially|once|earlier|hitherto|n[ée]e|n[ée]|born|b\.|until\s+<D>|till\s+<D>|before\s+<D>|up\s+to\s+<D>|prior\s+to\s+<D>|the\s+former|the\s+old|the\s+erstwhile|the\s+ancient|ancient|old|formerly\s+and\s+officially)\s*,?\s*(?:known\s+as\s+|called\s+|named\s+|styled\s+|as\s+)?{det}{hon}",
        None,
        Some(CLOSED),
        FirstLasts,
        Gate::Open,
    ),
    (
        r"\s*\(\s*(?:then|at\s+(?:the|that)\s+time|in\s+those\s+days|as\s+of\s+<D>)\s*,?\s*(?:still\s+)?(?:known\s+as\s+|called\s+|named\s+)?{det}",
        None,
        Some(ROUND),
        FirstLasts,
        Gate::Open,
    ),
    (
        r"\s*,\s*then\s+(?:still\s+)?(?:known\s+as|called|named)\s+{det}{hon}",
        None,
        None,
        FirstLasts,
        Gate::Open,
    ),
    (
        r"\s*(?:,\s*(?:who|which)\s+|,[^,;()]+,\s*|\s)(?:was|is|had\s+been)\s+(?:born|baptised|baptized|christened)\s+{time}(?:as\s+)?{det}",
        None,
        None,
        FirstLasts,
        Gate::Open,
    ),
    (r"\s*,[^,;()]+,\s*born\s+{det}", None, Some(CLOSED), FirstLasts, Gate::Open),
    (
        r"\s*(?:,\s*(?:who|which)\s+|\s)(?:was|were|had\s+been)\s+{time}(?:formerly|previously|originally|initially|first|once|earlier|until\s+<D>|before\s+<D>)\s+(?:known\s+as|called|named)\s+{det}",
        None,
        None,
        FirstLasts,
        Gate::Open,
    ),
    // --- also known as ---
    (
        r"{subj}{adv}{aux}{adv}(?:(?:to|in|among|by|at)\s+[^,;()]+\s)?{adv}{called}\s+(?:(?:to|in|among|by|at|throughout)\s+[^,;()]+\s)?{time}{adv}(?:(?:as|by|under|to)\s+)?(?:(?:{poss}\s+)?{adj}{name}\s+(?:of\s+)?)?{det}{hon}",
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(\[—–]\s*(?:(?:and|or|but|although|though)\s+)?(?:who\s+is\s+|which\s+is\s+)?{adv}{time}{adv}{called}\s+(?:(?:to|in|among|by|at|throughout)\s+[^,;()]+?\s)?{time}{adv}(?:(?:as|by|under|to)\s+)?(?:(?:{poss}\s+)?{adj}{name}\s+(?:of\s+)?)?{det}{hon}",
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"{subj}{adv}(?:became|become|came\s+to\s+be|grew\s+to\s+be|is|was|were)\s+{time}{adv}(?:well\s+)?(?:known|famous|called|remembered)\s+(?:(?:to|in|among|throughout)\s+[^,;()]+\s)?{time}(?:as|under|by)\s+(?:(?:{poss}\s+)?{adj}{name}\s+(?:of\s+)?)?{det}{hon}",
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*,?\s+whom\s+[^,;()]+\s(?:called|knew\s+as|call|know\s+as|nicknamed|dubbed)\s+{det}{hon}",
        None,
        None,
        Same,
        Gate::Open,
    ),
    // --- alias, pseudonym, real name ---
    (
        r"\s*[,(\[—–]?\s*(?:and\s+)?(?:alias|a\.?\s?k\.?\s?a\.?,?|otherwise|i\.\s?e\.,?|ie,?|that\s+is,?|that\s+is\s+to\s+say,?|viz\.?,?|in\s+other\s+words,?|or\s+rather|recte|sc\.)\s+{det}{hon}",
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(\[—–]\s*(?:hereafter|hereinafter|henceforth|henceforward|below)\s*,?\s*(?:(?:called|referred\s+to\s+as|abbreviated\s+(?:as|to)|cited\s+as)\s+)?{det}{hon}",
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*[(\[]\s*(?:also|alternatively|alternately|better|usually|in\s+full|in\s+short|short|for\s+short|real\s+name|true\s+name)\s*,?:?\s*{det}{hon}",
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(\[—–]\s*(?:and\s+)?(?:(?:whose|his|her|its|the|with|under|by|using|in|writing|as|then|a|actually|really)\s+)*{adj}{name}\s*(?:,\s*|:\s*)?(?:(?:was|is|had\s+been|were|being|of|in\s+<M>\s+was)\s+)?{adv}{det}{hon}",
        None,
        Some(CLOSED),
        Same,
        Gate::NameWord,
    ),
    (
        r"(?:['’]s?|\ss)\s+{adj}{name}\s+(?:was|is|had\s+been|were)\s+{adv}{det}{hon}",
        None,
        Some(CLOSED),
        Same,
        Gate::NameWord,
    ),
    (
        r"(?:\s*,\s*(?:who|which)|\s*,[^,;()]+,|\s)[^,.;()]*?\s(?:under|by|with|using|through)\s+{poss}\s+{adj}{name}\s+(?:of\s+)?{det}{hon}",
        None,
        None,
        Same,
        Gate::NameWord,
    ),
    (
        r"\s*,\s*(?:writing|publishing|acting|operating|travelling|traveling|living|fighting|working|signing)\s+(?:[a-z]+\s+)?as\s+{det}{hon}",
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"{subj}{adv}(?:wrote|published|signed|registered)\s+(?:[a-z]+\s+){0,3}as\s+{det}{hon}",
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"(?:\s*,\s*(?:(?:which|who)\s+)?|\s+)(?:(?:was|is|were|being|had\s+been)\s+)?{adv}(?:(?:in\s+fact|in\s+reality|actually|really|only)\s+)?(?:the|a|an|another|one\s+of\s+the|just\s+another|his|her|merely\s+a)\s+{adj}(?:{name}|acronym|abbreviation|initials|short\s+form|shorthand|spelling|romani[sz]ation|transliteration)\s+(?:of|for|used\s+by|given\s+to|adopted\s+by|taken\s+by|assumed\s+by|borne\s+by|that\s+hid|behind\s+which)\s+(?:the\s+)?(?:(?:young|later|great)\s+)?{hon}",
        None,
        None,
        Same,
        Gate::NameWord,
    ),
    (
        r"\s+(?:stands|stood|is\s+short|was\s+short|short)\s+for\s+{det}",
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*(?:or\s+)?as\s+{det}{hon}",
        None,
        Some(
            r"^\s+(?:was|is|were|had\s+been|came\s+to\s+be|has\s+been)\s+(?:[a-z]+\s+){0,2}(?:called|known|styled|named|nicknamed|dubbed|termed|referred\s+to)",
        ),
        Same,
        Gate::Open,
    ),
    (
        r"\s*,?\s*or\s+{det}",
        None,
        Some(
            r"^\s*,?\s*as\s+(?:he|she|it|they|this|the)\s+(?:[a-z]+\s+){0,3}(?:was|is|were|had\s+been|came\s+to\s+be|calls?|called|liked|preferred|known)\b",
        ),
        Same,
        Gate::Open,
    ),
    (r"\s*,\s*(?:the\s+)?{adj}{name}\s+(?:by|under)\s+which\s+{det}", None, None, Same, Gate::Open),
    (
        r"\s*,\s*{det}{hon}",
        Some(
            r"\b(?:known\s+(?:[a-z]+\s+){0,4}as|called|named|nicknamed|born|n[ée]e|formerly|originally)\s+{det}",
        ),
        Some(VERB),
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*{det}{hon}",
        Some(r"\b(?:under|using|by|with)\s+(?:the|his|her)\s+{adj}{name}\s+(?:of\s+)?{det}"),
        Some(VERB),
        Same,
        Gate::Open,
    ),
    // --- or, brackets: judged further by what they name ---
    (r"\s*\(\s*or\s+{det}", None, Some(ROUND), Same, Gate::Open),
    (r"\s*,?\s*or\s+{det}", None, Some(r#"^["”’']?,?\s+for\s+short"#), Same, Gate::Open),
    (r"\s*[,(]\s*{det}", None, Some(r#"^["”’']?,?\s+for\s+short"#), Same, Gate::Open),
    (
        r"\s*,\s*or\s+(?:(?:simply|rather|properly|formally|more\s+[a-z]+)\s*,?\s+)?{det}",
        None,
        Some(r#"^["”’']?\s*[,)]"#),
        Same,
        Gate::Alternative,
    ),
    (r"\s*\[\s*(?:i\.?\s?e\.?,?\s*)?=?\s*{det}{hon}", None, Some(SQUARE), Same, Gate::Bracket),
    (r"\s*\(\s*=?\s*{det}", None, Some(ROUND), Same, Gate::Bracket),
];

/// Words without which a longer stretch cannot be a statement; saves the patterns the look.
pub(super) const CUES: &[&str] = &[
    "name",
    "known",
    "call",
    "styl",
    "alias",
    "a.k.a",
    "aka",
    "pseudonym",
    "nom ",
    "noms ",
    "born",
    "née",
    "nee ",
    "né ",
    "former",
    "previous",
    "original",
    "initial",
    "once",
    "earlier",
    "now",
    "later",
    "today",
    "present",
    "modern",
    "became",
    "become",
    "becoming",
    "christen",
    "designat",
    "titled",
    "restyl",
    "short",
    "abbrev",
    "acronym",
    "herein",
    "hereafter",
    "hencefor",
    "below",
    "i.e",
    "i. e",
    "that is",
    "viz",
    "other words",
    "rather",
    "otherwise",
    "also",
    "altern",
    "dubbed",
    "spel",
    "render",
    "translit",
    "romani",
    "written",
    "remember",
    "famous",
    "identified",
    "referred",
    "epithet",
    "sobriquet",
    "moniker",
    "appellation",
    "cryptonym",
    "stood for",
    "stands for",
    "writing",
    "publishing",
    "acting",
    "signing",
    "travel",
    "wrote",
    "published",
    "signed",
    "predecessor",
    "successor",
    "merg",
    "reorgan",
    "led by",
    "headed",
    "split",
    "replaced",
    "confused",
    "opposed",
    "unlike",
    "versus",
    " vs",
    "against",
    " not ",
    "then",
    "until",
    "before",
    "future",
    "whom",
    "recte",
    "old",
    "ancient",
    "integrated",
    "incorporated",
];

fn expand(text: &str) -> String {
    BLOCKS
        .iter()
        .fold(text.to_owned(), |text, (name, block)| text.replace(&format!("{{{name}}}"), block))
}

/// A row that does not compile is left out; the tests see to it that none is.
pub(super) static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let side = |text: Option<&str>, from_end: bool| -> Option<Option<Regex>> {
        let Some(text) = text else { return Some(None) };
        let text = if from_end { format!("(?:{})$", expand(text)) } else { expand(text) };
        Regex::new(&text).ok().map(Some)
    };
    let mut gaps = Vec::new();
    let mut all = Vec::new();
    for (gap, before, after, relation, gate) in ROWS {
        let gap = format!("^(?:{})$", expand(gap));
        let (Some(before), Some(after)) = (side(*before, true), side(*after, false)) else {
            continue;
        };
        if Regex::new(&gap).is_err() {
            continue;
        }
        gaps.push(gap);
        all.push(Pattern { before, after, relation: *relation, gate: *gate });
    }
    let gaps = RegexSet::new(&gaps).unwrap_or_else(|_| RegexSet::empty());
    Patterns { gaps, all }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_compiles() {
        assert_eq!(PATTERNS.all.len(), ROWS.len());
        assert_eq!(PATTERNS.gaps.len(), ROWS.len());
    }
}

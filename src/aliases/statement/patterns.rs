//! The patterns of alias statements, as data.
//!
//! Each is a regular expression over the words between two names (lower case, other mentions
//! masked: `<D>` a date, `<S>` one of the same kind, `<M>` any other), and where needed over the
//! words before the first and after the second name. `{…}` stands for a building block.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::{Regex, RegexSet, RegexSetBuilder};

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
    /// The same, of organisations.
    BracketBody,
    /// One name in another script, in brackets behind the other.
    Script,
    /// Not of a person: a person may become known by a nickname and keep the name.
    Thing,
    /// Of persons whose full names share a word.
    Namesakes,
    /// Of persons, the first called by one word of the other's name.
    Surname,
    /// Of persons only, the first of which is the subject: no preposition stands before it.
    Subject,
    /// Of persons only.
    Person,
    /// Not of a place: a place stands *in* another.
    NotPlace,
    /// "X, a bandit known as Y": no preposition brings another noun in.
    Apposition,
    /// The one is spelled by the initials of the other.
    Initials,
    /// "X, or Y,".
    Alternative,
    /// A pair or list: says that the two differ, even of lone surnames.
    Pair,
    /// Of persons, the second under a title of nobility.
    Peer,
    /// Of persons, the second in quotation marks, or said to be no more than a name.
    Quoted,
    /// Of organisations: the letters in brackets behind the second are the initials of the first.
    NativeInitials,
}

/// One pattern but for the words between, which are matched as one set.
pub(super) struct Pattern {
    pub(super) before: Option<Regex>,
    pub(super) after: Option<Regex>,
    pub(super) relation: Relation,
    pub(super) gate: Gate,
}

/// Which form of the words between a pattern looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    /// All words.
    Raw,
    /// Without fillers and phrases of time.
    Core,
}

/// The building blocks; one may hold others that hold none.
const BLOCKS: &[(&str, &str)] = &[
    ("det", r#"(?:(?:the|simply|just|merely|plain)\s+)*["“‘']?"#),
    (
        "title",
        r"(?:pope|king|queen|emperor|empress|sultan|shah|tsar|sir|lord|lady|saint|st\.?|general|marshal|comrade|father|mother|brother|sister|patriarch|pasha|baron|count|duke|prince|princess|president|chairman|colonel|col\.|major|captain|capt\.|lieutenant|lt\.|admiral|senator|minister|premier|chancellor|ambassador|governor|bishop|archbishop|cardinal|imam|sheikh|sayyid|hajji|mullah|presidente|don|doña|dom|commandante|comandante|commander|commissar|professor|prof\.|chief|monsieur|herr|señor|dr\.?|mr\.?|mrs\.?|mme|madame)",
    ),
    ("hon", r"(?:{title}\s+)*"),
    (
        "time",
        r"(?:,?\s*(?:(?:in|on|from|since|after|by|as\s+of|as\s+early\s+as|around|about|during|early\s+in|late\s+in)\s+)?(?:the\s+)?<D>,?\s*|(?:at\s+(?:the|that|this)\s+time|soon\s+after(?:wards?)?|shortly\s+(?:after(?:wards?)?|thereafter)|in\s+exile|in\s+(?:his|her)\s+youth|a\s+(?:year|few\s+years)\s+later|(?:in|by|at)\s+<M>),?\s+)?",
    ),
    (
        "aux",
        r"(?:was|were|is|are|been|being|be|had\s+been|has\s+been|have\s+been|having\s+been|would\s+be|would\s+later\s+be|came\s+to\s+be|got)\s+",
    ),
    // From the first name to the verb of which it is the subject: nothing, a relative clause, or
    // an aside between commas, brackets or dashes.
    (
        "subj",
        r"(?:\s*,\s*(?:who|which|that)\s+|\s*\((?:who|which)\s+|\s*,[^,;()]+,\s*(?:(?:who|which)\s+)?|\s*\([^()]+\)\s*(?:,?\s*(?:who|which)\s+)?|\s*[—–]\s*[^—–;()]+[—–]\s*|\s+)(?:(?:(?:since|after|upon|before|while|on)\s+)?[a-z]+ing\s+(?:[a-z]+\s+){0,3})?(?:(?:had|has|have)\s+)?",
    ),
    ("poss", r"(?:his|her|its|their|the|a|an|whose|this|that)"),
    ("adj", r"(?:(?:[a-z]+[- ]){0,3})"),
    (
        "name",
        r"(?:(?:[a-z]+\s+)?(?:sur|nick|code|pen|by|code-|pen-)?names?|pseudonyms?|alias(?:es)?|noms?\s+de\s+(?:guerre|plume)|sobriquet|soubriquet|moniker|cryptonym|epithet|designation|title|appellation|(?:[a-z]+\s+)?(?:acronyms?|initials|abbreviations?))",
    ),
    (
        "lang",
        r"(?:(?:simplified|traditional|modern|old|ottoman|classical|colloquial|local)\s+)?(?:[a-z]+(?:ese|ish|ian|ean)|tatar|manchu|tibetan|kazakh|kirghiz|kyrgyz|uzbek|turkmen|tajik|bashkir|chuvash|yakut|sakha|buryat|kalmyk|persian|farsi|dari|punjabi|hindustani|marathi|gujarati|telugu|tagalog|burmese|nepali|sinhala|hausa|yoruba|igbo|xhosa|somali|oromo|berber|irish|gaelic|breton|catalan|slovak|slovene|serb|croat|ladino|arabic|amharic|icelandic|greek|latin|thai|urdu|hindi|czech|dutch|french|german|hebrew|sanskrit|kurdish|mandarin|cantonese|hokkien|hakka|pinyin|wade[-–]giles|hangul|tamil|bengali|malay|khmer|lao|mongol|uyghur|uighur|pashto|swahili|zulu|welsh|basque|quechua|nahuatl|yiddish|afrikaans|devanagari|cyrillic|transliteration|translation|transcription)",
    ),
    // As glossaries and brackets shorten them: "(Jap. Minami Manshū Tetsudō)".
    (
        "lang_abbr",
        r"(?:(?:ch|chin|jap|jpn|j|k|kor|mong|m|ma|russ?|r|ger|germ|g|fr|lat|l|gr|ar|arab|pers|turk|tib|manch|skt|sansk|viet|vn|uyg|pol|hung|cz|rom|serb|croat|bulg|ukr|heb|yidd|it|ital|sp|span|port|eng?|e|wg|py|wade|pinyin|wade[-–]giles)\.?|hanja|hanzi|kanji|chu\s+nom)",
    ),
    // What scholars put before a further name of a person or a body.
    (
        "further",
        r"(?:zi|tzu|hao|style|courtesy|sobriquet|pseud\.?|ps\.|pseudonym|posthumously|posth\.|canonised\s+as|canonized\s+as|(?:more|most)\s+(?:correctly|properly|accurately|precisely|exactly|strictly|formally)|correctly|properly|recte|vere|dit|dite|detto|orig\.|originally|literally|lit\.|in\s+religion|in\s+monastic\s+life|secular\s+name|as\s+a\s+(?:monk|nun|writer|journalist|poet))",
    ),
    (
        "renamed",
        r"(?:re-?named|re-?christened|re-?bapti[sz]ed|re-?designated|re-?titled|re-?styled|re-?branded)",
    ),
    (
        "called",
        r"(?:called|named|styled|nicknamed|dubbed|termed|labell?ed|code-?named|christened|titled|entitled|spelled|spelt|written|rendered|transliterated|transcribed|romani[sz]ed|(?:mis-?)?translated|mis-?(?:spelled|spelt|named|labell?ed|rendered)|russified|sinici[sz]ed|angli[cs]i[sz]ed|latini[sz]ed|turkified|designated)",
    ),
    ("known", r"(?:known|referred\s+to|remembered|identified|famous|familiar|renowned|celebrated)"),
    // A body that ends and begins again.
    (
        "anew",
        r"(?:re-?constituted|re-?formed|re-?established|re-?founded|re-?launched|re-?opened|re-?issued|re-?incorporated|re-?organi[sz]ed|revived|reborn|resurrected|chartered|marketed)",
    ),
    // What goes on, or about, under another name.
    (
        "goes_on",
        r"(?:re-?appear(?:ed|s|ing)|re-?emerg(?:ed|es|ing)|re-?surfac(?:ed|es|ing)|appear(?:ed|ing)|trad(?:ed|es|ing)|operat(?:ed|es|ing)|(?:did|does|doing|done)\s+business|c[ao]me\s+out|continued|passed|(?:had\s+)?(?:started|began|begun)\s+(?:off\s+|out\s+)?(?:(?:its|their|his|her)\s+)?(?:life|existence|career))",
    ),
    ("under", r"(?:as\s+|under\s+(?:{poss}\s+)?{adj}{name}\s+(?:of\s+)?)"),
    // "Magyarised", "anglicised": a name put into another language, or changed otherwise.
    (
        "recast",
        r"(?:[a-z]{3,}(?:i[sz]|ifi)(?:ed|es|ing)|(?:chang|alter|switch|shorten|translat)(?:ed|es|s|ing))",
    ),
    // An aside between the first name and what is said of it.
    ("aside", r"(?:\s*,[^,;()]+|\s*\([^()]+\))?"),
    (
        "as",
        r"(?:as\s+(?:{poss}\s+{adj}{name}\s+(?:of\s+)?)?|(?:by|under)\s+{poss}\s+{adj}{name}\s+(?:of\s+)?)",
    ),
    (
        "took",
        r"(?:took|takes|taking|taken|adopted|adopts|adopting|assumed|assumes|assuming|chose|chosen|chooses|borrowed|borrows|choosing|used|uses|using|acquired|received|receiving|bore|bears|bearing|kept|was\s+given|were\s+given|been\s+given|given|goes\s+by|went\s+by|going\s+by|go\s+by|wrote\s+under|writing\s+under|published\s+under)",
    ),
];

/// The clause ends behind the second name, or goes on with a verb or preposition: the name stands
/// by itself and is no attribute of a noun.
const CLOSED: &str = r#"^["”’']?\s*(?:$|[,;.:)\]—–?!]|--|<D>|\((?:$|[^)])|(?:in|on|from|since|after|by|and|but|because|when|while|as|under|at|until|to|into|near|outside|there|through|for|with|during|before|who|which|that|was|is|were|had|has|led|began|he|she|it|they|upon|following|whose|where)\b)"#;

/// A verb goes on behind the second name: it is the subject of the sentence.
const VERB: &str = r"^\s+(?:was|is|were|had|has|became|began|came|went|took|served|led|grew|left|joined|would|could|did|remained|rose|moved|turned|made|fell|lay|stood|wrote|emerged|published|entered|returned|founded|became|lived|died|[a-z]+ed)\b";

/// "(…)" or "[…]" is closed right behind the name.
const ROUND: &str = r#"^["”’']?(?:\s+[0-9]{1,3})?\s*\)"#;
const SQUARE: &str = r#"^["”’']?\s*\]"#;

type Row = (&'static str, View, Option<&'static str>, Option<&'static str>, Relation, Gate);

/// Words between, before, after; what they say; what else must hold.
const ROWS: &[Row] = &[
    // --- before any list or pair is seen ---
    // "the other Dulles, Allen Dulles of the CIA"
    (
        r"\s*,\s*",
        View::Core,
        Some(
            r"\b(?:the\s+(?:other|younger|elder|older|second|first|third|future|late|great|real)|another|a\s+(?:second|third|certain))\s+",
        ),
        None,
        Same,
        Gate::Surname,
    ),
    // "named Karl after his godfather, Karl Kautsky"
    (
        r"\s+(?:after|for|in\s+honou?r\s+of|in\s+memory\s+of)\s+(?:[^.;()]{1,40}\s)?",
        View::Raw,
        Some(r"\b(?:named|christened|baptised|baptized|called)\s+"),
        None,
        Different,
        Gate::Pair,
    ),
    // --- founded anew under another name ---
    (
        r"{subj}(?:{aux})?(?:itself\s+)?{anew}\s+(?:itself\s+)?{under}",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Thing,
    ),
    (
        r"{aside}\s*[,(\[—–]\s*(?:and\s+)?{anew}\s+{under}",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Thing,
    ),
    (
        r"{subj}{goes_on}\s+(?:out\s+)?(?:again\s+)?{under}",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::NotPlace,
    ),
    (
        r"\s*,\s*(?:{goes_on}\s+{under}|the\s+[a-z]+\s+{goes_on}\s+(?:again\s+)?{under})",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::NotPlace,
    ),
    // --- raised to the peerage, to an order ---
    (
        r"(?:{subj}{aux}|\s*,\s*(?:and\s+)?(?:later\s+)?)(?:created|ennobled(?:\s+as)?|gazetted(?:\s+as)?|(?:raised|elevated|called|advanced|promoted)\s+to\s+(?:the\s+)?(?:peerage|nobility|house\s+of\s+lords|upper\s+house|<M>|earldom|dukedom)(?:\s+as)?)\s+(?:(?:1st|2nd|first|second)\s+)?(?:(?:baron|baroness|viscount|earl|marquess|marquis|duke|count|graf|lord|lady)\s+(?:of\s+)?)?",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Person,
    ),
    // "It is as Tosan rather than as An Ch'angho that …"
    (
        r"\s*,?\s+(?:rather\s+than|and\s+not|not)\s+as\s+",
        View::Core,
        Some(r"\bit\s+(?:is|was)\s+as\s+{det}"),
        Some(r"^\s*,?\s+that\b"),
        Same,
        Gate::NotPlace,
    ),
    // --- said to be two ---
    (
        r"(?s:.*)\b(?:predecessors?|successors?|forerunners?|precursors?|heirs?|offshoots?|branch|wing|part|members?|organ|arm|core|nucleus|basis|remnants?|capital|suburb|son|daughter|brother|sister|father|mother|wife|husband|widow|cousin|nephew|uncle|grandson|namesake|rival|ally|friend|enemy|student|teacher|disciple|aide|deputy|secretary)\s+(?:of|to)\s+",
        View::Core,
        None,
        None,
        Different,
        Gate::Open,
    ),
    (
        r"(?s:.*)\b(?:led|headed|commanded|chaired|founded|formed|created|controlled|sponsored|supported|replaced|succeeded|followed|absorbed|dominated|supplanted|superseded|overthrown|defeated|betrayed|trained|taught|inspired|named\s+after|named\s+for|named\s+in\s+honou?r\s+of)\s+(?:by\s+)?",
        View::Core,
        None,
        None,
        Different,
        Gate::Open,
    ),
    (
        r"(?s:.*)\b(?:not\s+to\s+be\s+(?:confused|mixed\s+up|confounded)\s+with|not\s+to\s+be\s+(?:mis)?taken\s+for|as\s+opposed\s+to|as\s+distinct\s+from|distinct\s+from|different\s+from|unlike|rather\s+than|instead\s+of|in\s+contrast\s+(?:to|with)|versus|vs\.?|against|and\s+not|but\s+not|not)\s+",
        View::Core,
        None,
        None,
        Different,
        Gate::Open,
    ),
    (
        r"(?s:.*)\b(?:merg(?:ed|ing|er)|incorporated|integrated|absorbed|reorgani[sz](?:ed|ing)|split|divided|evolved|grew|grown|transformed|developed|turned|reconstituted|re-?formed|converted|broke\s+away|seceded|separated|descended|fused|amalgamated|united|combined|joined|folded|subsumed)\s+(?:into|with|from|as|in)\s+",
        View::Core,
        None,
        None,
        Different,
        Gate::Open,
    ),
    (
        r"(?s:.*)\b(?:nothing\s+(?:but|except|besides|save)\s+[a-z ]{2,20}\s+in\s+common\s+with|(?:no\s+relation|unrelated)\s+(?:to|of)|shar(?:ed|es|ing)\s+(?:only|no\s+more\s+than|nothing\s+but)\s+[a-z ]{2,20}\s+with)\s+(?:the\s+)?{adj}",
        View::Core,
        None,
        None,
        Different,
        Gate::Open,
    ),
    // --- in another language or script ---
    (
        r"\s*[(\[]\s*(?:in\s+)?{lang_abbr}[:,]?\s+",
        View::Raw,
        None,
        Some(r#"^["”’']?\s*[,;)\]]"#),
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,;]\s*(?:and\s+|or\s+)?(?:in\s+)?{lang_abbr}[:,]?\s+",
        View::Raw,
        Some(r"[(\[]\s*(?:{lang_abbr}|{lang})[:,]?\s+{det}"),
        Some(r#"^["”’']?\s*[,;)\]]"#),
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,;(\[]\s*(?:and\s+|or\s+|in\s+)?abbr(?:ev)?(?:\.|iated|iation)?\s*(?:as|to|:)?\s+",
        View::Raw,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*[(\[]\s*(?:in\s+)?{lang}(?:\s+(?:name|form|spelling|original))?\s*[:;,]\s*",
        View::Core,
        None,
        Some(r#"^["”’']?\s*[,;)\]]"#),
        Same,
        Gate::Open,
    ),
    (
        r"\s*[(\[]\s*(?:in\s+)?{lang}\s+",
        View::Core,
        None,
        Some(r#"^["”’']?\s*[,;)\]]"#),
        Same,
        Gate::NotPlace,
    ),
    (
        r"\s*[,—–]\s*in\s+(?:the\s+)?{lang}(?:\s+(?:documents?|sources?|files|records|archives|texts|papers|reports|usage|spelling|literature|press|style|fashion|form)\s*,?|\s*,)\s*",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(\[—–]\s*",
        View::Core,
        None,
        Some(r#"^["”’']?\s+in\s+{lang}(?:\s*[,;.)\]—–]|\s+(?:and|or|but)\b)"#),
        Same,
        Gate::Open,
    ),
    (
        r"\s+in\s+{lang}(?:\s+(?:print|sources|documents|usage|texts|papers))?\s*,?\s*(?:or\s+|and\s+)?",
        View::Core,
        None,
        Some(r#"^["”’']?\s+in\s+{lang}\b"#),
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(—–]\s*",
        View::Core,
        None,
        Some(
            r#"^["”’']?\s+to\s+(?:(?:its|his|her|most|many|some)\s+[a-z' -]{3,40}|the\s+(?:[a-z]+(?:ese|ish|ians?|ans)|french|poles|turks|germans|greeks|serbs|croats|czechs|arabs|world))\s*[,;)—–]"#,
        ),
        Same,
        Gate::Open,
    ),
    (
        r"\s*\(\s*",
        View::Core,
        None,
        Some(r#"^["”’']?\s+to\s+(?:the|all|his|her|most|many|some)\s+[a-z'’ -]{3,40}\)"#),
        Same,
        Gate::Person,
    ),
    (
        r"\s*,\s*",
        View::Core,
        None,
        Some(r#"^["”’']?\s+to\s+(?:its|his|her|most)\s+[a-z'’ -]{3,40}[.;]"#),
        Same,
        Gate::NotPlace,
    ),
    (r"\s*[(\[]\s*(?:[a-z][a-z -]{1,24}[:;,]?\s*)?", View::Core, None, None, Same, Gate::Script),
    // --- identified, unmasked ---
    (
        r"\s+(?:[^.;()]{1,60}\s)?(?:turned\s+out|proved|was\s+(?:later\s+)?(?:shown|found|revealed|discovered|known|unmasked)|is\s+(?:now\s+)?known|has\s+been\s+shown)\s+to\s+(?:be|have\s+been)\s+(?:in\s+(?:fact|reality)\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    (
        r"\s*,?\s+(?:(?:who|which)\s+)?(?:{aux}|can\s+be\s+|may\s+be\s+|must\s+be\s+)(?:[a-z]+ly\s+)?(?:identified|recogni[sz]ed|unmasked|deciphered|revealed|established)\s+(?:(?:by|in|from|on)\s+[^.;()]{2,40}?\s)?(?:as\s+|with\s+)(?:(?:that|the\s+{adj}{name})\s+of\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::NotPlace,
    ),
    (
        r"\s+and\s+",
        View::Core,
        None,
        Some(
            r"^\s*,?\s+(?:are|were|is|was|be)\s*(?:,[a-z' ]{2,40},\s*)?(?:\s*(?:in\s+fact|in\s+reality|really|probably|almost\s+certainly|clearly|evidently|of\s+course)\s+)?\s*(?:one\s+and\s+the\s+same|one\s+person|(?:but\s+)?one\s+man|(?:two\s+)?names\s+(?:of|for)\s+(?:one|the\s+same)|(?:the\s+)?same\s+(?:person|man|woman|individual|body|organi[sz]ation|place|town|city|party|thing))\b",
        ),
        Same,
        Gate::Open,
    ),
    // --- a further name, as scholars mark it ---
    (
        r"\s*[,;(\[]\s*(?:(?:his|her|its|with\s+the)\s+)?{further}\s*[:,]?\s*(?:(?:name|called|known\s+as|the|of)\s+)*",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*(?:who|which)\s+as\s+",
        View::Core,
        None,
        Some(r"^\s+(?:would|was|had|is|has|became|wrote|went|led|won|made|[a-z]+ed)\b"),
        Same,
        Gate::Person,
    ),
    (
        r"\s*[,(—–]\s*(?:the\s+)?so-called\s+",
        View::Core,
        None,
        Some(r#"^["”’']?\s*[,)—–;.]"#),
        Same,
        Gate::Person,
    ),
    (r"\s*,\s*also\s+", View::Raw, None, Some(r#"^["”’']?\s*[,;)—–.]"#), Same, Gate::Namesakes),
    // An index: "Ulyanov, Vladimir Ilyich. See Lenin."
    (
        r"\s*[.,;:]?\s*see\s+(?:under\s+)?",
        View::Raw,
        Some(r"^(?s:.*\n)?\s*"),
        Some(r"^\s*\.?\s*(?:\n|$)"),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"(?:['’]?s?\s*,?\s+|\s*,\s*)(?:[^.;()]{1,60}\s)?(?:earn(?:ed|s|ing)?|w[io]n(?:s|ning)?|gain(?:ed|s|ing)?|br(?:ought|ings?|inging)|gave|gives|giving|got|gets)\s+(?:(?:him|her|it|them)\s+)?{poss}\s+{adj}{name}\s+(?:of\s+)?",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*,?\s*(?:up)?(?:on|to|for)\s+(?:whom|which)\s+[^;()]{2,60}?\s(?:bestow(?:ed|s)?|conferr?(?:ed|s)?|gave|gives|given|award(?:ed|s)|grant(?:ed|s)|assign(?:ed|s)|impos(?:ed|es)|coin(?:ed|s)|us(?:ed|es))\s+(?:{poss}\s+)?{adj}{name}\s+(?:of\s+)?",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}[^.;()]{1,60}?,?\s+and\s+(?:was|is|were|has\s+been|had\s+been|became)\s+(?:thereafter|henceforth|henceforward|from\s+then\s+on|from\s+that\s+(?:day|time)(?:\s+on)?|ever\s+after|ever\s+since|afterwards?|since)\s+(?:known\s+as\s+|called\s+)?",
        View::Raw,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::NotPlace,
    ),
    (
        r"\s+(?:was|is|were|became|remained)\s+(?:only\s+|just\s+)?(?:the|a|another)\s+{adj}{name}\s+(?:(?:that|which|(?:under|by|with|to)\s+which)\s+)?",
        View::Core,
        None,
        Some(
            r"^\s+(?:chose|chooses|took|takes|bore|bears|gave|gives|wrote|writes|went|goes|was|were|had|has|would|used|uses|liked|[a-z]+ed)\b",
        ),
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(\[—–]\s*(?:(?:who|which)\s+(?:was|is)\s+)?(?:then|at\s+(?:the|that)\s+time|as\s+yet|in\s+those\s+days|in\s+<D>|at\s+this\s+(?:time|point|stage))\s+still\s+(?:plain\s+|mere\s+|only\s+)?(?:known\s+as\s+|called\s+|named\s+)?",
        View::Raw,
        None,
        Some(CLOSED),
        FirstLasts,
        Gate::Open,
    ),
    (
        r"\s*[,(\[—–]\s*(?:(?:who|which)\s+(?:was|were)\s+)?(?:and\s+)?(?:soon|later|shortly|one\s+day|eventually|afterwards|destined|about|fated|in\s+time)\s+to\s+(?:be|become)\s+(?:(?:known|famous|celebrated|remembered)\s+as\s+)?",
        View::Raw,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s+(?:by|at)\s+(?:birth|marriage|baptism|adoption)\s*,\s*(?:(?:is|was|became)\s+)?(?:of\s+course\s+|in\s+fact\s+|none\s+other\s+than\s+)?",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Person,
    ),
    (
        r"\s*[,(—–]\s*",
        View::Core,
        None,
        Some(r"^\s+(?:by|at)\s+(?:birth|baptism)\b"),
        FirstLasts,
        Gate::Person,
    ),
    // --- renamed ---
    (
        r"[\s,;(—–]+(?:[a-z'’-]+,?\s+){0,8}(?:renam|rechristen|redesignat)(?:ed|ing)\s+(?:it|them|him|her)\s+(?:as\s+)?",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*,?\s+(?:which|whom)\s+[^,;()<]+\s(?:would|was\s+to|were\s+to)\s+(?:call|rename|name)\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}(?:was|were|is)\s+to\s+be\s+(?:called|named|known\s+as|styled)\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}(?:reverted|returned|went\s+back)\s+to\s+(?:{poss}\s+)?{adj}{name}\s*(?:of\s+|,\s*)?",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}(?:had|has|have|having)?\s*{poss}\s+{adj}{name}\s+(?:changed|altered|shortened|switched)\s+(?:to|into)\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}(?:became|become|becomes|came\s+to\s+be)\s+(?:known\s+as|called)\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Thing,
    ),
    (
        r"{subj}(?:was\s+|been\s+|being\s+)(?:crowned|enthroned|proclaimed|anointed|consecrated|installed|elected)\s+(?:(?:pope|king|emperor|sultan|shah)\s+)?(?:as\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::NotPlace,
    ),
    (
        r"{subj}(?:(?:took|ascended|mounted|came\s+to|succeeded\s+to)\s+(?:{poss}\s+)?throne|reigned|ruled)\s+as\s+",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::NotPlace,
    ),
    (
        r"{subj}(?:went|goes|gone|passed|entered)\s+(?:down\s+)?(?:in|into|to)\s+(?:history|legend|posterity|literature|the\s+history\s+books)\s+as\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s+(?:the|a|his|her|its)\s+{adj}{name}\s+(?:of\s+)?",
        View::Core,
        Some(
            r"\b(?:(?:bestow|conferr?)(?:ed|ing|s)\s+(?:up)?on|gave|given|giving|gives|grant(?:ed|ing))\s+{det}{hon}",
        ),
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*,\s*as\s+",
        View::Core,
        None,
        Some(
            r"^\s+(?:(?:now|then|later|subsequently|henceforth)\s+)?(?:(?:was|were|had\s+been)\s+(?:[a-z]+\s+){0,2}(?:renamed|rechristened)|(?:styled|called|named|renamed)\s+(?:it|him|her|them)sel(?:f|ves))\b",
        ),
        FirstLasts,
        Gate::Open,
    ),
    (
        r"\s*[,(\[—–]\s*(?:really\s+|actually\s+|in\s+fact\s+)?",
        View::Core,
        None,
        Some(r#"^["”’']?\s+(?:under|by|with)\s+(?:a|its|his|her|their)\s+(?:new|later)\s+name\b"#),
        FirstLasts,
        Gate::Open,
    ),
    (
        r"\s*[,(\[—–]\s*(?:really\s+|actually\s+|in\s+fact\s+)?",
        View::Core,
        None,
        Some(
            r#"^["”’']?\s+(?:under|by|with)\s+(?:an|a|another|its|his|her|their)\s*(?:other|different|old|former|earlier|false|assumed)?\s+name\b"#,
        ),
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(\[—–]\s*the\s+(?:newly\s+)?renamed\s+",
        View::Raw,
        None,
        Some(CLOSED),
        FirstLasts,
        Gate::Open,
    ),
    (
        r"\s*[,(\[]\s*(?:{poss}\s+)?{adj}{name}\s+(?:(?:was|were|is|had\s+been|being)\s+)?(?:changed|altered|switched|shortened|simplified|sinici[sz]ed|russified|angli[cs]i[sz]ed)\s+to\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"(?:['’]s?|\ss)\s+{adj}{name}\s+(?:(?:was|were|had\s+been)\s+)?(?:changed|altered|switched|shortened)\s+to\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s+{aux}(?:changed|altered|switched|shortened)\s+(?:to|into)\s+",
        View::Core,
        Some(r"\b{name}\s+of\s+{det}"),
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}{aux}(?:[a-z]+(?:ed|t|n)(?:\s+[a-z]+ly)?,?\s+(?:and\s+)?(?:was\s+|were\s+)?){0,3}{renamed}\s+(?:as\s+|to\s+)?",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}[a-z]+(?:ed|t|n|ew)\s+(?:[a-z]+\s+){0,2}and\s+(?:was|were|had\s+been)\s+(?:[a-z]+ed\s+and\s+)?{renamed}\s+(?:as\s+|to\s+)?",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"(?:\s+[a-z]+)?{aside}\s*[,(\[—–]\s*(?:and\s+)?(?:to\s+be\s+)?(?:[a-z]+ed\s+and\s+)?{renamed}\s+(?:as\s+|to\s+)?",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s+(?:as\s+|to\s+)?",
        View::Core,
        Some(
            r"\brenam(?:ed|ing|es?)\s+{det}(?:(?:city|town|village|party|army|street|port|state|province|organi[sz]ation)\s+(?:of\s+)?)?",
        ),
        Some(CLOSED),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s+(?:to|into)\s+",
        View::Core,
        Some(r"\b(?:chang|alter|switch)(?:ed|ing|es?)\s+{poss}\s+{adj}{name}\s+{time}from\s+{det}"),
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s+(?:to|into)\s+",
        View::Core,
        Some(r"\brenamed\s+(?:it\s+)?from\s+{det}"),
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}(?:[a-z]+ed\s+and\s+)?(?:chang|alter|switch|shorten|russifi|sinici[sz]|angli[cs]i[sz]|turkifi)(?:ed|es)\s+{poss}\s+(?:own\s+)?{adj}{name}\s+(?:from\s+(?:the\s+)?<S>\s+)?(?:to|into)\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*,[^;()]*?\s(?:chang|alter|shorten)ing\s+{poss}\s+(?:own\s+)?{adj}{name}\s+(?:from\s+(?:the\s+)?<S>\s+)?(?:to|into)\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}(?:[a-z]+ed\s+and\s+)?{took}\s+(?:(?:on|up)\s+)?(?:for\s+(?:him|her|it)self\s+)?(?:{poss}\s+)?{adj}{name}\s+(?:of\s+)?",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*[,(]\s*(?:who\s+)?{took}\s+(?:on\s+)?{poss}\s+{adj}{name}\s+(?:of\s+)?",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}[^.;()]+?,?\s(?:where|and)\s+(?:he|she|it|they)?\s*{took}\s+(?:on\s+)?{poss}\s+{adj}{name}\s+(?:of\s+)?",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"(?:{subj}|\s*,\s+)(?:[^.;()<]*?\sand\s+)?(?:(?:(?:taken|took|begun|began|started|liked|preferred|insisted)\s+(?:to|on)?\s*)|(?:voted|votes|decided|agreed|resolved|chose|opted|came)\s+(?:[^.,;()]{1,50}\s)?to\s+)?(?:call|styl|renam|nam|dubb|sign)(?:ed|ing|e|es|s)?\s+(?:him|her|it|them)sel(?:f|ves)\s+(?:as\s+)?",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*[,(]\s*(?:who|which)?\s*(?:called|styled|calling|styling|renaming|renamed|naming)\s+(?:him|her|it|them)sel(?:f|ves)\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}(?:changed|changes|changing)\s+into\s+",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Thing,
    ),
    (
        r"(?:{subj}|\s*,\s*having\s+){recast}\s+{poss}\s+(?:own\s+)?{adj}{name}\s+(?:to|into)\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"(?:{subj}|\s*,\s*having\s+){recast}\s+{poss}\s+(?:own\s+)?{adj}{name}\s+from\s+",
        View::Core,
        None,
        None,
        FirstLasts,
        Gate::Open,
    ),
    (
        r"\s*,\s*having\s+(?:been\s+)?(?:[a-z]+ed\s+and\s+)?(?:{renamed}\s+(?:as\s+)?|{took}\s+{poss}\s+{adj}{name}\s+(?:of\s+)?)",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}{took}\s+(?:on\s+)?{poss}\s+{adj}{name}\s*[,:—–]\s*",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*[,—–]\s*(?:since|from|after)\s+<D>,?\s*(?:called\s+|named\s+|known\s+as\s+)?",
        View::Raw,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Thing,
    ),
    (
        r"\s*,?\s*(?:(?:and|but|then)\s+)*(?:then|later|afterwards?|subsequently|eventually|finally|soon)\s+(?:(?:called|named|known\s+as|{renamed})\s+)?",
        View::Raw,
        Some(
            r"\b(?:first|originally|initially|formerly|once)\s+(?:called|named|known\s+as|entitled|styled)\s+{det}",
        ),
        Some(CLOSED),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*,\s*[^.;()<]{0,60}?(?:{aux})?(?:{known}\s+{as}|(?:called|became)\s+|{took}\s+{poss}\s+{adj}{name}\s+(?:of\s+)?)",
        View::Core,
        Some(r"\b(?:born|bapti[sz]ed|christened)\s+(?:as\s+)?{det}"),
        None,
        SecondLasts,
        Gate::Open,
    ),
    // --- now, later ---
    (
        r"\s*\(\s*(?:(?:which|who|that)\s+(?:is|was|became|later\s+became)\s+)?(?:now|later|today|today['’]s|present-day|present|modern|modern-day|currently|current(?:[- ]day)?|subsequently|nowadays|contemporary|afterwards?|the\s+later|(?:since|after|from)\s+(?:the\s+)?(?:revolution|war|conquest|independence|annexation|partition|liberation|occupation|coup|merger)(?:\s+officially)?|since\s+<D>|from\s+<D>|after\s+<D>|in\s+<D>|<D>|the\s+future|what\s+is\s+(?:now|today)|(?:now|later)\s+the\s+city\s+of)\s*[,:]?\s*(?:called\s+|known\s+as\s+|named\s+)?",
        View::Raw,
        None,
        Some(r#"^["”’']?\s*(?:[,;)]|(?:in|from|since|after|until)\b|<D>)"#),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*[,—–]\s*(?:(?:which|who)\s+is\s+|what\s+is\s+)?(?:now|by\s+now|by\s+then|by\s+(?:this|that)\s+time|today|today['’]s|present-day|modern|modern-day|nowadays|currently|the\s+future|the\s+later|the\s+present|the\s+present-day|the\s+modern)\s+(?:called\s+|known\s+as\s+|named\s+)?",
        View::Raw,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}(?:would\s+(?:later\s+)?)?(?:became|become|becomes|becoming)\s+",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*[,(—–]\s*(?:officially\s+|formally\s+|called\s+|known\s+as\s+)*",
        View::Raw,
        None,
        Some(r#"^["”’']?,?\s+(?:since|from|after)\s+<D>\s*[),—–]"#),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*[,(]\s*(?:officially\s+|formally\s+|called\s+|known\s+as\s+)*",
        View::Raw,
        None,
        Some(r#"^["”’']?,?\s+(?:until|till|before|up\s+to)\s+<D>\s*[),]"#),
        FirstLasts,
        Gate::Open,
    ),
    // --- formerly ---
    (
        r"{aside}\s*[,(\[—–]\s*(?:(?:which|who)\s+(?:was|were|had\s+been)\s+)?(?:formerly|previously|originally|initially|once|earlier|hitherto|until\s+(?:lately|recently)|till\s+lately|lately|n[ée]e|n[ée]|born|b\.|until\s+<D>|till\s+<D>|before\s+<D>|up\s+to\s+<D>|prior\s+to\s+<D>|the\s+former|the\s+old|the\s+erstwhile|the\s+ancient|ancient|old|formerly\s+and\s+officially)\s*,?\s*(?:known\s+as\s+|called\s+|named\s+|styled\s+|as\s+)?",
        View::Raw,
        None,
        Some(CLOSED),
        FirstLasts,
        Gate::Open,
    ),
    (
        r"\s*\(\s*(?:then|at\s+(?:the|that)\s+time|in\s+those\s+days|as\s+of\s+<D>)\s*,?\s*(?:still\s+)?(?:known\s+as\s+|called\s+|named\s+)?",
        View::Raw,
        None,
        Some(ROUND),
        FirstLasts,
        Gate::Open,
    ),
    (
        r"\s*,\s*then\s+(?:still\s+)?(?:known\s+as|called|named)\s+",
        View::Raw,
        None,
        None,
        FirstLasts,
        Gate::Open,
    ),
    (
        r"\s*(?:,\s*(?:who|which)\s+|,[^,;()]+,\s*|\s)(?:was|is|had\s+been)\s+(?:born|baptised|baptized|christened)\s+(?:as\s+)?",
        View::Core,
        None,
        None,
        FirstLasts,
        Gate::Person,
    ),
    // "The one republic was born on Sunday, the other on Monday" says nothing of names.
    (
        r"\s*(?:,\s*which\s+|\s)(?:was|is|had\s+been)\s+(?:born|christened)\s+as\s+",
        View::Core,
        None,
        None,
        FirstLasts,
        Gate::Thing,
    ),
    (r"\s*,[^,;()]+,\s*born\s+", View::Raw, None, Some(CLOSED), FirstLasts, Gate::Person),
    // "Jinnah, born in Karachi as Mahomedali"
    (r"\s*,\s*born\s+as\s+", View::Core, None, Some(CLOSED), FirstLasts, Gate::Person),
    // "Gajda, once a chemist's assistant, whose name at birth was Geidl"
    (
        r"(?:\s*,[^,;()<]{2,60})?\s*,\s*whose\s+(?:name\s+at\s+birth|(?:birth|baptismal|original|real|true)\s+name)\s+(?:was|is|had\s+been)\s+",
        View::Core,
        None,
        Some(CLOSED),
        FirstLasts,
        Gate::Person,
    ),
    // "the Muslim Conference, founded in 1932, was renamed the National Conference"
    (
        r"\s*,\s*(?:founded|formed|created|established|set\s+up|organi[sz]ed|launched|started|begun)\b[^,;()]{0,60},?\s+(?:was|were|has\s+been|had\s+been)\s+(?:[a-z]+ly\s+|later\s+|soon\s+|then\s+)?{renamed}\s+(?:as\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Thing,
    ),
    // "Kim Il, a guerrilla born Pak Tŏk-san"
    (
        r"\s*,\s+(?:an?|the)\s+[a-z' -]{2,40}\s+born\s+(?:as\s+)?",
        View::Raw,
        None,
        Some(CLOSED),
        FirstLasts,
        Gate::Person,
    ),
    (
        r"\s*(?:,\s*(?:who|which)\s+|\s)(?:was|were|had\s+been)\s+(?:formerly|previously|originally|initially|first|once|earlier|until\s+<D>|before\s+<D>)\s+(?:known\s+as|called|named)\s+",
        View::Raw,
        None,
        None,
        FirstLasts,
        Gate::Open,
    ),
    (
        r"{aside}\s*[,(\[—–]\s*(?:(?:who|which)\s+)?(?:(?:was|were|had\s+been)\s+)?(?:known|called|referred\s+to|styled|named)\s+(?:until|till|before|up\s+to|prior\s+to)\s+(?:about\s+)?(?:the\s+)?<D>\s+(?:as\s+)?",
        View::Raw,
        None,
        Some(CLOSED),
        FirstLasts,
        Gate::Open,
    ),
    (
        r"{aside}\s*[,(\[—–]\s*(?:(?:who|which)\s+)?(?:(?:was|were|had\s+been|has\s+been)\s+)?(?:known|called|referred\s+to|styled|named)\s+(?:from|between)\s+(?:the\s+)?<D>\s+(?:to|and|until|till)\s+(?:the\s+)?<D>\s+(?:as\s+)?",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    // --- also known as ---
    (
        r"{subj}{aux}(?:(?:to|in|among|by|at)\s+[^,;()]+\s)?{called}\s+(?:(?:to|in|among|by|at|throughout)\s+[^,;()]+\s)?(?:as\s+)?(?:(?:by\s+)?{poss}\s+{adj}{name}\s+(?:of\s+)?)?",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"{aside}\s*[,(\[—–]\s*(?:(?:and|or|but|although|though)\s+)?(?:who\s+is\s+|which\s+is\s+)?{called}\s+(?:(?:to|in|among|by|at|throughout)\s+[^,;()]+?\s)?(?:as\s+)?(?:(?:by\s+)?{poss}\s+{adj}{name}\s+(?:of\s+)?)?",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"{subj}(?:became|become|came\s+to\s+be|grew\s+to\s+be|is|was|were)\s+(?:well\s+)?(?:known|famous|called|remembered)\s+(?:(?:under|by)\s+|(?:(?:to|in|among|throughout)\s+[^,;()]+\s)?(?:as\s+(?:(?:{poss}\s+)?{adj}{name}\s+(?:of\s+)?)?|(?:under|by)\s+(?:{poss}\s+)?{adj}{name}\s+(?:of\s+)?))",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"(?:\s*,\s+(?:an?|the|his|her|its|their)\s[^,;()<]{2,60})?\s*[,(]?\s*(?:whom|which)\s+(?:[^,;()<]|<M>|<D>)+\s(?:called|calls?|(?:knew|known|knows?|remembers?|remembered|identif(?:y|ies|ied)|recogni[sz]e[sd]?|refers?\s+to|referred\s+to|speaks?\s+of|spoke\s+of|lists?|listed|records?|recorded|address(?:es|ed)|transcribes?|transcribed|cites?|cited)\s+as|(?:preferr?(?:ed|s)|liked?|likes|used|chose|chooses|continued|persisted|insisted)\s+(?:to|in|on)\s+(?:call|calling|address(?:ing)?|nam(?:e|ing))(?:\s+as)?|nicknamed|dubbed|named)\s+",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"(?:['’]s)?[\s,;(—–]+(?:[a-z'’-]+,?\s+){0,9}(?:(?:call|nicknam|dubb|nam|christen|spell|pronounc|transcrib)(?:ed|ing|s|es|e|t)?\s+(?:it|him|her|them|the\s+name)\s+(?:as\s+)?|(?:knew|knows?|remembers?|remembered)\s+(?:it|him|her)\s+as\s+|(?:arrest|regist|list|enrol|enroll|jail|recruit|book)(?:ed|ered)\s+(?:him|her)\s+(?:as\s+|under\s+the\s+{adj}{name}\s+(?:of\s+)?))",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(—–]\s*(?:who\s+was\s+)?to\s+(?:be|become)\s+{known}\s+(?:(?:to|in|among|by|throughout)\s+[^,;()]+\s)?{as}",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*,?\s+(?:but|though|although)\s+(?:he|she|it)\s+{aux}(?:well\s+)?(?:{known}\s+(?:(?:to|in|among|by|at|throughout)\s+[^,;()]+\s)?{as}|{called}\s+)",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*(?:an?|the)\s+[a-z' -]+\s{known}\s+(?:(?:to|in|among|by|at|throughout)\s+[^,;()]+\s)?{as}",
        View::Core,
        None,
        None,
        Same,
        Gate::Apposition,
    ),
    (
        r"\s*,\s*(?:the|an?)\s+(?:[a-z]+\s+){1,3}(?:{renamed}|re-?baptised|called|named|known\s+as)\s+(?:as\s+)?",
        View::Raw,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Apposition,
    ),
    (
        r"\s*,\s*(?:in|for)\s+(?:short|brief)\s*,?\s+",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::NotPlace,
    ),
    (
        r"\s+(?:was|is)\s+(?:really\s+|actually\s+|in\s+fact\s+)?",
        View::Core,
        None,
        Some(r"^\s*(?:[,.;)]|$)"),
        Same,
        Gate::Subject,
    ),
    (
        r"{subj}{aux}(?:well\s+)?{known}\s+(?:(?:to|in|among|by|at|throughout)\s+[^,;()]+\s)?{as}",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"{aside}\s*[,(\[—–]\s*(?:(?:and|or|but|although|though)\s+)?(?:who\s+is\s+|which\s+is\s+)?(?:well\s+)?{known}\s+(?:(?:to|in|among|by|at|throughout)\s+[^,;()]+?\s)?{as}",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"{subj}{aux}(?:abbreviated|shortened)\s+(?:as|to)?\s*",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"{aside}\s*[,(\[—–]\s*(?:abbreviated|shortened)\s+(?:in\s+{lang}\s+)?(?:as\s+|to\s+)?",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"{subj}(?:went|goes|going|gone|go)\s+by\s+",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    (
        r"\s+(?:only\s+|simply\s+)?as\s+",
        View::Core,
        Some(
            r"\b(?:kn[eo]ws?|address(?:ed|es|ing)?|refer(?:red|s|ring)?\s+to|spoke\s+of|remember(?:ed|s)?|listed|registered|recorded|entered)\s+{det}{hon}",
        ),
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"\s+",
        View::Core,
        Some(r"\b(?:call(?:ed|s)?|nicknamed|dubbed|christened)\s+{det}"),
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"\s*,?\s*(?:and|but|while)\s+the\s+(?:[a-z]+\s+)?[a-z]+(?:s|ese|ish|ch)\s+(?:call(?:ed|s)?\s+)?(?:it\s+|him\s+|her\s+)?",
        View::Core,
        Some(r"\bthe\s+(?:[a-z]+\s+)?[a-z]+(?:s|ese|ish|ch)\s+(?:call(?:ed|s)?|named)\s+{det}"),
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"\s+(?:hid|stood|lurked|lay|was|were)\s+(?:hid(?:den|ing)\s+)?",
        View::Core,
        Some(r"\bbehind\s+(?:the|this)\s+{adj}{name}\s+(?:of\s+)?{det}"),
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*(?:in|to|among|by|at|on)\s+[^,;()<]{2,40}\s(?:called|known\s+as|named|dubbed|nicknamed|styled)\s+",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(—–]\s*",
        View::Core,
        None,
        Some(
            r"^\s+(?:in|under|during)\s+(?:the\s+)?(?:[a-z]+\s+){0,3}(?:times?|days|era|period|rule|years|century)\s*[,;)—–]",
        ),
        Same,
        Gate::Thing,
    ),
    // --- alias, pseudonym, real name ---
    (
        r"\s*[,(\[—–]?\s*(?:and\s+)?(?:alias|a\.?\s?k\.?\s?a\.?,?|otherwise|i\.\s?e\.,?|ie,?|that\s+is,?|that\s+is\s+to\s+say,?|viz\.?,?|in\s+other\s+words,?|or\s+rather|recte|sc\.)\s+",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(\[—–]\s*(?:in\s+(?:reality|fact|truth)|actually|really|in\s+the\s+world|in\s+religion|in\s+(?:private|civil|real)\s+life|by\s+(?:marriage|birth|adoption)|none\s+other\s+than)\s*,?\s+",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::NotPlace,
    ),
    (
        r"\s+(?:was|is|were|proved\s+to\s+be|turned\s+out\s+to\s+be)\s+(?:in\s+(?:fact|reality)\s+)?(?:none|no)\s+other\s+than\s+",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"[^.;()<]*?\s(?:passport|papers|visa|documents?|permit|ticket|identity|cover)\s+(?:made\s+out\s+)?(?:(?:in|under)\s+(?:the|a)\s+{adj}name\s+(?:of\s+)?|(?:to|for)\s+one\s+)",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"{subj}(?:[a-z]+\s+){0,3}sign(?:ed|ing|s)?\s+(?:his|her|their)\s+[a-z]+\s+(?:with\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"{subj}(?:(?:is|was|were)\s+(?:listed|entered|recorded|registered|enrolled|cited|mentioned)\s+[^.;()<]*?\s?as\s+|(?:appears?|appeared|figures?|figured)\s+[^.;()<]*?\b(?:minutes|documents?|sources?|files?|records?|lists?|registers?|papers|archives?|reports?|texts?|literature|books?|rolls?|letters?|memoirs|chronicles?|correspondence|telegrams?|cables|traffic|decrypts?|dispatch(?:es)?|despatch(?:es)?|diar(?:y|ies)|index|accounts?|protocols?|annals|genealog(?:y|ies)|inscriptions?|press|newspapers?|maps?|census(?:es)?|transcripts?|intercepts?)\s+(?:[^.;()<]{0,30}\s)?as\s+)",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::NotPlace,
    ),
    (
        r"(?:\s*,\s*<M>)*\s*[,(\[—–]\s*(?:hereafter|hereinafter|henceforth|henceforward|below)\s*,?\s*(?:(?:called|referred\s+to\s+as|abbreviated\s+(?:as|to)|cited\s+as)\s+)?",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*[(\[]\s*(?:also|alternatively|alternately|better|usually|in\s+full|in\s+short|short|for\s+short|real\s+name|true\s+name)\s*,?:?\s*",
        View::Raw,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(\[—–]\s*(?:and\s+)?(?:(?:whose|his|her|its|the|with|under|by|using|in|writing|as|then|a|actually|really)\s+)*{adj}{name}\s*(?:,\s*|:\s*)?(?:(?:was|is|had\s+been|were|being|of|in\s+<M>\s+was)\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::NameWord,
    ),
    (
        r"(?:['’]s?|\ss)\s+{adj}{name}\s+(?:was|is|had\s+been|were)\s+",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::NameWord,
    ),
    (
        r"(?:\s*,\s*(?:who|which)|\s*,[^,;()]+,|\s*,\s+[a-z]+(?:ed|en|ing|wn|own)|\s)[^,.;()]*?\s(?:under|by|with|using|through)\s+{poss}\s+{adj}{name}\s+(?:of\s+)?",
        View::Core,
        None,
        None,
        Same,
        Gate::NameWord,
    ),
    (
        r"\s*,\s*(?:writing|publishing|acting|operating|travelling|traveling|living|fighting|working|signing)\s+(?:[a-z]+\s+)?as\s+",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"{subj}(?:wrote|published|signed|registered|lived|travell?ed|hid|fought|sailed|passed|entered|competed|enlisted|enrolled|matriculated|performed|walked|marched)\s+(?:[a-z]+\s+){0,3}as\s+(?:an?\s+[a-z -]{2,30}\s(?:called|named)\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::NotPlace,
    ),
    (
        r"(?:\s*,\s*(?:(?:which|who)\s+)?|\s+)(?:(?:was|is|were|being|had\s+been)\s+)?(?:(?:in\s+fact|in\s+reality|actually|really|only)\s+)?(?:the|a|an|another|one\s+of\s+the|just\s+another|his|her|merely\s+a)\s+{adj}(?:{name}|acronym|abbreviation|initials|short\s+form|shorthand|spelling|romani[sz]ation|transliteration)\s+(?:of|for|used\s+by|given\s+to|adopted\s+by|taken\s+by|assumed\s+by|borne\s+by|that\s+hid|behind\s+which)\s+(?:the\s+)?(?:(?:young|later|great)\s+)?",
        View::Core,
        None,
        None,
        Same,
        Gate::NameWord,
    ),
    (
        r"\s*[,(]?\s*(?:stands|stood|standing|is\s+short|was\s+short|short|(?:an?\s+|the\s+)?(?:abbreviation|acronym|contraction|shorthand))\s+(?:for|of)\s+",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*(?:or\s+)?as\s+",
        View::Core,
        None,
        Some(
            r"^\s+(?:was|is|were|had\s+been|came\s+to\s+be|has\s+been)\s+(?:[a-z]+\s+){0,2}(?:called|known|styled|named|nicknamed|dubbed|termed|referred\s+to)",
        ),
        Same,
        Gate::Open,
    ),
    (
        r"\s*,?\s*or\s+",
        View::Core,
        None,
        Some(
            r"^\s*,?\s*as\s+(?:he|she|it|they|we|this|the|his|her|everyone|everybody|people|most|some)\s+(?:[a-z]+\s+){0,3}(?:was|is|were|had\s+been|came\s+to\s+be|calls?|called|liked|preferred|prefers|knew|known|had|have|has|puts?|spells?|spelled|spelt|writes?|wrote|renders?|rendered|pronounced?|says?|said)\b",
        ),
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*(?:the\s+)?{adj}{name}\s+(?:by|under)\s+which\s+",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*",
        View::Core,
        Some(
            r"\b(?:known\s+(?:[a-z]+\s+){0,4}as|called|named|nicknamed|born|n[ée]e|formerly|originally)\s+{det}",
        ),
        Some(VERB),
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*",
        View::Core,
        Some(
            r"\b(?:under|using|by|with)\s+(?:the|his|her|its|their)\s+{adj}{name}\s*(?:,\s*|\s(?:of\s+)?){det}",
        ),
        Some(VERB),
        Same,
        Gate::Open,
    ),
    // --- further names after one that was said to be a name ---
    (
        r"\s*,?\s*or\s+(?:simply\s+|just\s+)?",
        View::Core,
        Some(
            r"\b(?:(?:known|referred\s+to)\s+(?:[a-z]+\s+){0,4}as|called|nicknamed|spelled|spelt|under\s+the\s+(?:names?|pseudonyms?|alias(?:es)?))\s+{det}",
        ),
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*,?\s*(?:and\s+|or\s+)?",
        View::Core,
        Some(
            r"\b(?:(?:pseudonyms|aliases|pen\s+names|code\s+names|nicknames|noms\s+de\s+guerre)\s+|(?:by|under|with|using)\s+(?:the\s+)?(?:[a-z]+\s+)?(?:names|pseudonyms|aliases)\s+(?:of\s+)?)(?:[^.;()o]|o[^.;()f]|of[^.;() ]){0,60}",
        ),
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*,?\s*and\s+(?:as|under)\s+",
        View::Core,
        Some(r"\b(?:known|renamed|called|referred\s+to)\s+(?:[a-z]+\s+){0,4}(?:as\s+)?{det}"),
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s+(?:in|on|at|near)\s[^.;()]*?,\s*(?:he|she)\s+(?:[a-z]+\s+){0,3}(?:(?:{took}|chang(?:ed|ing))\s+{poss}\s+{adj}{name}\s+(?:of\s+|to\s+)?|(?:became|was)\s+{known}\s+{as}|called\s+(?:him|her)self\s+)",
        View::Core,
        Some(r"\bborn\s+(?:as\s+)?{det}"),
        None,
        SecondLasts,
        Gate::NotPlace,
    ),
    (
        r"\s+(?:in|on|at|near)\s[^.;()]*?,\s*",
        View::Raw,
        Some(r"\bborn\s+(?:as\s+)?{det}"),
        Some(VERB),
        SecondLasts,
        Gate::NotPlace,
    ),
    // "The Tz'u-hsi of older books", "the Kando of the Koreans".
    (
        r"\s*[,(—–]\s*",
        View::Core,
        None,
        Some(
            r#"^["”’']?\s+of\s+(?:(?:the|our|most|many|some|all)\s+)?(?:[a-z-]+\s+){0,3}(?:books?|maps?|atlas(?:es)?|sources?|literature|reports?|textbooks?|newspapers?|press|accounts?|documents?|writers?|travell?ers?|authors?|historians?|texts?|chronicles?|minutes|protocols|telegrams|cables|dispatches|despatches|intercepts|indictments|warrants|letters|memoirs|guidebooks?|encyclop[a-z]+|histories|studies|records|files|legend|tradition|propaganda)\b"#,
        ),
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*",
        View::Core,
        None,
        Some(
            r#"^["”’']?\s+of\s+the\s+(?:[a-z]+(?:ans|ians|ese|ish)|french|poles|turks|germans|greeks|serbs|croats|czechs|arabs|mongols|romans|ancients|natives|locals)\b"#,
        ),
        Same,
        Gate::Thing,
    ),
    (
        r"\s+of\s+(?:the\s+)?(?:[a-z-]+\s+|<M>\s+){0,4}(?:books?|maps?|sources?|reports?|textbooks?|newspapers?|documents?|minutes|protocols|telegrams|cables|letters|writers?|[a-z]+(?:ans|ese|ish))\s*,?\s+and\s+",
        View::Core,
        None,
        Some(
            r#"^["”’']?\s+of\s+(?:(?:the|our|most|many|some|all)\s+)?(?:[a-z-]+\s+){0,3}(?:books?|maps?|sources?|literature|reports?|textbooks?|newspapers?|press|accounts?|documents?|writers?|historians?|texts?)\b"#,
        ),
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(]?\s*or\s+",
        View::Core,
        None,
        Some(r#"^["”’']?\s+in\s+(?:the\s+)?(?:modern\s+)?{lang}\b"#),
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(—–;]\s*(?:or\s+)?in\s+{lang}\s*,?\s*",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::NotPlace,
    ),
    (r"\)\s*,?\s*or\s+", View::Core, None, Some(r#"^["”’']?,?\s+for\s+short"#), Same, Gate::Open),
    (
        r"\s*,?\s*whose\s+name\s+(?:[^.;()]{1,60}\s)?(?:translated|rendered|given|written|spelled|spelt|transcribed|transliterated|romani[sz]ed|read|pronounced)\s+(?:in\s+[a-z]+\s+)?as\s+",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(—–]\s*(?:and\s+)?(?:this|that|which|such)\s+(?:was|is)\s+(?:{poss}\s+)?{adj}{name}\s+of\s+",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*(?:an?|the)\s+[^.;()]{2,60}?\s(?:who|which|that)\s+(?:had\s+|has\s+)?(?:(?:[a-z]+\s+){1,5}(?:under|by)\s+{poss}\s+{adj}{name}\s+(?:of\s+)?|{took}\s+(?:on\s+)?{poss}\s+{adj}(?:{name}\s+(?:of\s+)?|style\s+)|{called}\s+(?:him|her|it)self\s+)",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"{subj}{took}\s+(?:on\s+)?{poss}\s+(?:courtesy\s+|literary\s+)?style\s+",
        View::Core,
        None,
        None,
        Same,
        Gate::Person,
    ),
    (
        r"\s*[;,]\s*(?:[a-z]+\s+){1,4}(?:read|render|writ|spell|transcrib|pronounc)[a-z]*\s+{poss}\s+name\s+as\s+",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*(?:and\s+)?(?:the\s+)?(?:[a-z]+\s+){1,3}as\s+",
        View::Core,
        Some(
            r"\b(?:read|rendered|wrote|written|spelled|called|knew)\s+(?:(?:it|him|her)|{poss}\s+name)\s+as\s+{det}",
        ),
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"[^.;()]{0,40};\s*(?:the|this)\s+(?:county|town|city|village|place|port|state|province|district|body|party|society|organi[sz]ation|group|army|unit|island|river)\s+(?:is|was)\s+(?:called|known\s+as|named|renamed)\s+",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Thing,
    ),
    (
        r"\s*,\s*the\s+(?:[a-z]+\s+){0,2}",
        View::Core,
        None,
        Some(r#"^["”]\s*(?:of\b|[,.;)])"#),
        Same,
        Gate::Person,
    ),
    // --- in the words of narrative ---
    (
        r"\s*,?\s*(?:alias|pseudonym|{name})\s+of\s+(?:the\s+)?(?:[a-z]+\s+){0,3}",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::NameWord,
    ),
    (
        r"\s*,\s*(?:the|an?)\s[^,.;()<]*\s(?:under|with|by|using)\s+{poss}\s+{adj}{name}\s+(?:of\s+)?",
        View::Core,
        None,
        None,
        Same,
        Gate::NameWord,
    ),
    (
        r"\s*,?\s*(?:and\s+|or\s+)?in\s+(?:the\s+)?{lang}\s+(?:reading|pronunciation|transcription|transliteration|spelling|form|version|translation)\s*,?\s*",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"\s*\(\s*",
        View::Core,
        None,
        Some(
            r#"^["”’']?\s+in\s+(?:the|his|her|its|their|most|some|many|all|old|older|early|later|modern|contemporary|[a-z]+s[’']?s?|[a-z]+(?:ese|ish|ian|an|av))\s+(?:{lang}\s+)?(?:[a-z]+\s+){0,3}(?:files?|records?|letters?|documents?|print|sources?|reports?|papers|passports?|press|books|works|accounts|histories|writings|literature|usage|spelling|transcription|form)\s*[;)]"#,
        ),
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*(?:usually|commonly|popularly|generally|mostly|more\s+often)\s+",
        View::Raw,
        None,
        Some(r"^\s*[,;.)]"),
        Same,
        Gate::NotPlace,
    ),
    (
        r"\s*,\s*(?:in|at|during|for)\s+[^,;()]{2,40}\s(?:an?|one|plain)\s+",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    // "(JCP; Nihon Kyōsantō)"
    (r"\s*\(\s*<S>\s*[;,/]\s*", View::Core, None, Some(ROUND), Same, Gate::BracketBody),
    (
        r"(?:{subj}|\s*,\s*)[^;()]{2,80}?\sover\s+(?:the|his|her)\s+signature\s+(?:of\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::NotPlace,
    ),
    (
        r"{subj}(?:appears?|appeared|figures?|figured)\s+(?:[^.;()<]{1,40}\s)?(?:throughout|only|everywhere|always|simply|regularly|there|here|invariably|merely)\s+as\s+",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::NotPlace,
    ),
    (
        r"(?:{subj}|\s*,\s*)(?:(?:is|was|were|been)\s+)?(?:entered|registered|listed|recorded|enrolled|baptised|buried|tried|arrested|convicted|matriculated|filed|emerged|reappeared)\s+(?:[^.;()<]{0,40}?\s)?under\s+{poss}\s+{adj}{name}\s*,?\s*(?:of\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*[a-z]+(?:ed|n|t)\s[^,;()<]{2,60}?\sand\s+(?:well\s+)?{known}\s+(?:(?:to|in|among|by|throughout)\s+[^,;()]+\s)?{as}",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*(?:posthumously\s+)?(?:raised|elevated|promoted|canoni[sz]ed)\s+(?:posthumously\s+)?(?:to\s+the\s+(?:dignity|rank|title|style)\s+of|as)\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Person,
    ),
    (
        r"\s*,\s*(?:who|which)\s[^,;()<]{2,70}?\s{took}\s+{poss}\s+{adj}{name}\s+(?:of\s+)?",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::NameWord,
    ),
    (
        r"{subj}[^.;()<]{2,70},?\s+(?:taking|adopting|assuming|choosing|receiving|using|acquiring)\s+(?:on\s+)?{poss}\s+{adj}{name}\s+(?:of\s+)?",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::NameWord,
    ),
    (
        r"\s*,?\s+under\s+the\s+(?:reign|regnal|royal|papal|religious)\s+(?:title|name|style)\s+(?:of\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Person,
    ),
    (
        r"\s+into\s+",
        View::Core,
        Some(
            r"\b(?:turn|transform|convert|mak)(?:ed|s|ing)\s+{det}(?:(?:young|plain|little)\s+)?{hon}",
        ),
        Some(CLOSED),
        SecondLasts,
        Gate::Person,
    ),
    (
        r"{subj}(?:been\s+)?(?:calling|styling|naming)\s+(?:him|her|it|them)sel(?:f|ves)\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"{subj}did\s+not\s+become\s+",
        View::Core,
        None,
        Some(r"^\s+(?:until|till|before)\b"),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*[(—–]\s*[^()<]{0,40}\b(?:translat|render|call|spell|transcrib)(?:ing|ed|e)?\s+(?:(?:it|him|her|them|the\s+name)\s+)?(?:here\s+|below\s+)?as\s+",
        View::Core,
        None,
        Some(ROUND),
        Same,
        Gate::Open,
    ),
    (
        r"\s*[,(—–]\s*",
        View::Core,
        None,
        Some(
            r"^\s*,?\s+as\s+(?:(?:everyone|everybody|he|she|it|they|people|most|all|many|the\s+[a-z]+)\s+(?:[a-z]+\s+){0,3}(?:called|calls?|nicknamed|dubbed|named|liked\s+to\s+call)\s+(?:it|him|her|them)\b|(?:he|she|it)\s+(?:was|is|came\s+to\s+be|became)\s+(?:[a-z]+\s+){0,2}(?:called|known|nicknamed|styled)\b)",
        ),
        Same,
        Gate::Open,
    ),
    (
        r"{subj}(?:[^.;()<]{0,40}?\s)?the\s+{name}\s+(?:by|under)\s+which\s+(?:it|he|she|they)\s+(?:is|was|are|were|would\s+be|became|came\s+to\s+be)\s+(?:[a-z]+\s+){0,2}(?:known|remembered|called)\s*[,:—–]?\s*",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    (
        r"(?:{subj}|\s*,\s*)(?:[^;()<]{0,80}\s)?(?:exchang|chang|swapp|dropp|abandon|discard|forsak|gave\s+up)[a-z]*\s[^;()<]{0,60}\sfor\s+(?:the\s+{name}\s+of|that\s+of)\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"[^.;()<]{0,70}\b(?:history|posterity|the\s+world|legend)\s+(?:has\s+)?(?:knows|knew|known|remembers|remembered)\s+(?:him|her|it)\s+(?:as|by\s+it\s*:?|(?:under|by)\s+the\s+{name}\s+(?:of)?)\s+",
        View::Core,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*,?\s+(?:turned\s+out|proved)\s*(?:,[^.;()<]{2,60},\s*)?\s*to\s+be\s+(?:(?:none|no)\s+other\s+than\s+)?(?:an?\s+[a-z -]{2,30}\s(?:called|named)\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    (
        r"\s*,\s*(?:the\s+)?{adj}",
        View::Core,
        Some(r"\bin\s+the\s+world\s*,?\s+"),
        None,
        SecondLasts,
        Gate::Person,
    ),
    (
        r"\s*,\s*as\s+the\s+(?:future|later|young)\s+",
        View::Raw,
        None,
        Some(VERB),
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*(?:,[^;()<]{2,50},)?\s+of\s+being\s+(?:the\s+)?{adj}",
        View::Core,
        Some(r"\bsuspect(?:ed|s|ing)\s+{det}{hon}"),
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    (
        r"\s*[(—–]\s*(?:so|thus)\s+[^.;()<]{2,60}?\s(?:call(?:ed|s|ing)?|address(?:ed|es|ing)|nicknam(?:ed|ing)|nam(?:ed|ing)|dubb(?:ed|ing))\s+",
        View::Core,
        None,
        Some(r#"^["”’']?\s*[)—–]"#),
        Same,
        Gate::Open,
    ),
    (
        r"\s*,\s*(?:the\s+)?",
        View::Raw,
        None,
        Some(
            r"^\s+of\s+(?:the|his|her|those|earlier|later)\s+(?:[a-z]+\s+){0,3}(?:years|days|times?|period|youth)\s*[,.;)]",
        ),
        Same,
        Gate::Person,
    ),
    // --- or, brackets: judged further by what they name ---
    (r"\s*,?\s*or\s+", View::Core, None, None, Same, Gate::Initials),
    // "the North-East Frontier Agency (NEFA, since 1972 Arunachal Pradesh)"
    (r"\s*\(\s*", View::Raw, None, Some(r"^\s*[,;:]"), Same, Gate::Initials),
    (r"\s*\(\s*or\s+", View::Core, None, Some(ROUND), Same, Gate::Open),
    (
        r"\s*[,(—–]?\s*(?:or\s+)?",
        View::Core,
        None,
        Some(
            r#"^["”’']?\s*,?\s+(?:by|from|under|to\s+use|to\s+give\s+(?:him|her|it))\s+(?:his|her|its|their|the)\s+{adj}(?:{name}|initials|form|spelling)\s*[,;)—–]"#,
        ),
        Same,
        Gate::Open,
    ),
    (
        r"\s+(?:had\s+been|was|is)\s+",
        View::Core,
        None,
        Some(
            r"^\s+(?:at\s+(?:home|school|birth)|in\s+{lang}|in\s+(?:his|her)\s+(?:passport|papers)|on\s+paper)\s*[,.;)]",
        ),
        Same,
        Gate::Subject,
    ),
    (
        r"\s*,\s*who\s[^,;()<]{2,60},\s+(?:was|is)\s+(?:really\s+|actually\s+|in\s+fact\s+)?",
        View::Core,
        None,
        Some(r"^\s*(?:[.;]|$)"),
        Same,
        Gate::Subject,
    ),
    (r"\s*,?\s*or\s+", View::Core, None, Some(r#"^["”’']?,?\s+for\s+short"#), Same, Gate::Open),
    (r"\s*[,(]\s*", View::Core, None, Some(r#"^["”’']?,?\s+for\s+short"#), Same, Gate::Open),
    // "the Front Demokrasi Rakjat, or People's Democratic Front."
    (r"\s*,\s*or\s+", View::Core, None, Some(r"^\s*[.;]"), Same, Gate::BracketBody),
    (
        r"\s*,\s*or\s+(?:(?:simply|rather|properly|formally|more\s+[a-z]+)\s*,?\s+)?",
        View::Core,
        None,
        Some(r#"^["”’']?\s*[,)]"#),
        Same,
        Gate::Alternative,
    ),
    (r"\s*\[\s*(?:i\.?\s?e\.?,?\s*)?=?\s*", View::Core, None, Some(SQUARE), Same, Gate::Bracket),
    (r"\s*\(\s*=?\s*", View::Core, None, Some(ROUND), Same, Gate::Bracket),
    (
        r"\s*\(\s*",
        View::Core,
        None,
        Some(
            r#"^["”’']?\s*[,;:/]\s*(?:or\s+|abbreviated\s+(?:as\s+|to\s+)?|abbr\.\s+|hereafter\s+|henceforth\s+|in\s+short\s+|known\s+as\s+)?(?:the\s+)?[\p{L}.’'-]{2,14}\s*\)"#,
        ),
        Same,
        Gate::BracketBody,
    ),
    // "the Armia Krajowa, the Home Army (AK)"
    (
        r"\s*,?\s*(?:or\s+(?:the\s+)?)?",
        View::Raw,
        None,
        Some(r#"^["”’']?\s*\("#),
        Same,
        Gate::NativeInitials,
    ),
    // --- pairs and lists: asked last ---
    (
        r"\s*,?\s*(?:and|or|nor|as\s+well\s+as|along\s+with|together\s+with|but\s+also|alongside)\s+(?:(?:both|by|of|in|to|with|from|for|not|later|then|also|even|especially|the)\s+)*",
        View::Core,
        None,
        None,
        Different,
        Gate::Pair,
    ),
    // --- how papers and their notes put it ---
    // "Mobutu, from January 1972 Mobutu Sese Seko, …"
    (
        r"\s*,\s*(?:from|since|after|as\s+of)\s+(?:the\s+)?<D>,?\s+(?:on\s+|onwards?\s+)?",
        View::Raw,
        None,
        Some(r#"^["”’']?\s*[,;)]"#),
        SecondLasts,
        Gate::NotPlace,
    ),
    // "Chen Gongbo 陳公博"
    (r"\s*", View::Raw, None, None, Same, Gate::Script),
    // "who had not yet adopted the name Y", "then not yet called Y", "did not become Y until"
    (
        r"\s*,\s*(?:(?:who|which|that)\s+)?(?:had|has|was|were|did)\s+not\s+yet\s+(?:{took}\s+(?:(?:the|that|his|her|its)\s+{adj}{name}\s+(?:of\s+)?)?|(?:been?\s+)?(?:{called}|{renamed})\s+(?:as\s+)?|become\s+|known\s+as\s+)",
        View::Raw,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"\s*,\s*(?:then\s+|at\s+(?:that|the)\s+time\s+)?not\s+yet\s+(?:{called}|{renamed}|known\s+as)\s+",
        View::Raw,
        None,
        None,
        SecondLasts,
        Gate::Open,
    ),
    (
        r"(?:\s*,\s*(?:who|which))?\s+(?:did\s+not\s+|would\s+not\s+|was\s+not\s+to\s+)(?:become|take\s+the\s+{name}\s+(?:of\s+)?|call\s+(?:itself|himself|herself)|be\s+(?:called|renamed|known\s+as))\s+",
        View::Raw,
        None,
        Some(r"^\s*,?\s+(?:until|before|till)\b"),
        SecondLasts,
        Gate::NotPlace,
    ),
    // "took the veil as Mother Y"
    (
        r"{subj}(?:took|entered|received|professed|made|donned)\s+(?:(?:the|his|her|holy|final|monastic|religious)\s+){0,2}(?:veil|tonsure|orders|vows|cowl|monastery|convent|nunnery|order|priesthood|novitiate|monkhood|habit)\s+(?:[^.;()]{1,30}\s)?(?:as|under\s+the\s+{name}\s+(?:of\s+)?)\s*",
        View::Core,
        None,
        None,
        Same,
        Gate::Person,
    ),
    // "X, the name under which the princess Y became famous"
    (
        r"\s*,\s*(?:the|a)\s+{adj}{name}\s+(?:under|by)\s+which\s+(?:[a-z'’ -]{1,40}\s)?",
        View::Raw,
        None,
        Some(VERB),
        Same,
        Gate::Open,
    ),
    // "X, “La Pasionaria,”"
    (r"\s*,\s*", View::Raw, None, Some(r#"^,?["”»]"#), Same, Gate::Person),
    (
        r"{subj}(?:been\s+)?(?:publishing|writing|signing|performing|travell?ing|living|passing|painting|singing|recording|broadcasting|corresponding)\s+(?:[a-z]+\s+){0,3}as\s+",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    // "Y, who signed himself so, was in reality the missionary X"
    (
        r"\s*,?\s+(?:was|is|had\s+been)\s+(?:in\s+(?:actual\s+)?(?:fact|reality|truth)|really|actually)\s+(?:(?:the|an?)\s+)?(?:[a-z-]+\s+){0,3}",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Subject,
    ),
    // "X, in the notes below simply Y"
    (
        r"\s*[,(]\s*(?:in\s+(?:the\s+)?(?:following\s+)?(?:notes|text|footnotes|references|citations|tables|pages|what\s+follows|this\s+(?:paper|article|chapter|book|essay))\s*,?\s+(?:below\s+|only\s+)?)(?:(?:simply|just|only|merely)\s+)?(?:(?:cited|referred\s+to|abbreviated|quoted|given|called|known)\s+(?:as\s+)?)?",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    // "X, the name the dictator had given to Y"
    (
        r"\s*,\s*(?:the|a|an)\s+{adj}{name}\s+(?:(?:that|which)\s+)?(?:[a-z'’]+\s+){0,6}(?:given|gave|gives|used|uses|preferred|had|have|has|chosen|chose|coined|applied|assigned|reserved|bestowed|invented)\s+(?:to|for|on|upon|of)\s+",
        View::Raw,
        None,
        None,
        Same,
        Gate::Open,
    ),
    // "the real name of X was Y"
    (
        r"\s+(?:was|is|had\s+been)\s+",
        View::Core,
        Some(
            r"\b(?:real|true|original|actual|full|birth|proper|former|old|older|earlier|later|new|native|legal|given|secular|baptismal|christian|official|[a-z]+(?:ese|ian|ish|an))\s+{name}\s+of\s+(?:the\s+)?",
        ),
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    // "X, Y in the Japanese reading"
    (
        r"\s*[,(—–]\s*",
        View::Core,
        None,
        Some(
            r#"^["”’']?\s+in\s+(?:(?:the|its|his|her|their)\s+)?(?:[a-z]+\s+){0,2}(?:reading|spelling|pronunciation|orthography|romani[sz]ation|transcription|transliteration|rendering)\b"#,
        ),
        Same,
        Gate::Open,
    ),
    // "X, who in Uzbekistan had been Y"
    (
        r"(?:\s*,[^,;()]*)?\s+who\s+in\s+(?:<M>|<D>|[a-z ]{2,20})\s*,?\s+(?:had|has)\s+(?:still\s+|once\s+)?been\s+",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    // "whom friends addressed by his courtesy name, Y"
    (
        r"\s*,\s*whom\s+[^,;()]{2,60}\s(?:called|addressed|knew|greeted|hailed|remembered|know|call|named)\s+(?:by|under|as)\s+(?:his|her)\s+{adj}{name}\s*,?\s*(?:of\s+)?",
        View::Core,
        None,
        None,
        Same,
        Gate::Person,
    ),
    (
        r"\s*,\s*who\s+(?:(?:would|had)\s+)?sign(?:ed|s)?\s+(?:(?:most|many|all|some|some\s+of|all\s+of)\s+)?(?:his|her)\s+(?:[a-z]+\s+){1,3}(?:as\s+|with\s+the\s+{name}\s+(?:of\s+)?)?",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    (
        r"\s*,\s*who\s+[^.;()]{1,60}\s+and\s+whose\s+{adj}{name}\s+(?:was|is|had\s+been)\s+",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    // Several names in one pair of brackets: "X (Y; Z)", "X (Y, called Z)", "X (Y in Korean, Z in the
    // Northern spelling)"
    (
        r"\s*\(\s*(?:(?:in\s+)?(?:{lang}|{lang_abbr})\s*:?\s*)?",
        View::Raw,
        None,
        Some(
            r#"^["”’']?\s*(?:;|,\s+(?:called|known|also|in|then|later|born|alias|courtesy|pinyin|hereafter)\b)"#,
        ),
        Same,
        Gate::Bracket,
    ),
    (
        r"\s*\((?:[^();<]{0,40}<S>[^();<]{0,40};\s*)+",
        View::Raw,
        None,
        Some(r#"^["”’']?\s*[);]"#),
        Same,
        Gate::NotPlace,
    ),
    (
        r"\s*\((?:[^();<]{0,40}<S>[^();<]{0,40}[;,]\s*)+(?:also(?:\s+(?:called|known\s+as))?|called|known\s+as|or|now|later|then|in\s+{lang}|{lang}|{lang_abbr}|{further}|(?:(?:his|her|its)\s+)?{adj}{name})\s*:?\s*",
        View::Raw,
        None,
        Some(r#"^["”’']?\s*[);,]"#),
        Same,
        Gate::Open,
    ),
    (
        r"\s*\((?:[^();<]{0,40}<S>[^();<]{0,40}[;,]\s*)+",
        View::Raw,
        None,
        Some(
            r#"^["”’']?\s+(?:in\s+(?:the\s+)?(?:{lang}|[a-z]+\s+(?:spelling|reading|usage|pronunciation))|to\s+(?:his|her|its|their|the)\b|on\s+(?:the\s+)?(?:{lang}\s+)?maps?\b|on\s+{lang}\s*[);])"#,
        ),
        Same,
        Gate::Open,
    ),
    // "X (Y, or Z)"
    (
        r"\s*\(\s*",
        View::Core,
        None,
        Some(r"^\s*[,;]\s+(?:or|also|a\.?k\.?a\.?|alias)\b"),
        Same,
        Gate::Bracket,
    ),
    // "X, an engineer whom the comrades had called Y"
    (
        r"\s*,\s*(?:an?|the)\s+[a-z' -]{2,40}\s+(?:whom|which|that)\s+[^,;()]{2,60}?\s(?:(?:had|have|has)\s+)?(?:called|nicknamed|dubbed|christened|knew\s+as|know\s+as|named)\s+",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::NotPlace,
    ),
    // "X (he was also called Y)"
    (
        r"\s*[(—–]\s*(?:he|she|it)\s+{aux}(?:also\s+)?(?:{called}|known\s+as)\s+",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    // "Mukden, which is Shenyang to the Chinese and was Hōten on the maps of the victors"
    (
        r"\s*,\s*which\s+[^.;()]{2,60}\s+and\s+(?:was|is|became)\s+",
        View::Core,
        None,
        Some(r"^\s+(?:on\s+(?:the\s+)?(?:[a-z]+\s+)?maps?|to\s+the|in\s+{lang})\b"),
        Same,
        Gate::Thing,
    ),
    // --- conspirators and their biographers ---
    // "Ong Boon Hua, which in Mandarin is Wang Wenhua"
    (
        r"\s*,\s*which\s+in\s+(?:the\s+)?{lang}\s+(?:is|was|becomes|reads|would\s+be)\s+",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    // "Serge Lefranc, a commercial traveller, who turned out to be Joseph Ducroux"
    (
        r"(?:\s*,\s*[^,;()<]+)?\s*,\s*who\s+(?:turned\s+out|proved|{aux}(?:found|shown|revealed|discovered))\s+to\s+(?:be|have\s+been)\s+",
        View::Core,
        None,
        None,
        Same,
        Gate::Person,
    ),
    // "who was in truth the Frenchman Joseph Ducroux"
    (
        r"\s*,\s*who\s+(?:was|is|had\s+been)\s+(?:in\s+(?:fact|truth|reality)|really|actually)\s+(?:(?:the|an?)\s+(?:[a-z-]+(?:man|woman|er|or|ist|ese|ish|ian|an|al|ch)\s+){1,2})?",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    // "Abdullah CD, a Malay of Perak whose full name was", "a doctor whose name in the ciphers was"
    (
        r"\s*,\s*(?:(?:an?|the|one\s+of)\s+(?:[^,;()<]|<[MSD]>)+?\s)?(?:and\s+)?whose\s+{adj}{name}\s+(?:(?:in|to|among|at|on|for)\s+[^,;()<]+?\s)?(?:was|is|had\s+been)\s+",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    // "he married Eng Ming Ching, thereafter Suriani Abdullah"
    (
        r"\s*,\s*(?:thereafter|henceforth|henceforward|from\s+then\s+on|ever\s+after)\s+",
        View::Raw,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::NotPlace,
    ),
    // "Ōkubo Ichizō, afterwards Ōkubo Toshimichi"; "Mitford, later Lord Redesdale"
    (
        r"\s*,\s*(?:later|afterwards?|subsequently|eventually)\s+",
        View::Raw,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Namesakes,
    ),
    (
        r"\s*,\s*(?:later|afterwards?|subsequently|eventually|the\s+future)\s+",
        View::Raw,
        None,
        None,
        SecondLasts,
        Gate::Peer,
    ),
    // "Ly Thuy (the Chinese said Li Rui)"
    (
        r"\s*\(\s*(?:the\s+)?(?:[a-z]+\s+){1,2}(?:said|says?|wrote|writes?|spell(?:ed|s)?|render(?:ed|s)?|read|calls?|called)\s+(?:(?:it|him|her|the\s+name)\s+)?(?:as\s+)?",
        View::Core,
        None,
        Some(ROUND),
        Same,
        Gate::Open,
    ),
    // "Shi Zhe, who in his Soviet years had been called Karskii"
    (
        r"\s*,\s*who\s+(?:in|during|under|at)\s+(?:[^,;()<]|<[MD]>)+\s(?:was|had\s+been)\s+(?:{called}|known\s+as)\s+",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    (
        r"\s*,\s*who\s+(?:in|during)\s+(?:[^,;()<]|<[MD]>)+\shad\s+been\s+",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    // "A. I. Mikoyan, in the ciphers Comrade Andreev"
    (
        r"\s*,\s*(?:in|on)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}(?:ciphers?|codes?|telegrams?|cables?|minutes|traffic|decrypts|intercepts|correspondence|passports?)\s+(?:as\s+|only\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    // "one Communist Party, which in October the plenum rebaptised the Indochinese Communist Party"
    (
        r"\s*,?\s+which\s+(?:[^;()<]|<[MSD]>)+?\s{renamed}\s+(?:as\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Thing,
    ),
    // "the League, which everybody, after its weekly, called Thanh Nien"
    (
        r"\s*,\s*(?:which|whom)\s+(?:everybody|everyone|people|all|most|they|some|many|he|she)\b(?:[^;()<]|<M>)*?\s(?:called|nicknamed|knew\s+as)\s+",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Open,
    ),
    // "Peter Kos (the latter, born Leo Konduktorov, …)"
    (
        r"\s*\(\s*(?:the\s+(?:latter|former)|he|she)\s*,\s*(?:born|n[ée]e)\s+(?:as\s+)?",
        View::Raw,
        None,
        Some(CLOSED),
        FirstLasts,
        Gate::Person,
    ),
    // "Wladyslaw Gomulka, to the party simply “Wieslaw”"
    (
        r"\s*,\s*to\s+(?:[^,;()<]|<M>)+?\s*",
        View::Raw,
        None,
        Some(r#"^["”’']?\s*(?:[,;.)—–]|$|(?:and|but|or)\b)"#),
        Same,
        Gate::Quoted,
    ),
    // "Luis Taruc, a tailor, was put at its head; he signed himself Alipato"
    (
        r"(?:[^.;()<]|<[MD]>)*;\s*(?:he|she)\s+(?:signed|called|styled|named)\s+(?:him|her)self\s+",
        View::Core,
        None,
        None,
        Same,
        Gate::Person,
    ),
    // "it was Phong who, under the name of Hai An, was elected"
    (
        r"(?:\s*,)?\s+who\s*,\s*(?:under|by|with)\s+{poss}\s+{adj}{name}\s+(?:of\s+)?",
        View::Core,
        None,
        None,
        Same,
        Gate::Person,
    ),
    // "Murata Zōroku, who had taught there, is the same man as Ōmura Masujirō"
    (
        r"(?:[^.;<]|<[MD]>)*\b(?:is|was|were|are)\s+(?:one\s+and\s+)?the\s+same\s+(?:man|person|woman|individual|body|place|town|organi[sz]ation)\s+as\s+",
        View::Core,
        None,
        None,
        Same,
        Gate::Open,
    ),
    // "Nomura Yakichi, who came home as Inoue Masaru"
    (
        r"{subj}(?:came|went|returned)\s+(?:home|back|out|away)\s+as\s+",
        View::Core,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    // "Ikumatsu, who as his wife became Kido Matsuko"
    (
        r"\s*,\s*who\s+as\s+[^,;()<]+\sbecame\s+",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Person,
    ),
    // "Kichinosuke, as Saigō then was"
    (
        r"\s*,\s*as\s+",
        View::Core,
        None,
        Some(r"^\s+(?:(?:then|still)\s+was|was\s+(?:then|still|at\s+(?:the|that)\s+time))\b"),
        SecondLasts,
        Gate::NotPlace,
    ),
    // "Nakaoka Shintarō, who was Ishikawa Seinosuke to the landlord"
    (
        r"\s*,\s*who\s+was\s+",
        View::Core,
        None,
        Some(r#"^["”’']?\s+to\s+(?:the|his|her|their|most|all|some)\b"#),
        Same,
        Gate::Person,
    ),
    // "Kagawa Takashi, captured in August 1940, became Umeda Terufumi"
    (
        r"\s*,\s*[a-z]+(?:ed|n|t)\s(?:[^,;()<]|<[MD]>)+,\s*(?:later\s+|then\s+)?became\s+",
        View::Raw,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Person,
    ),
    // "Tan Cheng Lock of Malacca (Chen Zhenlu in Mandarin)"
    (
        r"\s+of\s+<M>\s*[,(—–]\s*",
        View::Raw,
        None,
        Some(r#"^["”’']?\s+in\s+{lang}(?:\s*[,;.)\]—–]|\s+(?:and|or|but)\b)"#),
        Same,
        Gate::Person,
    ),
    // "Benigno Aquino Jr., whose father, Benigno Aquino, …"
    (
        r"\s*,?\s+whose\s+(?:[a-z]+\s+)?(?:father|mother|wife|husband|son|daughter|brother|sister|uncle|aunt|cousin|nephew|grandfather|grandson|namesake)\s*,?\s+",
        View::Core,
        None,
        None,
        Different,
        Gate::Pair,
    ),
    // "Maeda, an employee of the railway, taken at Taihe, who from then on called himself Sugimoto Kazuo"
    (
        r"\s*,(?:[^.;()<]|<[MD]>)+,\s*who\s+(?:called|styled)\s+(?:him|her)self\s+",
        View::Core,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Person,
    ),
    (
        r"\s*,(?:[^.;()<]|<[MD]>)+,\s*who\s+from\s+then\s+on\s+(?:called|styled)\s+(?:him|her)self\s+",
        View::Raw,
        None,
        Some(CLOSED),
        SecondLasts,
        Gate::Person,
    ),
    // "Katsura, who that winter had become Kido Kanji, travelled"
    (
        r"\s*,\s*who\s+(?:that|this|in|the)\s+[a-z ]+\s(?:had\s+)?become\s+",
        View::Raw,
        None,
        Some(r"^\s*[,;.)]"),
        SecondLasts,
        Gate::Person,
    ),
    // "The trade envoy, Artur Stashevsky, had been born Girshfeld"
    (
        r"\s*,\s*(?:was|had\s+been)\s+(?:born|bapti[sz]ed|christened)\s+(?:as\s+)?",
        View::Core,
        None,
        Some(CLOSED),
        FirstLasts,
        Gate::Person,
    ),
    // "Yitzhak Sadeh, Isaac Landoberg until he changed it"
    (
        r"\s*,\s*",
        View::Core,
        None,
        Some(r"^\s+until\s+(?:he|she|it)\b"),
        FirstLasts,
        Gate::NotPlace,
    ),
    // "Israel Scheib, who has been Israel Eldad ever since"
    (
        r"\s*,\s*who\s+has\s+been\s+",
        View::Core,
        None,
        Some(r"^\s+(?:ever\s+)?since\b"),
        SecondLasts,
        Gate::Person,
    ),
    // "Lord Moyne, the minister there, who before his peerage had been Walter Guinness"
    (
        r"(?:\s*,(?:[^,;()<]|<[MD]>)+)?\s*,\s*who\s+before\s+[^,;()<]+\shad\s+been\s+",
        View::Raw,
        None,
        Some(CLOSED),
        FirstLasts,
        Gate::Person,
    ),
    // "Ben-Gurion, who had been David Gruen of Plonsk"
    (
        r"\s*,\s*who\s+had\s+(?:once\s+|earlier\s+|formerly\s+)?been\s+",
        View::Raw,
        None,
        Some(r"^\s*(?:of\s+[a-z]+\s*)?[,;.)]"),
        FirstLasts,
        Gate::Person,
    ),
    // "Dmitry Pavlov of the tank brigade, whom the whole front knew as Pablo"
    (
        r"\s+of\s+(?:[^,;()<]|<M>)+,\s*whom\s+[^,;()<]+\s(?:knew|know|remembered|addressed)\s+as\s+",
        View::Core,
        None,
        None,
        Same,
        Gate::Person,
    ),
    // "his commissar, Gallo, who outside Spain was Luigi Longo"
    (
        r"\s*,\s*who\s+(?:outside|inside|in|at|to)\s+(?:<M>|[a-z ]+)\s+(?:was|is)\s+",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    // "Naum Eitingon, in those years Colonel Kotov"
    (
        r"\s*,\s*in\s+(?:those|these|his\s+[a-z]+)\s+(?:years|days|months|time)\s+",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    // "Stoyan Minev, called Stepanov in Moscow, was here Moreno"
    (
        r"\s*(?:,(?:[^,;()<]|<[MDS]>)+,)?\s*was\s+(?:here|there)\s+",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    // "Comrade Pedro who would go home to Hungary as Ernő Gerő"
    (
        r"(?:{subj}|\s+who\s+)(?:would\s+)?(?:go|went|come|came|returned?|gone)\s+(?:home|back)\s+to\s+<M>\s+as\s+",
        View::Raw,
        None,
        Some(CLOSED),
        Same,
        Gate::Person,
    ),
    // "whom all Bengal called Bagha Jatin, which is Tiger Jatin"
    (r"\s*,\s*which\s+is\s+", View::Core, None, Some(CLOSED), Same, Gate::Person),
    // "Narendranath Bhattacharya, Naren to the conspirators of the town"
    (
        r"\s*[,(—–]\s*",
        View::Core,
        None,
        Some(r#"^["”’']?\s+to\s+the\s+[a-z-]{3,}s\b"#),
        Same,
        Gate::Person,
    ),
    // "had been Yair, in homage to Eleazar ben Yair"
    (
        r"\s*,?\s*in\s+(?:homage\s+to|honou?r\s+of|memory\s+of)\s+",
        View::Core,
        None,
        None,
        Different,
        Gate::Pair,
    ),
    // "known as Grot (earlier as Rakoń)"
    (
        r"\s*\(\s*(?:earlier|before\s+that|previously|formerly|at\s+first|first)\s+as\s+",
        View::Raw,
        None,
        Some(ROUND),
        FirstLasts,
        Gate::Person,
    ),
];

/// Words without which a longer stretch cannot be a statement; saves the patterns the look.
pub(super) const CUES: &[&str] = &[
    " after ",
    " who in ",
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
    ", in ",
    "— in ",
    "– in ",
    "knew",
    "know",
    "lived as",
    "hid as",
    "by now",
    "by then",
    "crowned",
    "enthroned",
    "throne",
    "reigned",
    "ruled",
    "proclaimed",
    "elected",
    "history",
    "legend",
    "none other",
    "no other",
    "passport",
    "papers",
    "sign",
    "appear",
    "figure",
    "listed",
    "recorded",
    "registered",
    "initials",
    "russified",
    "sinici",
    "anglic",
    "angliz",
    "revert",
    " as ",
    "into",
    "as ",
    "goes by",
    "hid",
    "since",
    "times",
    "renamed",
    "turned out",
    "proved",
    "shown",
    "found to",
    "earn",
    "gain",
    " won ",
    "bestow",
    "confer",
    "peerage",
    "created",
    "ennobled",
    "so-called",
    "to be ",
    "abbr",
    "enter",
    "title",
    "signature",
    "nothing but",
    "common with",
    "raised",
    "elevated",
    "being",
    "so ",
    "which in ",
    "in truth",
    "who was ",
    "who had been ",
    "who has been ",
    "who is ",
    "which is ",
    " whose ",
    "everybody",
    "baptis",
    "baptiz",
    "the latter",
    ", to the ",
    ", to his ",
    ", to her ",
    "the same ",
    "who, ",
    " until he",
    " until she",
    "was here",
    "was there",
    "homage",
    "in honor",
    "in honour",
    "in memory",
];

fn expand(text: &str) -> String {
    let once = |text: String| {
        BLOCKS.iter().fold(text, |text, (name, block)| text.replace(&format!("{{{name}}}"), block))
    };
    // Twice, for a block may hold others. Blanks and word bounds of ASCII keep the automata small:
    // the words between two names are English.
    once(once(text.to_owned())).replace(r"\s", r"(?-u:\s)").replace(r"\b", r"(?-u:\b)")
}

/// Adverbs that change nothing of what is said: taken out of the words between before the `Core`
/// patterns look at them.
const FILLERS: &[&str] = &[
    "later",
    "then",
    "now",
    "also",
    "soon",
    "since",
    "subsequently",
    "eventually",
    "finally",
    "afterward",
    "afterwards",
    "once",
    "again",
    "officially",
    "formally",
    "formerly",
    "previously",
    "originally",
    "initially",
    "first",
    "thereafter",
    "still",
    "already",
    "commonly",
    "generally",
    "popularly",
    "widely",
    "better",
    "best",
    "more",
    "often",
    "sometimes",
    "usually",
    "variously",
    "otherwise",
    "informally",
    "simply",
    "affectionately",
    "legally",
    "publicly",
    "quickly",
    "hence",
    "henceforth",
    "thus",
    "accordingly",
    "promptly",
    "immediately",
    "long",
    "today",
    "currently",
    "colloquially",
    "properly",
    "correctly",
    "internally",
    "frequently",
    "universally",
    "familiarly",
    "alternatively",
    "merely",
    "even",
    "just",
    "briefly",
    "secretly",
    "jokingly",
    "well",
    "especially",
    "particularly",
    "chiefly",
    "mainly",
    "mostly",
    "largely",
    "simultaneously",
];

/// Phrases of time and place that change nothing of what is said.
const TIMES: &str = r",? ?\b(?:(?:in|on|since|after|as of|as early as|around|about|during|early in|late in|by|from) (?:about |around |circa |c\. |roughly |at least )?(?:the )?(?:(?:spring|summer|autumn|fall|winter|end|beginning|middle|course) of )?(?:early[ -]|mid[ -]|late[ -])?<D>s?,?|(?:at|by) (?:the|that|this) time|by (?:then|now)|at (?:once|first|last)|in turn|soon after(?:wards?)?|shortly (?:after(?:wards?)?|thereafter)|after the (?:war|revolution|coup|conquest|occupation|liberation)|in exile|in (?:his|her) youth|a (?:year|few years|few months) later|the (?:next|following|same) year|for (?:years|decades|months|long)|for (?:a|some|many|several|most|much|the rest) (?:of )?(?:(?:his|her|its|the) )?(?:time|while|years?|months|decades|life|period)|all (?:his|her|its) life|(?:in|by|at) <M>)";

/// Articles, quotation marks and honorifics right before the second name.
const TRAIL: &str = r#"(?:(?:the|simply|just|merely|plain|{title}|gen\.|agent|citizen|monk|nun|friar|abbot|novice|(?:(?:port|capital|present)\s+)?(?:city|town|village|island|port)\s+of)\s+|["“„‘'«])+$"#;

/// The words between two names, made ready for the patterns.
pub(super) struct Gap {
    /// Single blanks, one at the end; articles and honorifics before the second name gone.
    pub(super) raw: String,
    /// The same without fillers and phrases of time.
    pub(super) core: String,
}

impl Gap {
    /// `masked` is lower case with mentions masked.
    pub(super) fn new(masked: &str) -> Self {
        let mut raw = masked.split_whitespace().collect::<Vec<_>>().join(" ");
        if masked.starts_with(char::is_whitespace) {
            raw.insert(0, ' ');
        }
        if raw.ends_with(char::is_alphanumeric) {
            raw.push(' ');
        }
        // A bracket with another name in it, as the name is spelled elsewhere: what follows is said of
        // the name before it.
        if let Some(aside) = ASIDE_FINDER.as_ref().and_then(|a| a.find(&raw)) {
            raw.replace_range(..aside.end() - 1, "");
        }
        // A note's number behind the first name, and its native script, say nothing.
        if let Some(mark) = MARK_FINDER.as_ref()
            && let std::borrow::Cow::Owned(without) = mark.replace(&raw, "$kept$blank")
        {
            raw = without;
        }
        // A quotation mark that closes behind the first name, and what a lost word left of a bracket.
        if let Some(rest) = raw.strip_prefix(['"', '”', '’', '\''])
            && !rest.starts_with(char::is_alphabetic)
        {
            raw = rest.to_owned();
        }
        for (lost, kept) in [("(; ", "("), ("(, ", "("), ("( ; ", "("), ("( , ", "("), ("(/ ", "(")]
        {
            raw = raw.replace(lost, kept);
        }
        if let Some(trail) = TRAIL_FINDER.as_ref().and_then(|t| t.find(&raw)) {
            // Only whole words: "(the " but not "breathe ".
            let whole =
                raw.get(..trail.start()).is_some_and(|h| !h.ends_with(char::is_alphanumeric));
            if whole {
                raw.truncate(trail.start());
            }
        }
        if !raw.ends_with(' ') {
            raw.push(' ');
        }
        let timeless = match TIME_FINDER.as_ref() {
            Some(times) => times.replace_all(&raw, ""),
            None => std::borrow::Cow::Borrowed(raw.as_str()),
        };
        let mut core = String::with_capacity(timeless.len());
        for word in timeless.split_inclusive(' ') {
            let bare = word.trim_end_matches([' ', ',']);
            let inner = bare.trim_start_matches(['(', '[', '—', '–']);
            if !FILLERS.contains(&inner) {
                core.push_str(word);
            } else if inner.len() < bare.len() {
                core.push_str(bare.get(..bare.len() - inner.len()).unwrap_or_default());
            } else if core.is_empty() && raw.starts_with(' ') {
                core.push(' ');
            }
        }
        if !core.ends_with(' ') {
            core.push(' ');
        }
        Self { raw, core }
    }
}

/// Names in brackets of their own, with a comma or a word behind.
const ASIDE: &str = r"^ ?\((?:[^()<]{0,40}<S>){1,3}[^()<]{0,40}\)[,; ]";

/// A note's number, or native script, right behind a name.
const MARK: &str = r"^(?P<kept>[,;:.]?)\s?(?:[0-9]{1,3}|\s?[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}]+)(?P<blank>\s)";

static ASIDE_FINDER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(ASIDE).ok());
static MARK_FINDER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(MARK).ok());
static TRAIL_FINDER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&expand(TRAIL)).ok());
static TIME_FINDER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(TIMES).ok());

static VERB_FINDER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(VERB).ok());

/// Whether a verb follows right behind a name.
pub(super) fn goes_on_with_verb(after: &str) -> bool {
    VERB_FINDER.as_ref().is_some_and(|verb| verb.is_match(after))
}

/// Whether what follows a name says until when: "did not become Y until 1923".
pub(super) fn ends_in_time(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', ',']);
    ["until ", "till ", "before "].iter().any(|word| rest.starts_with(word))
}

/// All patterns; those of a lower index are asked first.
pub(super) struct Patterns {
    core: RegexSet,
    core_rows: Vec<usize>,
    raw: RegexSet,
    raw_rows: Vec<usize>,
    all: Vec<Pattern>,
}

impl Patterns {
    /// The patterns that fit the words between, in order.
    pub(super) fn fitting(&self, gap: &Gap) -> Vec<&Pattern> {
        let rows = |set: &RegexSet, rows: &[usize], text: &str| -> Vec<usize> {
            set.matches(text).into_iter().filter_map(|i| rows.get(i).copied()).collect()
        };
        let mut found = rows(&self.core, &self.core_rows, &gap.core);
        found.extend(rows(&self.raw, &self.raw_rows, &gap.raw));
        found.sort_unstable();
        found.into_iter().filter_map(|i| self.all.get(i)).collect()
    }
}

fn gap_regex(gap: &str) -> String {
    format!("^(?:{})$", expand(gap))
}

/// A row that does not compile is left out; the tests see to it that none is.
pub(super) static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let mut compiled: HashMap<String, Regex> = HashMap::new();
    let mut side = |text: Option<&str>, from_end: bool| -> Option<Option<Regex>> {
        let Some(text) = text else { return Some(None) };
        let text = if from_end { format!("(?:{})$", expand(text)) } else { expand(text) };
        if let Some(known) = compiled.get(&text) {
            return Some(Some(known.clone()));
        }
        let regex = Regex::new(&text).ok()?;
        compiled.insert(text, regex.clone());
        Some(Some(regex))
    };
    let (mut core, mut raw) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
    let mut all = Vec::new();
    for (gap, view, before, after, relation, gate) in ROWS {
        let (Some(before), Some(after)) = (side(*before, true), side(*after, false)) else {
            continue;
        };
        let (texts, rows) = match view {
            View::Core => (&mut core.0, &mut core.1),
            View::Raw => (&mut raw.0, &mut raw.1),
        };
        texts.push(gap_regex(gap));
        rows.push(all.len());
        all.push(Pattern { before, after, relation: *relation, gate: *gate });
    }
    let set = |texts: &[String]| {
        RegexSetBuilder::new(texts)
            .size_limit(32 << 20)
            // The default of 2 MB is too small for all patterns: it would be built anew again and again.
            .dfa_size_limit(16 << 20)
            .build()
            .unwrap_or_else(|_| RegexSet::empty())
    };
    Patterns { core: set(&core.0), core_rows: core.1, raw: set(&raw.0), raw_rows: raw.1, all }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_compiles() {
        for (gap, ..) in ROWS {
            if let Err(error) = Regex::new(&gap_regex(gap)) {
                panic!("{gap}: {error}");
            }
        }
        assert_eq!(PATTERNS.all.len(), ROWS.len());
        assert_eq!(PATTERNS.core.len() + PATTERNS.raw.len(), ROWS.len());
        assert!(ASIDE_FINDER.is_some() && MARK_FINDER.is_some());
        assert!(TRAIL_FINDER.is_some() && TIME_FINDER.is_some() && VERB_FINDER.is_some());
    }

    #[test]
    fn fillers_and_times_are_taken_out() {
        let gap = Gap::new(" was in <D> officially renamed the ");
        assert_eq!(gap.raw, " was in <D> officially renamed ");
        assert_eq!(gap.core, " was renamed ");
        assert_eq!(Gap::new(", now called ").core, ", called ");
        assert_eq!(Gap::new(" (the ").raw, " ( ");
    }
}

//! Entries by the million: all their text in one string, all else in rows of numbers.
//!
//! An [`Entry`] takes half a dozen allocations; a list of a million would take most of a gigabyte
//! and seconds to read. Here an entry is a row that says where its text lies.

use std::sync::Arc;

use super::entry::{Coordinates, Entry, Flags, ListFull, Name};
use super::flat::{piece, row, short};
use crate::entity::{EntityKind, EntryRef};

/// Stands for "nothing more is known".
const NOTHING: u32 = u32::MAX;

row! {
    /// One entry.
    struct Record {
        /// Where its identifier begins; the preferred name follows it.
        text,
        id_len,
        name_len,
        /// The first of its names; they go on to the first name of the next record.
        names,
        line,
        /// A signed number.
        priority,
        /// Index into EntityKind::ALL in the lowest eight bits, above it the list's number.
        kind_and_list,
        /// Where the rest is kept, or NOTHING.
        extra,
    }
}

row! {
    /// One name of an entry.
    struct NameRow { text, len, flags, entry, }
}

row! {
    /// What only some entries have. Signed numbers and halves of floating-point ones.
    struct Extra {
        /// Bits of HAS_*.
        has,
        from,
        to,
        latitude_low,
        latitude_high,
        longitude_low,
        longitude_high,
        /// Where the Wikidata identifier begins; the notes follow it.
        text,
        wikidata_len,
        notes_len,
    }
}

/// The part of [`Record::kind_and_list`] that is the kind.
const KIND: u32 = 0xFF;

const HAS_FROM: u32 = 1;
const HAS_TO: u32 = 1 << 1;
const HAS_COORDINATES: u32 = 1 << 2;
const HAS_WIKIDATA: u32 = 1 << 3;
const HAS_NOTES: u32 = 1 << 4;

/// The entries of a list, or of all lists of a gazetteer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entries {
    pub(super) text: String,
    pub(super) records: Vec<Record>,
    pub(super) names: Vec<NameRow>,
    pub(super) extras: Vec<Extra>,
}

/// All of an entry but its names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft<'a> {
    pub(super) id: &'a str,
    pub(super) kind: EntityKind,
    pub(super) from: Option<i32>,
    pub(super) to: Option<i32>,
    pub(super) priority: i32,
    pub(super) coordinates: Option<Coordinates>,
    pub(super) wikidata: &'a str,
    pub(super) notes: &'a str,
    pub(super) line: usize,
}

impl Entries {
    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    /// Adds an entry without a name. Its names are added by [`Entries::name`], the preferred one at
    /// once.
    pub(super) fn push(&mut self, draft: &Draft<'_>) -> Result<(), ListFull> {
        let extra = self.extra(draft)?;
        let record = Record {
            text: short(self.text.len()).ok_or(ListFull)?,
            id_len: short(draft.id.len()).ok_or(ListFull)?,
            names: short(self.names.len()).ok_or(ListFull)?,
            name_len: 0,
            line: short(draft.line).unwrap_or(u32::MAX),
            priority: draft.priority.cast_unsigned(),
            kind_and_list: EntityKind::ALL.iter().position(|k| *k == draft.kind).unwrap_or(0)
                as u32,
            extra,
        };
        short(self.records.len() + 1).ok_or(ListFull)?;
        self.text.push_str(draft.id);
        self.records.push(record);
        Ok(())
    }

    fn extra(&mut self, draft: &Draft<'_>) -> Result<u32, ListFull> {
        let mut extra = Extra::default();
        for (value, slot, bit) in
            [(draft.from, &mut extra.from, HAS_FROM), (draft.to, &mut extra.to, HAS_TO)]
        {
            if let Some(year) = value {
                *slot = year.cast_unsigned();
                extra.has |= bit;
            }
        }
        if let Some(place) = draft.coordinates {
            (extra.latitude_low, extra.latitude_high) = halves(place.latitude);
            (extra.longitude_low, extra.longitude_high) = halves(place.longitude);
            extra.has |= HAS_COORDINATES;
        }
        if !draft.wikidata.is_empty() {
            extra.has |= HAS_WIKIDATA;
        }
        if !draft.notes.is_empty() {
            extra.has |= HAS_NOTES;
        }
        if extra.has == 0 {
            return Ok(NOTHING);
        }
        extra.text = short(self.text.len()).ok_or(ListFull)?;
        extra.wikidata_len = short(draft.wikidata.len()).ok_or(ListFull)?;
        extra.notes_len = short(draft.notes.len()).ok_or(ListFull)?;
        let at = short(self.extras.len()).ok_or(ListFull)?;
        self.text.push_str(draft.wikidata);
        self.text.push_str(draft.notes);
        self.extras.push(extra);
        Ok(at)
    }

    /// Adds a name to an entry. Unless it is the last entry, [`Entries::settle`] must follow.
    pub(super) fn name(&mut self, entry: usize, name: &str, flags: Flags) -> Result<(), ListFull> {
        let row = NameRow {
            text: short(self.text.len()).ok_or(ListFull)?,
            len: short(name.len()).ok_or(ListFull)?,
            flags: flags.bits().into(),
            entry: short(entry).ok_or(ListFull)?,
        };
        short(self.names.len() + 1).ok_or(ListFull)?;
        if let Some(record) = self.records.get_mut(entry)
            && record.names as usize == self.names.len()
        {
            record.name_len = row.len;
        }
        self.text.push_str(name);
        self.names.push(row);
        Ok(())
    }

    /// Puts names that were added late beside the others of their entry.
    pub(super) fn settle(&mut self) {
        if self.names.is_sorted_by_key(|name| name.entry) {
            return;
        }
        self.names.sort_by_key(|name| name.entry);
        let mut names = self.names.iter().enumerate().peekable();
        for (at, record) in self.records.iter_mut().enumerate() {
            while names.next_if(|(_, name)| (name.entry as usize) < at).is_some() {}
            record.names = names.peek().map_or(self.names.len(), |(first, _)| *first) as u32;
        }
    }

    /// Adds another list's entries behind these, as list number `list`.
    pub(super) fn append(&mut self, other: Self, list: u32) -> Result<(), ListFull> {
        let text = short(self.text.len()).ok_or(ListFull)?;
        let records = short(self.records.len()).ok_or(ListFull)?;
        let names = short(self.names.len()).ok_or(ListFull)?;
        let extras = short(self.extras.len()).ok_or(ListFull)?;
        if list > u32::MAX >> 8 {
            return Err(ListFull);
        }
        for (mine, theirs) in [
            (self.text.len(), other.text.len()),
            (self.records.len(), other.records.len()),
            (self.names.len(), other.names.len()),
            (self.extras.len(), other.extras.len()),
        ] {
            mine.checked_add(theirs)
                .and_then(short)
                .filter(|sum| *sum < NOTHING)
                .ok_or(ListFull)?;
        }
        if self.records.is_empty() {
            *self = other;
        } else {
            self.text.push_str(&other.text);
            self.names.extend(other.names.into_iter().map(|row| NameRow {
                text: row.text + text,
                entry: row.entry + records,
                ..row
            }));
            self.extras
                .extend(other.extras.into_iter().map(|e| Extra { text: e.text + text, ..e }));
            self.records.extend(other.records.into_iter().map(|record| Record {
                text: record.text + text,
                names: record.names + names,
                extra: if record.extra == NOTHING { NOTHING } else { record.extra + extras },
                ..record
            }));
        }
        for record in self.records.iter_mut().skip(records as usize) {
            record.kind_and_list = record.kind_and_list & KIND | list << 8;
        }
        Ok(())
    }

    pub(super) fn record(&self, at: u32) -> Option<&Record> {
        self.records.get(at as usize)
    }

    pub(super) fn id(&self, record: &Record) -> &str {
        piece(&self.text, record.text, record.id_len)
    }

    pub(super) fn preferred(&self, record: &Record) -> &str {
        piece(&self.text, record.text.saturating_add(record.id_len), record.name_len)
    }

    /// The rows of an entry's names, the preferred one first.
    pub(super) fn names_of(&self, at: usize) -> &[NameRow] {
        let bound = |at: usize| self.records.get(at).map_or(self.names.len(), |r| r.names as usize);
        self.names.get(bound(at)..bound(at + 1)).unwrap_or_default()
    }

    pub(super) fn name_text(&self, row: &NameRow) -> &str {
        piece(&self.text, row.text, row.len)
    }

    /// The text of name number `at` of all names.
    pub(super) fn name_at(&self, at: u32) -> &str {
        self.names.get(at as usize).map_or("", |row| self.name_text(row))
    }

    /// What mentions and candidates keep of an entry.
    pub(super) fn reference(&self, record: &Record, gazetteer: &Arc<str>) -> EntryRef {
        EntryRef {
            gazetteer: Arc::clone(gazetteer),
            id: self.id(record).into(),
            name: self.preferred(record).into(),
            kind: record.kind(),
        }
    }

    /// An entry with all that is known of it.
    pub(super) fn get(&self, at: usize, gazetteer: &Arc<str>) -> Option<Entry> {
        let record = self.records.get(at)?;
        let extra = self.extras.get(record.extra as usize).copied().unwrap_or_default();
        let has = |bit| extra.has & bit != 0;
        let notes_at = extra.text.saturating_add(extra.wikidata_len);
        let names = self.names_of(at).iter();
        Some(Entry {
            reference: self.reference(record, gazetteer),
            names: names
                .map(|row| Name { text: self.name_text(row).into(), flags: flags(row.flags) })
                .collect(),
            from: has(HAS_FROM).then_some(extra.from.cast_signed()),
            to: has(HAS_TO).then_some(extra.to.cast_signed()),
            priority: record.priority.cast_signed(),
            coordinates: has(HAS_COORDINATES).then_some(Coordinates {
                latitude: whole(extra.latitude_low, extra.latitude_high),
                longitude: whole(extra.longitude_low, extra.longitude_high),
            }),
            wikidata: has(HAS_WIKIDATA)
                .then(|| piece(&self.text, extra.text, extra.wikidata_len).into()),
            notes: has(HAS_NOTES).then(|| piece(&self.text, notes_at, extra.notes_len).into()),
            line: record.line as usize,
        })
    }
}

impl Record {
    pub(super) fn kind(&self) -> EntityKind {
        let at = self.kind_and_list & KIND;
        EntityKind::ALL.get(at as usize).copied().unwrap_or(EntityKind::Place)
    }

    pub(super) const fn list(&self) -> usize {
        (self.kind_and_list >> 8) as usize
    }
}

/// The flags that a row keeps in its lowest bits.
pub(super) const fn flags(bits: u32) -> Flags {
    Flags::from_bits(bits as u8)
}

const fn halves(value: f64) -> (u32, u32) {
    let bits = value.to_bits();
    (bits as u32, (bits >> 32) as u32)
}

fn whole(low: u32, high: u32) -> f64 {
    f64::from_bits(u64::from(high) << 32 | u64::from(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(id: &str) -> Draft<'_> {
        Draft {
            id,
            kind: EntityKind::Place,
            from: None,
            to: None,
            priority: 0,
            coordinates: None,
            wikidata: "",
            notes: "",
            line: 1,
        }
    }

    fn three() -> Entries {
        let mut entries = Entries::default();
        for id in ["alpha", "beta", "gamma"] {
            entries.push(&draft(id)).unwrap();
            entries.name(entries.len() - 1, &id.to_uppercase(), Flags::NONE).unwrap();
        }
        entries
    }

    fn names(entries: &Entries, at: usize) -> Vec<String> {
        entries.get(at, &"g".into()).unwrap().names.iter().map(|n| n.text.to_string()).collect()
    }

    #[test]
    fn names_added_late_find_their_entry() {
        let mut entries = three();
        entries.name(0, "Aleph", Flags::NONE).unwrap();
        entries.name(1, "Beth", Flags::CASE_SENSITIVE).unwrap();
        entries.settle();
        assert_eq!(names(&entries, 0), ["ALPHA", "Aleph"]);
        assert_eq!(names(&entries, 1), ["BETA", "Beth"]);
        assert_eq!(names(&entries, 2), ["GAMMA"]);
    }

    #[test]
    fn lists_put_together_keep_what_each_entry_had() {
        let mut all = Entries::default();
        let mut second = three();
        let place = Coordinates { latitude: -12.5, longitude: 0.1 };
        let full = Draft {
            from: Some(-44),
            to: Some(1912),
            priority: -3,
            coordinates: Some(place),
            wikidata: "Q1",
            notes: "a note",
            line: 9,
            ..draft("delta")
        };
        second.push(&full).unwrap();
        second.name(3, "Delta", Flags::NEEDS_CONTEXT).unwrap();
        all.append(three(), 0).unwrap();
        all.append(second, 1).unwrap();
        assert_eq!(all.len(), 7);
        assert_eq!(names(&all, 4), ["BETA"]);
        let delta = all.get(6, &"g".into()).unwrap();
        assert_eq!((&*delta.reference.id, &*delta.reference.name), ("delta", "Delta"));
        assert_eq!((delta.from, delta.to, delta.priority), (Some(-44), Some(1912), -3));
        assert_eq!(delta.coordinates, Some(place));
        assert_eq!(
            (delta.wikidata.as_deref(), delta.notes.as_deref()),
            (Some("Q1"), Some("a note"))
        );
        assert_eq!((delta.line, delta.names[0].flags), (9, Flags::NEEDS_CONTEXT));
        assert_eq!((all.records[2].list(), all.records[3].list()), (0, 1));
        assert_eq!(all.get(7, &"g".into()), None);
    }
}

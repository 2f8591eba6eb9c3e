//! `model.safetensors`: named tensors, every length and offset checked before it is used.
//!
//! The format is eight bytes of header length, a JSON header, and the numbers. It is read here
//! rather than by a library so that each complaint names its tensor with what was expected, and no
//! header, however hostile, makes us add up past the integers or allocate past the file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use half::slice::HalfFloatSliceExt;
use half::{bf16, f16};
use ndarray::Array2;
use serde::Deserialize;

use super::TaggerError;

/// Number type of a tensor that an engine can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberType {
    /// 32 bits.
    F32,
    /// 16 bits, IEEE.
    F16,
    /// 16 bits, the upper half of 32.
    BF16,
}

impl NumberType {
    fn from_name(name: &str) -> Option<Self> {
        match name {
            "F32" => Some(Self::F32),
            "F16" => Some(Self::F16),
            "BF16" => Some(Self::BF16),
            _ => None,
        }
    }

    const fn bytes(self) -> usize {
        match self {
            Self::F32 => 4,
            Self::F16 | Self::BF16 => 2,
        }
    }
}

impl fmt::Display for NumberType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// One tensor of the header; its bytes lie within the file and fit its shape.
#[derive(Clone, Debug)]
struct Entry {
    number_type: String,
    shape: Vec<usize>,
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct RawEntry {
    dtype: String,
    shape: Vec<u64>,
    data_offsets: (u64, u64),
}

/// All tensors of a file. Numbers are turned into `f32` when asked for.
#[derive(Clone)]
pub struct Weights {
    file: String,
    /// Owned, or part of the program where a model is embedded in it.
    bytes: Cow<'static, [u8]>,
    entries: BTreeMap<String, Entry>,
}

impl fmt::Debug for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Weights")
            .field("file", &self.file)
            .field("bytes", &self.bytes.len())
            .field("tensors", &self.entries.len())
            .finish()
    }
}

impl Weights {
    /// Reads the header and checks it against the length of the file.
    ///
    /// # Errors
    /// A damaged header, or the first tensor whose offsets do not fit its shape, its neighbours or
    /// the file.
    pub fn parse(file: &str, bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, TaggerError> {
        let bytes = bytes.into();
        let wrong = |place: &str, problem: String| TaggerError::Weights {
            file: file.to_owned(),
            place: place.to_owned(),
            problem,
        };
        let Some((length, rest)) = bytes.split_first_chunk::<8>() else {
            let problem = format!("expected 8 bytes of length, found a file of {}", bytes.len());
            return Err(wrong("header", problem));
        };
        let length = u64::from_le_bytes(*length);
        let header = usize::try_from(length).ok().and_then(|length| rest.get(..length));
        let Some(header) = header else {
            let problem =
                format!("expected {length} bytes, found {} before the end of the file", rest.len());
            return Err(wrong("header", problem));
        };
        let base = 8 + header.len();
        let held = bytes.len() - base;
        let raw: BTreeMap<String, serde_json::Value> = serde_json::from_slice(header)
            .map_err(|e| wrong("header", format!("not valid JSON: {e}")))?;
        let mut entries = BTreeMap::new();
        for (name, value) in raw {
            if name == "__metadata__" {
                continue;
            }
            let entry = RawEntry::deserialize(value).map_err(|e| wrong(&name, e.to_string()))?;
            let entry = checked(entry, base, held).map_err(|problem| wrong(&name, problem))?;
            entries.insert(name, entry);
        }
        no_gaps(&entries, base, bytes.len()).map_err(|(name, problem)| wrong(name, problem))?;
        Ok(Self { file: file.to_owned(), bytes, entries })
    }

    /// Names of all tensors, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Whether there is a tensor of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// A complaint about one tensor.
    pub(super) fn wrong(&self, tensor: &str, problem: String) -> TaggerError {
        TaggerError::Weights { file: self.file.clone(), place: tensor.to_owned(), problem }
    }

    /// Length of the file.
    pub fn byte_len(&self) -> usize {
        self.bytes.len()
    }

    /// Checks that a tensor is there, of this shape, and of a type that can be read.
    ///
    /// # Errors
    /// [`TaggerError::MissingTensor`], [`TaggerError::Shape`] or [`TaggerError::NumberType`].
    pub fn check(&self, name: &str, expected: &[usize]) -> Result<NumberType, TaggerError> {
        let Some(entry) = self.entries.get(name) else {
            return Err(TaggerError::MissingTensor {
                file: self.file.clone(),
                tensor: name.to_owned(),
                expected: expected.to_vec(),
            });
        };
        if entry.shape != expected {
            return Err(TaggerError::Shape {
                file: self.file.clone(),
                tensor: name.to_owned(),
                expected: expected.to_vec(),
                found: entry.shape.clone(),
            });
        }
        NumberType::from_name(&entry.number_type).ok_or_else(|| TaggerError::NumberType {
            file: self.file.clone(),
            tensor: name.to_owned(),
            found: entry.number_type.clone(),
        })
    }

    /// A tensor's numbers in row order.
    ///
    /// # Errors
    /// As [`Weights::check`].
    pub fn numbers(&self, name: &str, expected: &[usize]) -> Result<Vec<f32>, TaggerError> {
        let number_type = self.check(name, expected)?;
        let bytes = self.bytes_of(name);
        Ok(match number_type {
            NumberType::F32 => {
                let (numbers, _) = bytes.as_chunks::<4>();
                numbers.iter().map(|b| f32::from_le_bytes(*b)).collect()
            }
            NumberType::F16 => {
                let (numbers, _) = bytes.as_chunks::<2>();
                let mut out = vec![0.0; numbers.len()];
                let mut halves = [f16::ZERO; HALVES];
                for (numbers, out) in numbers.chunks(HALVES).zip(out.chunks_mut(HALVES)) {
                    let halves = &mut halves[..numbers.len()];
                    for (half, bytes) in halves.iter_mut().zip(numbers) {
                        *half = f16::from_le_bytes(*bytes);
                    }
                    halves.convert_to_f32_slice(out);
                }
                out
            }
            NumberType::BF16 => {
                let (numbers, _) = bytes.as_chunks::<2>();
                numbers.iter().map(|b| bf16::from_le_bytes(*b).to_f32()).collect()
            }
        })
    }

    /// A matrix whose rows are looked up one at a time. Half-precision numbers stay as they are: it
    /// takes half the memory, and most rows are never asked for.
    ///
    /// # Errors
    /// As [`Weights::check`].
    pub(super) fn table(
        &self,
        name: &str,
        rows: usize,
        columns: usize,
    ) -> Result<Table, TaggerError> {
        if self.check(name, &[rows, columns])? != NumberType::F16 {
            return Ok(Table {
                columns,
                numbers: Numbers::Full(self.numbers(name, &[rows, columns])?),
            });
        }
        let bytes = self.bytes_of(name);
        let (numbers, _) = bytes.as_chunks::<2>();
        let numbers = numbers.iter().map(|b| f16::from_le_bytes(*b)).collect();
        Ok(Table { columns, numbers: Numbers::Half(numbers) })
    }

    fn bytes_of(&self, name: &str) -> &[u8] {
        let place = self.entries.get(name).map(|entry| entry.start..entry.end);
        place.and_then(|place| self.bytes.get(place)).unwrap_or_default()
    }

    /// A vector.
    ///
    /// # Errors
    /// As [`Weights::check`].
    pub fn vector(&self, name: &str, len: usize) -> Result<Vec<f32>, TaggerError> {
        self.numbers(name, &[len])
    }

    /// A matrix.
    ///
    /// # Errors
    /// As [`Weights::check`].
    pub fn matrix(
        &self,
        name: &str,
        rows: usize,
        columns: usize,
    ) -> Result<Array2<f32>, TaggerError> {
        let numbers = self.numbers(name, &[rows, columns])?;
        Array2::from_shape_vec((rows, columns), numbers)
            .map_err(|e| self.wrong(name, e.to_string()))
    }
}

/// Numbers turned from half precision at a time.
const HALVES: usize = 1024;

/// Rows of numbers, in the file's own precision if that is the half one.
#[derive(Clone, Debug)]
pub(super) struct Table {
    columns: usize,
    numbers: Numbers,
}

#[derive(Clone, Debug)]
enum Numbers {
    Full(Vec<f32>),
    Half(Vec<f16>),
}

impl Table {
    /// Writes row `row`, which must be there, into `out`, which must be as wide as the table.
    pub(super) fn copy_row(&self, row: usize, out: &mut [f32]) {
        let range = row * self.columns..(row + 1) * self.columns;
        match &self.numbers {
            Numbers::Full(numbers) => out.copy_from_slice(&numbers[range]),
            Numbers::Half(numbers) => numbers[range].convert_to_f32_slice(out),
        }
    }
}

/// Offsets as positions in the file, fitting shape and type.
fn checked(raw: RawEntry, base: usize, held: usize) -> Result<Entry, String> {
    let (start, end) = raw.data_offsets;
    if start > end || end > held as u64 {
        return Err(format!(
            "expected offsets in order within {held} bytes of data, found {start} to {end}"
        ));
    }
    let shape: Option<Vec<usize>> = raw.shape.iter().map(|&n| usize::try_from(n).ok()).collect();
    let count = |shape: &Vec<usize>| shape.iter().try_fold(1_usize, |n, &m| n.checked_mul(m));
    let Some((shape, numbers)) = shape.and_then(|s| count(&s).map(|n| (s, n))) else {
        return Err(format!("shape {:?} has more numbers than can be counted", raw.shape));
    };
    // Types we do not read may have any width: such a tensor is refused only if it is needed.
    if let Some(number_type) = NumberType::from_name(&raw.dtype) {
        let found = end - start;
        let expected = numbers.checked_mul(number_type.bytes());
        if expected.map(|n| n as u64) != Some(found) {
            return Err(format!(
                "shape {shape:?} of type {number_type} does not fit its {found} bytes of data"
            ));
        }
    }
    // Both are at most `held`, which is a length in memory.
    let (start, end) = (base + start as usize, base + end as usize);
    Ok(Entry { number_type: raw.dtype, shape, start, end })
}

/// The tensors must tile the data: an overlap or a hole means that some name is wrong.
fn no_gaps(
    entries: &BTreeMap<String, Entry>,
    base: usize,
    len: usize,
) -> Result<(), (&str, String)> {
    let mut by_place: Vec<(&String, &Entry)> = entries.iter().collect();
    by_place.sort_by_key(|(_, entry)| (entry.start, entry.end));
    let mut at = base;
    for (name, entry) in by_place {
        if entry.start != at {
            let (expected, found) = (at - base, entry.start - base);
            let problem =
                format!("expected to start at byte {expected} of the data, found {found}");
            return Err((name, problem));
        }
        at = entry.end;
    }
    if at != len {
        let problem = format!("expected {} bytes of data, found {}", at - base, len - base);
        return Err(("data", problem));
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    /// A file with this header and data.
    pub(crate) fn file(header: &Value, data: &[u8]) -> Vec<u8> {
        let header = header.to_string();
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend_from_slice(data);
        bytes
    }

    fn entry(dtype: &str, shape: &[u64], start: u64, end: u64) -> Value {
        json!({"dtype": dtype, "shape": shape, "data_offsets": [start, end]})
    }

    fn problem(bytes: Vec<u8>) -> String {
        Weights::parse("w", bytes).unwrap_err().to_string()
    }

    #[test]
    fn the_three_number_types_are_read() {
        let mut data = Vec::new();
        data.extend(1.5_f32.to_le_bytes());
        data.extend(f16::from_f32(-2.0).to_le_bytes());
        data.extend(bf16::from_f32(3.0).to_le_bytes());
        let header = json!({
            "__metadata__": {"format": "pt"},
            "a": entry("F32", &[1], 0, 4), "b": entry("F16", &[1], 4, 6), "c": entry("BF16", &[1], 6, 8),
        });
        let weights = Weights::parse("w", file(&header, &data)).unwrap();
        assert_eq!(weights.vector("a", 1).unwrap(), [1.5]);
        assert_eq!(weights.vector("b", 1).unwrap(), [-2.0]);
        assert_eq!(weights.vector("c", 1).unwrap(), [3.0]);
        assert_eq!(weights.names().collect::<Vec<_>>(), ["a", "b", "c"]);
    }

    #[test]
    fn a_wanted_tensor_must_be_there_in_shape_and_type() {
        let header = json!({"a": entry("F32", &[2, 1], 0, 8), "i": entry("I64", &[1], 8, 16)});
        let weights = Weights::parse("w", file(&header, &[0; 16])).unwrap();
        let message = |name, shape: &[usize]| weights.numbers(name, shape).unwrap_err().to_string();
        assert_eq!(message("b", &[3]), "w: tensor b is missing (expected shape [3])");
        assert_eq!(message("a", &[1, 2]), "w: tensor a: expected shape [1, 2], found [2, 1]");
        assert_eq!(
            message("i", &[1]),
            "w: tensor i: expected numbers of type F32, F16 or BF16, found I64"
        );
    }

    #[test]
    fn hostile_headers_are_refused_by_name() {
        assert_eq!(problem(vec![]), "w: header: expected 8 bytes of length, found a file of 0");
        assert_eq!(
            problem(u64::MAX.to_le_bytes().to_vec()),
            "w: header: expected 18446744073709551615 bytes, found 0 before the end of the file"
        );
        assert!(problem(file(&json!([1]), &[])).starts_with("w: header: not valid JSON"));
        let one = |entry: Value, data: &[u8]| problem(file(&json!({ "t": entry }), data));
        assert_eq!(
            one(entry("F32", &[2], 0, 8), &[0; 4]),
            "w: t: expected offsets in order within 4 bytes of data, found 0 to 8"
        );
        assert_eq!(
            one(entry("F32", &[0], 4, 0), &[0; 4]),
            "w: t: expected offsets in order within 4 bytes of data, found 4 to 0"
        );
        assert_eq!(
            one(entry("F32", &[1 << 40, 1 << 40], 0, 4), &[0; 4]),
            "w: t: shape [1099511627776, 1099511627776] has more numbers than can be counted"
        );
        assert_eq!(
            one(entry("F32", &[1 << 62], 0, 4), &[0; 4]),
            "w: t: shape [4611686018427387904] of type F32 does not fit its 4 bytes of data"
        );
        assert_eq!(
            one(entry("F16", &[1], 0, 4), &[0; 4]),
            "w: t: shape [1] of type F16 does not fit its 4 bytes of data"
        );
        assert_eq!(
            one(entry("F32", &[1], 0, 4), &[0; 6]),
            "w: data: expected 4 bytes of data, found 6"
        );
        assert!(one(json!({"dtype": "F32"}), &[]).starts_with("w: t: missing field"));
        let overlap = json!({"a": entry("F32", &[1], 0, 4), "b": entry("F32", &[1], 2, 6)});
        assert_eq!(
            problem(file(&overlap, &[0; 6])),
            "w: b: expected to start at byte 4 of the data, found 2"
        );
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Weights::parse("w", bytes);
        }

        #[test]
        fn no_header_makes_the_reader_panic(
            start in any::<u64>(), end in any::<u64>(), shape in proptest::collection::vec(any::<u64>(), 0..4),
            dtype in "F32|F16|BF16|I8|x", held in 0_usize..32,
        ) {
            let header = json!({ "t": entry(&dtype, &shape, start, end) });
            if let Ok(weights) = Weights::parse("w", file(&header, &vec![0; held])) {
                let shape: Vec<usize> = shape.iter().map(|&n| n as usize).collect();
                let _ = weights.numbers("t", &shape);
            }
        }
    }
}

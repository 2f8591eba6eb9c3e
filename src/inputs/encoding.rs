//! Old pages say in themselves in which encoding they are.

use encoding_rs::Encoding;

/// Bytes within which HTML and XML have to name their encoding.
const HEAD: usize = 1024;

/// What is UTF-8 stays; what names another encoding is turned into UTF-8; the rest is left for the
/// caller to refuse, with the place of the first bad byte.
pub(super) fn to_utf8(bytes: Vec<u8>) -> Vec<u8> {
    if std::str::from_utf8(&bytes).is_ok() {
        return bytes;
    }
    match Encoding::for_bom(&bytes).map(|(encoding, _)| encoding).or_else(|| declared(&bytes)) {
        Some(encoding) if encoding != encoding_rs::UTF_8 => {
            let (text, _, damaged) = encoding.decode(&bytes);
            if damaged { bytes } else { text.into_owned().into_bytes() }
        }
        _ => bytes,
    }
}

/// `charset=...` of HTML, `encoding="..."` of XML.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    ["charset=", "encoding="].into_iter().find_map(|key| {
        let value = head.split_once(key)?.1.trim_start_matches(['"', '\'', ' ']);
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.:".contains(c))?;
        Encoding::for_label(value.get(..end)?.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_encoding_is_decoded() {
        let page = b"<meta charset=\"iso-8859-1\"><p>caf\xE9".to_vec();
        assert!(String::from_utf8(to_utf8(page)).unwrap().ends_with("café"));
        let xml = b"<?xml version='1.0' encoding='windows-1251'?><p>\xCB\xE5\xED\xE8\xED".to_vec();
        assert!(String::from_utf8(to_utf8(xml)).unwrap().ends_with("Ленин"));
        assert_eq!(to_utf8(b"caf\xE9".to_vec()), b"caf\xE9");
    }
}

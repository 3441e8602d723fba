//! Finds the line of a question in the text of `section.ron`: serde gives values, people need lines.

/// The number and the line of every `id: …` in the text, in order, whatever the layout. Comments and strings are skipped.
pub fn entry_lines(text: &str) -> Vec<(u32, u32)> {
    let bytes = text.as_bytes();
    let at = |place: usize| bytes.get(place).copied().unwrap_or(0);
    let mut found = Vec::new();
    let (mut place, mut line) = (0_usize, 1_u32);
    while place < bytes.len() {
        let end = match (at(place), at(place + 1)) {
            (b'/', b'/') => place + find(bytes, place, b"\n").unwrap_or(bytes.len() - place),
            (b'/', b'*') => past(bytes, place + 2, b"*/"),
            (b'"', _) => string_end(bytes, place + 1),
            (b'r', b'"' | b'#') => raw_string_end(bytes, place),
            (b'i', b'd') if place == 0 || !is_name(at(place - 1)) => match number(bytes, place + 2) {
                Some(id) => {
                    found.push((id, line));
                    place + 2
                }
                None => place + 2,
            },
            _ => place + 1,
        };
        let end = end.max(place + 1).min(bytes.len());
        let lines = bytes.get(place..end).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
        line = line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        place = end;
    }
    found
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    bytes.get(from..)?.windows(what.len()).position(|window| window == what)
}

fn past(bytes: &[u8], from: usize, what: &[u8]) -> usize {
    find(bytes, from, what).map_or(bytes.len(), |length| from + length + what.len())
}

fn string_end(bytes: &[u8], from: usize) -> usize {
    let mut place = from;
    while let Some(byte) = bytes.get(place) {
        match byte {
            b'\\' => place += 2,
            b'"' => return place + 1,
            _ => place += 1,
        }
    }
    bytes.len()
}

/// The end of `r"…"` or `r#"…"#`; one byte on, where it is no string after all.
fn raw_string_end(bytes: &[u8], from: usize) -> usize {
    let hashes = bytes.get(from + 1..).unwrap_or_default().iter().take_while(|byte| **byte == b'#').count();
    if bytes.get(from + 1 + hashes) != Some(&b'"') {
        return from + 1;
    }
    let mut end = vec![b'"'];
    end.resize(1 + hashes, b'#');
    past(bytes, from + 2 + hashes, &end)
}

/// The number after `id`: blanks, a colon, blanks, digits.
fn number(bytes: &[u8], from: usize) -> Option<u32> {
    let rest = bytes.get(from..)?.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let digits: Vec<u8> =
        rest.iter().copied().take_while(|byte| byte.is_ascii_digit() || *byte == b'_').filter(|byte| *byte != b'_').collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_found_in_any_layout() {
        let text = "(questions: [\n(id: 41, title: \"id: 9\"),\n// id: 8\n(title: r#\"a \"id: 7\" \"#,\n  id :\n 4_2,)\n, (grid: 5, id:43)/* id: 6\n*/ (id:44)])";
        assert_eq!(entry_lines(text), [(41, 2), (42, 5), (43, 7), (44, 8)]);
    }

    #[test]
    fn broken_text_is_harmless() {
        for text in ["", "id", "id:", "id: x", "\"", "\"\\", "r#", "r##\"", "/*", "//", "id: 99999999999999"] {
            assert!(entry_lines(text).is_empty(), "{text}");
        }
    }
}

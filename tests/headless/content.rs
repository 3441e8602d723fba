//! Checks what is read: the built-in pack has no findings and the user's titles, and every rule of the standard has a case that breaks it.

// Marked, so that clippy lets their helpers stop at the first surprise, as `clippy.toml` means it.
#[cfg(test)]
mod defects;
#[cfg(test)]
mod folders;
#[cfg(test)]
mod sample;

use greenroom::storage::pack;
use greenroom::study::check::check;

/// The user's questions: number, section, section title, kind, title.
const QUESTIONS: &str = include_str!("../fixtures/questions.tsv");

#[test]
fn the_built_in_pack_has_no_findings() {
    let files = pack::built_in();
    let found = match pack::parse(&files) {
        Ok(pack) => check(&pack, &files),
        Err(found) => found,
    };
    let list: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{} findings:\n{}", list.len(), list.join("\n"));
}

#[test]
fn the_built_in_pack_has_the_users_questions() {
    let pack = pack::parse(&pack::built_in()).unwrap();
    let wanted: Vec<Vec<&str>> = QUESTIONS.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    assert_eq!(wanted.len(), 500);
    assert_eq!(pack.questions().len(), wanted.len());
    for (entry, wanted) in pack.questions().iter().zip(&wanted) {
        let [id, section, section_title, kind, title] = wanted.as_slice() else { panic!("{wanted:?}") };
        let question = &entry.question;
        assert_eq!(question.id.0.to_string(), *id);
        assert_eq!(question.title, *title, "question {id}");
        assert_eq!(question.kind.label().to_lowercase(), *kind, "question {id}");
        assert_eq!((entry.section + 1).to_string(), *section, "question {id}");
        assert_eq!(pack.sections()[entry.section].title, *section_title, "question {id}");
    }
}

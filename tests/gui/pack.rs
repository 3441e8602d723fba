//! Defines the packs of these tests: the built-in one, parsed once, and a small one whose answers do not change under a test.

use std::borrow::Cow;
use std::sync::OnceLock;

use greenroom::app::boot;
use greenroom::study::pack::{Pack, PackHead};
use greenroom::study::question::{Kind, Level, Question, QuestionId};

/// The section that the interviews of these tests are about.
pub const DISCOVERY: &str = "Finding each other";

/// The question whose answer has all seven parts.
pub const WHOLE: u32 = 1;

/// The question without an answer.
pub const PENDING: u32 = 3;

/// The pack that the program brings along.
pub fn built_in() -> Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| boot::load_pack(None).unwrap()).clone()
}

/// Five questions in two sections; number 3 has no answer yet.
pub fn small() -> Pack {
    let head = PackHead {
        format: 1,
        name: "small".to_owned(),
        title: "Small".to_owned(),
        version: "1".to_owned(),
        licence: "MIT".to_owned(),
        topics: vec!["discovery".to_owned()],
        sections: Vec::new(),
        families: Vec::new(),
    };
    let mut pack = Pack::new(head);
    let first = vec![
        (question(WHOLE, "What is service discovery?"), Some(whole())),
        (question(2, "What does a registry hold?"), Some(short())),
        (question(PENDING, "Who watches the registry?"), None),
    ];
    let second =
        vec![(question(40, "What is the Saga pattern?"), Some(short())), (question(41, "What is eventual consistency?"), Some(short()))];
    pack.add_section("01-discovery".to_owned(), DISCOVERY.to_owned(), String::new(), first).unwrap();
    pack.add_section("02-data".to_owned(), "Keeping data".to_owned(), String::new(), second).unwrap();
    pack
}

fn question(id: u32, title: &str) -> Question {
    Question {
        id: QuestionId(id),
        title: title.to_owned(),
        kind: Kind::Definition,
        level: Level::Senior,
        minutes: 2.5,
        topics: vec!["discovery".to_owned()],
        also_asked_as: vec!["How do services find each other?".to_owned()],
        as_of: None,
        pending: id == PENDING,
    }
}

fn short() -> Cow<'static, str> {
    "## Short answer\nA registry and a health check.\n\n## Key points\n- **must** names the churn\n- says the list lags\n".into()
}

/// All seven parts, longer than any window, with everything that Markdown offers an answer.
fn whole() -> Cow<'static, str> {
    let long = "Instances come and go, so an address that was right a minute ago may belong to nobody now.\n\n".repeat(30);
    format!(
        "## Short answer\nA registry says who is there.\n\n## In depth\n### In one line\nA phone book that writes itself.\n\n{long}\
         ### How it works\n1. An instance registers\n   - with `GET /ready`\n2. Callers ask\n\n| side | asks |\n|---|---|\n| client | the registry |\n\n\
         ```yaml\nname: matching\n```\n\n> A list is never fresh.\n\n\
         ## Key points\n- **must** names the churn\n- **must** says the list lags\n- gives a number\n\n\
         ## Follow-ups\n### Why not DNS alone?\nIts answers are cached.\n\n\
         ## Common mistakes\n- **\"It is always current.\"** It lags.\n\n\
         ## Related\n- [40](../02-data/040.md): what happens after the call\n\n\
         ## Sources\n- the docs: [Registry guide](https://example.com/registry), read 2026-11\n- a trap: [Trap](javascript:alert)\n"
    )
    .into()
}

//! # Greenroom: how the house is built
//!
//! Greenroom is a desktop program for somebody who has a microservices interview coming: 500 questions with answers, a note for
//! each, and a mock interview under the clock. Everything lies in plain files on the user's own disk.
//!
//! ```text
//!             main ──► app ──────────────► storage ──┐
//!                       ├──► ui ──► state ───────────┼──► study
//!                       └───────────► state ─────────┘
//! ```
//!
//! | layer | one sentence | may use | may never mention |
//! |---|---|---|---|
//! | [`study`] | what the program knows: questions, answers, search, interviews. Pure | std, serde, jiff's values, pulldown-cmark, nucleo-matcher, rand_chacha | egui, eframe, rfd, files, environment, any clock, any other layer |
//! | [`state`] | what is going on now, and the only function that changes it. Pure | `study` | the same, and `storage`, `ui`, `app` |
//! | [`storage`] | how values reach the disk and come back | `study`, ron, files, threads | egui, `state`, `ui`, `app` |
//! | [`ui`] | how the state looks, and what was wanted | `state`, `study`, egui | eframe, rfd, files, threads, clocks, `&mut State`, `storage`, `app` |
//! | [`app`] | the shell that joins them to the machine | all of them | widgets |
//!
//! `tests/headless/architecture.rs` keeps these rules and names file and line where one is broken.
//!
//! ## One turn of the wheel
//!
//! 1. [`app::App`] asks its [`app::clock::Clock`] for the time and hands keys and pointer to [`ui`].
//! 2. Widgets read [`state::State`] and push [`state::action::Action`]s; a key or a menu line goes through a
//!    [`ui::command::Command`], which has words, keys and availability, and becomes an action.
//! 3. [`state::State::update`] is the only writer. Time is its argument. It returns [`state::effect::Effect`]s: values that say
//!    what must happen outside.
//! 4. [`app::effects::Shell`] performs them. Files go through one writer thread ([`storage::writer`]); what the disk answers
//!    comes back as [`state::action::Disk`] actions. "Saved" is said only then.
//! 5. [`state::State::next_wake`] says when something is due next. While nothing is, nothing runs: an idle window costs nothing.
//!
//! ## Where things are
//!
//! - The questions: `content/microservices-500/`, embedded by `build.rs`, read by [`storage::pack`], checked by [`study::check`].
//! - How an answer looks: [`study::document`] reads Markdown into blocks, `ui::document` gives each its place once and draws what is
//!   visible; code is coloured in `ui::document::highlight`, diagrams are painted in `ui::document::diagram`.
//! - How things are found: [`study::search`] (everything), [`study::fuzzy`] (titles and commands), [`state::find`] (in the page).
//! - A new button: a [`ui::command::Command`] with its row in `ui::command::table`, an action, an arm of `update`, a story test.
//! - A new saved field: its type with `#[serde(default)]` and a fixture in `tests/fixtures/`; a changed meaning is a new format.
//! - A new answer: a Markdown file in its section's folder, and no `pending` in `section.ron`. `greenroom check` must stay silent.

pub mod app;
pub mod state;
pub mod storage;
pub mod study;
pub mod ui;

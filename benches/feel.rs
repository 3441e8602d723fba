//! How the program feels, in figures: what a frame, a keystroke, a turned page and a start cost, with 500 questions and with 10,000.
//!
//! The real [`greenroom::ui`] draws the real state with no window; only the graphics card's share is missing. `cargo bench` takes
//! about a minute. A name ends in the number of questions, so that growth is seen: `frame/10000` beside `frame/500`.

use std::borrow::Cow;
use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BatchSize, Criterion};
use egui::{Context, RawInput, Rect, pos2, vec2};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use greenroom::app::boot;
use greenroom::state::State;
use greenroom::state::action::{Action, Disk};
use greenroom::state::effect::Effect;
use greenroom::storage::folders::Folders;
use greenroom::storage::pack::{built_in, parse};
use greenroom::study::answer::Answer;
use greenroom::study::pack::{Entry, Pack, PackFiles, PackHead, SectionHead};
use greenroom::study::question::QuestionId;
use greenroom::study::search::{Index, Query};
use greenroom::ui::{self, Actions, Caches, theme};

/// How often the built-in pack stands in the large one.
const COPIES: u32 = 20;

/// The numbers of one copy of the built-in pack: copy 2 begins this much further on.
const STRIDE: u32 = 500;

/// Frames until a window stands still after something has changed.
const SETTLE: usize = 8;

/// What is typed into the filter, key by key and back.
const KEYS: [&str; 8] = ["c", "co", "con", "cons", "con", "co", "c", ""];

/// What is typed into the search, key by key, then a typo, a phrase and an exclusion.
const QUERIES: [&str; 16] = [
    "o",
    "ou",
    "out",
    "outb",
    "outbox",
    "outbox ",
    "outbox r",
    "outbox re",
    "outbox rel",
    "outbox relay",
    "compensaton",
    "idempotnecy",
    "\"two phase commit\"",
    "saga -kafka",
    "c",
    "co",
];

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    for files in [built_in(), repeated(&built_in(), COPIES)?] {
        measure(&mut criterion, &files)?;
    }
    criterion.final_summary();
    Ok(())
}

fn measure(criterion: &mut Criterion, files: &PackFiles) -> Outcome<()> {
    let pack = parse(files).map_err(|found| format!("{found:?}"))?;
    let questions = pack.questions().len();
    // In the large pack, what stands in its middle: neither its start nor its end is typical.
    let copy = u32::try_from(questions)?.div_ceil(STRIDE) / 2 * STRIDE;
    let longest = longest(&pack, copy).ok_or("no answer")?;
    let section = fullest(&pack, copy).ok_or("no section")?;

    criterion.bench_function(&format!("parse/{questions}"), |bencher| {
        bencher.iter(|| black_box(pack.get(longest).and_then(|entry| entry.answer.as_deref()).map(Answer::parse)));
    });
    criterion.bench_function(&format!("first layout/{questions}"), |bencher| {
        let prepare = || {
            let mut window = Window::open(&pack);
            // The first frame of all reads the faces and draws another answer.
            window.frame();
            window.update(Action::Open(longest));
            window
        };
        bencher.iter_batched_ref(prepare, Window::frame, BatchSize::PerIteration);
    });
    criterion.bench_function(&format!("frame/{questions}"), |bencher| {
        let mut window = Window::open(&pack);
        window.settle(Action::Open(longest));
        bencher.iter(|| window.frame());
    });
    criterion.bench_function(&format!("filter/{questions}"), |bencher| {
        let mut window = Window::open(&pack);
        window.settle(Action::Open(longest));
        let mut keys = KEYS.into_iter().cycle();
        bencher.iter(|| {
            window.update(Action::Filter(keys.next().unwrap_or_default().to_owned()));
            window.frame();
        });
    });
    criterion.bench_function(&format!("next/{questions}"), |bencher| {
        let mut window = Window::open(&pack);
        let (Some(first), Some(last)) = (section.first(), section.last()) else { return };
        window.settle(Action::Open(*first));
        bencher.iter(|| {
            let is_last = window.state.reading.open() == Some(*last);
            window.update(if is_last { Action::Open(*first) } else { Action::OpenNeighbour(1) });
            window.frame();
        });
    });
    let index = Index::build(&pack);
    criterion.bench_function(&format!("index/{questions}"), |bencher| bencher.iter(|| Index::build(&pack)));
    criterion.bench_function(&format!("search/{questions}"), |bencher| {
        let mut queries = QUERIES.into_iter().cycle();
        bencher.iter(|| look_for(&index, &pack, queries.next().unwrap_or_default()));
    });
    tell_percentiles(&index, &pack);
    let folder = tempfile::tempdir()?;
    criterion.bench_function(&format!("start/{questions}"), |bencher| {
        bencher.iter(|| start(files, folder.path()).is_ok_and(|mut window| window.frame()));
    });
    Ok(())
}

/// One keystroke of a search, with ranking and ten snippets.
fn look_for(index: &Index, pack: &Pack, typed: &str) -> usize {
    index.search(std::iter::empty(), &Query::parse(typed), |_, _| true, pack.questions(), 10).len()
}

/// What criterion does not tell: how long the slowest of a hundred keystrokes take, and the first of all.
fn tell_percentiles(index: &Index, pack: &Pack) {
    let mut took: Vec<Duration> = Vec::new();
    for typed in QUERIES.into_iter().cycle().take(QUERIES.len() * 50) {
        let began = Instant::now();
        black_box(look_for(index, pack, typed));
        took.push(began.elapsed());
    }
    let first = took.first().copied().unwrap_or_default();
    took.sort_unstable();
    let at = |share: usize| took.get(took.len() * share / 100).copied().unwrap_or_default();
    println!("search, {} questions: median {:?}, 95th percentile {:?}, first key {first:?}", pack.questions().len(), at(50), at(95));
}

/// Everything between the command line and the first frame but the window itself.
fn start(files: &PackFiles, data: &Path) -> Outcome<Window> {
    let pack = parse(files).map_err(|found| format!("{found:?}"))?;
    let folders = Folders::find(Some(data.to_owned()), None)?;
    let boot = boot::load(pack, folders, None, TimeZone::UTC, Timestamp::UNIX_EPOCH);
    let (state, effects) = State::start(boot.start, Timestamp::UNIX_EPOCH);
    Ok(Window::around(state, effects))
}

/// A window without a screen: the state, what drawing keeps, and a clock that runs with the frames.
struct Window {
    ctx: Context,
    state: State,
    caches: Caches,
    actions: Actions,
    frames: u32,
}

impl Window {
    fn open(pack: &Pack) -> Self {
        let start = greenroom::state::Start {
            pack: Arc::new(pack.clone()),
            zone: TimeZone::UTC,
            settings: Default::default(),
            layout: Default::default(),
            marks: Default::default(),
            notes: Default::default(),
            interviews: Vec::new(),
            question: None,
            is_read_only: false,
            problems: Vec::new(),
        };
        let (state, effects) = State::start(start, Timestamp::UNIX_EPOCH);
        Self::around(state, effects)
    }

    fn around(state: State, effects: Vec<Effect>) -> Self {
        let ctx = Context::default();
        theme::apply(&ctx);
        let mut window = Self { ctx, state, caches: Caches::default(), actions: Actions::default(), frames: 0 };
        window.perform(effects);
        window
    }

    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_millis(i64::from(self.frames) * 16)
    }

    fn update(&mut self, action: Action) {
        let effects = self.state.update(action, self.now());
        self.perform(effects);
    }

    /// Nothing is written; a note that is wanted is not there.
    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::ReadNote(question) = effect {
                self.update(Action::Disk(Disk::NoteRead(question, None)));
            }
        }
    }

    /// One turn of the wheel, as the program makes it. Returns true if something was drawn.
    fn frame(&mut self) -> bool {
        self.frames += 1;
        self.update(Action::Tick);
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
            time: Some(f64::from(self.frames) * 0.016),
            focused: true,
            ..RawInput::default()
        };
        let (state, caches, actions) = (&self.state, &mut self.caches, &mut self.actions);
        let output = self.ctx.run_ui(input, |ui| {
            ui::keys::keys_ui(ui, state, actions);
            ui::root_ui(ui, state, caches, actions);
        });
        let is_drawn = !output.shapes.is_empty();
        output.drop_without_applying_deltas();
        for action in self.actions.take() {
            self.update(action);
        }
        is_drawn
    }

    fn settle(&mut self, action: Action) {
        self.update(action);
        for _ in 0..SETTLE {
            self.frame();
        }
    }
}

/// True for the answered questions of one copy.
fn is_answered(entry: &Entry, copy: u32) -> bool {
    entry.answer.is_some() && (copy + 1..=copy + STRIDE).contains(&entry.question.id.0)
}

/// The question of one copy with the longest answer.
fn longest(pack: &Pack, copy: u32) -> Option<QuestionId> {
    let answered = pack.questions().iter().filter(|entry| is_answered(entry, copy));
    answered.max_by_key(|entry| entry.answer.as_ref().map_or(0, |answer| answer.len())).map(|entry| entry.question.id)
}

/// The answered questions of the section of one copy that has the most of them: what somebody leafs through.
fn fullest(pack: &Pack, copy: u32) -> Option<Vec<QuestionId>> {
    let answered = |section| -> Vec<QuestionId> {
        let questions = pack.section_questions(section).iter();
        questions.filter(|entry| is_answered(entry, copy)).map(|entry| entry.question.id).collect()
    };
    (0..pack.sections().len()).map(answered).max_by_key(Vec::len)
}

/// The files of a pack that holds another one many times over, with numbers and folders of its own each time.
fn repeated(files: &PackFiles, copies: u32) -> Outcome<PackFiles> {
    let text = |path: &str| files.get(path).ok_or_else(|| format!("{path} is missing"));
    let mut head: PackHead = ron::from_str(text("pack.ron")?)?;
    let folders = std::mem::take(&mut head.sections);
    let mut repeated = PackFiles::new();
    for copy in 0..copies {
        for folder in &folders {
            let name = format!("{copy}-{folder}");
            let mut section: SectionHead = ron::from_str(text(&format!("{folder}/section.ron"))?)?;
            for question in &mut section.questions {
                let answer = files.get(&format!("{folder}/{}", question.id.answer_file()));
                question.id.0 += copy * STRIDE;
                if let Some(answer) = answer {
                    repeated.insert(format!("{name}/{}", question.id.answer_file()), answer.clone());
                }
            }
            repeated.insert(format!("{name}/section.ron"), Cow::Owned(ron::to_string(&section)?));
            head.sections.push(name);
        }
    }
    repeated.insert("pack.ron".to_owned(), Cow::Owned(ron::to_string(&head)?));
    Ok(repeated)
}

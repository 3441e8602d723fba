//! The document view: Markdown as a page. It is read once, laid out once for a width, and only what is visible is drawn.

mod code;
mod diagram;
mod highlight;
mod layout;
mod table;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use egui::text_selection::LabelSelectionState;
use egui::{Galley, Id, Rect, Sense, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};

use crate::study::document::Document;

use super::theme;
use layout::{Page, Piece, What, Words};

/// How many pages are kept that were not drawn in the last frame.
const KEPT: usize = 60;

/// The pages that were laid out. Holds nothing of the user's.
#[derive(Debug, Default)]
pub struct Pages {
    pages: HashMap<Id, Kept>,
    /// What is looked for while the pages of this frame are drawn.
    pub hunt: Option<Hunt>,
    /// The headings of the pages of this frame.
    pub headings: Vec<Heading>,
    /// The source of a diagram that was clicked.
    pub picture: Option<String>,
}

/// A search through everything that is drawn in one frame.
#[derive(Debug, Default)]
pub struct Hunt {
    /// What is looked for, in small letters; empty if nothing is.
    needle: String,
    /// What was searched for before, in small letters: only marked.
    lit: Vec<String>,
    /// Which hit is to be shown, from 0.
    at: usize,
    /// How many have been met.
    pub met: usize,
    /// Where the hit to be shown stands, on the screen or beyond it.
    pub place: Option<Rect>,
}

impl Hunt {
    /// Looks for something, and marks some words; `None` if there is neither.
    pub fn new(typed: &str, at: usize, lit: &[String]) -> Option<Self> {
        let needle = typed.trim().to_lowercase();
        let lit: Vec<String> = lit.iter().map(|word| word.to_lowercase()).filter(|word| !word.is_empty()).collect();
        (!needle.is_empty() || !lit.is_empty()).then(|| Self { needle, at, lit, ..Self::default() })
    }

    /// Where it stands in a text, as characters, and whether it is the hit to be shown.
    fn meet(&mut self, text: &str) -> Vec<(Range<usize>, bool)> {
        let lower: String = text.chars().map(small).collect();
        let mut found: Vec<(Range<usize>, bool)> =
            self.lit.iter().flat_map(|word| stands(&lower, word)).map(|range| (range, false)).collect();
        if !self.needle.is_empty() {
            for range in stands(&lower, &self.needle) {
                found.push((range, self.met == self.at));
                self.met += 1;
            }
        }
        found
    }
}

/// Where a word stands in a text, as characters.
fn stands(text: &str, word: &str) -> Vec<Range<usize>> {
    let length = word.chars().count();
    let (mut from, mut chars) = (0, 0);
    let mut found = Vec::new();
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(word)) {
        chars += text.get(from..from + at).map_or(0, |skipped| skipped.chars().count());
        found.push(chars..chars + length);
        chars += length;
        from += at + word.len();
    }
    found
}

/// The small letter of a letter; one for one, so that places stay where they are.
fn small(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) => small,
        _ => letter,
    }
}

/// A heading of the page.
#[derive(Debug)]
pub struct Heading {
    /// 2 for a part, 3 inside it, and so on.
    pub level: u8,
    /// What it says.
    pub words: String,
    /// Where it stands on the screen or beyond it, in points from its top.
    pub top: f32,
}

#[derive(Debug)]
struct Kept {
    /// What it was laid out from: text, width, size, theme, resolution.
    from: u64,
    page: Page,
    /// The pass it was last drawn in.
    drawn: u64,
}

/// Draws Markdown as wide as there is room.
pub fn document_ui(ui: &mut Ui, pages: &mut Pages, id: impl Hash + std::fmt::Debug, text: &str) {
    let id = ui.unique_id().with(id);
    let width = ui.available_width().floor();
    let from = fingerprint(ui, text, width);
    let pass = ui.ctx().cumulative_pass_nr();
    if pages.pages.get(&id).is_none_or(|kept| kept.from != from) {
        if pages.pages.len() > KEPT {
            pages.pages.retain(|_, kept| kept.drawn + 1 >= pass);
        }
        let page = layout::page(ui, &Document::parse(text), width);
        pages.pages.insert(id, Kept { from, page, drawn: pass });
    }
    let Some(kept) = pages.pages.get_mut(&id) else { return };
    kept.drawn = pass;
    let (_, rect) = ui.allocate_space(vec2(width, kept.page.height));
    let Pages { pages, hunt, headings, picture } = pages;
    if let Some(kept) = pages.get(&id) {
        page_ui(ui, &kept.page, rect, id, &mut Drawn { hunt, headings, picture });
    }
}

fn fingerprint(ui: &Ui, text: &str, width: f32) -> u64 {
    let mut hasher = DefaultHasher::new();
    let size = egui::TextStyle::Body.resolve(ui.style()).size;
    let scale = theme::text_scale(ui);
    (text, width.to_bits(), size.to_bits(), scale.to_bits(), ui.visuals().dark_mode, ui.ctx().pixels_per_point().to_bits())
        .hash(&mut hasher);
    hasher.finish()
}

/// What drawing a page brings to light.
struct Drawn<'a> {
    hunt: &'a mut Option<Hunt>,
    headings: &'a mut Vec<Heading>,
    picture: &'a mut Option<String>,
}

/// Draws a diagram as large as there is room.
pub fn picture_ui(ui: &mut Ui, source: &str, place: Rect) {
    match diagram::Drawing::of(ui, source, f32::INFINITY) {
        Ok(drawing) => drawing.large_ui(ui, place),
        Err(kind) => {
            ui.label(format!("A {kind} diagram cannot be drawn here"));
        }
    }
}

/// Draws the pieces of a page that are visible; all of them for a screen reader, and while text is selected that may reach further.
fn page_ui(ui: &mut Ui, page: &Page, rect: Rect, id: Id, drawn: &mut Drawn<'_>) {
    let is_read_aloud = ui.ctx().accesskit_node_builder(ui.unique_id(), |_| ()).is_some();
    let is_selecting = ui.ctx().plugin::<LabelSelectionState>().lock().has_selection();
    let visible = ui.clip_rect();
    let mut groups: Vec<Ui> = Vec::new();
    if is_read_aloud {
        groups.reserve(page.groups.len());
        for (place, group) in page.groups.iter().enumerate() {
            let mut builder = UiBuilder::new().max_rect(rect).id_salt((id, place));
            builder.accessibility_role = Some(group.role);
            let child = match group.parent.and_then(|parent| groups.get_mut(parent)) {
                Some(parent) => parent.new_child(builder),
                None => ui.new_child(builder),
            };
            groups.push(child);
        }
    }
    for (place, piece) in page.pieces.iter().enumerate() {
        let at = piece.rect.translate(rect.min.to_vec2());
        let text = match &piece.what {
            What::Words(words) => {
                if let Some(level) = words.level {
                    drawn.headings.push(Heading { level, words: words.job.text.clone(), top: at.top() });
                }
                words.job.text.as_str()
            }
            What::Code { source, .. } => source,
            _ => "",
        };
        let hits = drawn.hunt.as_mut().map(|hunt| hunt.meet(text)).unwrap_or_default();
        if let Some(hunt) = drawn.hunt
            && hits.iter().any(|(_, is_shown)| *is_shown)
        {
            hunt.place = Some(at);
        }
        if visible.intersects(at) || is_read_aloud || is_selecting && matches!(piece.what, What::Words(_)) {
            let around = piece.group.and_then(|group| groups.get_mut(group)).unwrap_or(ui);
            if let What::Wide { width, page } = &piece.what {
                let mut inside = around.new_child(UiBuilder::new().max_rect(at).id_salt(id.with(place)));
                egui::ScrollArea::horizontal().auto_shrink(false).show(&mut inside, |ui| {
                    let (_, rect) = ui.allocate_space(vec2(*width, page.height));
                    page_ui(ui, page, rect, id.with(place), drawn);
                });
            } else if let What::Diagram(drawing) = &piece.what {
                if around.push_id(id.with(place), |ui| drawing.ui(ui, at)).inner {
                    *drawn.picture = Some(drawing.source().to_owned());
                }
            } else if let Some(place) = piece_ui(around, piece, at, id.with(place), &hits)
                && let Some(hunt) = drawn.hunt
            {
                hunt.place = Some(place);
            }
        }
    }
}

/// Draws a piece. Returns where exactly the hit to be shown stands, if it is in here.
fn piece_ui(ui: &mut Ui, piece: &Piece, at: Rect, id: Id, hits: &[(Range<usize>, bool)]) -> Option<Rect> {
    let palette = theme::palette(ui);
    match &piece.what {
        What::Words(words) => return words_ui(ui, words, at, id, hits),
        What::Fill(color) => {
            ui.painter().rect_filled(at, 4.0, *color);
        }
        What::Bar(color) => {
            ui.painter().rect_filled(at, 1.0, *color);
        }
        What::Dot { hollow } => {
            let centre = at.left_center() + vec2(at.width() * 0.45, 1.0);
            if *hollow {
                ui.painter().circle_stroke(centre, 2.2, Stroke::new(1.2, palette.quiet));
            } else {
                ui.painter().circle_filled(centre, 2.4, palette.quiet);
            }
        }
        What::Tick(ticked) => tick_ui(ui, at, *ticked, id),
        What::Code { job, language, source } => {
            return ui.push_id(id, |ui| code::code_ui(ui, at, job, language, source, hits)).inner;
        }
        // These are drawn where their page is at hand.
        What::Diagram(_) | What::Wide { .. } => {}
    }
    None
}

/// Marks what was found in a text. Returns where the hit to be shown stands.
fn hits_ui(ui: &Ui, galley: &Galley, from: egui::Pos2, hits: &[(Range<usize>, bool)]) -> Option<Rect> {
    let palette = theme::palette(ui);
    let mut shown = None;
    for (range, is_shown) in hits {
        let color = if *is_shown { palette.found_now } else { palette.found };
        for part in places(galley, range) {
            let part = part.translate(from.to_vec2());
            ui.painter().rect_filled(part.expand2(vec2(1.0, -1.0)), 2.0, color);
            if *is_shown {
                shown = Some(part);
            }
        }
    }
    shown
}

fn tick_ui(ui: &Ui, at: Rect, ticked: bool, id: Id) {
    let palette = theme::palette(ui);
    let frame = Rect::from_center_size(at.left_center() + vec2(7.0, 0.0), Vec2::splat(13.0));
    ui.painter().rect_stroke(frame, 3.0, Stroke::new(1.3, palette.edge), egui::StrokeKind::Inside);
    if ticked {
        let points = [vec2(-3.5, 0.0), vec2(-1.0, 2.8), vec2(3.8, -3.2)].map(|offset| frame.center() + offset);
        ui.painter().add(egui::Shape::line(points.to_vec(), Stroke::new(1.8, palette.good)));
    }
    let words = if ticked { "Done" } else { "Not done" };
    ui.interact(frame, id, Sense::hover()).widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
}

/// Text that can be selected, with its links and its heading's level.
fn words_ui(ui: &mut Ui, words: &Words, at: Rect, id: Id, hits: &[(Range<usize>, bool)]) -> Option<Rect> {
    let palette = theme::palette(ui);
    let galley = ui.painter().layout_job(words.job.clone());
    let from = match words.job.halign {
        egui::Align::Min => at.left_top(),
        egui::Align::Center => at.center_top(),
        egui::Align::Max => at.right_top(),
    };
    for range in &words.code {
        for part in places(&galley, range) {
            ui.painter().rect_filled(part.translate(from.to_vec2()).expand2(vec2(2.0, -1.0)), 4.0, palette.raised);
        }
    }
    let shown = hits_ui(ui, &galley, from, hits);
    let response = ui.interact(at, id, Sense::click_and_drag() - Sense::FOCUSABLE);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, galley.text()));
    if let Some(level) = words.level {
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(egui::accesskit::Role::Heading);
            node.set_level(usize::from(level));
            node.set_label(galley.text());
        });
    }
    LabelSelectionState::label_text_selection(ui, &response, from, galley.clone(), palette.text, Stroke::NONE);
    for (number, (range, to)) in words.links.iter().enumerate() {
        link_ui(ui, &galley, range, to, from, id.with(("link", number)));
    }
    shown
}

/// Makes a stretch of text a link: one for the keyboard and assistive technology, a target on each line for the mouse.
fn link_ui(ui: &Ui, galley: &Galley, range: &Range<usize>, to: &str, from: egui::Pos2, id: Id) {
    let palette = theme::palette(ui);
    let words: String = galley.text().chars().skip(range.start).take(range.len()).collect();
    let mut lit = false;
    for (line, part) in places(galley, range).into_iter().enumerate() {
        let part = part.translate(from.to_vec2());
        let sense = if line == 0 { Sense::click() } else { Sense::click() - Sense::FOCUSABLE };
        let response = ui.interact(part, id.with(line), sense).on_hover_cursor(egui::CursorIcon::PointingHand);
        if line == 0 {
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &words));
        }
        if response.has_focus() {
            ui.painter().rect_stroke(part.expand(2.0), 3.0, Stroke::new(2.0, palette.accent), egui::StrokeKind::Outside);
        }
        lit |= response.hovered();
        let is_address = to.contains("://");
        let response = if is_address { response.on_hover_text(to) } else { response };
        if response.clicked() {
            ui.ctx().open_url(egui::OpenUrl::same_tab(to));
        }
    }
    if lit {
        for part in places(galley, range) {
            let part = part.translate(from.to_vec2());
            ui.painter().hline(part.x_range(), part.bottom() - 2.0, Stroke::new(1.5, palette.accent));
        }
    }
}

/// Where characters stand: a rectangle for each line they touch, relative to the galley.
fn places(galley: &Galley, range: &Range<usize>) -> Vec<Rect> {
    let mut found = Vec::new();
    let mut first = 0;
    for row in &galley.rows {
        let count = row.glyphs.len();
        let (start, end) = (range.start.max(first), range.end.min(first + count));
        if start < end {
            let left = row.pos.x + row.x_offset((start - first).into());
            let right = row.pos.x + row.x_offset((end - first).into());
            found.push(Rect::from_min_max(pos2(left, row.min_y()), pos2(right, row.max_y())));
        }
        first += count + usize::from(row.ends_with_newline);
    }
    found
}

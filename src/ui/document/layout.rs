//! Lays a document out for a width: every line, box and mark gets its place, once. Drawing then only looks at what is visible.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Color32, FontFamily, FontId, Rect, Stroke, Ui, pos2, vec2};

use crate::study::document::{Alert, Block, Document, Item, Text};

use super::super::theme::{self, Palette};
use super::highlight::{self, Ink};
use super::{diagram, table};

/// Space between the number or bullet of an item and its text's left edge, as a multiple of the size of type.
const INDENT: f32 = 1.5;

/// The distance between lines of code, in points.
const CODE_LINE: f32 = 19.0;

/// What stands where on a page.
#[derive(Debug, Default)]
pub struct Page {
    /// How high it is, in points.
    pub height: f32,
    /// Its pieces, from the top; places are relative to its left top corner.
    pub pieces: Vec<Piece>,
    /// What pieces belong to, in the accessibility tree.
    pub groups: Vec<Group>,
}

/// A group of pieces that assistive technology knows as one: a list, an item, a table, a quotation.
#[derive(Debug)]
pub struct Group {
    /// What it is.
    pub role: egui::accesskit::Role,
    /// The group it is in.
    pub parent: Option<usize>,
}

/// One thing with a place.
#[derive(Debug)]
pub struct Piece {
    /// Where, in points.
    pub rect: Rect,
    /// The group it belongs to.
    pub group: Option<usize>,
    /// What.
    pub what: What,
}

/// What a piece is.
#[derive(Debug)]
pub enum What {
    /// Text that can be selected.
    Words(Words),
    /// A tinted box behind what follows.
    Fill(Color32),
    /// A line or a bar.
    Bar(Color32),
    /// The dot of an item; hollow in every second depth.
    Dot { hollow: bool },
    /// A box that is ticked or not.
    Tick(bool),
    /// Code that scrolls sideways.
    Code { job: LayoutJob, language: String, source: String },
    /// A diagram.
    Diagram(diagram::Drawing),
    /// A table wider than its column: it scrolls.
    Wide { width: f32, page: Page },
}

/// Text of one paragraph, heading, item or cell.
#[derive(Debug)]
pub struct Words {
    /// The text and its looks.
    pub job: LayoutJob,
    /// The characters that are code.
    pub code: Vec<std::ops::Range<usize>>,
    /// The characters that lead somewhere, and where.
    pub links: Vec<(std::ops::Range<usize>, String)>,
    /// The level of a heading, from 1.
    pub level: Option<u8>,
}

/// Lays out a document.
pub fn page(ui: &Ui, document: &Document, width: f32) -> Page {
    let size = egui::TextStyle::Body.resolve(ui.style()).size;
    let scale = theme::text_scale(ui);
    let mut layout = Layout { ui, palette: theme::palette(ui), size, scale, page: Page::default(), group: None, dots: 0 };
    layout.page.height = layout.blocks(&document.blocks, 0.0, width, 0.0);
    layout.page
}

pub(super) struct Layout<'a> {
    pub(super) ui: &'a Ui,
    pub(super) palette: &'static Palette,
    /// The size of prose, in points.
    pub(super) size: f32,
    /// How much larger than usual all text of answers is.
    pub(super) scale: f32,
    pub(super) page: Page,
    group: Option<usize>,
    /// How many lists of dots are around.
    dots: usize,
}

impl Layout<'_> {
    /// Lays out blocks below `top`; returns where they end.
    fn blocks(&mut self, blocks: &[Block], left: f32, width: f32, top: f32) -> f32 {
        let mut y = top;
        let mut above: Option<&Block> = None;
        for block in blocks {
            y += match above {
                None => 0.0,
                Some(Block::Heading(..)) => (self.size * 0.35).round(),
                Some(_) => self.space(block),
            };
            y = self.block(block, left, width, y);
            above = Some(block);
        }
        y
    }

    /// The space above a block, in points.
    fn space(&self, block: &Block) -> f32 {
        let share = match block {
            Block::Heading(..) => 1.3,
            Block::Code { .. } | Block::Table { .. } | Block::Quote(..) => 0.75,
            Block::List { .. } => 0.5,
            _ => 0.65,
        };
        (self.size * share).round()
    }

    fn block(&mut self, block: &Block, left: f32, width: f32, y: f32) -> f32 {
        match block {
            Block::Heading(level, text) => {
                let size = match level {
                    1 => theme::size::PAGE,
                    2 => theme::size::PART,
                    _ => theme::size::LEAD,
                };
                let mut words = self.words(text, (size * self.scale).max(self.size), true);
                words.level = Some(*level);
                self.text(words, left, width, y)
            }
            Block::Paragraph(text) => {
                let words = self.words(text, self.size, false);
                self.text(words, left, width, y)
            }
            Block::Code { language, source } if language == "mermaid" => self.diagram(source, left, width, y),
            Block::Code { language, source } => self.code(language, source, left, width, y),
            Block::List { start, is_loose, items } => self.list(*start, *is_loose, items, left, width, y),
            Block::Quote(alert, blocks) => self.quote(*alert, blocks, left, width, y),
            Block::Table { alignments, rows } => table::table(self, alignments, rows, left, width, y),
            Block::Footnote(name, blocks) => {
                let number = self.plain(name, self.size * 0.75, self.palette.quiet);
                self.put(Rect::from_min_size(pos2(left, y), vec2(self.size, self.size)), What::Words(number));
                self.blocks(blocks, left + self.size * INDENT, width - self.size * INDENT, y)
            }
            Block::Rule => {
                let middle = y + self.size * 0.5;
                self.put(Rect::from_min_size(pos2(left, middle), vec2(width, 1.0)), What::Bar(self.palette.line));
                y + self.size
            }
        }
    }

    fn list(&mut self, start: Option<u64>, is_loose: bool, items: &[Item], left: f32, width: f32, top: f32) -> f32 {
        let around = self.open(egui::accesskit::Role::List);
        let last = start.map_or(0, |start| start.saturating_add(items.len() as u64));
        let indent = match start {
            Some(_) => (self.size * INDENT).max(self.size * (0.9 + 0.6 * last.to_string().len() as f32)),
            None => self.size * INDENT,
        };
        self.dots += usize::from(start.is_none());
        let gap = (self.size * if is_loose { 0.6 } else { 0.28 }).round();
        let mut y = top;
        for (place, item) in (0_u64..).zip(items) {
            if place > 0 {
                y += gap;
            }
            let list = self.open(egui::accesskit::Role::ListItem);
            let line = self.line_height();
            let mark = Rect::from_min_size(pos2(left, y), vec2(indent, line));
            match (item.ticked, start) {
                (Some(ticked), _) => self.put(mark, What::Tick(ticked)),
                (None, Some(start)) => {
                    let mut words = self.plain(&format!("{}.", start.saturating_add(place)), self.size, self.palette.quiet);
                    words.job.halign = Align::RIGHT;
                    self.put(mark.with_max_x(left + indent - self.size * 0.5), What::Words(words));
                }
                (None, None) => self.put(mark, What::Dot { hollow: self.dots.is_multiple_of(2) }),
            }
            let end = self.blocks(&item.blocks, left + indent, (width - indent).max(self.size * 4.0), y);
            y = end.max(y + if item.blocks.is_empty() { line } else { 0.0 });
            self.group = list;
        }
        self.dots -= usize::from(start.is_none());
        self.group = around;
        y
    }

    fn quote(&mut self, alert: Option<Alert>, blocks: &[Block], left: f32, width: f32, top: f32) -> f32 {
        let around = self.open(egui::accesskit::Role::Blockquote);
        let color = match alert {
            None => self.palette.edge,
            Some(Alert::Note | Alert::Important) => self.palette.accent,
            Some(Alert::Tip) => self.palette.good,
            Some(Alert::Warning) => self.palette.warn,
            Some(Alert::Caution) => self.palette.bad,
        };
        let bar = self.page.pieces.len();
        self.put(Rect::NOTHING, What::Bar(color));
        let inset = self.size;
        let mut y = top + 2.0;
        if let Some(alert) = alert {
            let mut words = self.plain(alert.label(), self.size, color);
            for section in &mut words.job.sections {
                section.format.font_id.family = theme::bold_family();
            }
            y = self.text(words, left + inset, width - inset, y) + 2.0;
        }
        y = self.blocks(blocks, left + inset, width - inset, y) + 2.0;
        if let Some(piece) = self.page.pieces.get_mut(bar) {
            piece.rect = Rect::from_min_max(pos2(left, top), pos2(left + 3.0, y));
        }
        self.group = around;
        y
    }

    fn code(&mut self, language: &str, source: &str, left: f32, width: f32, y: f32) -> f32 {
        let mut job = LayoutJob::default();
        for (range, ink) in highlight::inks(language, source) {
            job.append(source.get(range).unwrap_or_default(), 0.0, self.ink(ink));
        }
        job.wrap = TextWrapping::no_max_width();
        let height = self.measure(&job).y + 2.0 * super::code::PAD.y;
        let what = What::Code { job, language: language.to_owned(), source: source.to_owned() };
        self.put(Rect::from_min_size(pos2(left, y), vec2(width, height)), what);
        y + height
    }

    fn diagram(&mut self, source: &str, left: f32, width: f32, y: f32) -> f32 {
        match diagram::Drawing::of(self.ui, source, width) {
            Ok(drawing) => {
                let height = drawing.size.y;
                self.put(Rect::from_min_size(pos2(left, y), vec2(width, height)), What::Diagram(drawing));
                y + height
            }
            Err(kind) => {
                let end = self.code("mermaid", source, left, width, y) + 4.0;
                let words = self.plain(&format!("A {kind} diagram cannot be drawn here"), theme::size::UI * self.scale, self.palette.quiet);
                self.text(words, left, width, end)
            }
        }
    }

    /// Places text; returns where it ends.
    pub(super) fn text(&mut self, mut words: Words, left: f32, width: f32, y: f32) -> f32 {
        words.job.wrap.max_width = width;
        let height = self.measure(&words.job).y;
        self.put(Rect::from_min_size(pos2(left, y), vec2(width, height)), What::Words(words));
        y + height
    }

    /// Opens a group; returns the one around it.
    pub(super) fn open(&mut self, role: egui::accesskit::Role) -> Option<usize> {
        let around = self.group;
        self.page.groups.push(Group { role, parent: around });
        self.group = Some(self.page.groups.len() - 1);
        around
    }

    pub(super) fn close(&mut self, around: Option<usize>) {
        self.group = around;
    }

    pub(super) fn put(&mut self, rect: Rect, what: What) {
        self.page.pieces.push(Piece { rect, group: self.group, what });
    }

    pub(super) fn measure(&self, job: &LayoutJob) -> egui::Vec2 {
        self.ui.painter().layout_job(job.clone()).size()
    }

    fn line_height(&self) -> f32 {
        self.ui.ctx().fonts_mut(|fonts| fonts.row_height(&FontId::proportional(self.size)))
    }

    fn ink(&self, ink: Ink) -> TextFormat {
        let palette = self.palette;
        let (family, color) = match ink {
            Ink::Plain => (FontFamily::Monospace, palette.text),
            Ink::Comment => (theme::mono_italic_family(), palette.quiet),
            Ink::Text => (FontFamily::Monospace, palette.good),
            Ink::Value => (FontFamily::Monospace, palette.warn),
            Ink::Keyword => (theme::mono_bold_family(), palette.strong),
            Ink::Name => (FontFamily::Monospace, palette.strong),
            Ink::Key => (FontFamily::Monospace, palette.accent),
            Ink::Mark => (FontFamily::Monospace, palette.quiet),
        };
        TextFormat {
            font_id: FontId::new(theme::size::MONO * self.scale, family),
            color,
            line_height: Some((CODE_LINE * self.scale).round()),
            ..TextFormat::default()
        }
    }

    fn plain(&self, text: &str, size: f32, color: Color32) -> Words {
        let format = TextFormat { font_id: FontId::proportional(size), color, ..TextFormat::default() };
        Words { job: LayoutJob::simple_format(text.to_owned(), format), code: Vec::new(), links: Vec::new(), level: None }
    }

    /// Text in its looks, `size` points high; bold throughout where `is_strong`.
    pub(super) fn words(&self, text: &Text, size: f32, is_strong: bool) -> Words {
        let mut words = Words { job: LayoutJob::default(), code: Vec::new(), links: Vec::new(), level: None };
        let mut at = 0;
        for span in &text.spans {
            let look = span.look;
            let strong = look.strong || is_strong;
            let color = match (&span.link, strong) {
                (Some(_), _) => self.palette.accent,
                (None, true) => self.palette.strong,
                (None, false) => self.palette.text,
            };
            let family = match (look.code, strong, look.emphasis) {
                (true, true, _) => theme::mono_bold_family(),
                (true, false, _) => FontFamily::Monospace,
                (false, true, true) => theme::bold_italic_family(),
                (false, true, false) => theme::bold_family(),
                (false, false, true) => theme::italic_family(),
                (false, false, false) => FontFamily::Proportional,
            };
            // The mono face runs large: it is set smaller, to look as large as what stands around it.
            let share = if look.code {
                theme::size::MONO / theme::size::PROSE
            } else if look.raised {
                0.72
            } else {
                1.0
            };
            let line = |on: bool| if on { Stroke::new(1.0, color) } else { Stroke::NONE };
            let format = TextFormat {
                font_id: FontId::new((size * share * 2.0).round() / 2.0, family),
                color,
                strikethrough: line(look.struck),
                underline: if span.link.is_some() { Stroke::new(1.0, color.gamma_multiply(0.45)) } else { Stroke::NONE },
                valign: if look.raised { Align::TOP } else { Align::BOTTOM },
                ..TextFormat::default()
            };
            words.job.append(&span.text, 0.0, format);
            let end = at + span.text.chars().count();
            if look.code {
                words.code.push(at..end);
            }
            if let Some(link) = &span.link {
                match words.links.last_mut() {
                    Some((range, to)) if range.end == at && to == link => range.end = end,
                    _ => words.links.push((at..end, link.clone())),
                }
            }
            at = end;
        }
        words
    }
}

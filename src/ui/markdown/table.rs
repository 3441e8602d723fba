//! Draws a table that fits its column: cells wrap, the header stands out, lines part the rows.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, FontId, Label, Rect, Sense, Stroke, Ui, pos2, vec2};
use pulldown_cmark::Alignment;

use super::super::theme;
use super::piece::{Cell, Table};

/// The size of text in cells, in points.
const TEXT: f32 = theme::size::UI;

/// Space at each side of a cell's text, in points.
const PAD: egui::Vec2 = vec2(10.0, 6.0);

/// Draws a table as wide as there is room.
pub fn table_ui(ui: &mut Ui, table: &Table) {
    let palette = theme::palette(ui);
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return;
    }
    let natural = natural_widths(ui, table, columns);
    let widths = fit(&natural, ui.available_width());
    ui.add_space(4.0);
    for (number, row) in table.rows.iter().enumerate() {
        let is_header = number == 0;
        let jobs: Vec<LayoutJob> = (0..columns)
            .zip(&widths)
            .map(|(column, width)| {
                let mut job = row.get(column).map(|cell| job(ui, cell, is_header)).unwrap_or_default();
                job.wrap.max_width = width - 2.0 * PAD.x;
                job.halign = match table.alignments.get(column) {
                    Some(Alignment::Right) => Align::Max,
                    Some(Alignment::Center) => Align::Center,
                    _ => Align::Min,
                };
                job
            })
            .collect();
        let height = jobs.iter().map(|job| ui.painter().layout_job(job.clone()).size().y).fold(0.0, f32::max) + 2.0 * PAD.y;
        let (rect, _) = ui.allocate_exact_size(vec2(widths.iter().sum(), height), Sense::hover());
        if is_header {
            ui.painter().rect_filled(rect, 4.0, palette.raised);
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, palette.line));
        let mut left = rect.left();
        for (job, width) in jobs.into_iter().zip(&widths) {
            let cell = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom())).shrink2(PAD);
            let place = egui::UiBuilder::new().max_rect(cell).layout(egui::Layout::top_down(Align::Min));
            // A child that is not reported back: the row has its place already, whatever its last cell needs.
            ui.new_child(place).add(Label::new(job).wrap());
            left += width;
        }
        // The rows touch: the line between them is part of the row.
        ui.add_space(-ui.spacing().item_spacing.y);
    }
    ui.add_space(12.0);
}

fn job(ui: &Ui, cell: &Cell, is_header: bool) -> LayoutJob {
    let palette = theme::palette(ui);
    let mut job = LayoutJob::default();
    for span in cell {
        let is_strong = span.is_strong || is_header;
        let font = match (span.is_code, is_strong) {
            (true, _) => FontId::monospace(theme::size::MONO),
            (false, true) => FontId::new(TEXT, theme::bold_family()),
            (false, false) => FontId::proportional(TEXT),
        };
        let color = if is_strong { palette.strong } else { palette.text };
        let background = if span.is_code { palette.raised } else { egui::Color32::TRANSPARENT };
        job.append(&span.text, 0.0, TextFormat { font_id: font, color, background, valign: Align::Center, ..TextFormat::default() });
    }
    job
}

fn natural_widths(ui: &Ui, table: &Table, columns: usize) -> Vec<f32> {
    let width = |cell: &Cell, is_header: bool| ui.painter().layout_job(job(ui, cell, is_header)).size().x.ceil() + 2.0 * PAD.x + 1.0;
    (0..columns)
        .map(|column| {
            let cells = table.rows.iter().enumerate().filter_map(|(number, row)| row.get(column).map(|cell| width(cell, number == 0)));
            cells.fold(2.0 * PAD.x, f32::max)
        })
        .collect()
}

/// Shares the room out, in whole points, so that what is measured is what is drawn: a column that needs less than its share gets what it needs, the others share what is left.
fn fit(natural: &[f32], room: f32) -> Vec<f32> {
    let mut widths = natural.to_vec();
    let mut open: Vec<usize> = (0..natural.len()).collect();
    let mut left = room.floor();
    loop {
        let share = (left / open.len().max(1) as f32).floor();
        let (small, large): (Vec<usize>, Vec<usize>) =
            open.iter().partition(|column| natural.get(**column).is_some_and(|width| *width <= share));
        if small.is_empty() || large.is_empty() {
            for column in large {
                if let Some(width) = widths.get_mut(column) {
                    *width = share;
                }
            }
            return widths;
        }
        left -= small.iter().filter_map(|column| natural.get(*column)).sum::<f32>();
        open = large;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_columns_keep_their_width_and_the_rest_share() {
        assert_eq!(fit(&[50.0, 60.0], 400.0), [50.0, 60.0]);
        assert_eq!(fit(&[80.0, 500.0, 700.0], 600.0), [80.0, 260.0, 260.0]);
        assert_eq!(fit(&[500.0, 700.0], 600.0), [300.0, 300.0]);
        assert_eq!(fit(&[], 600.0), Vec::<f32>::new());
    }
}

//! Lays out tables: cells wrap, the header stands out, lines part the rows; only a table whose words do not fit scrolls.

use egui::{Align, Rect, accesskit::Role, pos2, vec2};

use crate::study::document::{Alignment, Text};

use super::super::theme;
use super::layout::{Layout, Page, What};

/// Space at each side of a cell's text, in points.
const PAD: egui::Vec2 = vec2(10.0, 6.0);

/// Places a table; returns where it ends.
pub fn table(layout: &mut Layout<'_>, alignments: &[Alignment], rows: &[Vec<Text>], left: f32, room: f32, top: f32) -> f32 {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return top;
    }
    let natural = widths(layout, rows, columns, f32::INFINITY);
    let narrowest = widths(layout, rows, columns, 1.0);
    let widths = fit(&natural, &narrowest, room);
    let width: f32 = widths.iter().sum();
    if width <= room + 0.5 {
        return place(layout, alignments, rows, &widths, left, top);
    }
    // Its words do not fit: it gets a page of its own, which scrolls.
    let outer = std::mem::take(&mut layout.page);
    let around = layout.open(Role::Table);
    let height = place(layout, alignments, rows, &widths, 0.0, 0.0);
    layout.close(around);
    let page = Page { height, ..std::mem::replace(&mut layout.page, outer) };
    let bottom = top + height + 10.0;
    layout.put(Rect::from_min_max(pos2(left, top), pos2(left + room, bottom)), What::Wide { width, page });
    bottom
}

fn place(layout: &mut Layout<'_>, alignments: &[Alignment], rows: &[Vec<Text>], widths: &[f32], left: f32, top: f32) -> f32 {
    let around = layout.open(Role::Table);
    let width: f32 = widths.iter().sum();
    let mut y = top;
    for (number, row) in rows.iter().enumerate() {
        let table = layout.open(Role::Row);
        if number == 0 {
            let ground = layout.page.pieces.len();
            layout.put(Rect::NOTHING, What::Fill(layout.palette.raised));
            let bottom = cells(layout, alignments, row, widths, left, y, true);
            if let Some(piece) = layout.page.pieces.get_mut(ground) {
                piece.rect = Rect::from_min_max(pos2(left, y), pos2(left + width, bottom));
            }
            y = bottom;
        } else {
            y = cells(layout, alignments, row, widths, left, y, false);
        }
        layout.put(Rect::from_min_size(pos2(left, y - 1.0), vec2(width, 1.0)), What::Bar(layout.palette.line));
        layout.close(table);
    }
    layout.close(around);
    y
}

/// Places the cells of a row; returns where the highest ends.
fn cells(layout: &mut Layout<'_>, alignments: &[Alignment], row: &[Text], widths: &[f32], left: f32, top: f32, is_header: bool) -> f32 {
    let mut x = left;
    let mut bottom = top;
    for (column, width) in widths.iter().enumerate() {
        if let Some(text) = row.get(column) {
            let mut words = layout.words(text, theme::size::UI * layout.scale, is_header);
            words.job.halign = match alignments.get(column) {
                Some(Alignment::Right) => Align::Max,
                Some(Alignment::Center) => Align::Center,
                _ => Align::Min,
            };
            let role = if is_header { Role::ColumnHeader } else { Role::Cell };
            let around = layout.open(role);
            let end = layout.text(words, x + PAD.x, width - 2.0 * PAD.x, top + PAD.y) + PAD.y;
            layout.close(around);
            bottom = bottom.max(end);
        }
        x += width;
    }
    bottom.max(top + 2.0 * PAD.y).ceil()
}

/// How wide each column is if its text wraps at `wrap` points (1: at every word).
fn widths(layout: &Layout<'_>, rows: &[Vec<Text>], columns: usize, wrap: f32) -> Vec<f32> {
    let mut widths = vec![2.0 * PAD.x; columns];
    for (number, row) in rows.iter().enumerate() {
        for (width, text) in widths.iter_mut().zip(row) {
            let mut job = layout.words(text, theme::size::UI * layout.scale, number == 0).job;
            job.wrap.max_width = wrap;
            *width = width.max(layout.measure(&job).x.ceil() + 2.0 * PAD.x + 1.0);
        }
    }
    widths
}

/// Shares the room out, in whole points: a column that needs less than its share gets what it needs, the others share what is left;
/// none gets less than its longest word.
fn fit(natural: &[f32], narrowest: &[f32], room: f32) -> Vec<f32> {
    let mut widths = natural.to_vec();
    let mut open: Vec<usize> = (0..natural.len()).collect();
    let mut left = room.floor();
    let of = |widths: &[f32], column: usize| widths.get(column).copied().unwrap_or_default();
    while !open.is_empty() {
        let share = (left / open.len() as f32).floor();
        let settled: Vec<(usize, f32)> = open
            .iter()
            .filter_map(|&column| {
                let (natural, narrowest) = (of(natural, column), of(narrowest, column));
                if natural <= share {
                    Some((column, natural))
                } else if narrowest > share {
                    Some((column, narrowest))
                } else {
                    None
                }
            })
            .collect();
        if settled.is_empty() {
            for column in open {
                if let Some(width) = widths.get_mut(column) {
                    *width = share;
                }
            }
            return widths;
        }
        for (column, needed) in settled {
            left -= needed;
            open.retain(|other| *other != column);
            if let Some(width) = widths.get_mut(column) {
                *width = needed;
            }
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_columns_keep_their_width_and_the_rest_share() {
        let words = [40.0, 40.0, 40.0];
        assert_eq!(fit(&[50.0, 60.0], &words, 400.0), [50.0, 60.0]);
        assert_eq!(fit(&[80.0, 500.0, 700.0], &words, 600.0), [80.0, 260.0, 260.0]);
        assert_eq!(fit(&[500.0, 700.0], &words, 600.0), [300.0, 300.0]);
        assert_eq!(fit(&[], &[], 600.0), Vec::<f32>::new());
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_word() {
        assert_eq!(fit(&[300.0, 700.0], &[250.0, 100.0], 400.0), [250.0, 150.0]);
        assert_eq!(fit(&[300.0, 700.0], &[250.0, 300.0], 400.0), [250.0, 300.0]);
    }
}

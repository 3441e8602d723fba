//! Defines all looks in one place: faces, sizes and the colours of both themes. Text on every ground has a contrast of at least 7:1.

use std::sync::Arc;

use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, TextStyle, Theme, Vec2};

use crate::state::settings::ThemeChoice;

/// The height of a row in lists, in points: a target that is easy to hit.
pub const ROW: f32 = 28.0;

/// The widest a column of prose gets, in points: about 75 characters.
pub const MEASURE: f32 = 680.0;

/// The sizes of type, in points. There are few on purpose: each size of each face has to be drawn before it can be shown.
pub mod size {
    /// Pills and counts.
    pub const SMALL: f32 = 12.0;
    /// Lists, buttons, tables, everything around the prose.
    pub const UI: f32 = 14.0;
    /// Code: looks as large as prose.
    pub const MONO: f32 = 13.0;
    /// Prose.
    pub const PROSE: f32 = 15.0;
    /// What is to be said aloud, and the headings inside an answer.
    pub const LEAD: f32 = 16.0;
    /// The headings of parts.
    pub const PART: f32 = 19.0;
    /// The heading of a page.
    pub const PAGE: f32 = 26.0;
}

/// The colours of one theme.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// The ground of the answer.
    pub page: Color32,
    /// The ground of side panels and bars.
    pub panel: Color32,
    /// A ground that stands out a little: code, fields, tinted boxes.
    pub raised: Color32,
    /// Lines between parts.
    pub line: Color32,
    /// The outline of what can be pressed or typed into: at least 3:1 against every ground.
    pub edge: Color32,
    /// Text.
    pub text: Color32,
    /// Headings and bold text.
    pub strong: Color32,
    /// Text that may be overlooked.
    pub quiet: Color32,
    /// The colour of the program: links, the chosen row, focus.
    pub accent: Color32,
    /// The ground of what is chosen.
    pub chosen: Color32,
    /// Good: read, within time.
    pub good: Color32,
    /// Beware: time is running out.
    pub warn: Color32,
    /// Over time, failed.
    pub bad: Color32,
    /// The ground of what was found.
    pub found: Color32,
    /// The ground of the hit that is shown.
    pub found_now: Color32,
}

const LIGHT: Palette = Palette {
    page: Color32::from_rgb(0xfd, 0xfc, 0xfa),
    panel: Color32::from_rgb(0xf5, 0xf3, 0xef),
    raised: Color32::from_rgb(0xf0, 0xed, 0xe7),
    line: Color32::from_rgb(0xdd, 0xd8, 0xcf),
    edge: Color32::from_rgb(0x85, 0x80, 0x78),
    text: Color32::from_rgb(0x2b, 0x2a, 0x28),
    strong: Color32::from_rgb(0x14, 0x13, 0x12),
    quiet: Color32::from_rgb(0x50, 0x4d, 0x48),
    accent: Color32::from_rgb(0x0b, 0x53, 0x4c),
    chosen: Color32::from_rgb(0xd9, 0xe8, 0xe4),
    good: Color32::from_rgb(0x1b, 0x5a, 0x32),
    warn: Color32::from_rgb(0x6e, 0x3b, 0x00),
    bad: Color32::from_rgb(0x96, 0x18, 0x18),
    found: Color32::from_rgb(0xf8, 0xea, 0xb4),
    found_now: Color32::from_rgb(0xf5, 0xc9, 0x5b),
};

const DARK: Palette = Palette {
    page: Color32::from_rgb(0x17, 0x18, 0x1a),
    panel: Color32::from_rgb(0x1e, 0x1f, 0x22),
    raised: Color32::from_rgb(0x26, 0x28, 0x2b),
    line: Color32::from_rgb(0x36, 0x38, 0x3c),
    edge: Color32::from_rgb(0x7c, 0x7f, 0x85),
    text: Color32::from_rgb(0xd9, 0xd7, 0xd2),
    strong: Color32::from_rgb(0xf6, 0xf4, 0xf0),
    quiet: Color32::from_rgb(0xb9, 0xb7, 0xb2),
    accent: Color32::from_rgb(0x83, 0xd0, 0xc3),
    chosen: Color32::from_rgb(0x26, 0x3d, 0x3a),
    good: Color32::from_rgb(0x8f, 0xd1, 0xa0),
    warn: Color32::from_rgb(0xf0, 0xbe, 0x6c),
    bad: Color32::from_rgb(0xff, 0xa5, 0x9c),
    found: Color32::from_rgb(0x4a, 0x3f, 0x14),
    found_now: Color32::from_rgb(0x6b, 0x50, 0x00),
};

/// The colours of the theme that is shown.
pub fn palette(ui: &egui::Ui) -> &'static Palette {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// The family of bold text.
pub fn bold_family() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// The family of italic text.
pub fn italic_family() -> FontFamily {
    FontFamily::Name("italic".into())
}

/// The family of text that is both bold and italic.
pub fn bold_italic_family() -> FontFamily {
    FontFamily::Name("bold-italic".into())
}

/// The family of bold code.
pub fn mono_bold_family() -> FontFamily {
    FontFamily::Name("mono-bold".into())
}

/// The family of italic code: comments.
pub fn mono_italic_family() -> FontFamily {
    FontFamily::Name("mono-italic".into())
}

/// Bold text of a size in points.
pub fn bold(text: impl Into<String>, size: f32) -> egui::RichText {
    egui::RichText::new(text).family(bold_family()).size(size)
}

/// Makes the text of an answer larger or smaller from here on; everything around it keeps its size.
pub fn scale_text(ui: &mut egui::Ui, scale: f32) {
    let styles = &mut ui.style_mut().text_styles;
    styles.insert(TextStyle::Body, FontId::proportional(size::PROSE * scale));
    styles.insert(TextStyle::Monospace, FontId::monospace(size::MONO * scale));
}

/// How much larger than usual the text of answers is here.
pub fn text_scale(ui: &egui::Ui) -> f32 {
    TextStyle::Monospace.resolve(ui.style()).size / size::MONO
}

/// Gives the text of an answer another usual size, in points.
pub fn set_body(ui: &mut egui::Ui, size: f32) {
    let size = size * text_scale(ui);
    ui.style_mut().text_styles.insert(TextStyle::Body, FontId::proportional(size));
}

/// What egui is told for a choice of theme.
pub fn preference(choice: ThemeChoice) -> egui::ThemePreference {
    match choice {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    }
}

/// Dresses egui: faces, sizes, both themes; no animations and no blinking caret, so that an idle window does nothing.
pub fn apply(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        options.quit_shortcuts.clear();
        options.fallback_theme = Theme::Light;
    });
    for (theme, palette) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| dress(style, palette, theme == Theme::Dark));
    }
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, face) in [
        ("text", include_bytes!("../../assets/fonts/Inter-Regular.ttf").as_slice()),
        ("bold", include_bytes!("../../assets/fonts/Inter-Bold.ttf")),
        ("italic", include_bytes!("../../assets/fonts/Inter-Italic.ttf")),
        ("bold-italic", include_bytes!("../../assets/fonts/Inter-BoldItalic.ttf")),
        ("mono", include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf")),
        ("mono-bold", include_bytes!("../../assets/fonts/JetBrainsMono-Bold.ttf")),
        ("mono-italic", include_bytes!("../../assets/fonts/JetBrainsMono-Italic.ttf")),
        ("emoji", epaint_default_fonts::NOTO_EMOJI_REGULAR),
        ("icons", epaint_default_fonts::EMOJI_ICON),
    ] {
        let mut data = FontData::from_static(face);
        // Our faces carry no hints, and guessing some takes longer than everything else about the first frame.
        data.tweak.hinting = Some(false);
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    // Each face falls back on the others (the text face has no box drawing, the mono face few symbols), then on symbols.
    let families = [
        (FontFamily::Proportional, ["text", "mono"]),
        (bold_family(), ["bold", "mono-bold"]),
        (italic_family(), ["italic", "text"]),
        (bold_italic_family(), ["bold-italic", "bold"]),
        (FontFamily::Monospace, ["mono", "text"]),
        (mono_bold_family(), ["mono-bold", "bold"]),
        (mono_italic_family(), ["mono-italic", "mono"]),
    ];
    for (family, faces) in families {
        fonts.families.insert(family, faces.into_iter().chain(["mono", "emoji", "icons"]).map(str::to_owned).collect());
    }
    fonts
}

fn dress(style: &mut egui::Style, palette: &Palette, is_dark: bool) {
    style.animation_time = 0.0;
    style.scroll_animation = egui::style::ScrollAnimation::none();
    style.text_styles = [
        (TextStyle::Small, FontId::proportional(size::SMALL)),
        (TextStyle::Body, FontId::proportional(size::PROSE)),
        (TextStyle::Button, FontId::proportional(size::UI)),
        (TextStyle::Heading, FontId::new(size::PART, bold_family())),
        (TextStyle::Monospace, FontId::monospace(size::MONO)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(8.0, 6.0);
    spacing.button_padding = Vec2::new(10.0, 4.0);
    spacing.interact_size = Vec2::new(32.0, ROW);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(20);
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.tooltip_width = 420.0;
    spacing.scroll = egui::style::ScrollStyle::thin();

    let visuals = &mut style.visuals;
    *visuals = if is_dark { egui::Visuals::dark() } else { egui::Visuals::light() };
    visuals.text_cursor.blink = false;
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(palette.quiet);
    visuals.panel_fill = palette.page;
    visuals.window_fill = palette.panel;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = palette.raised;
    visuals.text_edit_bg_color = Some(palette.page);
    visuals.faint_bg_color = palette.raised;
    visuals.code_bg_color = palette.raised;
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.warn;
    visuals.error_fg_color = palette.bad;
    visuals.selection.bg_fill = palette.chosen;
    visuals.selection.stroke = Stroke::new(1.0, palette.accent);
    visuals.striped = false;
    let radius = CornerRadius::same(6);
    let widgets = &mut visuals.widgets;
    for (widget, fill, stroke, text) in [
        (&mut widgets.noninteractive, palette.page, palette.line, palette.text),
        (&mut widgets.inactive, palette.raised, palette.edge, palette.text),
        (&mut widgets.hovered, palette.chosen, palette.accent, palette.strong),
        (&mut widgets.active, palette.chosen, palette.accent, palette.strong),
        (&mut widgets.open, palette.raised, palette.accent, palette.strong),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, stroke);
        widget.fg_stroke = Stroke::new(1.0, text);
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    }
    // `strong` is the only emphasis that egui_commonmark knows; it takes the colour of `active`.
    visuals.widgets.active.fg_stroke = Stroke::new(2.0, palette.strong);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of WCAG 2.2.
    fn luminance(color: Color32) -> f32 {
        let channel = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_stands_out_seven_to_one_on_every_ground() {
        for (name, p) in [("light", &LIGHT), ("dark", &DARK)] {
            for (ground_name, ground) in [("page", p.page), ("panel", p.panel), ("raised", p.raised)] {
                for (ink_name, ink) in [
                    ("text", p.text),
                    ("strong", p.strong),
                    ("quiet", p.quiet),
                    ("accent", p.accent),
                    ("good", p.good),
                    ("warn", p.warn),
                    ("bad", p.bad),
                ] {
                    let ratio = contrast(ink, ground);
                    assert!(ratio >= 7.0, "{name}: {ink_name} on {ground_name} is only {ratio:.2}:1");
                }
            }
            for (ground_name, ground) in [("page", p.page), ("panel", p.panel), ("raised", p.raised)] {
                let ratio = contrast(p.edge, ground);
                assert!(ratio >= 3.0, "{name}: edge on {ground_name} is only {ratio:.2}:1");
            }
            for (ink_name, ink) in [("text", p.text), ("strong", p.strong)] {
                for (ground_name, ground) in [("chosen", p.chosen), ("found", p.found)] {
                    let ratio = contrast(ink, ground);
                    assert!(ratio >= 7.0, "{name}: {ink_name} on {ground_name} is only {ratio:.2}:1");
                }
            }
        }
    }
}

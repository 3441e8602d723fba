//! Draws diagrams in the colours and the type of the theme. egui-mermaid reads and places them; its own drawing has fixed colours and
//! reads the source again in every frame, so flowcharts and sequences are painted here.

use egui::epaint::PathShape;
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};
use egui_mermaid::layout::{Diagram, Flow, Head, Line, Node, Sequence, Shape as NodeShape, Step};

use super::super::theme::{self, Palette};

/// The size of labels before scaling, in points.
const TEXT: f32 = 13.0;

/// How small a diagram may be drawn to fit its column; below this it scrolls.
const SMALLEST: f32 = 0.72;

/// How much wider than the column a flowchart may be before it is turned: small type is worse than a tall picture.
const TOO_WIDE: f32 = 1.2;

/// Space above and below a diagram, in points.
const MARGIN: f32 = 8.0;

/// A diagram, read and placed.
#[derive(Debug)]
pub struct Drawing {
    diagram: Diagram,
    source: String,
    natural: Vec2,
    /// The room it takes in its column, in points.
    pub size: Vec2,
    /// What it says, in words.
    pub words: String,
}

impl Drawing {
    /// Reads a diagram and places it in a column of `width` points.
    ///
    /// # Errors
    /// The kind of diagram, if it cannot be drawn.
    pub fn of(ui: &Ui, source: &str, width: f32) -> Result<Self, String> {
        let mut diagram = read(ui, source);
        let mut source = source.to_owned();
        if let Diagram::Flow(flow) = &diagram
            && flow.size.0 > width * TOO_WIDE
            && let Some(turned) = turned(&source)
        {
            diagram = read(ui, &turned);
            source = turned;
        }
        if let Diagram::Flow(flow) = &mut diagram {
            place_labels(ui, flow);
        }
        let natural = match &diagram {
            Diagram::Flow(flow) => vec2(flow.size.0, flow.size.1),
            Diagram::Sequence(sequence) => vec2(sequence.size.0.max(reach(ui, sequence)), sequence.size.1),
            Diagram::Pie(_) => vec2(560.0, 260.0),
            Diagram::Gantt(gantt) => vec2(gantt.size.0, gantt.size.1),
            Diagram::Journey(journey) => vec2(journey.size.0, journey.size.1),
            Diagram::Git(git) => vec2(git.size.0, git.size.1),
            Diagram::Unsupported(kind) => return Err(kind.clone()),
        };
        let scale = scale(natural, width);
        let words = words(&diagram);
        Ok(Self { diagram, source, natural, size: natural * scale + vec2(0.0, 2.0 * MARGIN), words })
    }

    /// Draws it into its place, small enough to fit or scrolling sideways. Returns true if it was clicked.
    pub fn ui(&self, ui: &mut Ui, place: Rect) -> bool {
        let scale = scale(self.natural, place.width());
        let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt("diagram"));
        let (Diagram::Flow(_) | Diagram::Sequence(_)) = &self.diagram else {
            if let Ok(response) = egui_mermaid::diagram(&mut inside, &self.source) {
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &self.words));
            }
            return false;
        };
        let size = self.natural * scale;
        let shown = egui::ScrollArea::horizontal().auto_shrink([false, true]).show(&mut inside, |ui| {
            let indent = ((ui.available_width() - size.x) / 2.0).clamp(0.0, 40.0);
            let (_, rect) = ui.allocate_space(vec2(size.x + indent, size.y + 2.0 * MARGIN));
            let rect = Rect::from_min_size(rect.min + vec2(indent, MARGIN), size);
            let response = ui.interact(rect, ui.unique_id().with("picture"), egui::Sense::click());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &self.words));
            if response.has_focus() {
                let stroke = Stroke::new(2.0, theme::palette(ui).accent);
                ui.painter().rect_stroke(rect.expand(4.0), 6.0, stroke, StrokeKind::Outside);
            }
            let palette = theme::palette(ui);
            self.paint(ui.painter(), palette, palette.page, rect.min, scale);
            response.on_hover_cursor(egui::CursorIcon::ZoomIn).on_hover_text("Click to enlarge").clicked()
        });
        shown.inner
    }

    /// What it was drawn from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Draws it as large as `place`, or as large as was asked for since: dragging moves it, the wheel and the keys + - 0 scale it.
    pub fn large_ui(&self, ui: &mut Ui, place: Rect) {
        let id = ui.unique_id().with("large");
        let fit = (place.width() / self.natural.x).min(place.height() / self.natural.y).clamp(0.2, 2.0);
        let (mut zoom, mut moved) = ui.data(|data| data.get_temp::<(f32, Vec2)>(id)).unwrap_or((fit, Vec2::ZERO));
        let response = ui.interact(place, id, egui::Sense::drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &self.words));
        moved += response.drag_delta();
        let (wheel, pinch, keys) = ui.input(|input| {
            let pressed = |key| i32::from(input.key_pressed(key));
            let larger = pressed(egui::Key::Plus) + pressed(egui::Key::Equals) - pressed(egui::Key::Minus);
            (input.smooth_scroll_delta().y, input.zoom_delta(), larger)
        });
        if ui.input(|input| input.key_pressed(egui::Key::Num0)) {
            (zoom, moved) = (fit, Vec2::ZERO);
        }
        let factor = pinch * (wheel / 300.0).exp() * 1.2_f32.powi(keys);
        let larger = (zoom * factor).clamp(0.2, 5.0);
        if let Some(pointer) = response.hover_pos().filter(|_| keys == 0) {
            // What is under the pointer stays there.
            let from_middle = pointer - place.center() - moved;
            moved += from_middle * (1.0 - larger / zoom);
        } else {
            moved *= larger / zoom;
        }
        zoom = larger;
        ui.data_mut(|data| data.insert_temp(id, (zoom, moved)));
        let painter = ui.painter().with_clip_rect(place);
        let palette = theme::palette(ui);
        self.paint(&painter, palette, palette.panel, place.center() + moved - self.natural * zoom / 2.0, zoom);
    }

    /// Paints it `scale` times its natural size on a ground of this colour, with its left top corner at `origin`.
    fn paint(&self, painter: &Painter, palette: &'static Palette, ground: Color32, origin: Pos2, scale: f32) {
        let canvas = Canvas { painter, palette, ground, origin, scale };
        match &self.diagram {
            Diagram::Flow(flow) => canvas.flow(flow),
            Diagram::Sequence(sequence) => canvas.sequence(sequence),
            _ => {}
        }
    }
}

fn scale(natural: Vec2, width: f32) -> f32 {
    (width / natural.x.max(1.0)).clamp(SMALLEST, 1.0)
}

fn read(ui: &Ui, source: &str) -> Diagram {
    let (painter, ink) = (ui.painter(), theme::palette(ui).text);
    let measure = |text: &str| {
        let size = painter.layout_no_wrap(text.to_owned(), FontId::proportional(TEXT), ink).size();
        (size.x, size.y)
    };
    egui_mermaid::layout::parse(source, &measure)
}

/// How far to the right the words of messages to oneself reach.
fn reach(ui: &Ui, sequence: &Sequence) -> f32 {
    let ink = theme::palette(ui).text;
    let right = sequence.steps.iter().map(|step| match step {
        Step::Loop { x, text, .. } => x + 46.0 + ui.painter().layout_no_wrap(text.clone(), FontId::proportional(TEXT), ink).size().x,
        _ => 0.0,
    });
    right.fold(0.0, f32::max)
}

/// Moves the labels of edges along their lines, away from nodes and from each other.
fn place_labels(ui: &Ui, flow: &mut Flow) {
    let nodes: Vec<Rect> = flow.nodes.iter().map(|node| Rect::from_center_size(pos2(node.x, node.y), vec2(node.w, node.h))).collect();
    let page = Rect::from_min_size(Pos2::ZERO, vec2(flow.size.0, flow.size.1));
    let mut placed: Vec<Rect> = Vec::new();
    // The shortest lines have the least choice.
    let mut order: Vec<(f32, usize)> = flow.edges.iter().enumerate().map(|(place, edge)| (length(&edge.points), place)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (length, place) in order {
        let Some(edge) = flow.edges.get_mut(place).filter(|edge| !edge.label.is_empty()) else { continue };
        let ink = theme::palette(ui).text;
        let size = ui.painter().layout_no_wrap(edge.label.clone(), FontId::proportional(TEXT), ink).size() + vec2(6.0, 0.0);
        let mut best: Option<(f32, Rect)> = None;
        for step in [0.5_f32, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82] {
            let Some(on_line) = along(&edge.points, step * length) else { continue };
            for aside in [0.0_f32, 0.5, -0.5] {
                let label = Rect::from_center_size(on_line + vec2(aside * size.x, 0.0), size);
                let outside = label.area() - area(label.intersect(page));
                let hidden: f32 = nodes.iter().chain(&placed).map(|other| area(label.intersect(*other))).sum();
                let cost = 4.0 * hidden + 8.0 * outside + 60.0 * (step - 0.5).abs() + 30.0 * aside.abs();
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, label));
                }
            }
        }
        if let Some((_, label)) = best {
            edge.label_at = (label.center().x, label.center().y);
            placed.push(label);
        }
    }
}

fn area(rect: Rect) -> f32 {
    if rect.is_positive() { rect.area() } else { 0.0 }
}

fn length(points: &[(f32, f32)]) -> f32 {
    points.windows(2).map(|pair| if let [a, b] = pair { (b.0 - a.0).hypot(b.1 - a.1) } else { 0.0 }).sum()
}

/// The point of a line so far from its start.
fn along(points: &[(f32, f32)], mut far: f32) -> Option<Pos2> {
    for pair in points.windows(2) {
        let [a, b] = pair else { continue };
        let (a, b) = (pos2(a.0, a.1), pos2(b.0, b.1));
        let step = a.distance(b);
        if far <= step {
            return Some(a + (b - a) * (far / step.max(0.001)));
        }
        far -= step;
    }
    points.last().map(|last| pos2(last.0, last.1))
}

/// A flowchart that runs from left to right, from top to bottom instead.
fn turned(source: &str) -> Option<String> {
    let (head, rest) = source.split_once('\n')?;
    let head = head.trim_end().strip_suffix(" LR")?;
    Some(format!("{head} TB\n{rest}"))
}

/// What a diagram says, for those who do not see it.
fn words(diagram: &Diagram) -> String {
    let mut said = Vec::new();
    match diagram {
        Diagram::Flow(flow) => {
            let ends = |edge: &egui_mermaid::layout::Edge| {
                let nearest = |at: Option<&(f32, f32)>| {
                    let (x, y) = at.copied()?;
                    let away = |node: &&Node| ((node.x - x).abs() - node.w / 2.0).max(0.0) + ((node.y - y).abs() - node.h / 2.0).max(0.0);
                    flow.nodes.iter().min_by(|a, b| away(a).total_cmp(&away(b))).map(|node| node.label.replace('\n', " "))
                };
                Some((nearest(edge.points.first())?, nearest(edge.points.last())?))
            };
            for edge in &flow.edges {
                if let Some((from, to)) = ends(edge) {
                    let label = edge.label.replace('\n', " ");
                    said.push(if label.is_empty() { format!("{from} to {to}") } else { format!("{from} to {to}: {label}") });
                }
            }
            if said.is_empty() {
                said.extend(flow.nodes.iter().map(|node| node.label.replace('\n', " ")));
            }
        }
        Diagram::Sequence(sequence) => {
            let lane = |x: f32| {
                let nearest = sequence.lanes.iter().min_by(|a, b| (a.x - x).abs().total_cmp(&(b.x - x).abs()));
                nearest.map_or_else(String::new, |lane| lane.label.replace('\n', " "))
            };
            for step in &sequence.steps {
                match step {
                    Step::Message { from, to, text, .. } => said.push(format!("{} to {}: {text}", lane(*from), lane(*to))),
                    Step::Loop { x, text, .. } => said.push(format!("{} to itself: {text}", lane(*x))),
                    Step::Note { text, .. } => said.push(text.clone()),
                    Step::Frame { kind, label, .. } => said.push(format!("{kind} {label}")),
                }
            }
        }
        _ => {}
    }
    format!("Diagram: {}", said.join("; "))
}

struct Canvas<'a> {
    painter: &'a Painter,
    palette: &'static Palette,
    ground: Color32,
    origin: Pos2,
    scale: f32,
}

impl Canvas<'_> {
    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        self.origin + vec2(x, y) * self.scale
    }

    fn rect(&self, (left, top, right, bottom): (f32, f32, f32, f32)) -> Rect {
        Rect::from_min_max(self.at((left, top)), self.at((right, bottom)))
    }

    fn edge(&self) -> Stroke {
        Stroke::new(1.3 * self.scale.max(0.8), self.palette.edge)
    }

    fn outline(&self) -> Stroke {
        Stroke::new(1.3 * self.scale.max(0.8), self.palette.accent)
    }

    fn galley(&self, text: &str, color: Color32) -> std::sync::Arc<egui::Galley> {
        self.painter.layout(text.to_owned(), FontId::proportional(TEXT * self.scale), color, f32::INFINITY)
    }

    fn text(&self, at: Pos2, align: Align2, text: &str, color: Color32) -> Rect {
        let galley = self.galley(text, color);
        let rect = align.anchor_size(at, galley.size());
        self.painter.galley(rect.min, galley, color);
        rect
    }

    /// A label on the ground it stands on, so that the line behind it breaks.
    fn tag(&self, at: Pos2, text: &str, ground: Color32) {
        let galley = self.galley(text, self.palette.text);
        let rect = Align2::CENTER_CENTER.anchor_size(at, galley.size());
        self.painter.rect_filled(rect.expand2(vec2(4.0, 1.0)), 3.0, ground);
        self.painter.galley(rect.min, galley, self.palette.text);
    }

    fn path(&self, points: Vec<Pos2>, line: Line) {
        let mut stroke = self.edge();
        match line {
            Line::Dotted => self.painter.extend(Shape::dashed_line(&points, stroke, 5.0 * self.scale, 4.0 * self.scale)),
            Line::Thick | Line::Solid => {
                stroke.width *= if line == Line::Thick { 1.9 } else { 1.0 };
                self.painter.add(PathShape::line(points, stroke));
            }
        }
    }

    fn head(&self, from: Pos2, to: Pos2, head: Head) {
        let along = (to - from).normalized();
        if !along.x.is_finite() || !along.y.is_finite() {
            return;
        }
        let size = 8.0 * self.scale;
        let across = along.rot90();
        let color = self.palette.edge;
        match head {
            Head::Arrow => {
                let base = to - along * size;
                let tip = vec![to, base + across * size * 0.5, base - across * size * 0.5];
                self.painter.add(Shape::convex_polygon(tip, color, Stroke::NONE));
            }
            Head::Circle => {
                self.painter.circle_stroke(to - along * size * 0.5, size * 0.45, self.edge());
            }
            Head::Cross => {
                let centre = to - along * size * 0.6;
                for arm in [(along + across) * size * 0.4, (along - across) * size * 0.4] {
                    self.painter.line_segment([centre - arm, centre + arm], self.edge());
                }
            }
            Head::None => {}
        }
    }

    fn arrow(&self, mut points: Vec<Pos2>, line: Line, head: Head, both: bool) {
        let [.., before, end] = points.as_slice() else { return };
        let (before, end) = (*before, *end);
        let start = points.first().copied().zip(points.get(1).copied());
        if head != Head::None
            && let Some(last) = points.last_mut()
        {
            // The line stops short of the arrow's point.
            *last -= (end - before).normalized() * 6.0 * self.scale;
        }
        self.path(points, line);
        self.head(before, end, head);
        if let Some((first, second)) = start
            && both
        {
            self.head(second, first, Head::Arrow);
        }
    }

    fn flow(&self, flow: &Flow) {
        for group in &flow.groups {
            let rect = self.rect(group.rect);
            self.painter.rect(rect, 6.0, self.palette.panel, Stroke::new(1.0, self.palette.line), StrokeKind::Inside);
            self.text(rect.left_top() + vec2(8.0, 3.0) * self.scale, Align2::LEFT_TOP, &group.title, self.palette.quiet);
        }
        for edge in &flow.edges {
            self.arrow(edge.points.iter().map(|&point| self.at(point)).collect(), edge.line, edge.head, edge.both);
        }
        for node in &flow.nodes {
            self.node(node);
        }
        for edge in &flow.edges {
            if !edge.label.is_empty() {
                let at = self.at(edge.label_at);
                let is_grouped = flow.groups.iter().any(|group| self.rect(group.rect).contains(at));
                self.tag(at, &edge.label, if is_grouped { self.palette.panel } else { self.ground });
            }
        }
    }

    fn node(&self, node: &Node) {
        let centre = self.at((node.x, node.y));
        let half = vec2(node.w, node.h) * self.scale / 2.0;
        let rect = Rect::from_center_size(centre, half * 2.0);
        let (fill, stroke) = (self.palette.raised, self.outline());
        let boxed = |radius: f32| {
            self.painter.rect(rect, radius, fill, stroke, StrokeKind::Inside);
        };
        let polygon = |points: Vec<Pos2>| {
            self.painter.add(Shape::convex_polygon(points, fill, stroke));
        };
        let slant = |inset: f32| [pos2(rect.left() + inset, rect.top()), pos2(rect.right() - inset, rect.bottom())];
        match node.shape {
            NodeShape::Rect => boxed(4.0 * self.scale),
            NodeShape::Round => boxed(9.0 * self.scale),
            NodeShape::Stadium => boxed(half.y),
            NodeShape::Cylinder => {
                boxed((half.y * 0.5).min(10.0));
                let top = rect.top() + (half.y * 0.4).min(8.0);
                self.painter.hline(rect.x_range(), top, stroke);
            }
            NodeShape::Circle => {
                self.painter.circle(centre, half.x, fill, stroke);
            }
            NodeShape::Diamond => {
                let (x, y) = (vec2(half.x, 0.0), vec2(0.0, half.y));
                polygon(vec![centre - y, centre + x, centre + y, centre - x]);
            }
            NodeShape::Hexagon => {
                let inset = 12.0 * self.scale;
                polygon(vec![
                    pos2(rect.left() + inset, rect.top()),
                    pos2(rect.right() - inset, rect.top()),
                    pos2(rect.right(), centre.y),
                    pos2(rect.right() - inset, rect.bottom()),
                    pos2(rect.left() + inset, rect.bottom()),
                    pos2(rect.left(), centre.y),
                ]);
            }
            NodeShape::Slant => {
                let [top, bottom] = slant(10.0 * self.scale);
                polygon(vec![top, rect.right_top(), bottom, rect.left_bottom()]);
            }
            NodeShape::Dot => {
                self.painter.circle_filled(centre, 7.0 * self.scale, self.palette.text);
            }
        }
        if !node.label.is_empty() {
            let label = self.text(centre, Align2::CENTER_CENTER, &node.label, self.palette.strong);
            let lines = node.label.lines().count();
            if node.rule > 0 && node.rule < lines {
                self.painter.hline(rect.x_range(), label.top() + label.height() * node.rule as f32 / lines as f32, stroke);
            }
        }
    }

    fn sequence(&self, sequence: &Sequence) {
        let bottom = sequence.size.1 - sequence.head - 6.0;
        let thin = Stroke::new(1.0, self.palette.line);
        for lane in &sequence.lanes {
            let line = [self.at((lane.x, sequence.head)), self.at((lane.x, bottom))];
            self.painter.extend(Shape::dashed_line(&line, Stroke::new(1.0, self.palette.edge), 4.0 * self.scale, 4.0 * self.scale));
            for top in [0.0, bottom] {
                let rect = self.rect((lane.x - lane.w / 2.0, top, lane.x + lane.w / 2.0, top + sequence.head));
                let radius = if lane.actor { rect.height() / 2.0 } else { 4.0 };
                self.painter.rect(rect, radius, self.palette.raised, self.outline(), StrokeKind::Inside);
                self.text(rect.center(), Align2::CENTER_CENTER, &lane.label, self.palette.strong);
            }
        }
        for step in &sequence.steps {
            match step {
                Step::Frame { rect, kind, label, sections } => {
                    let rect = self.rect(*rect);
                    self.painter.rect_stroke(rect, 4.0, Stroke::new(1.0, self.palette.edge), StrokeKind::Inside);
                    let corner = rect.left_top() + vec2(6.0, 3.0) * self.scale;
                    let tab = self.text(corner, Align2::LEFT_TOP, kind, self.palette.accent);
                    if !label.is_empty() {
                        let at = pos2(tab.right() + 8.0 * self.scale, tab.top());
                        self.text(at, Align2::LEFT_TOP, &format!("[{label}]"), self.palette.quiet);
                    }
                    for (y, text) in sections {
                        let y = self.at((0.0, *y)).y;
                        self.painter.extend(Shape::dashed_line(&[pos2(rect.left(), y), pos2(rect.right(), y)], thin, 4.0, 4.0));
                        self.text(pos2(corner.x, y + 2.0), Align2::LEFT_TOP, &format!("[{text}]"), self.palette.quiet);
                    }
                }
                Step::Note { rect, text } => {
                    let rect = self.rect(*rect);
                    self.painter.rect(rect, 4.0, self.palette.chosen, thin, StrokeKind::Inside);
                    self.text(rect.center(), Align2::CENTER_CENTER, text, self.palette.strong);
                }
                Step::Message { from, to, y, text, dashed, head } => {
                    let (from, to) = (self.at((*from, *y)), self.at((*to, *y)));
                    let head = if *head == Head::None { Head::Arrow } else { *head };
                    self.arrow(vec![from, to], if *dashed { Line::Dotted } else { Line::Solid }, head, false);
                    self.text(pos2((from.x + to.x) / 2.0, from.y - 3.0), Align2::CENTER_BOTTOM, text, self.palette.text);
                }
                Step::Loop { x, y, text, dashed } => {
                    let corners = [(*x, *y), (x + 36.0, *y), (x + 36.0, y + 22.0), (*x, y + 22.0)];
                    let line = if *dashed { Line::Dotted } else { Line::Solid };
                    self.arrow(corners.iter().map(|&point| self.at(point)).collect(), line, Head::Arrow, false);
                    self.text(self.at((x + 40.0, y - 2.0)), Align2::LEFT_BOTTOM, text, self.palette.text);
                }
            }
        }
    }
}

//! What the driver sees: the nodes of the accessibility tree, by role and name.

use std::time::Duration;

use egui::accesskit::{NodeId, Role, Toggled, TreeId};
use egui::{Rect, ViewportId};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;

use super::Driver;

/// What the driver needs to know about a node.
pub trait Seen {
    fn role(&self) -> Role;
    /// What it is called. Text and headings are called what they say.
    fn name(&self) -> Option<String>;
    fn is_enabled(&self) -> bool;
    fn is_on(&self) -> bool;
    fn accesskit_id(&self) -> (NodeId, TreeId);
}

impl Seen for Node<'_> {
    fn role(&self) -> Role {
        self.accesskit_node().role()
    }

    fn name(&self) -> Option<String> {
        let node = self.accesskit_node();
        if node.role() == Role::Label { node.value() } else { node.label() }
    }

    fn is_enabled(&self) -> bool {
        !self.accesskit_node().is_disabled()
    }

    fn is_on(&self) -> bool {
        self.accesskit_node().toggled() == Some(Toggled::True)
    }

    fn accesskit_id(&self) -> (NodeId, TreeId) {
        self.accesskit_node().locate()
    }
}

impl Driver {
    /// Every node of the tree.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        self.window().root().children_recursive()
    }

    /// Every node with this role.
    pub fn all(&self, role: Role) -> Vec<Node<'_>> {
        self.nodes().filter(|node| node.role() == role).collect()
    }

    /// The names of all nodes with this role.
    pub fn names(&self, role: Role) -> Vec<String> {
        self.all(role).iter().filter_map(Seen::name).collect()
    }

    /// Everything that can be read, for messages and for [`Self::says`].
    pub fn words(&self) -> Vec<String> {
        self.nodes()
            .filter(|node| node.role() != Role::TextRun)
            .filter_map(|node| node.name())
            .filter(|name| !name.trim().is_empty())
            .collect()
    }

    /// The one node with this role and exactly this name.
    #[track_caller]
    pub fn node(&self, role: Role, name: &str) -> Node<'_> {
        let found: Vec<Node<'_>> = self.all(role).into_iter().filter(|node| node.name().as_deref() == Some(name)).collect();
        assert!(found.len() == 1, "{} nodes are {role:?} {name:?}; there are {:#?}", found.len(), self.names(role));
        found[0]
    }

    pub fn has(&self, role: Role, name: &str) -> bool {
        self.all(role).iter().any(|node| node.name().as_deref() == Some(name))
    }

    /// True if something is called exactly this.
    pub fn says(&self, words: &str) -> bool {
        self.words().iter().any(|name| name == words)
    }

    #[track_caller]
    pub fn expect(&mut self, words: &str) -> &mut Self {
        assert!(self.says(words), "nothing says {words:?}; the window shows {:#?}", self.words());
        self
    }

    /// Something has these words among its own.
    #[track_caller]
    pub fn expect_part(&mut self, words: &str) -> &mut Self {
        assert!(self.words().iter().any(|name| name.contains(words)), "nothing has {words:?}; the window shows {:#?}", self.words());
        self
    }

    /// Nothing has these words.
    #[track_caller]
    pub fn expect_no(&mut self, words: &str) -> &mut Self {
        let found: Vec<String> = self.words().into_iter().filter(|name| name.contains(words)).collect();
        assert!(found.is_empty(), "{words:?} is on the screen: {found:?}");
        self
    }

    #[track_caller]
    pub fn expect_heading(&mut self, words: &str) -> &mut Self {
        assert!(self.has(Role::Heading, words), "there is no heading {words:?}, only {:#?}", self.names(Role::Heading));
        self
    }

    #[track_caller]
    pub fn expect_open(&mut self, question: u32) -> &mut Self {
        assert_eq!(self.state().reading.open().map(|open| open.0), Some(question));
        self
    }

    /// What stands in a text field.
    #[track_caller]
    pub fn text_of(&self, role: Role, name: &str) -> String {
        self.node(role, name).value().unwrap_or_default()
    }

    #[track_caller]
    pub fn rect_of(&self, role: Role, name: &str) -> Rect {
        self.node(role, name).rect()
    }

    /// How long the window wants to sleep if nothing happens.
    pub fn repaint_delay(&self) -> Duration {
        self.window().output().viewport_output[&ViewportId::ROOT].repaint_delay
    }

    /// The whole name of the row with this number and title: it ends with the state of the question.
    #[track_caller]
    pub fn row_named(&self, title: &str) -> String {
        let rows = self.names(Role::ListItem);
        let found = rows.iter().find(|row| row.strip_prefix(title).is_some_and(|rest| rest.starts_with(", ")));
        found.unwrap_or_else(|| panic!("no row {title:?}; there are {rows:#?}")).clone()
    }

    /// Where things can be clicked: the screen without the bar on top.
    pub fn page(&self) -> Rect {
        let mut screen = self.ctx().content_rect();
        screen.min.y += if self.state().dialog.is_some() { 0.0 } else { 4.0 };
        screen.max.y -= 4.0;
        screen
    }
}

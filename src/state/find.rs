//! Defines finding in the open page: what is looked for, how often it stands there, and which place is shown.

/// A search in the open page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// What is looked for, as typed.
    pub typed: String,
    /// How often it stands in the page.
    pub hits: usize,
    /// Which hit is shown, from 0.
    pub at: usize,
    /// True until the page has been scrolled to that hit.
    pub is_moving: bool,
}

impl Find {
    /// Looks for something else, from the top.
    pub(super) fn look_for(&mut self, typed: String) {
        *self = Self { typed, hits: self.hits, at: 0, is_moving: true };
    }

    /// Moves on by so many hits, around the end.
    pub(super) fn step(&mut self, by: isize) {
        let hits = isize::try_from(self.hits).unwrap_or(isize::MAX);
        if hits > 0 {
            let at = isize::try_from(self.at).unwrap_or(0);
            self.at = at.saturating_add(by).rem_euclid(hits).unsigned_abs();
            self.is_moving = true;
        }
    }

    /// The page was drawn: it holds so many hits.
    pub(super) fn counted(&mut self, hits: usize) {
        self.hits = hits;
        self.at = self.at.min(hits.saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_around_and_stay_inside_what_is_there() {
        let mut find = Find::default();
        find.look_for("a".to_owned());
        find.step(1);
        assert_eq!(find.at, 0);
        find.counted(3);
        find.step(-1);
        assert_eq!(find.at, 2);
        find.step(2);
        assert_eq!(find.at, 1);
        find.step(1);
        find.counted(1);
        assert_eq!(find.at, 0);
        find.counted(0);
        assert_eq!((find.hits, find.at), (0, 0));
    }
}

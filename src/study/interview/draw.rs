//! Draws the questions of an interview from a seed: the same plan on the same pack draws the same questions for ever.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::Plan;
use crate::study::pack::Pack;
use crate::study::question::Question;

/// The questions of a plan, in the order they are asked: at most as many as its sections have answered questions.
pub fn draw<'a>(pack: &'a Pack, plan: &Plan) -> Vec<&'a Question> {
    let mut pool = pool(pack, plan);
    let mut chance = ChaCha8Rng::seed_from_u64(plan.seed);
    let wanted = (plan.questions as usize).min(pool.len());
    for place in 0..wanted {
        let rest = (pool.len() - place) as u64;
        let other = place + below(&mut chance, rest) as usize;
        pool.swap(place, other);
    }
    pool.truncate(wanted);
    pool
}

/// The questions a plan can draw from: answered, and in one of its sections.
pub fn pool<'a>(pack: &'a Pack, plan: &Plan) -> Vec<&'a Question> {
    let chosen = |section: usize| u32::try_from(section + 1).is_ok_and(|number| plan.sections.contains(&number));
    let open = pack.questions().iter().filter(|entry| entry.answer.is_some() && chosen(entry.section));
    open.map(|entry| &entry.question).collect()
}

/// A number from 0 to `end - 1`, each as likely: the high half of a 128-bit product (Lemire, 2019, without the rejection step,
/// whose bias of less than 2⁻⁵⁰ nobody can see in an interview).
fn below(chance: &mut ChaCha8Rng, end: u64) -> u64 {
    ((u128::from(chance.next_u64()) * u128::from(end)) >> 64) as u64
}

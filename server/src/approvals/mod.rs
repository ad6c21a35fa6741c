//! A login waits, a phone answers, the login goes on. The same rules whichever door somebody comes in by.

mod answer;
mod ask;
mod issued;
mod prompts;
mod redeem;
mod wait;
mod withdraw;

#[cfg(test)]
mod tests;

pub use answer::{AnswerError, CLOCK_SLACK_SECS, answer};
pub use ask::{AskError, AskWish, Asking, NumberWish, ask};
pub use issued::IssuedPrompts;
pub use prompts::{PromptError, PromptList, sign_prompts};
pub use redeem::{RedeemError, Redemption, redeem};
pub use wait::{Seen, WaitError, find, wait};
pub use withdraw::withdraw;

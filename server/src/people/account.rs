//! The account that somebody tries to get into, there or not.

use crate::app::{App, Failure};
use crate::model::{Email, Person, PersonId};

/// Looked up instead of what is no address, so that the same is read.
const NOBODY: &str = "nobody@invalid";
const MAX_NAME_CHARS: usize = 254;

/// An account under its one canonical name, so that every spelling and every door is counted together.
#[derive(Clone)]
pub struct Account {
    name: String,
    person: Option<Person>,
}

impl Account {
    /// The account of a name as it was typed. One that does not exist is an account too: nothing fits it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find(app: &App, typed: &str) -> Result<Self, Failure> {
        let Ok(email) = Email::parse(typed).or_else(|_| Email::parse(NOBODY)) else {
            return Ok(Self { name: canonical(typed), person: None });
        };
        match app.store.find_person_by_email(&email).await? {
            Some(person) => Ok(Self::of(person)),
            None => Ok(Self { name: canonical(typed), person: None }),
        }
    }

    /// The account of a person who is known, such as from a half-done sign-in.
    #[must_use]
    pub fn of(person: Person) -> Self {
        Self { name: person.email.as_str().to_owned(), person: Some(person) }
    }

    /// One that nothing opens, of a name that [`Self::name`] gave.
    #[must_use]
    pub const fn closed(name: String) -> Self {
        Self { name, person: None }
    }

    /// What tries are counted under.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whose it is, locked or not.
    #[must_use]
    pub fn person_id(&self) -> Option<PersonId> {
        self.person.as_ref().map(|person| person.id)
    }

    /// Under whom tries are logged. Of an account that does not exist it is [`Self::nobody`], so that as much is written.
    #[must_use]
    pub fn logged_id(&self, app: &App) -> PersonId {
        let nobody = self.nobody(app);
        self.person_id().unwrap_or(nobody)
    }

    /// Who stands in for the owner of an account that does not exist or is locked: the same for each name, and nobody.
    #[must_use]
    pub fn nobody(&self, app: &App) -> PersonId {
        let mac = app.secrets.derive_mac("nobody", &[self.name.as_bytes()]);
        PersonId(std::array::from_fn(|at| mac[at]))
    }

    /// The person who may get in: `None` for a locked account, as for one that does not exist.
    #[must_use]
    pub fn open_person(&self) -> Option<&Person> {
        self.person.as_ref().filter(|person| person.locked_at.is_none())
    }
}

impl Account {
    /// The person whose password opens: `None` also when it is closed after too many wrong ones, or when they sign in only
    /// at their company's provider.
    #[must_use]
    pub fn password_person(&self) -> Option<&Person> {
        self.open_person().filter(|person| person.password_closed_at.is_none() && person.has_password())
    }

    /// After how many wrong ones the password is closed, and whose it is.
    #[must_use]
    pub fn lock_after(&self) -> Option<(PersonId, u32)> {
        self.password_person().and_then(|person| Some((person.id, person.lock_after?)))
    }
}

fn canonical(typed: &str) -> String {
    match Email::parse(typed) {
        Ok(email) => email.as_str().to_owned(),
        Err(_) => typed.trim().to_lowercase().chars().take(MAX_NAME_CHARS).collect(),
    }
}

//! What somebody is in the organisation.

/// A role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Stands for the organisation; the only one who makes another.
    LegalRepresentative,
    /// Administers people, services and rules.
    Administrator,
    /// Belongs to the organisation.
    Collaborator,
    /// Works with it from outside.
    External,
}

impl Role {
    /// Most powerful first.
    pub const ALL: [Self; 4] = [Self::LegalRepresentative, Self::Administrator, Self::Collaborator, Self::External];

    /// Whether it administers.
    #[must_use]
    pub const fn administers(self) -> bool {
        matches!(self, Self::LegalRepresentative | Self::Administrator)
    }

    /// Whether somebody with this role may turn one into the other: nobody makes or unmakes a legal representative but
    /// another one.
    #[must_use]
    pub const fn may_turn(self, from: Self, into: Self) -> bool {
        let is_highest = matches!(from, Self::LegalRepresentative) || matches!(into, Self::LegalRepresentative);
        matches!(self, Self::LegalRepresentative) || (matches!(self, Self::Administrator) && !is_highest)
    }

    /// The word for it in forms, words and logs, which never changes.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::LegalRepresentative => "legal-representative",
            Self::Administrator => "administrator",
            Self::Collaborator => "collaborator",
            Self::External => "external",
        }
    }

    /// The role of a word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::Role::{Administrator, Collaborator, External, LegalRepresentative};
    use super::*;

    #[test]
    fn only_a_legal_representative_makes_or_unmakes_one() {
        for (from, into) in [(Collaborator, LegalRepresentative), (LegalRepresentative, Collaborator)] {
            let may: Vec<Role> = Role::ALL.into_iter().filter(|by| by.may_turn(from, into)).collect();
            assert_eq!(may, [LegalRepresentative]);
        }
        assert!(Administrator.may_turn(External, Administrator));
        assert!(!Collaborator.may_turn(External, Collaborator));
        for role in Role::ALL {
            assert_eq!(Role::find(role.word()), Some(role));
        }
    }
}

//! How much of a foreign file is taken on. All of it is checked before any work is done.

/// The largest file that is looked at: 16 MiB.
pub const MAX_FILE_BYTES: usize = 16 * 1024 * 1024;

/// The most entries of one import.
pub const MAX_ENTRIES: usize = 10_000;

/// The longest secret, in bytes: far longer than any that a website makes.
pub(super) const MAX_SECRET_BYTES: usize = 512;

/// The longest secret as text, with its separators.
pub(super) const MAX_SECRET_TEXT: usize = 2 * MAX_SECRET_BYTES;

/// The most QR codes of one Google export; each holds about ten accounts.
pub const MAX_BATCH_CODES: u32 = 1_000;

/// The most iterations of PBKDF2: half a second. andOTP asks for 160,000.
pub(super) const MAX_ITERATIONS: u32 = 500_000;

/// The most memory of scrypt, in bytes: 48 MiB. Aegis asks for 32 MiB.
pub(super) const MAX_SCRYPT_BYTES: u64 = 48 * 1024 * 1024;

/// The most work of scrypt (N × r × p, over all slots): under a second on a phone. Aegis asks for 2¹⁸ a slot.
pub(super) const MAX_SCRYPT_WORK: u64 = 1 << 20;

/// The most memory of Argon2 that a file of ours may ask for, in KiB: 64 MiB.
pub(super) const MAX_ARGON2_KIB: u32 = 64 * 1024;

/// The most passes of Argon2 that a file of ours may ask for.
pub(super) const MAX_ARGON2_PASSES: u32 = 8;

//! Codes and otpauth addresses.

//! Linking, pulling, going.

//! The files that pages refer to, built into the program.

/// A file under `/assets/`.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Its name after `/assets/`.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What it holds.
    pub text: &'static str,
}

const SCRIPT: &str = "text/javascript; charset=utf-8";
const PICTURE: &str = "image/svg+xml";

const fn asset(name: &'static str, media_type: &'static str, text: &'static str) -> Asset {
    Asset { name, media_type, text }
}

/// Every file the pages refer to.
pub const ALL: [Asset; 8] = [
    asset("assent.css", "text/css; charset=utf-8", include_str!("../../assets/assent.css")),
    asset("assent.js", SCRIPT, include_str!("../../assets/assent.js")),
    asset("icon.svg", PICTURE, include_str!("../../assets/icon.svg")),
    asset("icons.svg", PICTURE, include_str!("../../assets/icons.svg")),
    // Only on the pages of identity checks.
    asset("identity-crypto.js", SCRIPT, include_str!("../../assets/identity-crypto.js")),
    asset("identity-key.js", SCRIPT, include_str!("../../assets/identity-key.js")),
    asset("identity-review.js", SCRIPT, include_str!("../../assets/identity-review.js")),
    asset("identity-send.js", SCRIPT, include_str!("../../assets/identity-send.js")),
];

/// The policy under which every page works: nothing inline, nothing from elsewhere.
///
/// `form-action` is left to the caller: after *Authorise* a form may lead to `assent:` or to a service.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

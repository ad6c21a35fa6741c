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

/// Every file the pages refer to.
pub const ALL: [Asset; 4] = [
    Asset { name: "assent.css", media_type: "text/css; charset=utf-8", text: include_str!("../../assets/assent.css") },
    Asset {
        name: "assent.js",
        media_type: "text/javascript; charset=utf-8",
        text: include_str!("../../assets/assent.js"),
    },
    Asset { name: "icon.svg", media_type: "image/svg+xml", text: include_str!("../../assets/icon.svg") },
    Asset { name: "icons.svg", media_type: "image/svg+xml", text: include_str!("../../assets/icons.svg") },
];

/// The policy under which every page works: nothing inline, nothing from elsewhere.
///
/// `form-action` is left to the caller: after *Authorise* a form may lead to `assent:` or to a service.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

//! Administration: taking a service's key away.

use askama::Template;

use super::frame::Frame;

/// Says what will stop.
#[derive(Template)]
#[template(path = "revoke_service.html")]
pub struct RevokeService {
    /// The page's surroundings.
    pub frame: Frame,
    /// The service, as it stands in addresses.
    pub id: String,
    /// The service's name.
    pub name: String,
}

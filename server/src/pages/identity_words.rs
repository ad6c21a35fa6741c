//! What is called how around identity checks.

use crate::model::{CodeWay, Document, PictureKind, Reason};

pub(super) const fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::Unreadable => "reason-unreadable",
        Reason::Invalid => "reason-invalid",
        Reason::OtherName => "reason-other-name",
        Reason::OtherFace => "reason-other-face",
        Reason::NotHeld => "reason-not-held",
        Reason::NotReached => "reason-not-reached",
    }
}

pub(super) const fn document_key(document: Document) -> &'static str {
    match document {
        Document::Passport => "document-passport",
        Document::IdentityCard => "document-identity-card",
        Document::DrivingLicence => "document-driving-licence",
        Document::ResidencePermit => "document-residence-permit",
    }
}

pub(super) const fn picture_key(document: Document, kind: PictureKind) -> &'static str {
    match (kind, document) {
        (PictureKind::Front, Document::Passport) => "picture-photo-page",
        (PictureKind::Front, _) => "picture-front",
        (PictureKind::Back, _) => "picture-back",
        (PictureKind::Selfie, _) => "picture-selfie",
    }
}

pub(super) const fn proved_key(way: Option<CodeWay>) -> &'static str {
    match way {
        Some(CodeWay::Sms) => "case-number-proved",
        _ => "case-number-noted",
    }
}

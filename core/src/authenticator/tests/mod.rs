mod arranged;
mod attested;
mod honest;
mod hostile;
mod known;
mod locked;
mod moving;
mod repair;
mod transfer;
mod watched;
mod world;

pub(super) use world::codes_view;

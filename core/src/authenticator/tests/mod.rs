mod arranged;
mod honest;
mod hostile;
mod watched;
mod world;

pub(super) use world::codes_view;

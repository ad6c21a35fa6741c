mod arranged;
mod honest;
mod hostile;
mod world;

pub(super) use world::codes_view;

mod honest;
mod hostile;
mod world;

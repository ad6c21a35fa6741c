//! The authenticator in a terminal.

fn main() -> std::process::ExitCode {
    assent_cli::main()
}

//! The program: see [`jinggang::cli`].

fn main() -> std::process::ExitCode {
    jinggang::cli::run()
}

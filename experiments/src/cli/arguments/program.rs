//! What can be typed after `completions` and `man`.

use clap::Args;
use clap_complete::Shell;

pub(super) const COMPLETIONS: &str = "\
Examples:
  fastox completions bash > ~/.local/share/bash-completion/completions/fastox
  fastox completions zsh  > ~/.zfunc/_fastox
  fastox completions fish > ~/.config/fish/completions/fastox.fish";

/// `fastox completions`.
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// Shell
    #[arg(value_enum)]
    pub shell: Shell,
}

pub(super) const MAN: &str = "\
Examples:
  fastox man | man -l -
  fastox man run > ~/.local/share/man/man1/fastox-run.1";

/// `fastox man`.
#[derive(Debug, Args)]
pub struct ManArguments {
    /// Command; without it, the program
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

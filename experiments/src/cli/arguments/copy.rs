//! What can be typed after `copy`.

use clap::Args;
use std::path::PathBuf;

pub(super) const COPY: &str = "\
The files that the run left become the folder at the address, `manifest.json` last: where it lies, the copy is whole. \
Nothing that lies there is replaced, and a copy that was interrupted goes on by the same command. Pages and exports that \
were made of the run later are not copied.
  file:///folder          a folder of this machine, or one that is mounted
  s3://bucket/folder      Amazon S3, and what speaks like it
  gs://bucket/folder      Google Cloud Storage
  az://container/folder   Azure Blob Storage
The last three need a program that was installed with `cargo install --locked --path experiments --features copy`, and \
rights in the environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL; GOOGLE_SERVICE_ACCOUNT; \
AZURE_STORAGE_ACCOUNT_NAME, AZURE_STORAGE_ACCOUNT_KEY.

Examples:
  fastox copy outputs/runs/main-1 file:///mnt/share/main-1
  fastox copy outputs/runs/main-1 s3://bucket/main-1";

/// `fastox copy`.
#[derive(Debug, Args)]
pub struct CopyArguments {
    /// Folder of a run
    #[arg(value_name = "RUN")]
    pub run: PathBuf,
    /// Address of the folder that the copy becomes
    #[arg(value_name = "URL")]
    pub url: String,
    /// Print the files as JSON
    #[arg(long)]
    pub json: bool,
    /// No progress on stderr
    #[arg(long)]
    pub quiet: bool,
}

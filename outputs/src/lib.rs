//! What a run leaves behind: tables with units and meaning, Parquet, manifest.

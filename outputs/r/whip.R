# Retention in the newest run, or in the one that FASTOX_RUN names. From this folder: Rscript whip.R
# Parquet where R has the package arrow, which Debian's R has not; else what `fastox export RUN --format csv` left.
run <- Sys.getenv("FASTOX_RUN")
if (run == "") {
  runs <- Sys.glob("../runs/*/manifest.json")
  run <- dirname(runs[which.max(file.mtime(runs))])
}
table_of <- function(name) {
  if (requireNamespace("arrow", quietly = TRUE)) {
    return(as.data.frame(arrow::read_parquet(file.path(run, paste0(name, ".parquet")))))
  }
  file <- file.path(run, "csv", paste0(name, ".csv"))
  if (!file.exists(file)) stop("R has no package arrow here; first run: fastox export ", run, " --format csv")
  read.csv(file, fileEncoding = "UTF-8-BOM")
}
kept <- table_of("incentives")
kept <- kept[kept$margin == "collection" & kept$response == "responding" & kept$draw == 0, ]
mean_kept <- aggregate(100 * marginal_retention ~ year + position + world, kept, mean)
svg(file.path(run, "whip-r.svg"), width = 9, height = 4)
lattice::xyplot(`100 * marginal_retention` ~ year | world, mean_kept, groups = position, type = "l",
                auto.key = list(lines = TRUE, points = FALSE), ylab = "Kept of one more yuan collected, %")
dev.off()

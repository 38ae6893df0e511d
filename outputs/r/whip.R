# Retention in the newest run, or in the one that FASTOX_RUN names. From this folder: Rscript whip.R
library(arrow)
runs <- Sys.glob("../runs/*/manifest.json")
run <- Sys.getenv("FASTOX_RUN", dirname(runs[which.max(file.mtime(runs))]))
kept <- as.data.frame(read_parquet(file.path(run, "incentives.parquet")))
kept <- kept[kept$margin == "collection" & kept$response == "responding" & kept$draw == 0, ]
mean_kept <- aggregate(100 * marginal_retention ~ year + position + world, kept, mean)
svg(file.path(run, "whip-r.svg"), width = 9, height = 4)
lattice::xyplot(`100 * marginal_retention` ~ year | world, mean_kept, groups = position, type = "l",
                auto.key = list(lines = TRUE, points = FALSE), ylab = "Kept of one more yuan collected, %")
dev.off()

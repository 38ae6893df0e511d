# Round trips of `fastox export` in R: CSV by readr and Stata files by haven hold the same, and variables have labels.
run <- commandArgs(trailingOnly = TRUE)[1]
files <- setdiff(Sys.glob(file.path(run, "csv", "*.csv")), file.path(run, "csv", "columns.csv"))
stopifnot(length(files) > 10)
for (file in files) {
  name <- sub("\\.csv$", "", basename(file))
  csv <- as.data.frame(readr::read_csv(file, show_col_types = FALSE, guess_max = Inf, progress = FALSE))
  dta <- haven::read_dta(file.path(run, "dta", paste0(name, ".dta")))
  stopifnot(identical(names(csv), names(dta)), nrow(csv) == nrow(dta), nrow(csv) > 0)
  for (column in names(csv)) {
    label <- attr(dta[[column]], "label")
    a <- csv[[column]]
    b <- as.vector(dta[[column]])
    if (is.character(b)) { a[is.na(a)] <- ""; a <- as.character(a) }
    if (is.null(label) || !isTRUE(all.equal(a, b, check.attributes = FALSE))) stop(name, ".", column, " differs or has no label")
  }
}
cat(length(files), "tables are the same in readr and haven\n")

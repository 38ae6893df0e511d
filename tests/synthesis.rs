//! The opening population meets the published totals it was made from.

/// Heads by province: census, insured, retirees, hukou.
mod heads;
/// Months, deemed months and accounts of those in service.
mod histories;

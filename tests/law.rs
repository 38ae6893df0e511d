//! The law of one person: published vectors, an independent statement of it, what must hold for anyone, and the
//! commands.

/// `fastox retirement` and `fastox pension` as a reader meets them.
mod commands;
/// What must hold for anyone: the money of a career.
mod money;
/// What must hold for anyone: ages, months, awards.
mod properties;
/// Published ages, divisors, bases and award sheets.
mod vectors;

//! The economy of `fastox`: people, law, pooling, governments and books.
//!
//! No files, no clock, no printing: a run is a pure function of its inputs and its seed.
#![warn(missing_docs)]

pub mod accounts;
pub mod bisection;
pub mod books;
pub mod country;
pub mod draws;
pub mod geography;
pub mod incentives;
pub mod law;
mod margin;
pub mod people;
pub mod pooling;
pub mod ranks;
pub mod simulation;
pub mod units;
pub mod year;

/// Why it is built this way, its equations, its words, and its description after the ODD protocol.
pub mod docs {
    #[doc = include_str!("../docs/adding-a-clause.md")]
    pub mod adding_a_clause {}
    #[doc = include_str!("../docs/adding-a-column.md")]
    pub mod adding_a_column {}
    #[doc = include_str!("../docs/adding-a-factor.md")]
    pub mod adding_a_factor {}
    #[doc = include_str!("../docs/adding-a-headline.md")]
    pub mod adding_a_headline {}
    #[doc = include_str!("../docs/adding-a-margin.md")]
    pub mod adding_a_margin {}
    #[doc = include_str!("../docs/adding-a-parameter.md")]
    pub mod adding_a_parameter {}
    #[doc = include_str!("../docs/design.md")]
    pub mod design {}
    #[doc = include_str!("../docs/equations.md")]
    pub mod equations {}
    #[doc = include_str!("../docs/glossary.md")]
    pub mod glossary {}
    #[doc = include_str!("../docs/odd.md")]
    pub mod odd {}
    #[doc = include_str!("../docs/performance.md")]
    pub mod performance {}
    #[doc = include_str!("../docs/policy-map.md")]
    pub mod policy_map {}
}

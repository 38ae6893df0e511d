//! From a year of the model to rows of the result tables, one file a table.
//!
//! Persons are agents × the weight of an agent. Money is the enterprise fund's unless a name says `public`.

mod cohorts;
mod dates;
mod decomposition;
mod design;
mod diagnostics;
mod fit;
mod incentives;
mod inequality;
pub(crate) mod law_means;
mod ledger;
mod migration;
mod national_year;
mod people;
mod province_year;
mod range;
mod transfers;
mod uncertainty;
mod year_cells;

pub use dates::Dates;

use crate::results::cohorts::{Cohort, CohortName};
use crate::results::comparison::{self, Observed};
use crate::results::summary::Summary;
use fastox_calibration::check::targets::Targets;
use fastox_calibration::inputs::Reference;
use fastox_model::accounts::Accounts;
use fastox_model::country::WorldId;
use fastox_model::simulation::Observation;
use fastox_model::units::Year;
use fastox_outputs::{Cell, Manifest, PackedRows, Table, tables};

/// The keys that every table of worlds begins with.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// Regime and response.
    pub world: WorldId<'a>,
    /// Which draw of the uncertain parameters; 0 is the central values.
    pub draw: i32,
    /// The seed.
    pub seed: u64,
}

/// The cells of a key, with the year.
type Keys<'a> = [(&'static str, Cell<'a>); 5];

impl<'a> Key<'a> {
    fn cells(&self, year: Year) -> Keys<'a> {
        let [world, response, draw, seed] = self.world();
        [world, response, draw, seed, ("year", year.into())]
    }

    /// Without the year.
    fn world(&self) -> [(&'static str, Cell<'a>); 4] {
        [
            ("world", self.world.regime.into()),
            ("response", self.world.response.into()),
            ("draw", self.draw.into()),
            ("seed", self.seed.into()),
        ]
    }
}

/// The tables of a run, being filled.
#[derive(Clone, Debug)]
pub struct Tables {
    national_year: Table,
    province_year: Table,
    transfers: Table,
    incentives: Table,
    decomposition: Table,
    range: Table,
    uncertainty: Table,
    design: Table,
    outcomes: Table,
    dates: Table,
    inequality: Table,
    cohorts: Table,
    migration: Table,
    ledger: Table,
    people: Table,
    fit: Table,
    diagnostics: Table,
    /// Rows of the observed tables that stand before those they hold, see [`Tables::pack`].
    packed: Vec<[PackedRows; 10]>,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            national_year: Table::new(&tables::NATIONAL_YEAR),
            province_year: Table::new(&tables::PROVINCE_YEAR),
            transfers: Table::new(&tables::TRANSFERS),
            incentives: Table::new(&tables::INCENTIVES),
            decomposition: Table::new(&tables::DECOMPOSITION),
            range: Table::new(&tables::RANGE),
            uncertainty: Table::new(&tables::UNCERTAINTY),
            design: Table::new(&tables::DESIGN),
            outcomes: Table::new(&tables::OUTCOMES),
            dates: Table::new(&tables::DATES),
            inequality: Table::new(&tables::INEQUALITY),
            cohorts: Table::new(&tables::COHORTS),
            migration: Table::new(&tables::MIGRATION),
            ledger: Table::new(&tables::LEDGER),
            people: Table::new(&tables::PEOPLE),
            fit: Table::new(&tables::FIT),
            diagnostics: Table::new(&tables::DIAGNOSTICS),
            packed: Vec::new(),
        }
    }
}

impl Tables {
    /// The opening year: heads, population and reserves.
    pub fn open(&mut self, key: Key<'_>, accounts: &Accounts) {
        let keys = key.cells(accounts.year);
        national_year::open(&mut self.national_year, &keys, accounts);
        province_year::open(&mut self.province_year, &keys, accounts);
    }

    /// The rows a life that was lived again is checked against: the nation's, and those of people in the panel.
    pub(crate) fn checks(key: Key<'_>, year: &Observation<'_>) -> [Table; 2] {
        let keys = key.cells(year.year);
        let mut checks = [Table::new(&tables::NATIONAL_YEAR), Table::new(&tables::PEOPLE)];
        national_year::add(&mut checks[0], &keys, year);
        people::add(&mut checks[1], &keys, year);
        checks
    }

    /// One world's year.
    pub fn add(&mut self, key: Key<'_>, year: &Observation<'_>) {
        let keys = key.cells(year.year);
        let Self { national_year, province_year, transfers, incentives, inequality, migration, ledger, people, .. } =
            self;
        let most = || people::add(people, &keys, year);
        let rest = || {
            national_year::add(national_year, &keys, year);
            province_year::add(province_year, &keys, year);
            transfers::add(transfers, &keys, year);
            incentives::add(incentives, &keys, year);
            inequality::add(inequality, &keys, year);
            migration::add(migration, &keys, year);
            ledger::add(ledger, &keys, year);
        };
        rayon::join(most, rest);
    }

    /// The means the law implies in a world's year, of the year that is compared.
    pub(crate) fn means(year: &Observation<'_>) -> Option<law_means::Means> {
        (year.year == law_means::YEAR).then(|| law_means::means(year))
    }

    /// The means of a world beside what is known of them.
    pub(crate) fn compare_means(&mut self, means: &law_means::Means, world: WorldId<'_>) {
        fit::add(&mut self.fit, law_means::YEAR, &law_means::lines(means, world));
    }

    /// What worlds left, to be kept beside each other.
    pub(crate) fn observed(&self) -> [&Table; 10] {
        [
            &self.national_year,
            &self.province_year,
            &self.transfers,
            &self.incentives,
            &self.dates,
            &self.inequality,
            &self.cohorts,
            &self.migration,
            &self.ledger,
            &self.people,
        ]
    }

    fn observed_mut(&mut self) -> [&mut Table; 10] {
        [
            &mut self.national_year,
            &mut self.province_year,
            &mut self.transfers,
            &mut self.incentives,
            &mut self.dates,
            &mut self.inequality,
            &mut self.cohorts,
            &mut self.migration,
            &mut self.ledger,
            &mut self.people,
        ]
    }

    /// Packs the rows of the observed tables if there are many: nobody reads them before the last year, and they take a
    /// tenth of a large run's memory.
    pub(crate) fn pack(&mut self) {
        const MANY: usize = 1 << 16;
        if self.observed().map(Table::rows).iter().sum::<usize>() >= MANY {
            let packed = self.observed_mut().map(Table::pack);
            self.packed.push(packed);
        }
    }

    /// Unpacks them.
    pub(crate) fn unpack(&mut self) {
        if self.packed.is_empty() {
            return;
        }
        let packed = std::mem::take(&mut self.packed);
        for (place, table) in self.observed_mut().into_iter().enumerate() {
            let newest = std::mem::replace(table, Table::new(table.spec()));
            for rows in &packed {
                table.unpack(&rows[place]);
            }
            table.append(&newest);
        }
    }

    /// Adds what other worlds left.
    pub(crate) fn append(&mut self, more: &[&Table]) {
        for mine in self.observed_mut() {
            for table in more.iter().filter(|table| table.spec() == mine.spec()).collect::<Vec<_>>() {
                mine.append(table);
            }
        }
    }

    /// What leads the census to the reference population.
    pub(crate) fn diagnose(&mut self, reference: &Reference) {
        diagnostics::fill(&mut self.diagnostics, reference);
    }

    /// Compares a world with every target; `weight` is the number of persons of an agent.
    pub(crate) fn compare(&mut self, reference: &Reference, world: WorldId<'_>, weight: u64) {
        // Of the central values; means over seeds do not depend on the order in which seeds were lived.
        let central = |table: &Table| table.clone().of_draw(0).sorted();
        let (national, provincial) = (central(&self.national_year), central(&self.province_year));
        let run = Observed::of(&national, &provincial, world, weight);
        let compare = |run| comparison::compare(&Targets::embedded(), reference, &run);
        fit::fill(&mut self.fit, &run.map(compare).unwrap_or_default(), world);
    }

    /// What is known of a world when its last year was lived.
    pub fn close(&mut self, key: Key<'_>, dates: &Dates, cohorts: &[(CohortName, Cohort)]) {
        dates.write(&mut self.dates, key);
        cohorts::add(&mut self.cohorts, key, cohorts);
    }

    /// What is known of a draw when all its seeds were lived.
    pub fn decompose(&mut self, summary: &Summary, draw: i32) {
        decomposition::add(&mut self.decomposition, summary, draw);
    }

    /// The points of a design and what comes of them, each summed up by itself.
    pub fn add_points(&mut self, manifest: &Manifest, central: &Summary, points: &[Summary]) {
        design::add_points(&mut self.design, manifest);
        design::add_outcomes(&mut self.outcomes, central, points);
    }

    /// What is known of a run when all of it was lived.
    pub fn sum_up(&mut self, summary: &Summary) {
        range::add(&mut self.range, summary);
        uncertainty::add(&mut self.uncertainty, summary);
    }

    /// The filled tables, in the order of the data dictionary; `uncertainty` only of a run with draws, `design` and
    /// `outcomes` only of one with a design.
    pub fn into_vec(self) -> Vec<Table> {
        let has_rows = |table: &Table| !table.is_empty();
        let uncertainty = Some(self.uncertainty).filter(has_rows);
        let of_design = [self.design, self.outcomes].into_iter().filter(has_rows);
        let headlines =
            [self.national_year, self.province_year, self.transfers, self.incentives, self.decomposition, self.range];
        let others = [
            self.dates,
            self.inequality,
            self.cohorts,
            self.migration,
            self.ledger,
            self.people,
            self.fit,
            self.diagnostics,
        ];
        headlines.into_iter().chain(uncertainty).chain(others).chain(of_design).collect()
    }
}

//! Where a simulation stands on 31 December, written down so that another process goes on from it.
//!
//! A simulation that is opened for the same and takes up what another left goes on as that one would have: to the last bit.
//! What is known from the opening (law, inputs, regimes, draws) is not written.
//!
//! ```text
//! length, state     years lived, children, provinces of every world, what courses of life hand on
//! length, shard     the adults of this rank, shard by shard
//! ```

use super::Simulation;
use crate::country::{LifeMemory, World, WorldState};
use crate::people::{Children, PopulationState};
use bitcode::{Decode, Encode};
use std::io::{self, ErrorKind, Read, Write};

/// Everything but the adults.
#[derive(Decode, Encode)]
struct State {
    lived: usize,
    people: PopulationState,
    shards: usize,
    children: Children,
    worlds: Vec<WorldState>,
    lives: Vec<LifeMemory>,
    adults: usize,
    women: Vec<i64>,
}

impl Simulation {
    /// Writes where it stands.
    pub fn save(&self, to: &mut dyn Write) -> io::Result<()> {
        let country = &self.country;
        let state = State {
            lived: self.lived,
            people: country.people.state(),
            shards: country.people.shards.len(),
            children: country.children.clone(),
            worlds: country.worlds.iter().map(World::state).collect(),
            lives: country.lives.clone(),
            adults: country.adults,
            women: country.women.clone(),
        };
        write(to, &state)?;
        country.people.shards.iter().try_for_each(|shard| write(to, shard))
    }

    /// Takes up what another one left that was opened for the same worlds. After an error it is not to be lived.
    pub fn resume(&mut self, from: &mut dyn Read) -> io::Result<()> {
        let state: State = read(from)?;
        let country = &mut self.country;
        let as_many = country.worlds.len() == state.worlds.len() && state.lived <= self.years.len();
        let mut worlds = country.worlds.iter_mut().zip(state.worlds);
        let same = as_many && worlds.all(|(world, state)| world.resume(state, &country.common));
        if !same || !country.people.resume(state.people) {
            return Err(foreign("it is of other worlds or of other people"));
        }
        for _ in 0..state.shards {
            country.people.shards.push(read(from)?);
        }
        country.children = state.children;
        country.lives = state.lives;
        country.adults = state.adults;
        country.women = state.women;
        self.lived = state.lived;
        Ok(())
    }
}

fn foreign(why: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, why)
}

fn write(to: &mut dyn Write, value: &impl Encode) -> io::Result<()> {
    let bytes = bitcode::encode(value);
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(&bytes)
}

fn read<T: for<'a> Decode<'a>>(from: &mut dyn Read) -> io::Result<T> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut bytes = Vec::new();
    // No more is made room for than there is, whatever the length says.
    if from.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(foreign("it ends too early"));
    }
    bitcode::decode(&bytes).map_err(|error| foreign(&error.to_string()))
}

//! Ranks as threads of this process live one country and leave what one rank leaves.

use super::*;
use crate::asked::experiment::Regime;
use crate::run::{Cell, Kept};
use fastox_model::ranks::Ranks;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// What goes from one rank to another.
#[derive(Clone, Debug, PartialEq)]
enum Message {
    Sums(Vec<i64>),
    Rows(Vec<u8>),
}

/// Both ends of the line between two ranks. A rank that has panicked hangs up, and the other panics too.
#[derive(Debug)]
struct Line(Sender<Message>, Receiver<Message>);

impl Line {
    fn send(&self, message: Message) {
        self.0.send(message).expect("the other rank is there");
    }

    fn receive(&self) -> Message {
        self.1.recv().expect("the other rank is there")
    }

    fn sums(&self) -> Vec<i64> {
        match self.receive() {
            Message::Sums(sums) => sums,
            rows @ Message::Rows(_) => panic!("sums were expected, not {rows:?}"),
        }
    }

    fn rows(&self) -> Vec<u8> {
        match self.receive() {
            Message::Rows(rows) => rows,
            sums @ Message::Sums(_) => panic!("rows were expected, not {sums:?}"),
        }
    }
}

/// A rank: rank 0 has a line to every other, which has one to rank 0.
#[derive(Debug)]
pub(super) struct Thread {
    rank: usize,
    count: usize,
    lines: Mutex<Vec<Line>>,
}

impl Ranks for Thread {
    fn rank(&self) -> usize {
        self.rank
    }

    fn count(&self) -> usize {
        self.count
    }

    fn sum(&self, sums: &mut [i64]) {
        let lines = self.lines.lock().expect("no rank has panicked");
        if self.rank > 0 {
            lines[0].send(Message::Sums(sums.to_vec()));
            sums.copy_from_slice(&lines[0].sums());
            return;
        }
        for line in &*lines {
            let theirs = line.sums();
            assert_eq!(theirs.len(), sums.len(), "all ranks bring equally many");
            sums.iter_mut().zip(theirs).for_each(|(sum, more)| *sum += more);
        }
        lines.iter().for_each(|line| line.send(Message::Sums(sums.to_vec())));
    }

    fn gather(&self, rows: Vec<u8>) -> Option<Vec<Vec<u8>>> {
        let lines = self.lines.lock().expect("no rank has panicked");
        if self.rank > 0 {
            lines[0].send(Message::Rows(rows));
            return None;
        }
        Some(std::iter::once(rows).chain(lines.iter().map(Line::rows)).collect())
    }
}

/// So many ranks, rank 0 first.
pub(super) fn ranks(count: usize) -> Vec<Thread> {
    let (mut of_first, mut others) = (Vec::new(), Vec::new());
    for rank in 1..count {
        let (to_first, from_other) = channel();
        let (to_other, from_first) = channel();
        of_first.push(Line(to_other, from_other));
        others.push(Thread { rank, count, lines: Mutex::new(vec![Line(to_first, from_first)]) });
    }
    let first = Thread { rank: 0, count, lines: Mutex::new(of_first) };
    std::iter::once(first).chain(others).collect()
}

/// Four worlds in three courses of life, one with reforms; a draw and the range pass; two changes, one without effect.
fn asked() -> (Experiment, Parameters) {
    let mut parameters = Parameters::embedded();
    for change in ["early_claiming.take_up=75 %", "firms.declared_to_rate=0.6"] {
        parameters.set(change).expect("a parameter");
    }
    let regimes = ["national-pooling", "delayed-retirement"].map(|name| Regime::Shipped(name.to_owned())).to_vec();
    (Experiment { regimes, draws: 1, range_people: 1_000, people: 2_000, last_year: 2024, ..small() }, parameters)
}

/// Everything that the folder of the run would hold, and which changes had no effect.
fn left(result: &RunResult) -> (Vec<Table>, String, Vec<u8>, Vec<String>) {
    let summary = serde_json::to_string(&result.summary).expect("a summary becomes JSON");
    let kept = Kept { weight: result.manifest.weight as i64, worlds: result.worlds.clone() };
    (result.tables.clone(), summary, kept.to_bytes(), result.no_effect.clone())
}

/// What rank 0 of so many is left with; `known` says which of the cells it finds lived.
fn lived_by(count: usize, known: usize) -> RunResult {
    let one = |rank: Thread| {
        let (experiment, parameters) = asked();
        let scenarios = scenarios(&experiment, &parameters).expect("shipped regimes");
        let fitted = Fitted::shipped();
        let first = rank.rank == 0;
        let ready = Ready::new(&experiment, &scenarios, &parameters, &fitted, 64).expect("draws are there");
        let mut lived = Lived::default();
        let all = ready.missing(&lived);
        let keep = &mut |_: &Cell, _: &Lived| Ok(());
        if first {
            ready.live_all(&all[..known], &mut lived, keep, &mut |_| ()).expect("cells");
        }
        let ready = ready.on(Arc::new(rank));
        assert!(ready.is_asked_of_all(&ready.manifest()));
        let missing = if first { ready.missing(&lived) } else { Vec::new() };
        let cells = ready.agreed(&all, &missing);
        assert_eq!(cells, all[known..]);
        ready.live_all(&cells, &mut lived, keep, &mut |_| ()).expect("cells");
        if first {
            return Some(ready.whole(lived, ready.manifest()).expect("a run"));
        }
        ready.no_effect().expect("books that close");
        None
    };
    thread::scope(|scope| {
        let running: Vec<_> = ranks(count).into_iter().map(|rank| scope.spawn(|| one(rank))).collect();
        let mut done = running.into_iter().map(|rank| rank.join().expect("a rank"));
        let first = done.next().flatten();
        assert!(done.all(|other| other.is_none()));
        first.expect("what rank 0 leaves")
    })
}

#[test]
fn ranks_leave_what_one_leaves() {
    let (experiment, parameters) = asked();
    let scenarios = scenarios(&experiment, &parameters).expect("shipped regimes");
    let fitted = Fitted::shipped();
    let alone = run_scenarios(&experiment, &scenarios, &parameters, &fitted, SHARD, &mut |_| ()).expect("a run");
    assert!(table(&alone, "people").rows() > 100);
    for count in [1, 2, 3, 7] {
        assert!(left(&lived_by(count, 0)) == left(&alone), "{count} ranks");
    }
    assert!(left(&lived_by(2, 1)) == left(&alone), "2 ranks that go on");
}

#[test]
fn ranks_that_were_asked_for_different_runs_are_told_apart() {
    let is_same = |seeds: [u64; 2]| {
        thread::scope(|scope| {
            let one = |(rank, seed): (Thread, u64)| {
                let experiment = Experiment { seeds: vec![seed], ..small() };
                let (parameters, fitted) = (Parameters::embedded(), Fitted::shipped());
                let scenarios = scenarios(&experiment, &parameters).expect("shipped regimes");
                let ready = Ready::new(&experiment, &scenarios, &parameters, &fitted, SHARD).expect("no draws");
                let ready = ready.on(Arc::new(rank));
                ready.is_asked_of_all(&ready.manifest())
            };
            let running: Vec<_> = ranks(2).into_iter().zip(seeds).map(|rank| scope.spawn(move || one(rank))).collect();
            running.into_iter().map(|rank| rank.join().expect("a rank")).collect::<Vec<_>>()
        })
    };
    assert_eq!(is_same([1, 1]), [true, true]);
    assert_eq!(is_same([1, 2]), [false, false]);
}

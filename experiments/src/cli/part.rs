//! Which part of a run a process lives, as an option or a job array says it.

use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};

/// A part of a run: every `of`-th cell, counted from the one at place `number` − 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RunPart {
    pub number: usize,
    pub of: usize,
}

/// A variable of the surroundings.
type Variable<'a> = &'a dyn Fn(&str) -> Option<String>;

impl RunPart {
    /// What `--part` says, `K/N` or `auto/N`; without it, what Slurm says of an array job.
    pub fn asked(text: Option<&str>) -> Result<Option<Self>, Report> {
        Self::from(text, &|name| std::env::var(name).ok())
    }

    fn from(text: Option<&str>, variable: Variable<'_>) -> Result<Option<Self>, Report> {
        let Some(text) = text else {
            return Ok(variable("SLURM_ARRAY_TASK_COUNT").and_then(|_| in_array(None, variable)));
        };
        let help = "write `--part 7/64`, or `--part auto/64` in a job array";
        let refuse = |message: String| Diagnostic::new("--part", message).help(help).into();
        if let Some(of) = text.strip_prefix("auto") {
            let of = of.strip_prefix('/').and_then(|of| of.parse().ok());
            let message =
                "nothing here says which part this is: neither `SLURM_ARRAY_TASK_ID` nor `JOB_COMPLETION_INDEX`";
            return in_array(of, variable).map(Some).ok_or_else(|| refuse(message.to_owned()));
        }
        let numbers = text.split_once('/').and_then(|(k, n)| Some((k.trim().parse().ok()?, n.trim().parse().ok()?)));
        match numbers {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Some(Self { number, of })),
            Some(_) => Err(refuse(format!("`{text}` is no part: the first number is from 1 to the second"))),
            None => Err(refuse(format!("`{text}` is not a part of a run"))),
        }
    }

    /// Whether the cell at this place belongs to it.
    pub fn has(self, place: usize) -> bool {
        place % self.of == self.number - 1
    }
}

/// The part of this task of a Slurm array or of a Kubernetes indexed job, whose number of parts must be said.
fn in_array(of: Option<usize>, variable: Variable<'_>) -> Option<RunPart> {
    let number = |name: &str| variable(name)?.parse::<usize>().ok();
    let (index, of) = match number("SLURM_ARRAY_TASK_ID") {
        Some(id) => {
            let of = of.or_else(|| number("SLURM_ARRAY_TASK_COUNT"))?;
            let step = number("SLURM_ARRAY_TASK_STEP").unwrap_or(1).max(1);
            // Without the first id, ids that follow each other still make each part once.
            (number("SLURM_ARRAY_TASK_MIN").map_or(id, |first| id.saturating_sub(first) / step), of)
        }
        None => (number("JOB_COMPLETION_INDEX")?, of?),
    };
    (of > 0).then(|| RunPart { number: index % of + 1, of })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: Option<&str>, set: &[(&str, &str)]) -> Result<Option<(usize, usize)>, String> {
        let variable = |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let found = RunPart::from(text, &variable).map_err(|report| report.to_string())?;
        Ok(found.map(|part| (part.number, part.of)))
    }

    #[test]
    fn a_part_is_said_by_an_option_or_a_job_array() {
        assert_eq!(part(None, &[]), Ok(None));
        assert_eq!(part(Some("7/64"), &[]), Ok(Some((7, 64))));
        let slurm = [("SLURM_ARRAY_TASK_ID", "12"), ("SLURM_ARRAY_TASK_COUNT", "4"), ("SLURM_ARRAY_TASK_MIN", "10")];
        assert_eq!(part(None, &slurm), Ok(Some((3, 4))));
        assert_eq!(part(Some("2/8"), &slurm), Ok(Some((2, 8))));
        assert_eq!(part(Some("auto/6"), &[("JOB_COMPLETION_INDEX", "5")]), Ok(Some((6, 6))));
        for wrong in ["0/4", "5/4", "x", "3", "auto", "auto/4"] {
            let message = part(Some(wrong), &[]).expect_err(wrong);
            assert!(message.contains("--part 7/64"), "{message}");
        }
    }

    #[test]
    fn parts_have_every_cell_once() {
        let parts: Vec<RunPart> = (1..=3).map(|number| RunPart { number, of: 3 }).collect();
        assert!((0..20).all(|place| parts.iter().filter(|part| part.has(place)).count() == 1));
    }
}

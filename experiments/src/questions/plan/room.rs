//! What this machine has left: memory of the system, of the control groups this process is in and of its own limits
//! (`ulimit -v`), room on a disk.
//!
//! Linux tells the memory; elsewhere it is not known, and nothing is refused for want of it. Job queues and containers
//! give a process less than the machine has by control groups, which may be nested: the smallest counts.

use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the control groups of Linux are, in both versions of their interface.
const GROUPS: &str = "/sys/fs/cgroup";

/// What bounds the memory of this process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Bound {
    /// What the machine has.
    #[default]
    Machine,
    /// A control group, as a container or a job queue gives it.
    Container,
    /// A limit on its addresses.
    Ulimit,
}

impl Bound {
    /// Where the free memory is counted, as it ends a sentence, and what gives more of it.
    pub const fn in_words(self) -> [&'static str; 2] {
        match self {
            Self::Machine => ["on this machine", "end other programs, or take a larger machine"],
            Self::Container => ["in this container or job", "ask the container or the job queue for more memory"],
            Self::Ulimit => ["under `ulimit -v`", "raise the limit, as `ulimit -v unlimited`"],
        }
    }
}

/// Bytes that are left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Room {
    /// Of memory, if it is known.
    #[serde(rename = "free_memory")]
    pub memory: Option<u64>,
    /// What bounds it.
    #[serde(rename = "memory_bound")]
    pub bound: Bound,
    /// Of the disk of a folder, if it is known.
    #[serde(rename = "free_disk")]
    pub disk: Option<u64>,
}

impl Room {
    /// Of this machine, and of the disk that the folder is or would be on.
    pub fn here(folder: &Path) -> Self {
        let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
        let of_groups = of_groups(Path::new(GROUPS), &groups);
        let all = [(of_system(), Bound::Machine), (of_groups, Bound::Container), (of_process(), Bound::Ulimit)];
        let least = all.into_iter().filter_map(|(bytes, bound)| Some((bytes?, bound))).min();
        let bound = least.map_or_else(Bound::default, |(_, bound)| bound);
        Self { memory: least.map(|(bytes, _)| bytes), bound, disk: of_disk(folder) }
    }
}

/// Memory that can be had without swapping.
fn of_system() -> Option<u64> {
    let info = fs::read_to_string("/proc/meminfo").ok()?;
    let line = info.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// Addresses that this process may still take.
fn of_process() -> Option<u64> {
    let [limits, status] = ["limits", "status"].map(|file| fs::read_to_string(format!("/proc/self/{file}")));
    addresses(&limits.ok()?, &status.ok()?)
}

/// The limit on addresses less the memory in use; nothing if there is none. What the allocator has reserved beyond that
/// is still to be had.
fn addresses(limits: &str, status: &str) -> Option<u64> {
    let after = |text: &str, head: &str| {
        let rest = text.lines().find_map(|line| line.strip_prefix(head))?;
        rest.split_whitespace().next()?.parse::<u64>().ok()
    };
    Some(after(limits, "Max address space")?.saturating_sub(1024 * after(status, "VmRSS:")?))
}

/// What the control groups of a process have left; `of_process` is its `/proc/self/cgroup`.
fn of_groups(root: &Path, of_process: &str) -> Option<u64> {
    let paths = of_process.lines().filter_map(|line| {
        let (_, rest) = line.split_once(':')?;
        let (controllers, group) = rest.split_once(':')?;
        // The second version names no controllers; the first has a tree for each.
        let tree = match controllers {
            "" => root.to_owned(),
            names if names.split(',').any(|name| name == "memory") => root.join("memory"),
            _ => return None,
        };
        Some((tree, group.trim_start_matches('/').to_owned()))
    });
    paths.flat_map(|(tree, group)| up(&tree, &group)).filter_map(|group| of_group(&group)).min()
}

/// A group and those it is in.
fn up(tree: &Path, group: &str) -> Vec<PathBuf> {
    tree.join(group).ancestors().take_while(|path| path.starts_with(tree)).map(Path::to_owned).collect()
}

fn of_group(group: &Path) -> Option<u64> {
    let number = |name: &str| fs::read_to_string(group.join(name)).ok()?.trim().parse::<u64>().ok();
    let left = |most: &str, used: &str| Some(number(most)?.saturating_sub(number(used)?));
    left("memory.max", "memory.current").or_else(|| left("memory.limit_in_bytes", "memory.usage_in_bytes"))
}

/// The disk of the nearest folder that exists.
fn of_disk(folder: &Path) -> Option<u64> {
    let absolute = std::path::absolute(folder).ok()?;
    let nearest = absolute.ancestors().find(|path| path.is_dir())?;
    fs4::available_space(nearest).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_on_addresses_counts_what_is_in_use() {
        let status = "Name:\tfastox\nVmSize:\t  100 kB\nVmRSS:\t 20 kB\n";
        let limits =
            |most: &str| format!("Max cpu time  unlimited\nMax address space         {most}  unlimited  bytes\n");
        assert_eq!(addresses(&limits("1024000"), status), Some(1_024_000 - 20_480));
        assert_eq!(addresses(&limits("1000"), status), Some(0));
        assert_eq!(addresses(&limits("unlimited"), status), None);
    }

    #[test]
    fn the_smallest_of_nested_groups_counts() {
        let root = tempfile::tempdir().expect("a folder");
        let write = |group: &str, most: &str, used: &str| {
            let folder = root.path().join(group);
            fs::create_dir_all(&folder).expect("a folder");
            fs::write(folder.join("memory.max"), most).expect("a file");
            fs::write(folder.join("memory.current"), used).expect("a file");
        };
        write("job", "4000000\n", "1000000\n");
        write("job/step", "max\n", "900000\n");
        assert_eq!(of_groups(root.path(), "0::/job/step\n"), Some(3_000_000));
        assert_eq!(of_groups(root.path(), "0::/elsewhere\n"), None);
        write("job/step", "1500000\n", "2000000\n");
        assert_eq!(of_groups(root.path(), "0::/job/step\n"), Some(0));
    }

    #[test]
    fn a_folder_that_is_not_there_lies_on_the_disk_of_the_nearest() {
        let here = std::env::temp_dir();
        let known = Room::here(&here.join("not/there"));
        assert!(known.disk.is_some_and(|bytes| bytes > 0) && known.disk.is_some() == Room::here(&here).disk.is_some());
    }
}

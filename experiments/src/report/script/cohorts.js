// Birth cohorts: rate of return and replacement, a line a wage group.
const cohortSex = element("cohort-sex");
const cohortMobility = element("cohort-mobility");
const GROUPS = [1, 2, 3, 4, 5];

// Numbers stand by birth, sex, mobility and wage group.
function cohortValue(measure, birth, group) {
  const place = ((birth * 2 + Number(cohortSex.value)) * 2 + Number(cohortMobility.value)) * GROUPS.length + group - 1;
  const value = data.cohorts.worlds[state.world][measure][place];
  return value === null || value === undefined ? null : value / 100;
}

function showCohortChart(id, measure, title) {
  const known = data.cohorts.births
    .map((of, birth) => ({ of, birth }))
    .filter(({ birth }) => GROUPS.some((group) => cohortValue(measure, birth, group) !== null));
  draw(
    id,
    {
      title: { text: title, textStyle: { fontSize: 14, fontWeight: "normal" } },
      grid: { left: 46, right: 20, top: 112, bottom: 46 },
      legend: { top: 26, left: 0, itemWidth: 26 },
      tooltip: { trigger: "axis", valueFormatter: (value) => shownAs(value, 2) },
      xAxis: {
        type: "category",
        data: known.map(({ of }) => of),
        name: word("births"),
        nameLocation: "middle",
        nameGap: 26,
        axisLabel: { hideOverlap: true, color: SOFT },
      },
      yAxis: axis("%", { scale: true, nameGap: 8 }),
      series: GROUPS.map((group) => ({
        type: "line",
        symbolSize: 4,
        name: `${word("quintile")} ${group}`,
        data: known.map(({ birth }) => cohortValue(measure, birth, group)),
        lineStyle: { type: DASHES[group - 1], color: COLOURS[group - 1] },
        itemStyle: { color: COLOURS[group - 1] },
      })),
    },
    title,
  );
}

function showCohorts() {
  const known = data.cohorts !== null;
  element("cohort-missing").hidden = known;
  element("cohort-switches").hidden = !known;
  for (const id of ["cohort-return", "cohort-replacement"]) element(id).hidden = !known;
  if (!known) return;
  fill(cohortSex, [
    [0, WORDS.female],
    [1, WORDS.male],
  ]);
  fill(cohortMobility, [
    [0, WORDS.stayer],
    [1, WORDS.mover],
  ]);
  showCohortChart("cohort-return", 0, word("return"));
  showCohortChart("cohort-replacement", 1, word("replacement"));
  const rows = () => [
    ["birth_cohort", "wage_group", "return_percent", "replacement_percent"],
    ...data.cohorts.births.flatMap((of, birth) =>
      GROUPS.map((group) => [of, group, cohortValue(0, birth, group), cohortValue(1, birth, group)]),
    ),
  ];
  const sex = cohortSex.value === "0" ? "female" : "male";
  const mobility = cohortMobility.value === "0" ? "stayer" : "mover";
  tools("cohort-tools", "cohorts", rows, () => cohortQuery(sex, mobility));
}

cohortSex.addEventListener("change", showCohorts);
cohortMobility.addEventListener("change", showCohorts);

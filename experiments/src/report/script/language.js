// Words of what the scripts show; pairs are English and Chinese, and so are titles in the data.
const WORDS = {
  data: ["Data (CSV)", "数据（CSV）"],
  save: ["Save", "保存"],
  year: ["year", "年份"],
  province: ["province", "省份"],
  pool: ["Pool", "统筹基金"],
  centre: ["Central treasury", "中央财政"],
  others: ["others", "其他"],
  head: ["yuan per resident, 2024 prices", "人均（元，2024 年价）"],
  gdp: ["% of GDP of the nation", "占全国 GDP %"],
  kept: ["kept of one more yuan, %", "多征一元的留存，%"],
  effort: ["effort, 100: all is kept", "征缴努力（全额留存为 100）"],
  surplus: ["in surplus", "结余省份"],
  deficit: ["in deficit", "缺口省份"],
  published: ["published effect", "已发表的效应"],
  scaled: ["times the scale", "乘以规模系数"],
  mild: ["mild", "较弱"],
  central: ["central", "中心设定"],
  severe: ["severe", "较强"],
  births: ["born from", "出生年份起"],
  quintile: ["wage group", "工资组"],
  return: ["real internal rate of return, %", "实际内部收益率，%"],
  replacement: ["gross replacement rate, %", "总替代率，%"],
  female: ["women", "女"],
  male: ["men", "男"],
  stayer: ["stayers", "未流动"],
  mover: ["movers", "流动"],
  off: ["no", "否"],
  on: ["yes", "是"],
  chosen: ["this rule", "所选规则"],
  enacted: ["as enacted", "现行"],
  never: ["not by 2050", "2050 年前未出现"],
  rules: ["all rules", "全部规则"],
  model: ["model", "模型"],
  official: ["published", "公布值"],
  accounts: ["accounts of 2024, both funds", "2024 年账目（两项基金）"],
  band: ["5 to 95 % of draws", "抽样 5%—95%"],
  ends: ["settings and orderings", "反应设定范围"],
  fixed: ["effort fixed", "努力不变"],
  low: ["low", "低值"],
  high: ["high", "高值"],
  later: ["later or never", "更晚或不出现"],
  play: ["Play", "播放"],
  pause: ["Pause", "暂停"],
  sorted: ["Sorted by contributions lost under “…”, the most first.", "按“…”下损失的征缴收入由多到少排列。"],
  scrolls: ["The table goes on to the right: scroll it sideways →", "表格右侧还有内容，请左右滑动 →"],
  none: ["no rows here", "此处无数据"],
};

const chinese = document.getElementById("chinese");
const english = document.getElementById("english");

// Which of a pair is shown.
const spoken = (pair) => pair[chinese.checked ? 1 : 0];
const word = (name) => spoken(WORDS[name]);
// Parts of a phrase, and a title with what is said of it.
const joined = (...parts) => parts.filter((part) => part !== "").join(chinese.checked ? "，" : ", ");
const said = (title, text) => `${title}${chinese.checked ? "：" : ": "}${text}`;

// Asks two Stridelakes for every page of every board in many periods, and says whether the rows and totals are the same.
//
//   node compare.mjs URL URL
//
// Exit code 0 when all are the same, 1 at the first difference, 4 when one does not answer.
const [left, right] = process.argv.slice(2);
if (!right) {
  console.error('Usage: node compare.mjs URL URL');
  process.exit(2);
}

const PATIENCE_MILLIS = 60_000;
const DAYS = 40;
let requests = 0;
let waits = 0;

/** A document; a 503 is honest and is waited out. */
async function get(base, path) {
  const end = Date.now() + PATIENCE_MILLIS;
  for (;;) {
    requests++;
    const answer = await fetch(base + path).catch((cause) => ({ status: 0, cause }));
    if (answer.status === 200) {
      return answer.json();
    }
    if ((answer.status !== 503 && answer.status !== 0) || Date.now() > end) {
      console.error(`${base}${path} answered ${answer.status}: ${answer.cause ?? (await answer.text())}`);
      process.exit(4);
    }
    waits++;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** All rows of a board in a period, as text, with how many there are said to be. */
async function rows(base, board, query) {
  const found = [];
  let total = 0;
  let cursor = '';
  do {
    const page = await get(base, `/api/v1/rankings/${board}?limit=100&${query}${cursor}`);
    total = page.total;
    found.push(...page.entries.map((entry) => JSON.stringify(entry)));
    cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : '';
  } while (cursor);
  return [`total ${total}`, ...found];
}

async function totals(base, query) {
  const { company, departments, sports } = await get(base, `/api/v1/totals?${query}`);
  return [JSON.stringify(company), ...departments.concat(sports).map((row) => JSON.stringify(row))];
}

/** The days that name every week, month and year of the last thirteen months, and the last days. */
function periods(today) {
  const at = (daysAgo) => new Date(Date.parse(today) - daysAgo * 86_400_000).toISOString().slice(0, 10);
  const range = (step, until) => Array.from({ length: Math.floor(until / step) + 1 }, (_, i) => at(i * step));
  const firstOf = (length) => (dates) => [...new Map(dates.map((date) => [date.slice(0, length), date])).values()];
  const year = range(1, 396);
  return [
    'period=all',
    ...firstOf(4)(year).map((date) => `period=year&date=${date}`),
    ...firstOf(7)(year).map((date) => `period=month&date=${date}`),
    ...range(7, 396).map((date) => `period=week&date=${date}`),
    ...range(1, DAYS).map((date) => `period=day&date=${date}`),
  ];
}

function same(what, one, other) {
  for (let i = 0; i < Math.max(one.length, other.length); i++) {
    if (one[i] !== other[i]) {
      console.error(`Different: ${what}, line ${i}\n  ${left}: ${one[i]}\n  ${right}: ${other[i]}`);
      process.exit(1);
    }
  }
  return one.length;
}

const ids = ({ boards }) => boards.map(({ id }) => id);
const overview = await get(left, '/api/v1/rankings');
same('boards', ids(overview), ids(await get(right, '/api/v1/rankings')));
const wanted = periods(overview.today);
let lines = 0;
for (const query of wanted) {
  const [one, other] = await Promise.all([totals(left, query), totals(right, query)]);
  lines += same(`totals ${query}`, one, other);
  const kind = query.match(/^period=(\w+)/)[1];
  for (const { id } of overview.boards.filter(({ periods }) => periods.includes(kind))) {
    const [mine, yours] = await Promise.all([rows(left, id, query), rows(right, id, query)]);
    lines += same(`${id} ${query}`, mine, yours);
  }
}
const company = (await get(left, '/api/v1/totals?period=all')).company;
console.log(
  `Compare: ${overview.boards.length} boards, ${wanted.length} periods, ${lines} lines equal, ` +
    `${company.activities} activities; ${requests} requests, ${waits} of them after a 503`,
);

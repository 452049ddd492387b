import type { Row } from './api';

/** One line of the chart, in its own coordinates: ranks downwards, before on the left. */
export interface Line {
  readonly row: Row;
  readonly from: number;
  readonly to: number;
}

const STEP = 20;
const TOP = 30;
const WIDTH = 640;
const LEFT = 210;
const RIGHT = 430;
const NAME = 22;
const SVG = 'http://www.w3.org/2000/svg';

const SIGNS: Readonly<Record<Row['moves'], string>> = { rise: '↑', fall: '↓', enter: '+', leave: '−', stay: '=' };

/**
 * Puts rows onto two columns with one scale: each rank that somebody has before or after gets a place, so that who
 * falls goes down, who rises goes up, and ten rows out of thousands still do not fall on one spot. Equals of one
 * side stand below each other. Who is missing on a side comes from, or goes to, below the last place.
 */
export function lines(rows: readonly Row[]): Line[] {
  const ranks = [...new Set(rows.flatMap((row) => [row.before, row.after].flatMap((place) => place?.rank ?? [])))].sort((one, other) => one - other);
  const before = new Map<Row, number>();
  const after = new Map<Row, number>();
  let next = 0;
  for (const rank of ranks) next += Math.max(put(rows, 'before', rank, next, before), put(rows, 'after', rank, next, after));
  return rows.map((row) => ({ row, from: before.get(row) ?? next, to: after.get(row) ?? next }));
}

/** Puts those of a rank below each other; says how many they are. */
function put(rows: readonly Row[], side: 'before' | 'after', rank: number, first: number, places: Map<Row, number>): number {
  const equals = rows.filter((row) => row[side]?.rank === rank).sort((one, other) => one.member.id.localeCompare(other.member.id));
  equals.forEach((row, index) => places.set(row, first + index));
  return equals.length;
}

/** The chart; each line also says in words what it shows. */
export function slopeChart(rows: readonly Row[], titles: readonly [string, string]): SVGSVGElement {
  const drawn = lines(rows);
  const height = TOP + STEP * (Math.max(1, ...drawn.map((line) => Math.max(line.from, line.to) + 1)) + 0.5);
  const svg = node('svg', { viewBox: `0 0 ${WIDTH} ${height}`, class: 'slope', role: 'img', 'aria-label': `Ranks by ${titles[0]} and by ${titles[1]}` });
  svg.append(text(LEFT, 14, titles[0], 'end', 'head'), text(RIGHT, 14, titles[1], 'start', 'head'));
  for (const line of drawn) svg.append(draw(line));
  return svg as SVGSVGElement;
}

function draw({ row, from, to }: Line): SVGElement {
  const group = node('g', { class: row.moves });
  const y1 = TOP + STEP * from;
  const y2 = TOP + STEP * to;
  const title = node('title', {});
  title.textContent = words(row);
  group.append(title, node('line', { x1: LEFT + 8, y1, x2: RIGHT - 8, y2 }));
  if (row.before) group.append(node('circle', { cx: LEFT + 8, cy: y1, r: 4 }), text(LEFT, y1 + 4, `${short(row.member.name)}  ${row.before.rank}`, 'end'));
  if (row.after) group.append(node('circle', { cx: RIGHT - 8, cy: y2, r: 4 }), text(RIGHT, y2 + 4, `${row.after.rank}  ${short(row.member.name)} ${SIGNS[row.moves]}`, 'start'));
  else group.append(text(RIGHT, y2 + 4, `${SIGNS[row.moves]} ${short(row.member.name)}`, 'start'));
  return group;
}

/** What a row does, in words. */
export function words(row: Row): string {
  const name = row.member.name;
  switch (row.moves) {
    case 'rise':
      return `${name} rises by ${row.ranks} to rank ${row.after?.rank}`;
    case 'fall':
      return `${name} falls by ${-row.ranks} to rank ${row.after?.rank}`;
    case 'enter':
      return `${name} enters at rank ${row.after?.rank}`;
    case 'leave':
      return `${name} leaves from rank ${row.before?.rank}`;
    case 'stay':
      return `${name} stays at rank ${row.after?.rank}`;
  }
}

function short(name: string): string {
  return name.length <= NAME ? name : `${name.slice(0, NAME - 1)}…`;
}

function text(x: number, y: number, content: string, anchor: string, kind = ''): SVGElement {
  const element = node('text', { x, y, 'text-anchor': anchor, class: kind });
  element.textContent = content;
  return element;
}

function node(tag: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

import { el } from '../view/dom';
import type { Row } from './api';

/** One line of the chart, in its own coordinates: ranks downwards, before on the left. */
export interface Line {
  readonly row: Row;
  readonly from: number;
  readonly to: number;
}

/** Where things are: names stand on both sides where there is room, else on the right only. */
interface Layout {
  readonly name: string;
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly namesOnBothSides: boolean;
  /** So many characters of a name or title are shown. */
  readonly longest: number;
}

const WIDE: Layout = { name: 'wide', width: 640, left: 210, right: 430, namesOnBothSides: true, longest: 22 };
const NARROW: Layout = { name: 'narrow', width: 320, left: 44, right: 138, namesOnBothSides: false, longest: 18 };
const STEP = 20;
const TOP = 30;
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

/** The chart, once for wide and once for narrow windows; each line also says in words what it shows. */
export function slopeChart(rows: readonly Row[], titles: readonly [string, string]): HTMLElement {
  return el('div', { class: 'slopes' }, chart(rows, titles, WIDE), chart(rows, titles, NARROW));
}

function chart(rows: readonly Row[], titles: readonly [string, string], layout: Layout): SVGElement {
  const drawn = lines(rows);
  const height = TOP + STEP * (Math.max(1, ...drawn.map((line) => Math.max(line.from, line.to) + 1)) + 0.5);
  const svg = node('svg', { viewBox: `0 0 ${layout.width} ${height}`, class: `slope ${layout.name}`, role: 'img', 'aria-label': `Ranks by ${titles[0]} and by ${titles[1]}` });
  const before = short(titles[0], layout);
  svg.append(layout.namesOnBothSides ? text(layout.left, 14, before, 'end', 'head') : text(0, 14, before, 'start', 'head'), text(layout.right, 14, short(titles[1], layout), 'start', 'head'));
  for (const line of drawn) svg.append(draw(line, layout));
  return svg;
}

function draw({ row, from, to }: Line, layout: Layout): SVGElement {
  const group = node('g', { class: row.moves });
  const y1 = TOP + STEP * from;
  const y2 = TOP + STEP * to;
  const name = short(row.member.name, layout);
  const title = node('title', {});
  title.textContent = words(row);
  group.append(title, node('line', { x1: layout.left + 8, y1, x2: layout.right - 8, y2 }));
  if (row.before) group.append(node('circle', { cx: layout.left + 8, cy: y1, r: 4 }), text(layout.left, y1 + 4, layout.namesOnBothSides ? `${name}  ${row.before.rank}` : String(row.before.rank), 'end'));
  if (row.after) group.append(node('circle', { cx: layout.right - 8, cy: y2, r: 4 }), text(layout.right, y2 + 4, `${row.after.rank}  ${name} ${SIGNS[row.moves]}`, 'start'));
  else group.append(text(layout.right, y2 + 4, `${SIGNS[row.moves]} ${name}`, 'start'));
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

function short(name: string, layout: Layout): string {
  return name.length <= layout.longest ? name : `${name.slice(0, layout.longest - 1)}…`;
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

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  up: 'M12 6l7 11H5z',
  down: 'M12 18L5 7h14z',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.5 16.5L21 21',
  close: 'M6 6l12 12M18 6L6 18',
  filter: 'M4 6h16M7 12h10M10 18h4',
  calendar: 'M5 6h14v14H5zM5 10h14M9 3v4M15 3v4',
  chevron: 'M6 9l6 6 6-6',
  lake: 'M3 9c3-4 6 4 9 0s6-4 9 0M3 14c3-4 6 4 9 0s6-4 9 0M7 19c2-2.600 3.400 2 5 0s3-2.600 5 0',
} as const;

export type Icon = keyof typeof PATHS;

const FILLED: ReadonlySet<Icon> = new Set<Icon>(['up', 'down']);

/** A decorative icon; what it means stands beside it in words. */
export function icon(name: Icon): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', FILLED.has(name) ? 'icon filled' : 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

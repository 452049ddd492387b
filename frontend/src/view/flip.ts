const DURATION_MS = 700;

/**
 * Runs a change of a list and lets its kept children glide from where they were to where they are
 * (first, last, invert, play). Readers who asked for less motion get the change alone.
 */
export function flip(list: HTMLElement, change: () => void): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return change();
  const before = new Map([...list.children].map((child) => [child, child.getBoundingClientRect().top]));
  change();
  const height = window.innerHeight;
  for (const child of list.children) {
    const from = before.get(child);
    const to = child.getBoundingClientRect().top;
    if (from === undefined) child.animate([{ opacity: 0 }, { opacity: 1 }], DURATION_MS);
    else if (from !== to && !(Math.min(from, to) > height || Math.max(from, to) < 0)) glide(child, from - to);
  }
}

function glide(element: Element, distance: number): void {
  element.animate([{ transform: `translateY(${distance}px)` }, { transform: 'none' }], {
    duration: DURATION_MS,
    easing: 'cubic-bezier(0.22, 0.9, 0.25, 1)',
  });
}

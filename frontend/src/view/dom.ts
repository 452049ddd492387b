/** Building DOM from text and elements only: no markup strings, so nothing an athlete is named can become markup. */

type Child = Node | string | null | false;

interface Props {
  readonly [attribute: string]: string | boolean | null | undefined;
}

export function el<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, props);
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/** Touches only what differs: a date field whose `max` is set anew loses the digits being typed. */
export function setAttributes(element: Element, props: Props): void {
  for (const [attribute, value] of Object.entries(props)) {
    const text = value === true ? '' : value;
    if (text === null || text === undefined || text === false) element.removeAttribute(attribute);
    else if (element.getAttribute(attribute) !== text) element.setAttribute(attribute, text);
  }
}

/** A link inside the page: an ordinary one, which the page's click handler takes over. */
export function nav(href: string, props: Props, ...children: Child[]): HTMLAnchorElement {
  return el('a', { href, 'data-nav': true, ...props }, ...children);
}

export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A choice and its label, which stay on one line. */
export function labelled(label: string, select: HTMLSelectElement): HTMLElement {
  return el('span', { class: 'labelled' }, el('label', { for: select.id }, label), select);
}

/** Text for screen readers only. */
export function hidden(text: string): HTMLElement {
  return el('span', { class: 'sr' }, text);
}

/**
 * Makes a list's children follow its items: kept elements are updated, others made or removed, and
 * focus survives a move.
 */
export function keyed<T, E extends HTMLElement>(
  parent: HTMLElement,
  items: readonly T[],
  key: (item: T) => string,
  make: (item: T) => E,
  update: (element: E, item: T, index: number) => void,
): void {
  const focused = parent.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
  const old = new Map([...parent.children].map((child) => [(child as HTMLElement).dataset['key'], child as E]));
  const wanted = items.map((item, index) => {
    const id = key(item);
    const element = old.get(id) ?? make(item);
    element.dataset['key'] = id;
    update(element, item, index);
    return element;
  });
  const kept = new Set<Element>(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  wanted.forEach((element, index) => {
    if (parent.children[index] !== element) parent.insertBefore(element, parent.children[index] ?? null);
  });
  if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
}

import { el } from '../view/dom';
import type { Generation, Generations, Progress } from './api';

/** What operators may do with a generation. */
export interface Deeds {
  preview(id: number): void;
  promote(id: number): void;
  abandon(id: number): void;
  rollback(): void;
}

const SHOWN_ENDED = 3;

/** `40 %, 500 a second, 12 s left`. */
export function progressWords(progress: Progress): string {
  const share = progress.total === 0 ? 100 : Math.floor((progress.done / progress.total) * 100);
  const rate = progress.perSecond === null ? '' : `, ${Math.round(progress.perSecond)} a second`;
  const left = progress.secondsLeft === null ? '' : `, ${progress.secondsLeft} s left`;
  return `${share} %${rate}${left}`;
}

/** The generations that are kept, and the last few that are not, the newest first. */
export function shown(all: Generations): Generation[] {
  const newest = [...all.generations].reverse();
  const kept = newest.filter((generation) => generation.state !== 'abandoned');
  const ended = newest.filter((generation) => generation.state === 'abandoned').slice(0, SHOWN_ENDED);
  return [...kept, ...ended].sort((one, other) => other.id - one.id);
}

/** The list, drawn anew at each look. */
export function generationList(all: Generations, deeds: Deeds): HTMLElement {
  return el('ol', { class: 'generations' }, ...shown(all).map((generation) => item(generation, all, deeds)));
}

function item(generation: Generation, all: Generations, deeds: Deeds): HTMLElement {
  return el(
    'li',
    { class: `generation ${generation.state}` },
    el(
      'div',
      { class: 'what' },
      el('span', { class: 'badge' }, generation.state),
      el('strong', {}, `Generation ${generation.id}`),
      el('span', { class: 'quiet' }, `rule set ${generation.ruleSet}, from the ${generation.from}, begun ${new Date(generation.startedAt).toLocaleString()}`),
    ),
    building(generation),
    generation.failure !== null && el('p', { class: 'failure' }, generation.failure),
    el('div', { class: 'deeds' }, ...buttons(generation, all, deeds)),
  );
}

function building(generation: Generation): HTMLElement | null {
  if (generation.complete || generation.progress === null || generation.state === 'abandoned') return null;
  const { done, total } = generation.progress;
  return el(
    'p',
    { class: 'progress' },
    el('progress', { max: String(Math.max(1, total)), value: String(done), 'aria-label': `Generation ${generation.id}` }),
    el('span', {}, progressWords(generation.progress)),
  );
}

function buttons(generation: Generation, all: Generations, deeds: Deeds): HTMLElement[] {
  const made: HTMLElement[] = [];
  const button = (deed: keyof Deeds, label: string, kind: string, run: () => void): void => {
    const element = el('button', { type: 'button', class: `button ${kind}`, 'data-deed': deed }, label);
    element.addEventListener('click', run);
    made.push(element);
  };
  const other = generation.state === 'ready' || generation.state === 'previous';
  if (other) button('preview', 'Preview', '', () => deeds.preview(generation.id));
  if (generation.state === 'ready') button('promote', 'Promote', 'strong', () => deeds.promote(generation.id));
  if (generation.state === 'active' && all.previous !== null) button('rollback', `Roll back to ${all.previous}`, '', () => deeds.rollback());
  if (other || generation.state === 'building' || generation.state === 'failed') button('abandon', 'Abandon', 'danger', () => deeds.abandon(generation.id));
  return made;
}

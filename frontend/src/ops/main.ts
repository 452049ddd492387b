import '../styles/base.css';
import '../styles/controls.css';
import '../styles/ops.css';
import { el, labelled } from '../view/dom';
import { GENERATIONS, type Generations, OpsClient, Refused } from './api';
import { comparisonOf } from './comparison';
import { generationList } from './generations';

const KEY = 'stridelake.admin-token';
const LOOK_MS = 1_000;

const root = document.getElementById('app');
if (!root) throw new Error('The page has no #app element.');

const client = new OpsClient(fetch.bind(window), sessionStorage.getItem(KEY) ?? '');

/** Says what is wrong; read out by screen readers. */
const notice = el('p', { class: 'notice', role: 'status', 'aria-live': 'polite' });
const list = el('section', { 'aria-label': 'Generations' });
const comparison = el('section', { 'aria-label': 'Preview', hidden: true });
const content = el('div', { hidden: true });
const login = el('form', { class: 'login' });
let drawn = '';
let away = false;

function say(text: string): void {
  notice.textContent = text;
  notice.hidden = text === '';
}

async function attempt(run: () => Promise<void>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure;
    if (failure.status === 401 || failure.status === 403) leave();
    say(failure.message);
    return false;
  }
}

/** A list that says the same is left alone, so that focus and reading stay where they are. */
async function look(): Promise<void> {
  const all = await client.get<Generations>(GENERATIONS);
  const text = JSON.stringify(all);
  if (text !== drawn) {
    drawn = text;
    list.replaceChildren(el('h2', {}, 'Generations'), generationList(all, { preview: (id) => void show(id), promote, abandon, rollback }));
  }
}

function decide(question: string, path: string): void {
  if (!confirm(question)) return;
  say('…');
  void attempt(async () => {
    await client.post(`${GENERATIONS}${path}`);
    say('');
    comparison.hidden = true;
    await look();
  });
}

const promote = (id: number): void => decide(`Generation ${id} answers from now on. The present one is kept for a day, so you can roll back.`, `/${id}/promote`);
const abandon = (id: number): void => decide(`Generation ${id} is given up: its topics, state and group are deleted. It would have to be derived anew.`, `/${id}/abandon`);
const rollback = (): void => decide('The generation before the active one answers again. You can go forth again the same way.', '/rollback');

/** The form that begins a derivation. */
async function starter(): Promise<HTMLElement> {
  const known = await client.get<{ ruleSets: readonly { version: string; active: boolean }[] }>('/admin/rule-sets');
  const rules = el('select', { id: 'rules' }, ...[...known.ruleSets].reverse().map((one) => el('option', { value: one.version }, one.active ? `${one.version} (active)` : one.version)));
  const from = el('select', { id: 'from' }, el('option', { value: 'catalogue' }, 'the catalogue: rules changed'), el('option', { value: 'lake' }, 'the lake: readers changed'));
  const form = el(
    'form',
    { class: 'starter' },
    labelled('Rule set', rules),
    labelled('from', from),
    el('button', { type: 'submit', class: 'button strong' }, 'Derive'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void attempt(async () => {
      await client.post(GENERATIONS, { ruleSet: rules.value, from: from.value });
      say('');
      await look();
    });
  });
  return form;
}

async function show(id: number): Promise<void> {
  const shown = comparisonOf(client, id, (run) => void attempt(run));
  const heading = el('h2', { tabindex: '-1' }, `If generation ${id} answered`);
  comparison.replaceChildren(heading, shown.element);
  comparison.hidden = false;
  heading.focus();
  await attempt(shown.draw);
}

async function enter(): Promise<void> {
  const entered = await attempt(async () => {
    await look();
    content.replaceChildren(await starter(), list, comparison);
  });
  if (!entered) return;
  sessionStorage.setItem(KEY, client.token);
  say('');
  login.hidden = true;
  content.hidden = false;
  window.setTimeout(again, LOOK_MS);
}

/** Looks again and again; what was said of a look that failed is taken back by one that does not. */
function again(): void {
  if (content.hidden) return;
  void attempt(look).then((looked) => {
    if (looked && away) say('');
    away = !looked;
    window.setTimeout(again, LOOK_MS);
  });
}

function leave(): void {
  sessionStorage.removeItem(KEY);
  client.token = '';
  content.hidden = true;
  login.hidden = false;
}

const token = el('input', { type: 'password', id: 'token', autocomplete: 'off', required: true });
login.append(
  el('label', { for: 'token' }, 'Admin token'),
  token,
  el('button', { type: 'submit', class: 'button strong' }, 'Enter'),
  el('p', { class: 'quiet' }, 'It stays in this tab. The local one is in the file admin-token of the data folder.'),
);
login.addEventListener('submit', (event) => {
  event.preventDefault();
  client.token = token.value.trim();
  token.value = '';
  void enter();
});

root.append(
  el('header', { class: 'opsbar' }, el('div', { class: 'wrap' }, el('h1', {}, 'Stridelake operations'), el('a', { href: '/' }, 'The ranking'))),
  el('main', { class: 'wrap', id: 'content' }, notice, login, content),
);
say('');
if (client.token === '') login.hidden = false;
else {
  login.hidden = true;
  void enter();
}

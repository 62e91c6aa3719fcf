// The page `/embed`: one map over the whole window, told by the query, with the way to the atlas.
import './page.css';
import '../map/phiabac-map';
import { siteBase } from '../bundle/known';
import { text } from '../i18n';
import { atlasAddress, embedStateIn } from './page-state';

const query = new URLSearchParams(location.search);
const { lang, attributes, title, interaction } = embedStateIn(query);

document.documentElement.lang = lang;
document.title = title ? `${title} · ${text(lang, 'app.title')}` : text(lang, 'app.title');

const map = document.createElement('phiabac-map');
for (const [name, value] of Object.entries(attributes)) map.setAttribute(name, value);
map.toggleAttribute('popup', interaction !== 'none');

const head = document.createElement('div');
head.slot = 'title';
if (title) {
  const heading = document.createElement('h1');
  heading.textContent = title;
  head.append(heading);
}
const link = document.createElement('a');
const address = (view: string | null) => `${siteBase()}${atlasAddress(query, view)}`;
link.href = address(null);
link.target = '_blank';
link.rel = 'noopener';
link.textContent = text(lang, 'embed.open');
head.append(link);
map.append(head);

let moved = false;
map.addEventListener('ready', () => (moved = true), { once: true });
map.addEventListener('viewend', () => {
  if (moved) link.href = address(map.currentView);
});
// A page that is left gives up what it was loading: that is no fault.
let leaving = false;
addEventListener('beforeunload', () => (leaving = true));
map.addEventListener('error', (event: Event) => {
  // A fault of the map is of use to those who look after the page.
  if (!leaving) console.error((event as CustomEvent<{ message: string }>).detail.message);
});

const main = document.createElement('main');
main.append(map);
document.body.append(main);

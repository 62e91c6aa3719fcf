// The card that is open, as the panel shows it. Rare cards are loaded when they are first shown.
import { html, type TemplateResult } from 'lit';
import type { Catalog } from '../catalog';
import '../figures/region-card';
import { text, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import type { Located } from '../map/flight';
import type { Overlay } from '../overlays/types';
import type { Marked } from '../style/marked';
import type { ThemeName } from '../style/palette';
import type { Thing } from '../things/types';
import { isPlace, type CardChoice, type CardTab } from './address';
import './district-card';
import './feature-card';

export interface CardState {
  readonly base: string;
  readonly lang: Lang;
  readonly theme: ThemeName;
  readonly catalog: Catalog | null;
  readonly overlay: Overlay | null;
  /** What the way back leads to, in words; null without one. */
  readonly back: string | null;
}

/** What a card may ask of the page. */
export interface CardActions {
  readonly show: (card: CardChoice | null) => void;
  /** Opens the card of a record and goes where it is. */
  readonly follow: (ref: FeatureRef) => void;
  /** Opens a thing that the card lists. */
  readonly visit: (thing: Thing) => void;
  readonly goBack: () => void;
  readonly located: (located: Located | null) => void;
  readonly draw: (ring: Marked['ring']) => void;
  /** Brings the ring into view. */
  readonly settle: () => void;
}

export function cardView(
  card: CardChoice,
  { base, lang, theme, catalog, overlay, back }: CardState,
  actions: CardActions,
): TemplateResult {
  const close = () => actions.show(null);
  const select = (event: CustomEvent<FeatureRef>) => actions.follow(event.detail);
  const visit = (event: CustomEvent<Thing>) => actions.visit(event.detail);
  const located = (event: CustomEvent<Located | null>) => actions.located(event.detail);
  if (card === 'region') {
    return html`<region-card .base=${base} .lang=${lang} @close=${close}></region-card>`;
  }
  if ('district' in card) {
    return html`<district-card
      .base=${base}
      .lang=${lang}
      .district=${card.district}
      .back=${back}
      @back=${actions.goBack}
      @select=${select}
      @located=${located}
      @close=${close}
    ></district-card>`;
  }
  if ('place' in card) {
    void import('../here/here-card');
    return html`<here-card
      .base=${base}
      .lang=${lang}
      .place=${card.place}
      @visit=${visit}
      @close=${close}
    ></here-card>`;
  }
  return html`<feature-card
    .base=${base}
    .lang=${lang}
    .theme=${theme}
    .ref=${card.ref}
    .tab=${card.tab}
    .catalog=${catalog}
    .overlay=${overlay}
    .back=${back}
    @back=${actions.goBack}
    @ring=${(event: CustomEvent<Marked['ring']>) => actions.draw(event.detail)}
    @settle=${actions.settle}
    @visit=${visit}
    @select=${select}
    @located=${located}
    @tab=${(event: CustomEvent<CardTab>) => actions.show({ ref: card.ref, tab: event.detail })}
    @close=${close}
  ></feature-card>`;
}

/** What the way back to a card is called. */
export function backWords(lang: Lang, origin: CardChoice): string {
  if (origin !== 'region' && 'district' in origin) return origin.district.name;
  return text(lang, isPlace(origin) ? 'here.title' : 'card.near');
}

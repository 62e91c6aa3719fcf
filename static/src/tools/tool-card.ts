// <tool-card>: what a drawing tool says and offers: how long, how large, how to go on; for a shape
// also what lies in it. Tells `close` when the tool is put away and `visit` with a chosen thing.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { loadWithin } from '../api';
import type { Catalog } from '../catalog';
import { formatNumber, text, type Lang } from '../i18n';
import type { Drawing } from '../map/tool';
import type { Thing } from '../things/types';
import { distanceKm } from './geodesy';
import { areaOtherwise, areaWords, lengthWords } from './measures';
import { saveWithin } from './save-within';
import { toolCardCss } from './tool-card-css';
import { TOOL_PATHS } from './tool-paths';
import { shapeOf, WithinAnswer } from './within-answer';
import { withinCss } from './within-css';
import { withinView } from './within-view';
import type { Work } from './work';

@customElement('tool-card')
export class ToolCard extends LitElement {
  static override styles = [toolCardCss, withinCss];

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @property({ attribute: false }) catalog: Catalog | null = null;
  @property({ attribute: false }) work: Work | null = null;
  /** What is drawn; another one with every step. */
  @property({ attribute: false }) step: Drawing | null = null;
  /** Only the head is seen: the reader looks at something else for a while. */
  @property({ type: Boolean, reflect: true }) folded = false;
  private readonly answer = new WithinAnswer(this, (shape, offset, signal) =>
    loadWithin(this.base, shape, offset, this.lang, signal),
  );
  /** The corners that were asked about. */
  private asked: unknown = null;

  private readonly sizes = new ResizeObserver(() => this.makeRoom());

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.work?.makeRoom(null);
  }

  override render(): TemplateResult | typeof nothing {
    const { lang, work, folded } = this;
    if (!work) return nothing;
    const title = text(lang, `tools.${work.name}`);
    return html`<section aria-label=${title}>
      <div class="bar">
        <h2>
          <button
            type="button"
            class="fold"
            aria-expanded=${!folded}
            aria-controls="content"
            @click=${() => (this.folded = !folded)}
          >
            ${icon(TOOL_PATHS[work.name])}<span>${title}</span>
            ${icon(folded ? 'M6 12l4-4 4 4' : 'M6 8l4 4 4-4')}
          </button>
        </h2>
        <button
          type="button"
          class="close"
          title=${text(lang, 'tools.putAway')}
          aria-label=${text(lang, 'tools.putAway')}
          @click=${() => this.dispatchEvent(new CustomEvent('close'))}
        >
          ${icon(TOOL_PATHS.close)}
        </button>
      </div>
      <div id="content" class="content" ?hidden=${folded}>
        ${this.figuresView(work)} ${this.stepsView(work)}
        ${
          work.name === 'within' && work.draft.complete
            ? withinView({
                lang,
                catalog: this.catalog,
                answer: this.answer,
                visit: (thing) => this.visit(thing),
                save: (format) => void this.save(format),
              })
            : nothing
        }
      </div>
      <p class="visually-hidden" role="status">${this.statusWords(work)}</p>
    </section>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { work } = this;
    if (changed.has('work')) {
      this.folded = false;
      if (work) work.follow = () => this.requestUpdate();
    }
    const corners = work?.name === 'within' && work.draft.complete ? work.draft.corners : null;
    if (corners === this.asked) return;
    this.asked = corners;
    this.answer.ask(corners && shapeOf(corners));
  }

  /** The main figure, and below it what else is known. */
  private figuresView(work: Work): TemplateResult {
    const { lang } = this;
    const { corners } = work.draft;
    if (corners.length === 0) return html`<p class="hint">${this.hint(work)}</p>`;
    const { km, km2 } = work;
    if (work.draft.closed) {
      const other = areaOtherwise(lang, km2);
      return html`<p class="figure">
          <b>${areaWords(lang, km2)}</b> ${other ? html`<span>${other}</span>` : nothing}
        </p>
        <p class="more">${text(lang, 'tools.perimeter', { length: lengthWords(lang, km) })}</p>`;
    }
    const [before, last] = work.places.slice(-2);
    return html`<p class="figure"><b>${lengthWords(lang, km)}</b></p>
      <p class="more">
        ${
          before && last
            ? text(lang, 'tools.legs', {
                n: formatNumber(lang, work.places.length - 1),
                length: lengthWords(lang, distanceKm(before, last)),
              })
            : text(lang, 'tools.next')
        }
      </p>`;
  }

  private stepsView({ name, draft }: Work): TemplateResult {
    const { lang } = this;
    const begun = draft.corners.length > 0;
    return html`
      ${begun && !draft.complete ? html`<p class="hint going">${this.goingHint(draft.closed)}</p>` : nothing}
      ${
        begun
          ? html`<div class="steps">
              ${
                draft.complete
                  ? html`<button type="button" class="main" @click=${() => draft.restart()}>
                      ${text(lang, name === 'within' ? 'tools.drawAgain' : 'tools.measureAgain')}
                    </button>`
                  : html`<button
                      type="button"
                      class="main"
                      ?disabled=${!draft.isEnough}
                      @click=${() => draft.finish()}
                    >
                      ${text(lang, name === 'within' ? 'tools.ask' : 'tools.finish')}
                    </button>`
              }
              <button type="button" @click=${() => draft.back()}>
                ${text(lang, 'tools.back')}
              </button>
            </div>`
          : nothing
      }
    `;
  }

  private hint(work: Work): string {
    const begin = text(this.lang, `tools.${work.name}.hint`);
    return matchMedia('(pointer: coarse)').matches
      ? begin
      : `${begin} ${text(this.lang, 'tools.keysHint')}`;
  }

  private goingHint(closed: boolean): string {
    return text(this.lang, closed ? 'tools.goOnArea' : 'tools.goOnLine');
  }

  /** For those who do not see the figures: only what was set, not where the pointer goes. */
  private statusWords({ draft, name, drawing }: Work): string {
    const words = drawing?.notes.at(-1)?.words;
    if (!words) return '';
    const said = text(this.lang, name === 'distance' ? 'tools.said.length' : 'tools.said.area', {
      value: words,
    });
    return draft.complete ? `${said} ${text(this.lang, 'tools.said.complete')}` : said;
  }

  private makeRoom(): void {
    const isAtFoot = isPhone() && !this.folded;
    this.work?.makeRoom(isAtFoot ? this.offsetHeight : null);
  }

  private visit(thing: Thing): void {
    // On a phone the card of the thing comes where this one is.
    if (isPhone()) this.folded = true;
    this.dispatchEvent(new CustomEvent<Thing>('visit', { detail: thing }));
  }

  private async save(format: 'csv' | 'geojson'): Promise<void> {
    const { shape } = this.answer;
    if (shape) await saveWithin(this.base, shape, format, this.lang, this.answer);
  }
}

const isPhone = (): boolean => matchMedia('(max-width: 719px)').matches;

const icon = (path: string): TemplateResult =>
  html`<svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
    <path
      d=${path}
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'tool-card': ToolCard;
  }
}

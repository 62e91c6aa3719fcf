// <many-addresses>: pasted lines, a pasted table or a CSV file in; the converted table out, shown as
// it comes and ready to be kept as a file.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { convertTable } from '../api';
import { formatNumber, text, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import { controlCss } from './control-css';
import { Conversion } from './conversion';
import { fileInput, pastedInput, type FileFault, type TableInput } from './input';
import { foundColumns } from './found-columns';
import { manyCss } from './many-css';
import { progressView } from './progress-view';
import { pagesOf, rowsWith, tableView } from './result-table';
import { summaryView } from './summary-view';
import type { Direction, Status } from './types';

/** Milliseconds after the last stroke before pasted text is looked at. */
const REST = 200;

/** A chosen file: what it holds, or what is wrong with it. */
interface Chosen {
  readonly name: string;
  readonly input: TableInput | FileFault | 'unreadable';
}

@customElement('many-addresses')
export class ManyAddresses extends LitElement {
  static override styles = [controlCss, manyCss];

  @property() base = '';
  @property() override lang: Lang = 'vi';
  @property() to: Direction = 'present';
  @state() private pasted: TableInput | null = null;
  @state() private chosen: Chosen | null = null;
  @state() private over = false;
  @state() private only: Status | null = null;
  @state() private page = 0;
  @query('textarea') private area!: HTMLTextAreaElement;
  @query('input[type=file]') private picker!: HTMLInputElement;
  @query('.results') private results!: HTMLElement | null;
  @query('.end') private end!: HTMLElement;

  /** Direction of what is shown, which may differ from that of what is asked next. */
  private shownTo: Direction = 'present';
  private resting: ReturnType<typeof setTimeout> | undefined;
  private readonly conversion = new Conversion(this);

  override focus(): void {
    this.area.focus();
  }

  override render(): TemplateResult {
    const { lang, conversion } = this;
    return html`
      <div
        class=${this.over ? 'input is-over' : 'input'}
        @dragover=${(event: DragEvent) => this.dragged(event)}
        @dragleave=${() => (this.over = false)}
        @drop=${(event: DragEvent) => this.dropped(event)}
      >
        ${this.chosen ? this.chosenView(this.chosen) : nothing}
        <label class="field" ?hidden=${this.chosen !== null}>
          <span>${text(lang, 'convert.paste')}</span>
          <textarea
            rows="5"
            spellcheck="false"
            autocomplete="off"
            aria-describedby="paste-hint"
            placeholder=${text(lang, 'convert.paste.example')}
            @input=${() => this.typed()}
          ></textarea>
          <small id="paste-hint">${text(lang, 'convert.paste.hint')}</small>
        </label>
        ${this.foundView()}
        <div class="row">
          ${
            conversion.busy
              ? html`<button type="button" class="second stop" @click=${() => conversion.stop()}>
                  ${text(lang, 'convert.stop')}
                </button>`
              : html`<button
                  type="button"
                  class="main run"
                  ?disabled=${!this.ready}
                  @click=${() => void this.run()}
                >
                  ${this.runWords()}
                </button>`
          }
          <button type="button" class="second pick" @click=${() => this.picker.click()}>
            ${text(lang, 'convert.file')}
          </button>
          <small class="drop">${text(lang, 'convert.file.drop')}</small>
          <input
            type="file"
            hidden
            accept=".csv,.tsv,.txt,.xlsx,.xls,text/csv"
            aria-label=${text(lang, 'convert.file')}
            @change=${() => this.picked()}
          />
        </div>
      </div>
      ${progressView(lang, conversion, () => this.download())} ${this.resultsView()}
    `;
  }

  private get input(): TableInput | null {
    if (!this.chosen) return this.pasted;
    return typeof this.chosen.input === 'string' ? null : this.chosen.input;
  }

  private get ready(): boolean {
    return this.input !== null && this.input.rows > 0;
  }

  private runWords(): string {
    const { lang, input } = this;
    return input && input.rows > 0
      ? text(lang, 'convert.run', { n: formatNumber(lang, input.rows) })
      : text(lang, 'convert.runNone');
  }

  private chosenView({ name, input }: Chosen): TemplateResult {
    const { lang } = this;
    return html`<div class="chosen">
        <b>${text(lang, 'convert.file.chosen', { name })}</b>
        <button type="button" class="plain" @click=${() => this.dismiss()}>
          ${text(lang, 'convert.file.remove')}
        </button>
      </div>
      ${
        typeof input === 'string'
          ? html`<p class="fault" role="alert">${text(lang, `convert.file.${input}`, { name })}</p>`
          : nothing
      }`;
  }

  private foundView(): TemplateResult | typeof nothing {
    return this.input ? foundColumns(this.lang, this.input) : nothing;
  }

  private resultsView(): TemplateResult | typeof nothing {
    const { lang, conversion, only, page } = this;
    const { converted } = conversion;
    if (!converted || converted.count === 0) return nothing;
    const rows = rowsWith(converted, only);
    const last = pagesOf(rows.length) - 1;
    return html`<section class="results" tabindex="-1" aria-label=${text(lang, 'convert.table')}>
      ${summaryView(lang, converted, this.shownTo, only, (status) => this.filter(status))}
      ${tableView(
        { lang, to: this.shownTo, converted, rows, page: Math.min(page, last) },
        { turn: (next) => this.turn(next), show: (unit) => this.show(unit) },
      )}
    </section>`;
  }

  private typed(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.look(), REST);
  }

  /** Looks at what was pasted. */
  private look(): void {
    clearTimeout(this.resting);
    const { lang } = this;
    this.pasted = pastedInput(this.area.value, {
      code: text(lang, 'convert.column.code'),
      address: text(lang, 'convert.column.address'),
    });
  }

  private async run(): Promise<void> {
    if (!this.chosen) this.look();
    const { input, base, lang, to } = this;
    if (!input) return;
    this.only = null;
    this.page = 0;
    this.shownTo = to;
    await this.conversion.run(input, ({ body }, signal) =>
      convertTable(base, body, to, lang, signal),
    );
    await this.updateComplete;
    if (this.conversion.stage === 'done') this.end.scrollIntoView({ block: 'start' });
  }

  private filter(status: Status | null): void {
    this.only = status;
    this.page = 0;
  }

  private turn(page: number): void {
    this.page = page;
    this.results?.scrollIntoView({ block: 'start' });
  }

  private show(detail: FeatureRef): void {
    this.dispatchEvent(new CustomEvent('find', { detail, bubbles: true, composed: true }));
  }

  private dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.over = true;
  }

  private dropped(event: DragEvent): void {
    this.over = false;
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    void this.take(file);
  }

  private picked(): void {
    const file = this.picker.files?.[0];
    this.picker.value = '';
    if (file) void this.take(file);
  }

  private async take(file: File): Promise<void> {
    const { name } = file;
    try {
      this.chosen = { name, input: await fileInput(file) };
    } catch {
      this.chosen = { name, input: 'unreadable' };
    }
  }

  private dismiss(): void {
    this.chosen = null;
    void this.updateComplete.then(() => this.area.focus());
  }

  private download(): void {
    const { converted } = this.conversion;
    if (!converted) return;
    const link = document.createElement('a');
    const address = URL.createObjectURL(converted.file());
    link.href = address;
    link.download = text(
      this.lang,
      this.shownTo === 'present' ? 'convert.file.name' : 'convert.file.nameFormer',
    );
    link.click();
    // The browser has taken it by then.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'many-addresses': ManyAddresses;
  }
}

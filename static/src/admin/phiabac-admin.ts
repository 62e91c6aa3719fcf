// <phiabac-admin>: brings files in, shows their reports row by row, loads again, goes back.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { readLang, readTheme, writeLang, writeTheme } from '../atlas/settings';
import type { Lang } from '../i18n';
import type { ThemeName } from '../style/palette';
import { adminCss } from './admin-css';
import { fileView } from './file-view';
import { reportCss } from './report-css';
import { reportCsv } from './report-file';
import { firstShown, PORTION, reportView, type Only } from './report-view';
import { AdminError, bringIn, keepToken, keptToken, readLayers, readState } from './server';
import { reload, undo } from './server';
import { offView, signInView } from './sign-in-view';
import { stateView } from './state-view';
import { say } from './texts';
import type { Imported, LayerTitle, Reloaded, ServerState, Wishes } from './types';

const NO_WISHES: Wishes = {
  layer: 'industrial_zones',
  sheet: '',
  crs: '',
  map: '',
  source: '',
  source_date: '',
  source_licence: '',
  source_url: '',
  tolerance: '',
  replace: false,
  keep_going: false,
};

@customElement('phiabac-admin')
export class PhiabacAdmin extends LitElement {
  static override styles = [adminCss, reportCss];

  /** Whether the server has no token to ask for. */
  @property({ type: Boolean }) off = false;

  @state() override lang: Lang = readLang();
  @state() private theme: ThemeName = readTheme();
  @state() private server: ServerState | null = null;
  @state() private layers: readonly LayerTitle[] = [];
  @state() private busy: 'enter' | 'reload' | 'undo' | 'try' | 'write' | null = null;
  @state() private fault: string | null = null;
  @state() private told: string | null = null;
  @state() private asking = false;
  @state() private wishes = NO_WISHES;
  @state() private file: File | null = null;
  @state() private over = false;
  @state() private imported: Imported | null = null;
  /** Whether the wishes or the file are others than those of the report. */
  @state() private stale = false;
  @state() private only: Only = 'all';
  @state() private shown = PORTION;

  private token = keptToken();

  override connectedCallback(): void {
    super.connectedCallback();
    this.dress();
    if (this.token && !this.off) void this.enter(this.token);
  }

  override render(): TemplateResult {
    const { lang } = this;
    return html`
      <header>
        <a href="/" aria-label=${say(lang, 'toMap')} title=${say(lang, 'toMap')}
          ><img src="/favicon.svg" alt="" width="32" height="32"
        /></a>
        <h1>${say(lang, 'title')}</h1>
        <button
          type="button"
          class="plain"
          lang=${lang === 'vi' ? 'en' : 'vi'}
          @click=${() => this.speak(lang === 'vi' ? 'en' : 'vi')}
        >
          ${say(lang, 'other')}
        </button>
        <button
          type="button"
          class="plain"
          aria-label=${say(lang, this.theme === 'light' ? 'toDark' : 'toLight')}
          title=${say(lang, this.theme === 'light' ? 'toDark' : 'toLight')}
          @click=${() => this.paint()}
        >
          ${this.theme === 'light' ? '☾' : '☀'}
        </button>
        ${
          this.server
            ? html`<button type="button" class="plain" @click=${() => this.leave()}>
                ${say(lang, 'leave')}
              </button>`
            : nothing
        }
      </header>
      <main>${this.content()}</main>
    `;
  }

  private content(): TemplateResult {
    const { lang, server, busy, fault } = this;
    if (this.off) return offView(lang);
    if (!server) {
      return signInView(lang, { busy: busy === 'enter', fault }, (token) => void this.enter(token));
    }
    const ticket = this.imported?.ticket ?? null;
    return html`
      <section>
        ${stateView(
          {
            lang,
            server,
            busy: busy === 'reload' || busy === 'undo' ? busy : null,
            locked: busy !== null,
            asking: this.asking,
            told: this.told,
          },
          {
            reload: () => void this.change('reload'),
            ask: (asking) => (this.asking = asking),
            undo: () => void this.change('undo'),
          },
        )}
      </section>
      <section ?hidden=${!server.can_change}>
        ${fileView(
          {
            lang,
            layers: this.layers.filter(({ id }) => server.layers.includes(id)),
            wishes: this.wishes,
            file: this.file,
            over: this.over,
            mostMb: server.upload_mb,
            busy: busy === 'try' || busy === 'write' ? busy : null,
            canWrite: ticket !== null && !this.stale,
            stale: this.stale && ticket !== null,
          },
          {
            wish: (wishes) => this.wish({ ...this.wishes, ...wishes }),
            take: (file) => this.take(file),
            drag: (over) => (this.over = over),
            tryIt: () => void this.bring(null),
            write: () => void this.bring(ticket),
          },
        )}
        ${fault ? html`<p class="note bad" role="alert">${fault}</p>` : nothing}
      </section>
      ${
        this.imported
          ? html`<section class="report">
              ${reportView(
                {
                  lang,
                  imported: this.imported,
                  only: this.only,
                  shown: this.shown,
                  fieldTitle: (field) => this.fieldTitle(field),
                },
                {
                  filter: (only) => {
                    this.only = only;
                    this.shown = PORTION;
                  },
                  more: () => (this.shown += PORTION),
                  download: () => this.download(),
                },
              )}
            </section>`
          : nothing
      }
    `;
  }

  private async enter(token: string): Promise<void> {
    this.busy = 'enter';
    this.fault = null;
    try {
      this.server = await readState(token, this.lang);
      this.token = token;
      keepToken(token);
      this.layers = await readLayers(this.lang);
    } catch (error) {
      this.failed(error);
    } finally {
      this.busy = null;
    }
  }

  private leave(): void {
    this.token = '';
    keepToken('');
    this.server = null;
    this.imported = null;
    this.file = null;
    this.fault = this.told = null;
    this.wishes = NO_WISHES;
  }

  private async change(what: 'reload' | 'undo'): Promise<void> {
    this.busy = what;
    this.asking = false;
    this.fault = this.told = null;
    try {
      const done = await (what === 'reload' ? reload : undo)(this.token, this.lang);
      this.told = this.outcome(done);
      // What a report says was about other data.
      if (done.state === 'changed') this.stale = true;
    } catch (error) {
      this.failed(error);
    }
    await this.look();
    this.busy = null;
  }

  private async bring(ticket: string | null): Promise<void> {
    const { file } = this;
    if (!file || this.busy) return;
    this.busy = ticket === null ? 'try' : 'write';
    this.fault = this.told = null;
    try {
      const imported = await bringIn(this.token, this.lang, file, this.wishes, ticket);
      this.imported = imported;
      this.only = firstShown(imported.report);
      this.shown = PORTION;
      this.stale = false;
      await this.updateComplete;
      const heading = this.renderRoot.querySelector<HTMLElement>('.report h2');
      heading?.focus();
      heading?.scrollIntoView({ block: 'start' });
    } catch (error) {
      this.imported = null;
      this.failed(error);
    }
    await this.look();
    this.busy = null;
  }

  /** What the server says of itself now. */
  private async look(): Promise<void> {
    if (!this.server) return;
    try {
      this.server = await readState(this.token, this.lang);
      this.layers = await readLayers(this.lang);
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    if (!(error instanceof AdminError)) throw error;
    this.off ||= error.kind === 'admin-off';
    if (error.status === 401) {
      this.server = null;
      this.token = '';
      keepToken('');
    }
    this.fault = error.status === 0 ? say(this.lang, 'unreachable') : error.message;
  }

  private outcome({ state, reason }: Reloaded): string {
    if (state === 'failed') return `${say(this.lang, 'writtenNotLoaded')} ${reason ?? ''}`;
    return say(this.lang, state);
  }

  private wish(wishes: Wishes): void {
    this.wishes = wishes;
    this.stale = this.imported !== null;
  }

  private take(file: File | undefined): void {
    if (!file) return;
    this.file = file;
    this.fault = null;
    this.imported = null;
    this.stale = false;
  }

  private fieldTitle(field: string): string {
    const layer = this.layers.find(({ id }) => id === this.imported?.report.layer);
    const known = layer?.fields?.find(({ name }) => name === field);
    if (!known) return field;
    return this.lang === 'vi' ? known.title_vi : known.title_en;
  }

  private download(): void {
    const { imported, lang } = this;
    if (!imported) return;
    const blob = new Blob([reportCsv(lang, imported.report)], { type: 'text/csv;charset=utf-8' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `phiabac-import-${imported.report.layer}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  private speak(lang: Lang): void {
    this.lang = lang;
    writeLang(lang);
    this.dress();
  }

  private paint(): void {
    this.theme = this.theme === 'light' ? 'dark' : 'light';
    writeTheme(this.theme);
    this.dress();
  }

  /** Language and theme of the whole page. */
  private dress(): void {
    const { documentElement: root } = document;
    root.lang = this.lang;
    root.dataset['theme'] = this.theme;
    document.title = `${say(this.lang, 'title')} · Phía Bắc Atlas`;
  }
}

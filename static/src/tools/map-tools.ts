// <map-tools slot="tools">: the buttons of the map beyond zooming, in the map's own look: where I am,
// the whole screen, and a menu of the tools. Tells `tool` with the name of the chosen one, and
// `locate` with the place of the reader.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { hasServer, siteBase } from '../bundle/known';
import { text, type Lang, type MessageKey } from '../i18n';
import { locate, type ReaderPlace } from './locate';
import { mapToolsCss } from './map-tools-css';
import { DRAWING_TOOLS, type ToolName } from './tool-names';
import { TOOL_PATHS } from './tool-paths';

/** What lies in a shape, only a server says. */
const DRAWING = DRAWING_TOOLS.filter((name) => name !== 'within' || hasServer(siteBase()));

/** The menu, in groups. */
const MENU: readonly (readonly ToolName[])[] = [DRAWING, ['picture', 'print'], ['keys']];

/** Milliseconds that a note stays. */
const NOTE_TIME = 9000;

/** Pixels between the buttons and what opens beside them. */
const GAP = 8;

@customElement('map-tools')
export class MapTools extends LitElement {
  static override styles = mapToolsCss;

  @property() override lang: Lang = 'vi';
  /** The tool that is out. */
  @property() out: ToolName | null = null;
  @state() private locating = false;
  @state() private note = '';
  @state() private full = document.fullscreenElement !== null;
  @query('.menu') private menu!: HTMLElement;
  @query('.note') private noteBox!: HTMLElement;
  @query('.open-menu') private opener!: HTMLElement;
  private timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('fullscreenchange', this.screenTurned);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('fullscreenchange', this.screenTurned);
    clearTimeout(this.timer);
  }

  override render(): TemplateResult {
    const { lang, full, locating } = this;
    return html`
      ${this.button(locating ? 'tools.locating' : 'tools.locate', TOOL_PATHS.locate, () => void this.locate())}
      ${
        document.fullscreenEnabled
          ? this.button(
              full ? 'tools.smallScreen' : 'tools.fullScreen',
              full ? TOOL_PATHS.smallScreen : TOOL_PATHS.fullScreen,
              () => void this.turnScreen(),
            )
          : nothing
      }
      <button
        type="button"
        class="open-menu"
        aria-haspopup="menu"
        aria-expanded="false"
        popovertarget="menu"
        title=${text(lang, 'tools.menu')}
        aria-label=${text(lang, 'tools.menu')}
        ?data-busy=${this.out !== null}
      >
        ${icon(TOOL_PATHS.menu)}
      </button>
      <div
        id="menu"
        class="menu"
        popover
        role="menu"
        aria-label=${text(lang, 'tools.menu')}
        @beforetoggle=${() => this.place(this.menu)}
        @toggle=${(event: ToggleEvent) => this.menuTurned(event.newState === 'open')}
        @keydown=${(event: KeyboardEvent) => this.step(event)}
      >
        ${MENU.map(
          (names, index) => html`
            ${index > 0 ? html`<hr />` : nothing}
            ${names.map(
              (name) =>
                html`<button
                  type="button"
                  role="menuitem"
                  tabindex="-1"
                  ?autofocus=${name === MENU[0]?.[0]}
                  @click=${() => this.take(name)}
                >
                  ${icon(TOOL_PATHS[name])} <span>${text(lang, `tools.${name}`)}</span>
                  ${name === 'keys' ? html`<kbd aria-hidden="true">?</kbd>` : nothing}
                </button>`,
            )}
          `,
        )}
      </div>
      <div class="note" popover="manual" role="status">
        <p>${this.note}</p>
        <button
          type="button"
          aria-label=${text(lang, 'tools.closeNote')}
          @click=${() => this.noteBox.hidePopover()}
        >
          ${icon(TOOL_PATHS.close)}
        </button>
      </div>
    `;
  }

  /** Says something beside the buttons for a while. */
  say(words: string): void {
    this.note = words;
    clearTimeout(this.timer);
    this.noteBox.showPopover();
    void this.updateComplete.then(() => this.place(this.noteBox));
    this.timer = setTimeout(() => this.noteBox.hidePopover(), NOTE_TIME);
  }

  private button(key: MessageKey, path: string, action: () => void): TemplateResult {
    const label = text(this.lang, key);
    return html`<button type="button" title=${label} aria-label=${label} @click=${action}>
      ${icon(path)}
    </button>`;
  }

  private take(name: ToolName): void {
    this.menu.hidePopover();
    this.dispatchEvent(new CustomEvent<ToolName>('tool', { detail: name }));
  }

  private async locate(): Promise<void> {
    if (this.locating) return;
    this.locating = true;
    const answer = await locate();
    this.locating = false;
    if ('failure' in answer) this.say(text(this.lang, `tools.locate.${answer.failure}`));
    else this.dispatchEvent(new CustomEvent<ReaderPlace>('locate', { detail: answer }));
  }

  private async turnScreen(): Promise<void> {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await document.documentElement.requestFullscreen();
    } catch {
      this.say(text(this.lang, 'tools.fullScreen.refused'));
    }
  }

  private readonly screenTurned = (): void => {
    this.full = document.fullscreenElement !== null;
  };

  private menuTurned(open: boolean): void {
    this.opener.setAttribute('aria-expanded', String(open));
    if (open) this.place(this.menu);
  }

  private get items(): readonly HTMLElement[] {
    return [...this.menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  }

  /** Keys of a menu; Escape closes it and nothing behind it. */
  private step(event: KeyboardEvent): void {
    const { items } = this;
    const now = items.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const next = {
      ArrowDown: now + 1,
      ArrowUp: now - 1,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    if (event.key === 'Escape' || next !== undefined) event.stopPropagation();
    if (event.key === 'Tab') this.menu.hidePopover();
    if (next === undefined) return;
    event.preventDefault();
    items[(next + items.length) % items.length]?.focus();
  }

  /** Beside the buttons, inside the window. */
  private place(box: HTMLElement): void {
    const buttons = this.getBoundingClientRect();
    const { offsetHeight } = box;
    const top = Math.min(this.opener.getBoundingClientRect().top, innerHeight - offsetHeight - GAP);
    box.style.setProperty('right', `${innerWidth - buttons.left + GAP}px`);
    box.style.setProperty('top', `${Math.max(GAP, top)}px`);
  }
}

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
    'map-tools': MapTools;
  }
}

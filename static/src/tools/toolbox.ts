// Which tool of the map is out, and what it needs of the page. The tools themselves load when they
// are taken out.
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { Catalog } from '../catalog';
import type { Lang } from '../i18n';
import type { PhiabacMap } from '../map/phiabac-map';
import type { Drawing, MapTool } from '../map/tool';
import type { Overlay } from '../overlays/types';
import { isWriting } from '../search/keys';
import type { MapTime } from '../state/map-state';
import type { Marked } from '../style/marked';
import type { Thing } from '../things/types';
import { accuracyRing, destinationOfReader, type ReaderPlace } from './locate';
import './map-tools';
import { DRAWING_TOOLS, type DrawingTool, type ToolName } from './tool-names';
import type { Work } from './work';

/** What of the page the tools say or show. */
export interface Surroundings {
  readonly base: string;
  readonly lang: Lang;
  readonly catalog: Catalog | null;
  readonly overlay: Overlay | null;
  readonly time: MapTime;
}

/** What the tools ask of the page. */
export interface ToolActions {
  /** Opens the card of a thing, there where it is. */
  readonly go: (thing: Thing) => void;
  /** Asks what lies at a place. */
  readonly ask: (place: readonly [number, number]) => void;
  readonly mark: (marked: Marked) => void;
}

/** Before the page hears of it. */
const CAPTURED = { capture: true };

export class Toolbox implements ReactiveController {
  private work: Work | null = null;
  /** What was marked with the drawing, made once for each pair. */
  private merged: { readonly marked: Marked; readonly both: Marked } | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly map: () => PhiabacMap | null,
    private readonly surroundings: () => Surroundings,
    private readonly actions: ToolActions,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('keydown', this.pressed, CAPTURED);
  }

  hostDisconnected(): void {
    removeEventListener('keydown', this.pressed);
  }

  /** What clicks on the map are for, if not for choosing. */
  get tool(): MapTool | null {
    return this.work?.tool ?? null;
  }

  private get out(): DrawingTool | null {
    return this.work?.name ?? null;
  }

  /** The buttons, for the slot `tools` of the map. */
  buttonsView(): TemplateResult {
    return html`<map-tools
      slot="tools"
      .lang=${this.surroundings().lang}
      .out=${this.out}
      @tool=${(event: CustomEvent<ToolName>) => void this.take(event.detail)}
      @locate=${(event: CustomEvent<ReaderPlace>) => this.showReader(event.detail)}
    ></map-tools>`;
  }

  /** What a card marked, and what is drawn with a tool. */
  withDrawing(marked: Marked): Marked {
    this.work?.speak(this.surroundings().lang);
    const drawing: Drawing | null = this.work?.drawing ?? null;
    if (!drawing) return marked;
    if (this.merged?.marked !== marked || this.merged.both.drawing !== drawing) {
      this.merged = { marked, both: { ...marked, drawing } };
    }
    return this.merged.both;
  }

  /** Takes a tool out; the same one again puts it away. */
  async take(name: ToolName): Promise<void> {
    const map = this.map();
    if (!map) return;
    if (isDrawing(name)) await this.draw(name, map);
    else if (name === 'keys') (await import('./key-help')).openKeyHelp(this.surroundings().lang);
    else (await import('../print/picture-dialog')).openPicture(name, map, this.surroundings());
  }

  /** Puts away what is out; whether there was anything. */
  putAway(): boolean {
    if (!this.work) return false;
    this.work = null;
    this.host.requestUpdate();
    return true;
  }

  /** The card of the tool that is out. */
  cardView(): TemplateResult | typeof nothing {
    const { work } = this;
    if (!work) return nothing;
    const { base, lang, catalog, time } = this.surroundings();
    return html`<tool-card
      ?lowered=${time !== 'now'}
      .base=${base}
      .lang=${lang}
      .catalog=${catalog}
      .work=${work}
      .step=${work.drawing}
      @close=${() => this.leave()}
      @visit=${(event: CustomEvent<Thing>) => this.actions.go(event.detail)}
    ></tool-card>`;
  }

  private async draw(name: DrawingTool, map: PhiabacMap): Promise<void> {
    if (this.out === name) {
      this.putAway();
      return;
    }
    const { Work } = await import('./work');
    this.work = new Work(
      name,
      map,
      () => this.host.requestUpdate(),
      () => this.leave(),
    );
    this.host.requestUpdate();
    map.map?.getCanvas().focus();
  }

  /** The reader's own place, with a ring of how far off it may be. */
  private showReader(reader: ReaderPlace): void {
    const { place } = reader;
    this.actions.ask(place);
    this.actions.mark({ pin: place, ring: accuracyRing(reader) });
    this.map()?.goTo(destinationOfReader(reader));
  }

  /** The reader goes on at the map. */
  private leave(): void {
    if (this.putAway()) this.map()?.map?.getCanvas().focus();
  }

  /** `?` tells all keys, Ctrl+P prints the map; Escape puts the tool away before anything else is closed. */
  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.altKey || isElsewhere(event)) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'p' || event.shiftKey) return;
      // The window as it is would print without its map.
      event.preventDefault();
      void this.take('print');
    } else if (event.key === '?') {
      event.preventDefault();
      void this.take('keys');
    } else if (event.key === 'Escape' && this.work) {
      event.stopPropagation();
      this.leave();
    }
  };
}

/** Whether a key belongs to a field, or to something that lies over the page. */
const isElsewhere = (event: KeyboardEvent): boolean =>
  event
    .composedPath()
    .some(
      (target) =>
        target instanceof HTMLElement &&
        (isWriting(target) ||
          target instanceof HTMLDialogElement ||
          target.matches(':popover-open')),
    );

const isDrawing = (name: ToolName): name is DrawingTool =>
  DRAWING_TOOLS.some((tool) => tool === name);

// A row of tabs, as the ARIA authoring practices have it: one is in the way of the tab key; arrows,
// Home and End go to the others.
import { html, type TemplateResult } from 'lit';

export interface Tabs<Id extends string> {
  /** Class of the row, and what the ids of its tabs begin with. */
  readonly look: string;
  readonly prefix: string;
  readonly label: string;
  readonly ids: readonly Id[];
  readonly chosen: Id;
  /** What stands on a tab. */
  readonly face: (id: Id) => unknown;
  /** Id of the part of the page that a tab shows. */
  readonly part: (id: Id) => string;
  readonly choose: (id: Id) => void;
}

export function tabsView<Id extends string>(tabs: Tabs<Id>): TemplateResult {
  return html`<div
    class=${tabs.look}
    role="tablist"
    aria-label=${tabs.label}
    @keydown=${(event: KeyboardEvent) => {
      step(event, tabs);
    }}
  >
    ${tabs.ids.map(
      (id) =>
        html`<button
          type="button"
          role="tab"
          id=${`${tabs.prefix}-${id}`}
          aria-controls=${tabs.part(id)}
          aria-selected=${id === tabs.chosen}
          tabindex=${id === tabs.chosen ? 0 : -1}
          @click=${() => {
            tabs.choose(id);
          }}
        >
          ${tabs.face(id)}
        </button>`,
    )}
  </div>`;
}

function step<Id extends string>(event: KeyboardEvent, tabs: Tabs<Id>): void {
  const next = nextOf(event.key, tabs);
  if (next === undefined) return;
  event.preventDefault();
  tabs.choose(next);
  const row = event.currentTarget as HTMLElement;
  row.querySelector<HTMLElement>(`#${tabs.prefix}-${next}`)?.focus();
}

function nextOf<Id extends string>(key: string, { ids, chosen }: Tabs<Id>): Id | undefined {
  const at = ids.indexOf(chosen);
  switch (key) {
    case 'ArrowRight':
      return ids[(at + 1) % ids.length];
    case 'ArrowLeft':
      return ids.at(at - 1);
    case 'Home':
      return ids[0];
    case 'End':
      return ids.at(-1);
    default:
      return undefined;
  }
}

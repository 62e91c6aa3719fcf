// What all dialogs do: Escape and a click beside the sheet close them and nothing behind them.
import { html, type TemplateResult } from 'lit';
import { text, type Lang } from '../i18n';

export interface DialogParts {
  readonly lang: Lang;
  readonly title: string;
  /** What stands below the title. */
  readonly content: unknown;
  /** Once the dialog is closed, by whatever way. */
  readonly closed?: () => void;
}

/** A native dialog with its title, which `showModal` opens. */
export function dialogView({ lang, title, content, closed }: DialogParts): TemplateResult {
  const words = text(lang, 'dialog.close');
  return html`<dialog
    aria-labelledby="title"
    @keydown=${keepEscape}
    @click=${closeBeside}
    @close=${closed}
  >
    <div class="sheet">
      <div class="top">
        <h2 id="title">${title}</h2>
        <button
          type="button"
          class="close"
          title=${words}
          aria-label=${words}
          @click=${(event: Event) => {
            (event.currentTarget as HTMLElement).closest('dialog')?.close();
          }}
        >
          <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
            <path
              d="M4 4l10 10M14 4L4 14"
              stroke="currentColor"
              stroke-width="1.8"
              stroke-linecap="round"
            />
          </svg>
        </button>
      </div>
      ${content}
    </div>
  </dialog>`;
}

function keepEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.stopPropagation();
}

function closeBeside(event: MouseEvent): void {
  const dialog = event.currentTarget as HTMLDialogElement;
  if (event.target === dialog) dialog.close();
}

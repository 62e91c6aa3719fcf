// The ways are a chunk of their own: it loads when the first way is taken, and says so meanwhile.
import {
  html,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { text, type Lang } from '../i18n';

export class WayLoader implements ReactiveController {
  private state: 'wanted' | 'loading' | 'here' | 'failed' = 'wanted';

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    if (this.state === 'failed') this.state = 'wanted';
  }

  /** The view of a way; until it can be drawn, why not. */
  view(lang: Lang, way: () => TemplateResult): TemplateResult {
    if (this.state === 'wanted') void this.load();
    if (this.state === 'here') return way();
    if (this.state !== 'failed') {
      return html`<p class="way-waiting" role="status">${text(lang, 'ways.loading')}</p>`;
    }
    return html`<div class="failure" role="alert">
      <p>${text(lang, 'ways.failed')}</p>
      <button type="button" @click=${() => void this.load()}>${text(lang, 'app.retry')}</button>
    </div>`;
  }

  private async load(): Promise<void> {
    this.state = 'loading';
    try {
      await import('./way-panel');
      this.state = 'here';
    } catch {
      this.state = 'failed';
    }
    this.host.requestUpdate();
  }
}

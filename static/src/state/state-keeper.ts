// Keeps what the map shows, in the address of the page too.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { stateIn, stateWords, type MapState } from './map-state';
import { keepInAddress, parametersOf } from './parameters';

export class StateKeeper implements ReactiveController {
  value: MapState = stateIn(parametersOf(location.hash));

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.followAddress);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.followAddress);
  }

  change(part: Partial<MapState>): void {
    this.value = { ...this.value, ...part };
    keepInAddress(stateWords(this.value));
    this.host.requestUpdate();
  }

  private readonly followAddress = (): void => {
    const asked = stateIn(parametersOf(location.hash));
    if (JSON.stringify(stateWords(asked)) === JSON.stringify(stateWords(this.value))) return;
    this.value = asked;
    this.host.requestUpdate();
  };
}

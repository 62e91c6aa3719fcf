// The look of the icons of things: what the map marks by colour keeps that colour.
import { css } from 'lit';

export const thingIconCss = css`
  .thing-icon {
    flex: none;
    color: var(--text-quiet);
  }
  .thing-icon.zone {
    color: var(--zone);
  }
  .thing-icon.gate {
    color: var(--gate);
  }
  .thing-icon.plant {
    color: var(--plant);
  }
`;

// What the card of a place has of its own.
import { css } from 'lit';

export const hereCss = css`
  h3 {
    margin: 18px 0 0;
  }
  .ways {
    margin-top: 2px;
  }
  .ways + .precision {
    margin-top: 4px;
  }
  .none {
    margin: 4px 0 0;
    font-size: 13px;
  }
  .skeleton {
    margin-top: 10px;
  }
`;

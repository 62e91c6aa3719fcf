// After each test, whatever came of it, no page stays open.
import { afterEach } from 'vitest';
import { closePages } from './open.mjs';

afterEach(closePages);

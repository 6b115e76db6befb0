import { beforeEach } from 'vitest';
import { emptyDatabase } from './sync/client-samples.ts';

/** All files share one browser and its storage: each test begins on a device that holds nothing, whatever ran before it. */
beforeEach(emptyDatabase);

import type { Failure } from '#lib/kernel/failure.ts';
import type { Decision } from '../decision/entity.ts';

/** Decisions are another slice's work; the route hands them in. Each says why not. */
export type Confirm = (request: Decision['request'], reason?: string) => Promise<Failure | undefined>;
export type Cancel = (request: Decision['request'], reason: string) => Promise<Failure | undefined>;
export type Decline = Cancel;

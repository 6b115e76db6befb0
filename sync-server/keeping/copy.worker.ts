import { parentPort, workerData } from 'node:worker_threads';
import { copyStore } from './copy.ts';

/** Copies and checks beside the server: reading a large file to its end would keep everybody waiting. */
const { from, to } = workerData as { from: string; to: string };
parentPort!.postMessage(await copyStore(from, to));

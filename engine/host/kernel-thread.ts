/** A helping thread: waits for jobs, and works on each until its team is dissolved. */
import { parentPort } from 'node:worker_threads';
import { help } from '../nn/team-helper.ts';
import type { TeamJob } from '../nn/team.ts';

parentPort?.on('message', (job: TeamJob) => help(job));
// Whoever starts a thread waits for this: the leader of a team blocks, and a thread cannot load meanwhile.
parentPort?.postMessage('ready');

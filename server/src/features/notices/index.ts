export { routes } from './notices.routes.ts';
export { jobs } from './notices.jobs.ts';
export { collect, numberOf, paperOn } from './issue.ts';
export { communeFacts, type CommuneFacts } from './facts.queries.ts';
export { insertPaper, reserveNumbers } from './notices.store.ts';
export { voiceOf, type Voice } from './voice.ts';

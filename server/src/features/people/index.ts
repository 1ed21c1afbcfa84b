import { Router } from 'express';
import type { Feature } from '../../platform/deps.ts';
import { peopleCommands } from './people.commands.ts';
import { sessionReply, sessionRoutes } from './session.routes.ts';
import { setupRoutes } from './setup.routes.ts';
import { usersRoutes } from './users.routes.ts';

export const routes: Feature['routes'] = (deps) => {
  const router = Router();
  sessionRoutes(router, deps);
  setupRoutes(router, deps);
  usersRoutes(router, deps);
  return router;
};
export { sessionReply };
export const commands = peopleCommands;
export { joinCommune, type Newcomer } from './join.ts';
export { hashPassword, passwordHolds } from './password.ts';
export { allowAttempt, forgive, throttleKey } from './throttle.store.ts';
export { communesOf, demoAccounts, nobodyYet } from './people.queries.ts';
export { newSetupLink } from './setup.store.ts';

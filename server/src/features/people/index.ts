import { Router } from 'express';
import type { Feature } from '../../platform/deps.ts';
import { factorRoutes } from './factor.routes.ts';
import { peopleCommands } from './people.commands.ts';
import { providerRoutes } from './provider.routes.ts';
import { sessionReply, sessionRoutes } from './session.routes.ts';
import { setupRoutes } from './setup.routes.ts';
import { usersRoutes } from './users.routes.ts';

export const routes: Feature['routes'] = (deps) => {
  const router = Router();
  sessionRoutes(router, deps);
  factorRoutes(router, deps);
  providerRoutes(router, deps);
  setupRoutes(router, deps);
  usersRoutes(router, deps);
  return router;
};

export { sessionReply };
export { refuseWeak } from './password-policy.ts';
export const commands = peopleCommands;
export { sealSeeds } from './factor.seeds.ts';
export { joinCommune, type Newcomer } from './join.ts';
export { hashPassword, passwordHolds } from './password.ts';
export { allowAttempt, forgive, throttleKey } from './throttle.store.ts';
export { communesOf, demoAccounts, isOperator, nobodyYet } from './people.queries.ts';
export { setOperator } from './people.store.ts';
export { newSetupLink } from './setup.store.ts';

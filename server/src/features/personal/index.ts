import { Router } from 'express';
import type { Feature } from '../../platform/deps.ts';
import { personalCommands } from './personal.commands.ts';
import { personalRoutes } from './personal.routes.ts';

export const routes: Feature['routes'] = (deps) => {
  const router = Router();
  personalRoutes(router, deps);
  return router;
};
export const commands = personalCommands;

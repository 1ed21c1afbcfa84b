import admin from './admin.md?raw';
import agent from './agent.md?raw';
import manager from './manager.md?raw';
import officer from './officer.md?raw';
import operator from './operator.md?raw';

export default { agent, officer, manager, admin, operator };

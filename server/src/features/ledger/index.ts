export { callDues, occupationsToCall, type Called } from './call.store.ts';

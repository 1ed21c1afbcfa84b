/** What the database is busy with before it answers: for the health answer and the log. */
export type Stage = 'waiting' | 'creating' | 'opening' | 'migrating';
export type OnStage = (stage: Stage) => void;

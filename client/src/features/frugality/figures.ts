/** Written by the browser tests, which weigh each screen in a browser that has seen nothing before. Elements outside drawings, requests, kilobytes as sent. */
export interface Figure { screen: string; nodes: number; requests: number; kilobytes: number; score: number; grade: string; budget: { nodes: number; requests: number; kilobytes: number; ecoIndex: number } }
export const WEIGHED_ON = '';
export const FIGURES: readonly Figure[] = [];

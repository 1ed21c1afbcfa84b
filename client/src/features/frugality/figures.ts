/** Written by the browser tests, which weigh each screen in a browser that has seen nothing before. Elements outside drawings, requests, kilobytes as sent. */
export interface Figure { screen: string; nodes: number; requests: number; kilobytes: number; score: number; grade: string; budget: { nodes: number; requests: number; kilobytes: number; ecoIndex: number } }
export const WEIGHED_ON = '2026-11-23';
export const FIGURES: readonly Figure[] = [
  { screen: 'signin', nodes: 41, requests: 7, kilobytes: 147, score: 94, grade: 'A', budget: { nodes: 180, requests: 8, kilobytes: 160, ecoIndex: 88 } },
  { screen: 'map', nodes: 230, requests: 12, kilobytes: 537, score: 84, grade: 'A', budget: { nodes: 260, requests: 12, kilobytes: 600, ecoIndex: 82 } },
  { screen: 'again', nodes: 230, requests: 4, kilobytes: 5, score: 87, grade: 'A', budget: { nodes: 280, requests: 6, kilobytes: 60, ecoIndex: 85 } },
  { screen: 'table', nodes: 414, requests: 10, kilobytes: 188, score: 78, grade: 'B', budget: { nodes: 420, requests: 10, kilobytes: 190, ecoIndex: 78 } },
  { screen: 'wizard', nodes: 111, requests: 8, kilobytes: 177, score: 90, grade: 'A', budget: { nodes: 300, requests: 10, kilobytes: 200, ecoIndex: 83 } },
  { screen: 'print', nodes: 226, requests: 14, kilobytes: 507, score: 84, grade: 'A', budget: { nodes: 300, requests: 14, kilobytes: 700, ecoIndex: 80 } },
];

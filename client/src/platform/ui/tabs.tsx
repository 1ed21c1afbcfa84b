import { useRef, type KeyboardEvent, type ReactNode } from 'react';

export interface Tab<K extends string> { key: K; label: ReactNode }

/** The tab list of one object; arrows move, as the reader's direction has it. The panel carries `id={panel}` and `role="tabpanel"`. */
export const Tabs = <K extends string>({ label, tabs, value, onChange, panel }: { label: string; tabs: readonly Tab<K>[]; value: K; onChange: (key: K) => void; panel: string }) => {
  const list = useRef<HTMLDivElement>(null);
  const move = (e: KeyboardEvent) => {
    const forward = getComputedStyle(e.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const step = e.key === forward ? 1 : e.key === 'ArrowLeft' || e.key === 'ArrowRight' ? -1 : 0;
    if (!step) return;
    const at = (tabs.findIndex((tab) => tab.key === value) + step + tabs.length) % tabs.length;
    const next = tabs[at];
    if (!next) return;
    onChange(next.key);
    (list.current?.children[at] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
      {tabs.map((tab) => (
        <button key={tab.key} type="button" role="tab" aria-selected={tab.key === value} aria-controls={tab.key === value ? panel : undefined} tabIndex={tab.key === value ? 0 : -1} onClick={() => onChange(tab.key)}>{tab.label}</button>
      ))}
    </div>
  );
};

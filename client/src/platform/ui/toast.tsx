import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

interface ToastItem { id: number; text: string; undo?: { label: string; run: () => void } }
type Say = (text: string, undo?: ToastItem['undo']) => void;
const ToastContext = createContext<Say | null>(null);
let serial = 0;

/** Success only, six seconds, with its way back. Refusals stay in their place on the screen instead. */
export const ToastProvider = ({ children }: { children: ReactNode }) => {
  const [items, setItems] = useState<readonly ToastItem[]>([]);
  const drop = useCallback((id: number) => setItems((all) => all.filter((x) => x.id !== id)), []);
  const say = useCallback<Say>((text, undo) => {
    serial += 1;
    const id = serial;
    setItems((all) => [...all.slice(-2), { id, text, ...(undo ? { undo } : {}) }]);
    setTimeout(() => drop(id), 6000);
  }, [drop]);
  const shown = useMemo(() => items.map((x) => (
    <div className="toast" key={x.id}>{x.text}{x.undo && <button type="button" onClick={() => { x.undo?.run(); drop(x.id); }}>{x.undo.label}</button>}</div>
  )), [items, drop]);
  return <ToastContext value={say}>{children}<div className="toasts" role="status">{shown}</div></ToastContext>;
};

export const useToast = (): Say => {
  const say = useContext(ToastContext);
  if (!say) throw new Error('no ToastProvider above');
  return say;
};

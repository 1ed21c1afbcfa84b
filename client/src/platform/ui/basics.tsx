import type { ButtonHTMLAttributes, ReactNode } from 'react';

export type Icon = 'search' | 'x' | 'plus' | 'minus' | 'sel' | 'poly' | 'buf' | 'rule' | 'pen' | 'print' | 'chev' | 'down' | 'undo' | 'redo' | 'dl' | 'doc' | 'fold' | 'here' | 'ok';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: 'main' | 'flat' | 'bad';
  icon?: Icon;
  /** Icon only: `label` is then its accessible name and its tooltip. */
  label?: string;
  large?: boolean;
  /** Mirror the icon in right-to-left text. */
  flip?: boolean;
  /** Put the icon after the words. */
  after?: boolean;
  /** Why it cannot be used now: it stays focusable, says so, and does nothing. */
  refuse?: string | false | undefined;
}

/** A button named by a verb and its object. */
export const Button = ({ kind, icon, label, large, flip, after, refuse, className, children, onClick, title, ...rest }: ButtonProps) => (
  <button
    type="button" {...rest}
    className={['btn', kind, icon && `i i-${icon}`, large && 'lg', flip && 'flip', after && 'after', label !== undefined && !children && 'sq', className].filter(Boolean).join(' ')}
    aria-label={label ?? rest['aria-label']} title={refuse || title || label}
    aria-disabled={refuse ? true : undefined}
    onClick={refuse ? (e) => e.preventDefault() : onClick}
  >{children}</button>
);

/** One active filter; click, Enter or Delete takes it away. */
export const Chip = ({ label, onRemove, children }: { label: string; onRemove: () => void; children: ReactNode }) => (
  <button type="button" className="chip" aria-label={label} onClick={onRemove} onKeyDown={(e) => { if (e.key === 'Delete' || e.key === 'Backspace') onRemove(); }}>{children}</button>
);

export type Tone = 'info' | 'ok' | 'warn' | 'bad';
export const Tag = ({ tone = 'mute', children }: { tone?: Tone | 'mute'; children: ReactNode }) => <span className={`tag ${tone}`}>{children}</span>;

/** What happened, where, and the mend. A refusal (`bad`) is announced. */
export const Note = ({ tone = 'info', children }: { tone?: Tone; children: ReactNode }) => (
  <div className={tone === 'info' ? 'note' : `note ${tone}`} role={tone === 'bad' ? 'alert' : undefined}>{children}</div>
);

/** What would be here, why it is not, the one next step. */
export const Empty = ({ title, why, children }: { title: ReactNode; why?: ReactNode; children?: ReactNode }) => (
  <div className="empty"><b>{title}</b>{why && <span>{why}</span>}{children}</div>
);

/** A long work's line: name, count, bar. Without `total` the bar says only that it runs. */
export const Progress = ({ label, done, total, children }: { label: string; done?: number; total?: number | null; children?: ReactNode }) => (
  <div className="jobline"><span>{label}</span>{children ?? <span />}{total ? <progress max={total} value={done ?? 0} aria-label={label} /> : <progress aria-label={label} />}</div>
);
/** A reference, code, coordinate or dated name: kept left to right inside Arabic text. */
export const Ref = ({ children }: { children: ReactNode }) => <bdi dir="ltr">{children}</bdi>;

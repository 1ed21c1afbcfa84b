import '../../platform/ui/difference.css';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useIsMutating } from '@tanstack/react-query';
import { getOwnActions, undoAction, type OwnAction, type UndoResult } from '@sommier/domain/history';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, useToast } from '../../platform/ui/index.ts';
import { useValueText } from './value-text.ts';

const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || target.closest('dialog, canvas, .drawing') !== null);

/** Takes one's own last action on the register back, by its name: two buttons, Ctrl+Z and Ctrl+Shift+Z. Every write of a property is an action. */
export const UndoKeys = () => (useCan()('register.write') ? <Keys /> : null);

const Keys = () => {
  const t = useT();
  const say = useToast();
  const cause = useCodeText();
  const { label } = useValueText();
  const { code: commune } = useCommune();
  // What the last action was is asked for once something was written here, or somebody reaches for the buttons: a screen that is only read asks for less.
  const [asked, ask] = useState(() => queryClient.getMutationCache().getAll().length > 0);
  const busy = useIsMutating() > 0;
  const own = useEndpoint(getOwnActions, { params: { commune } }, { keep: true, enabled: asked });
  // Read once what was being written is written: during the write the last action is still the one before.
  const was = useRef(busy);
  useEffect(() => { if (was.current && !busy) { ask(true); void own.refetch(); } was.current = busy; }, [busy]);
  const turn = useChange(undoAction, ['']);
  const name = useCallback((a: OwnAction | null | undefined): string => (!a ? '' : t('history.named', {
    what: a.fields.length === 1 && a.cause === 'asset.updated' ? label(a.fields[0] ?? '') : cause('history.cause.', a.cause ?? 'none'), where: a.assets > 1 ? t('map.count.assets', { n: a.assets }) : a.first?.code ?? '',
  })), [t, cause, label]);
  const go = useCallback(async (way: 'undo' | 'redo') => {
    if (turn.isPending) return;
    const { data = own.data } = await own.refetch();
    ask(true);
    const action = data?.[way];
    if (!action) { say(t('history.undo.none')); return; }
    const told = (r: UndoResult) => say(r.refused > 0 ? t('history.undo.partly', { done: r.restored, refused: r.refused, codes: r.refusals.map((x) => x.code).slice(0, 5).join(', ') }) : t(`history.${way}.done`, { what: name(action) }));
    turn.mutate({ params: { commune, id: action.action } }, { onSuccess: (r) => { told(r); void queryClient.invalidateQueries(); }, onError: (e) => { say(e.message); void own.refetch(); } });
  }, [turn, commune, say, t, name, own]);
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (!(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== 'z' || e.defaultPrevented || typing(e.target)) return;
      e.preventDefault();
      void go(e.shiftKey ? 'redo' : 'undo');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go]);
  const button = (way: 'undo' | 'redo') => {
    const action = own.data?.[way];
    const none = asked && own.data !== undefined && !action;
    return <Button icon={way} flip label={none ? t(`history.${way}.none`) : action ? t(`history.${way}`, { what: name(action) }) : t(`history.${way}.last`)} refuse={none && t(`history.${way}.none`)} onClick={() => void go(way)} />;
  };
  return <span className="undokeys" role="group" aria-label={t('history.undo.group')} onPointerEnter={() => ask(true)} onFocus={() => ask(true)}>{button('undo')}{button('redo')}</span>;
};

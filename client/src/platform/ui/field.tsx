import { cloneElement, useId, type InputHTMLAttributes, type ReactElement, type ReactNode, type SelectHTMLAttributes } from 'react';

interface FieldProps { label: ReactNode; hint?: ReactNode; error?: string | undefined; children: ReactElement<{ id?: string; 'aria-invalid'?: boolean; 'aria-describedby'?: string }> }

/** Label above, the control, then what is wrong with its mend, or the hint. What was typed stays while it is wrong. */
export const Field = ({ label, hint, error, children }: FieldProps) => {
  const id = useId();
  const described = error ? `${id}e` : hint ? `${id}h` : undefined;
  return (
    <div className="field">
      <label className="lab" htmlFor={id}>{label}</label>
      {cloneElement(children, { id, ...(error ? { 'aria-invalid': true } : {}), ...(described ? { 'aria-describedby': described } : {}) })}
      {error ? <p className="err" id={`${id}e`}>{error}</p> : hint ? <p className="hint" id={`${id}h`}>{hint}</p> : null}
    </div>
  );
};

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'children'> & { label: ReactNode; hint?: ReactNode; error?: string | undefined };
export const TextField = ({ label, hint, error, type = 'text', ...rest }: InputProps) => (
  <Field label={label} hint={hint} error={error}><input type={type} {...rest} /></Field>
);

type SelectProps = SelectHTMLAttributes<HTMLSelectElement> & { label: ReactNode; hint?: ReactNode; error?: string | undefined };
export const SelectField = ({ label, hint, error, children, ...rest }: SelectProps) => (
  <Field label={label} hint={hint} error={error}><select {...rest}>{children}</select></Field>
);

type CheckProps = InputHTMLAttributes<HTMLInputElement> & { children: ReactNode };
export const Check = ({ children, type = 'checkbox', ...rest }: CheckProps) => <label className="check"><input type={type} {...rest} />{children}</label>;

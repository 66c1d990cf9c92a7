import type { InputHTMLAttributes, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DayInput } from "./DayInput";

type Labelled = {
  label: ReactNode;
  help?: ReactNode;
  /** How wide it is in its form: a class beside `field`. */
  width?: "form-wide" | "field-wide" | "purpose-field";
};

/** A label above its control, a word of help below. */
function Field({ label, help, width, children }: Labelled & { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what it is given
    <label className={width ? `field ${width}` : "field"}>
      <span>{label}</span>
      {children}
      {help && <small className="muted">{help}</small>}
    </label>
  );
}

type OfInput = Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "onChange" | "value" | "width">;
type TextProps = Labelled & OfInput & { value: string; change: (text: string) => void; mono?: boolean };

/** One line of text. What may be in it is said as HTML says it: `required`, `minLength`, `pattern`. */
export function TextField({ label, help, width, mono = false, change, ...input }: TextProps) {
  return (
    <Field label={label} help={help} width={width}>
      <input {...input} className={mono ? "input mono" : "input"} onChange={(event) => change(event.target.value)} />
    </Field>
  );
}

/** Shortest reason that the service takes. */
export const SHORTEST_REASON = 3;

/** Why something was decided: never optional. */
export function ReasonField(props: Omit<TextProps, "required" | "minLength" | "mono">) {
  return <TextField {...props} required minLength={SHORTEST_REASON} />;
}

/** Why persons are looked at: written into the audit log. */
export function PurposeField(props: Pick<TextProps, "label" | "value" | "change">) {
  return <TextField {...props} width="purpose-field" required minLength={2} maxLength={200} />;
}

type ChoiceProps<T extends string> = Labelled & {
  value: T;
  /** Each with the words that are shown for it. */
  options: readonly (readonly [T, string])[];
  choose: (value: T) => void;
};

/** One of a few values. */
export function Choice<T extends string>({ value, options, choose, ...labelled }: ChoiceProps<T>) {
  return (
    <Field {...labelled}>
      <select className="input" value={value} onChange={(event) => choose(event.target.value as T)}>
        {options.map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  );
}

type AnswersProps<T extends string> = {
  options: readonly (readonly [T, ReactNode])[];
  chosen: T | null;
  choose: (answer: T | null) => void;
};

/** Answers side by side. None is chosen beforehand; the chosen one, pressed again, is taken back. */
export function Answers<T extends string>({ options, chosen, choose }: AnswersProps<T>) {
  return options.map(([name, words]) => (
    <button
      key={name}
      type="button"
      className="chip"
      aria-pressed={chosen === name}
      onClick={() => choose(chosen === name ? null : name)}
    >
      {words}
    </button>
  ));
}

export type DayTime = { readonly day: string; readonly time: string };

/** A minute in China, as the service takes it. */
export const asInstant = ({ day, time }: DayTime) => `${day}T${time}:00+08:00`;

type DayTimeProps = { label: string; value: DayTime; change: (part: Partial<DayTime>) => void };

export function DayTimeField({ label, value, change }: DayTimeProps) {
  const { t } = useTranslation();
  return (
    <div className="field">
      <span>{label}</span>
      <span className="day-time">
        <DayInput label={label} value={value.day} change={(day) => change({ day })} />
        <input
          className="input input-auto"
          aria-label={t("common.time")}
          pattern="([01]\d|2[0-3]):[0-5]\d"
          placeholder="09:30"
          size={5}
          required
          value={value.time}
          onChange={(event) => change({ time: event.target.value })}
        />
      </span>
    </div>
  );
}

import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

type Props = {
  label: string;
  value: string;
  change: (day: string) => void;
  min?: string;
  max?: string;
  marked?: boolean;
  /** Whether it may be emptied. */
  optional?: boolean;
  inputRef?: RefObject<HTMLInputElement | null>;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as 2026-06-30 in every language; the browser's own calendar writes days as the system likes, so it only helps. */
export function DayInput({
  label,
  value,
  change,
  min = "1900-01-01",
  max = "2200-12-31",
  marked = false,
  optional = false,
  inputRef,
}: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const picker = useRef<HTMLInputElement>(null);
  useEffect(() => setText(value), [value]);
  const good = text === "" || isDay(text, min, max);
  const take = (day: string) => {
    setText(day);
    const takes = day === "" ? optional : isDay(day, min, max);
    if (takes && day !== value) change(day);
  };
  return (
    <span className="day">
      <input
        ref={inputRef}
        className={marked ? "input input-auto set" : "input input-auto"}
        aria-label={label}
        aria-invalid={!good}
        inputMode="numeric"
        placeholder={t("common.day_form")}
        maxLength={10}
        size={10}
        value={text}
        onChange={(event) => take(event.target.value)}
        onBlur={() => setText(value)}
      />
      <button
        type="button"
        className="day-open"
        aria-label={t("common.pick_day", { label })}
        onClick={() => picker.current?.showPicker()}
      >
        <span aria-hidden="true">▾</span>
      </button>
      <input
        ref={picker}
        className="day-picker"
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        min={min}
        max={max}
        value={good ? text : ""}
        onChange={(event) => take(event.target.value)}
      />
    </span>
  );
}

function isDay(text: string, min: string, max: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text)) && text >= min && text <= max;
}

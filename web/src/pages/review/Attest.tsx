import { useState } from "react";
import { useTranslation } from "react-i18next";
import { save } from "../../ui/save";
import { Empty, ProblemView } from "../../ui/states";
import { bidders, names, type Review, unsearched } from "./model";
import { signed } from "./signed";
import { useAct } from "./useActs";

type Pair = readonly [string, string];
const word = ([a, b]: Pair) => `${a} ${b}`;

/** A signed statement that a search found nothing between chosen pairs of bidders; none of those not searched. */
export function Attest({ review }: { review: Review }) {
  const { t } = useTranslation();
  const known = new Set(bidders(review.result).map((role) => role.key));
  const absent = new Set(unsearched(review.result).map((role) => role.key));
  const clean = review.result.matrix
    .filter((pair) => pair.findings.length === 0 && known.has(pair.a) && known.has(pair.b))
    .map((pair): Pair => [pair.a, pair.b]);
  const pairs = clean.filter((pair) => !pair.some((key) => absent.has(key)));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = pairs.filter((pair) => !left.has(word(pair)));
  const attest = useAct(review.id, async () =>
    save(`attestation-${review.id}.json`, await signed(`/api/v1/reviews/${review.id}/attestations`, { pairs: chosen })),
  );
  return (
    <section className="panel stack-s">
      <h2>{t("review.attest")}</h2>
      <p className="muted">{t("review.attest_help")}</p>
      {clean.length > pairs.length && (
        <p className="muted">{t("review.attest_unsearched", { count: clean.length - pairs.length })}</p>
      )}
      {pairs.length === 0 ? (
        <Empty>{t("review.attest_no_pairs")}</Empty>
      ) : (
        <Choice review={review} pairs={pairs} left={left} setLeft={setLeft} chosen={chosen.length} />
      )}
      <div>
        <button
          type="button"
          className="button"
          disabled={chosen.length === 0 || attest.isPending || review.state === "sealed"}
          onClick={() => attest.mutate(undefined)}
        >
          {t("review.attest_go", { count: chosen.length })}
        </button>
      </div>
      {attest.isError && <ProblemView error={attest.error} />}
    </section>
  );
}

type ChoiceProps = {
  review: Review;
  pairs: readonly Pair[];
  left: ReadonlySet<string>;
  setLeft: (left: ReadonlySet<string>) => void;
  chosen: number;
};

function Choice({ review, pairs, left, setLeft, chosen }: ChoiceProps) {
  const { t } = useTranslation();
  const name = names(review.result);
  const toggle = (pair: Pair) => {
    const next = new Set(left);
    if (!next.delete(word(pair))) next.add(word(pair));
    setLeft(next);
  };
  return (
    <details>
      <summary>{t("review.attest_pairs", { count: pairs.length, chosen })}</summary>
      <fieldset className="attest-pairs">
        <legend className="visually-hidden">{t("review.attest_pairs", { count: pairs.length, chosen })}</legend>
        <div className="row">
          <button type="button" className="button-link" onClick={() => setLeft(new Set())}>
            {t("common.all")}
          </button>
          <button type="button" className="button-link" onClick={() => setLeft(new Set(pairs.map(word)))}>
            {t("common.none")}
          </button>
        </div>
        {pairs.map((pair) => (
          <label key={word(pair)} className="check">
            <input type="checkbox" checked={!left.has(word(pair))} onChange={() => toggle(pair)} />
            <span>
              {name(pair[0])} — {name(pair[1])}
            </span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

import { Beneficial } from "./Beneficial";
import { Controllers } from "./Controllers";
import { Holdings } from "./Holdings";
import { Owners } from "./Owners";
import { Tree } from "./Tree";
import "./ownership.css";

/** Owning, controlling and benefiting: separate measures, side by side, never one number for all questions. */
export function Ownership({ id, enterprise }: { id: string; enterprise: boolean }) {
  return (
    <div className="stack own">
      <Tree id={id} />
      {enterprise && (
        <>
          <Owners id={id} />
          <Controllers id={id} />
          <Beneficial id={id} />
        </>
      )}
      <Holdings id={id} />
    </div>
  );
}

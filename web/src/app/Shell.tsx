import { Suspense, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, useLocation } from "react-router";
import { useWhoami } from "../api/hooks";
import { Problem } from "../api/problem";
import { useAsk, withAsk } from "../ask/ask";
import { To } from "../ask/To";
import { Loading } from "../ui/Await";
import { SignIn } from "../ui/SignIn";
import { AskBar } from "./AskBar";
import { EngineBanner } from "./EngineBanner";
import { NAV } from "./nav";
import { Search } from "./Search";
import { ShortcutList, useShortcuts } from "./Shortcuts";
import { Tools } from "./Tools";

/** What stands around every page. */
export function Shell() {
  const { t } = useTranslation();
  const search = useRef<HTMLInputElement>(null);
  const date = useRef<HTMLInputElement>(null);
  const [keys, setKeys] = useState(false);
  const help = useCallback(() => setKeys(true), []);
  useShortcuts({ search, date, help });
  return (
    <>
      <a className="skip" href="#content">
        {t("common.skip")}
      </a>
      <header className="top">
        <div className="top-inner">
          <To to="/" className="brand">
            <img src="/icon.svg" alt="" />
            {t("common.product")}
          </To>
          <MainNav />
          <Search inputRef={search} />
          <Tools showKeys={help} />
        </div>
        <AskBar dateRef={date} />
      </header>
      <EngineBanner />
      <Page />
      {keys && <ShortcutList close={() => setKeys(false)} />}
    </>
  );
}

function MainNav() {
  const { t } = useTranslation();
  const { ask } = useAsk();
  return (
    <nav className="nav" aria-label={t("common.main_nav")}>
      {NAV.map((entry) => (
        <NavLink key={entry.to} to={withAsk(entry.to, ask)} end={entry.to === "/"}>
          {t(`common.nav.${entry.name}`)}
        </NavLink>
      ))}
    </nav>
  );
}

function Page() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page begins at its top, for the keyboard too
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [pathname.split("/").slice(0, 3).join("/")]);
  const who = useWhoami();
  const stranger = who.error instanceof Problem && who.error.code === "unauthenticated";
  return (
    <main id="content" className="page" ref={main} tabIndex={-1}>
      <Suspense fallback={<Loading />}>{stranger ? <SignIn page /> : <Outlet />}</Suspense>
    </main>
  );
}

import { createBrowserRouter, type RouteObject } from "react-router";
import { Loading } from "../ui/Await";
import { NotFound } from "../ui/states";
import { Crash } from "./Crash";
import { Shell } from "./Shell";

/** Every page is a chunk of its own, loaded when it is first opened. */
const pages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("../pages/home/HomePage")).HomePage }) },
  { path: "search", lazy: async () => ({ Component: (await import("../pages/home/SearchPage")).SearchPage }) },
  { path: "party/:id/:view?", lazy: async () => ({ Component: (await import("../pages/party/PartyPage")).PartyPage }) },
  { path: "graph", lazy: async () => ({ Component: (await import("../pages/graph/GraphPage")).GraphPage }) },
  { path: "reviews", lazy: async () => ({ Component: (await import("../pages/review/ReviewsPage")).ReviewsPage }) },
  {
    path: "reviews/new",
    lazy: async () => ({ Component: (await import("../pages/review/NewReviewPage")).NewReviewPage }),
  },
  {
    path: "reviews/:id/:step?",
    lazy: async () => ({ Component: (await import("../pages/review/ReviewPage")).ReviewPage }),
  },
  {
    path: "screenings",
    lazy: async () => ({ Component: (await import("../pages/screening/ScreeningPage")).ScreeningPage }),
  },
  {
    path: "screenings/:id",
    lazy: async () => ({ Component: (await import("../pages/screening/ResultPage")).ResultPage }),
  },
  {
    path: "identity",
    lazy: async () => ({ Component: (await import("../pages/identity/IdentityPage")).IdentityPage }),
  },
  { path: "records", lazy: async () => ({ Component: (await import("../pages/records/RecordsPage")).RecordsPage }) },
  { path: "records/:id", lazy: async () => ({ Component: (await import("../pages/records/RecordPage")).RecordPage }) },
  { path: "loads", lazy: async () => ({ Component: (await import("../pages/loads/LoadsPage")).LoadsPage }) },
  { path: "loads/jobs/:job", lazy: async () => ({ Component: (await import("../pages/loads/JobPage")).JobPage }) },
  {
    path: "policies/:name?",
    lazy: async () => ({ Component: (await import("../pages/policy/PoliciesPage")).PoliciesPage }),
  },
  { path: "admin/:view?", lazy: async () => ({ Component: (await import("../pages/admin/AdminPage")).AdminPage }) },
  { path: "*", Component: NotFound },
];

export const routes: RouteObject[] = [
  {
    Component: Shell,
    errorElement: <Crash />,
    HydrateFallback: Loading,
    children: [{ errorElement: <Crash />, children: pages }],
  },
];

export const router = () => createBrowserRouter(routes);
